import assert from 'node:assert/strict';
import { ownKnowledge, signatureOf } from '../../../src/core/knowledge/knowledge.ts';
import { readTeam } from '../../../src/core/knowledge/readTeam.ts';
import { joinKnowledge, readTeamSignatures } from '../../../src/core/knowledge/teamSignatures.ts';

const right = `technology: shop
signatures:
  - id: shop.quota
    title: The region's cart quota is used up
    patterns:
      - 'quota bucket=(?<bucket>\\S+) exhausted'
    meaning: The cart service counts requests by region and refuses more.
    role: cause
    documentation: https://wiki.example.org/quota
    precision: 0.9
    examples:
      - 'cart quota bucket=eu exhausted'
    counterExamples:
      - 'cart quota bucket=eu at 80 %'
`;

const read = (...texts: readonly string[]) =>
  readTeamSignatures(
    texts.map((text, at) => ({
      uri: `file:///w/${at}.yaml`,
      name: at === 0 ? 'shop.yaml' : `shop${at}.yaml`,
      text,
    })),
  );

const withPattern = (pattern: string): string =>
  right.replace("'quota bucket=(?<bucket>\\S+) exhausted'", `'${pattern}'`);

suite('readTeamSignatures', () => {
  test('reads a file in the format of ours and remembers where each stands', () => {
    const { signatures, problems } = read(right);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      signatures.map(({ id, source, causes }) => ({ id, source, causes })),
      [{ id: 'shop.quota', source: 'shop.yaml', causes: [] }],
    );
  });

  test('takes a pattern without an upper bound, as its engine never goes back', () => {
    assert.deepEqual(read(withPattern('quota .* exhausted')).problems, []);
  });

  const wrong: readonly { name: string; text: string; says: string }[] = [
    {
      name: 'a number out of range at the line of the number',
      text: right.replace('0.9', '9'),
      says: 'shop.yaml:10, shop.quota: "precision" must be a number from 0 to 1.',
    },
    {
      name: 'something missing at the first line of the entry',
      text: right.replace(/ {4}title: .*\n/, ''),
      says: 'shop.yaml:3, shop.quota: "title" must be text.',
    },
    {
      name: 'a misspelt key where it stands',
      text: right.replace('    role:', '    roel: cause\n    role:'),
      says: 'shop.yaml:8, shop.quota: "roel" is not known here.',
    },
    {
      name: 'an example that nothing matches',
      text: right.replace("'cart quota bucket=eu exhausted'", "'cart quota used up'"),
      says: 'shop.yaml:12, shop.quota: no pattern matches this example, or "unless" or words of success take it out: cart quota used up',
    },
    {
      name: 'a counter-example that is matched',
      text: right.replace('bucket=eu at 80 %', 'bucket=eu exhausted'),
      says: 'shop.yaml:14, shop.quota: matches this counter-example: cart quota bucket=eu exhausted',
    },
    {
      name: 'a pattern that a healthy log has',
      text: withPattern('(?:quota bucket=eu exhausted|0 errors)'),
      says: 'shop.yaml:5, shop.quota: matches a line of a healthy log, so narrow its patterns: Found 0 errors. Watching for file changes.',
    },
    {
      name: 'a broken pattern',
      text: withPattern('(quota'),
      says: 'shop.yaml:6, shop.quota: not a regular expression (Unterminated group): (quota',
    },
    {
      name: 'a pattern that looks around',
      text: withPattern('quota (?=bucket)'),
      says: 'shop.yaml:6, shop.quota: looking around, as (?=…), and backreferences are not possible: use "unless" instead: quota (?=bucket)',
    },
    {
      name: 'an escape of another dialect',
      text: withPattern('\\Aquota bucket'),
      says: 'shop.yaml:6, shop.quota: write ^ and $ for the ends of a line and \\w, \\d, \\s for classes: \\Aquota bucket',
    },
    {
      name: 'repetitions that multiply',
      text: withPattern('quota (?:[a-z]{1,100} ){1,100}end'),
      says: 'shop.yaml:6, shop.quota: not a regular expression here (invalid repeat count: `{1,100}`): quota (?:[a-z]{1,100} ){1,100}end',
    },
    {
      name: 'a pattern that fits everything',
      text: withPattern('.*'),
      says: 'shop.yaml:6, shop.quota: needs 4 plain characters in a row in each alternative, so that most lines need no matching: .*',
    },
    {
      name: 'no YAML',
      text: right.replace('    role: cause', '   role: cause'),
      says: 'shop.yaml:8: is not YAML: Sequence item without - indicator.',
    },
    {
      name: 'an empty file',
      text: '',
      says: 'shop.yaml:1: must have "technology" (text) and "signatures" (a list).',
    },
    {
      name: 'aliases that multiply',
      text: `a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n`,
      says: 'shop.yaml:1: is not YAML: Excessive alias count indicates a resource exhaustion attack.',
    },
    {
      name: 'a text that is nested without end',
      text: `a: ${'['.repeat(50_000)}`,
      says: 'shop.yaml:1: is not YAML',
    },
    {
      name: 'a text that is far too long',
      text: '#'.repeat(400_001),
      says: 'shop.yaml:1: is too long: split it into files of at most 400 KB.',
    },
  ];
  for (const { name, text, says } of wrong) {
    test(`names file and line of ${name}`, () => {
      const { signatures, problems } = read(text);
      const [problem] = problems;
      assert.deepEqual(signatures, []);
      assert.equal(problem?.message.slice(0, says.length), says);
      assert.equal(problem?.line, Number(/:(\d+)[,:]/.exec(says)?.[1]));
      assert.equal(problem?.uri, 'file:///w/0.yaml');
    });
  }

  test('leaves out only the entry with the mistake', () => {
    const two = `${right}${right.split('\n').slice(2).join('\n').replace('shop.quota', 'shop.more').replace('0.9', '9')}`;
    const { signatures, problems } = read(two);
    assert.deepEqual(
      signatures.map(({ id }) => id),
      ['shop.quota'],
    );
    assert.equal(problems.length, 1);
  });

  test('refuses an id that another file has', () => {
    assert.deepEqual(
      read(right, right).problems.map(({ message, uri }) => ({ message, uri })),
      [
        {
          message:
            'shop1.yaml:1: shop.quota stands in shop.yaml already: give one of the two another id.',
          uri: 'file:///w/1.yaml',
        },
      ],
    );
  });
});

suite('joinKnowledge', () => {
  const idOf = (text: string, body: string): string | undefined =>
    signatureOf({ body, attributes: {} }, joinKnowledge(ownKnowledge, read(text).signatures))?.id;

  test("finds a team's signature beside ours, with the fields of its pattern", () => {
    const { match } = joinKnowledge(ownKnowledge, read(right).signatures);
    const [found] = match('cart quota bucket=eu exhausted');
    assert.deepEqual(
      { id: found?.signature.id, fields: found?.fields, matched: found?.matched },
      { id: 'shop.quota', fields: { bucket: 'eu' }, matched: 'quota bucket=eu exhausted' },
    );
    assert.equal(idOf(right, 'connect ECONNREFUSED 10.0.0.5:5432'), 'network.connection-refused');
  });

  test("prefers a team's signature where both are as decisive", () => {
    const text = withPattern('quota bucket=\\S+ exhausted|No space left on device');
    assert.equal(idOf(text, 'write: No space left on device'), 'shop.quota');
  });

  test("puts a team's in the place of ours that has its id", () => {
    const text = right
      .replace('technology: shop', 'technology: storage')
      .replace('shop.quota', 'storage.no-space');
    assert.equal(idOf(text, 'write: No space left on device'), undefined);
  });

  test('is ours alone where a team wrote nothing', async () => {
    assert.equal(joinKnowledge(ownKnowledge, []), ownKnowledge);
    assert.deepEqual(await readTeam(), { signatures: [], problems: [], knowledge: ownKnowledge });
  });

  test('matches as the editor would, whatever the case, where (?i) says so', () => {
    assert.equal(
      idOf(withPattern('(?i)QUOTA BUCKET=eu exh'), 'cart Quota bucket=eu exhausted'),
      'shop.quota',
    );
  });
});
