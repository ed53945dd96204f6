import assert from 'node:assert/strict';
import { createRiskCheck } from '../../../../src/core/audit/risk/risk.ts';
import { lineRules, lossRules, valueRules } from '../../../../src/core/audit/risk/riskRules.ts';
import { commandRules } from '../../../../src/core/commands/commandRules.ts';
import type {
  AuditWorkspace,
  ChangedFile,
  Finding,
  Suggestion,
} from '../../../../src/core/model/audit.ts';
import { change, deletedFile, newFile } from '../change.ts';
import { codeExamples } from './examples/code.ts';
import { commandExamples } from './examples/commands.ts';
import type { Example, ExampleTable } from './examples/examples.ts';
import { fileExamples } from './examples/files.ts';
import { otherFormatExamples } from './examples/otherFormats.ts';

const workspace: AuditWorkspace = { paths: new Set(), read: async () => undefined };
const check = createRiskCheck((text) =>
  [...text.matchAll(/AKIA\d+|(?<=password[:=]\s?['"]?)\w+/g)].map(([value]) => ({
    kind: value.startsWith('AKIA') ? 'AWS_KEY' : 'PASSWORD',
    value,
  })),
);

async function risksOf(suggestion: Partial<Suggestion>): Promise<readonly Finding[]> {
  const { findings } = await check({ files: [], commands: [], ...suggestion }, workspace);
  return findings;
}

function suggestionOf(example: Example): Partial<Suggestion> {
  return typeof example === 'string'
    ? { commands: [{ text: example }] }
    : { files: [change(example[0], example[1])] };
}

const subjects = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ subject }) => subject);
const told = (example: Example): string => JSON.stringify(example);

const examples: ExampleTable = {
  ...commandExamples,
  ...codeExamples,
  ...fileExamples,
  ...otherFormatExamples,
};
const ids = [
  ...commandRules.filter(({ advice }) => advice),
  ...lineRules,
  ...lossRules,
  ...valueRules,
].map(({ id }) => id);

suite('the table of risks', () => {
  test('has at least eighty rules, each with a name of its own', () => {
    assert.ok(ids.length >= 80, String(ids.length));
    assert.equal(new Set(commandRules.map(({ id }) => id)).size, commandRules.length);
    assert.equal(new Set(ids).size, ids.length);
  });

  test('has examples and counter-examples of every rule, and of nothing else', () => {
    assert.deepEqual([...ids].sort(), Object.keys(examples).sort());
    for (const [id, { bad, good }] of Object.entries(examples)) {
      assert.ok(bad.length > 0 && good.length > 0, id);
    }
  });

  for (const [id, { bad, good }] of Object.entries(examples)) {
    for (const example of bad) {
      test(`${id} is found in ${told(example)}`, async () => {
        const found = subjects(await risksOf(suggestionOf(example)));
        assert.ok(found.includes(id), String(found));
      });
    }
    for (const example of good) {
      test(`${id} and all others leave alone ${told(example)}`, async () => {
        assert.deepEqual(subjects(await risksOf(suggestionOf(example))), []);
      });
    }
  }
});

suite('the risk of a suggestion', () => {
  const unchanged = (path: string, text: string): ChangedFile => ({
    ...newFile(path, text),
    before: text,
    added: [],
  });

  test('says nothing of lines that were there before', async () => {
    assert.deepEqual(
      await risksOf({ files: [unchanged('a.py', 'requests.get(u, verify=False)')] }),
      [],
    );
  });

  test('says nothing of docs, of tests and of what others wrote', async () => {
    const text = 'requests.get(u, verify=False)';
    const paths = ['docs/a.md', 'tests/test_a.py', 'vendor/a.py', 'node_modules/a/a.js'];
    assert.deepEqual(await risksOf({ files: paths.map((path) => newFile(path, text)) }), []);
  });

  test('tells the line in the file as it would be', async () => {
    const findings = await risksOf({
      files: [
        change(
          'k8s/a.yaml',
          ' a:\n-  livenessProbe:\n-    x: 1\n+  b: 1\n   c: 1\n+  privileged: true',
        ),
      ],
    });
    assert.deepEqual(
      findings.map(({ subject, line }) => [subject, line]),
      [
        ['privileged', 4],
        ['probe-removed', 2],
      ],
    );
  });

  test('tells the place of a command that was written somewhere', async () => {
    const place = { file: 'run.md', line: 7 };
    const [finding] = await risksOf({ commands: [{ text: 'crontab -r', place }] });
    assert.deepEqual([finding?.file, finding?.line], ['run.md', 7]);
  });

  test('does not miss what moved to another file', async () => {
    const text = '@login_required\ndef pay(request):\n    pass';
    assert.deepEqual(
      subjects(await risksOf({ files: [deletedFile('a.py', text), newFile('b.py', text)] })),
      [],
    );
  });

  test('is milder where a guard of the whole router may stand for those of its routes', async () => {
    const text =
      "-r.get('/a', requireAuth, a);\n-r.get('/b', requireAuth, b);\n+r.use(requireAuth);\n+r.get('/a', a);\n+r.get('/b', b);";
    const findings = await risksOf({ files: [change('a.ts', text)] });
    assert.deepEqual(
      findings.map(({ subject, severity }) => [subject, severity]),
      [['authorisation-removed', 'warning']],
    );
  });

  test('misses a disruption budget whose file is deleted, at no line', async () => {
    const [finding] = await risksOf({
      files: [deletedFile('k8s/pdb.yaml', 'kind: PodDisruptionBudget')],
    });
    assert.deepEqual([finding?.subject, finding?.line], ['disruption-budget-removed', undefined]);
  });

  test('misses a database whose file is deleted', async () => {
    const file = deletedFile('db.tf', 'resource "aws_db_instance" "main" {\n}');
    assert.deepEqual(subjects(await risksOf({ files: [file] })), ['stored-data-removed']);
  });

  test('tells one harm of a command once, by its narrowest rule', async () => {
    assert.deepEqual(subjects(await risksOf({ commands: [{ text: 'rm -rf / && rm -rf a' }] })), [
      'rm-everything',
    ]);
  });

  const secrets: readonly (readonly [string, string, boolean])[] = [
    ['a.ts', "const password='correcthorse';", true],
    ['a.ts', "const password='hunter22';", true],
    ['a.ts', '// password=hunter22', false],
    ['a.ts', 'const password=readPassword();', false],
    ['a.ts', "const password='changeme';", false],
    ['a.yaml', 'password: hunter22', true],
    ['a.yaml', '# password: hunter22', false],
  ];
  for (const [path, text, isSecret] of secrets) {
    test(`${isSecret ? 'takes' : 'does not take'} for a password in ${path}: ${text}`, async () => {
      assert.deepEqual(
        subjects(await risksOf({ files: [newFile(path, text)] })),
        isSecret ? ['secret-in-file'] : [],
      );
    });
  }

  test('finds a secret by the redactor that is passed in, but not in docs and tests', async () => {
    const files = ['src/a.ts', 'docs/a.md', 'test/a.test.ts'].map((path) =>
      newFile(path, 'a;\nkey = "AKIA0"'),
    );
    assert.deepEqual(
      (await risksOf({ files })).map(({ subject, file, line }) => [subject, file, line]),
      [['secret-in-file', 'src/a.ts', 2]],
    );
  });
});
