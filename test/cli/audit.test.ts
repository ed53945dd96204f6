import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { npmAnswer, serveRegistry } from '../node/registries/registryServer.ts';
import { type RunOptions, whytrace } from './whytrace.ts';

const compose = `services:
  web:
    image: web
    environment: { API_URL: "http://api:8080" }
  api:
    image: api
    environment: { PORT: "8080" }
`;

const breaking = `--- a/compose.yaml
+++ b/compose.yaml
@@ -5,3 +5,3 @@
   api:
     image: api
-    environment: { PORT: "8080" }
+    environment: { PORT: "9090" }
`;

const files: Readonly<Record<string, string>> = {
  'shop/compose.yaml': compose,
  'shop/.gitignore': 'local/\n',
  'shop/local/compose.yaml':
    'services: { hidden: { image: x, environment: { A: "http://api:8080" } } }\n',
  'breaking.diff': breaking,
  'fine.diff': breaking.replace('9090', '8080" # "'),
  'more.ts': 'export const more = 1;\n',
  'diagnosis.json': JSON.stringify({
    schema: 'whytrace.diagnosis/1',
    hypotheses: [{ title: 'api is slow', service: 'api', confidence: 0.7, claims: [], probes: [] }],
  }),
};

interface Case {
  readonly name: string;
  readonly words: readonly string[];
  readonly options?: RunOptions;
  readonly code: number;
  readonly stdout?: RegExp;
  readonly stderr?: RegExp;
}

const folder = mkdtempSync(join(tmpdir(), 'whytrace-audit-'));
const workspace = ['--workspace', 'shop'];

const cases: readonly Case[] = [
  {
    name: 'a patch that breaks something gives 1, with the answer first',
    words: [...workspace, '--diff', 'breaking.diff'],
    code: 1,
    stdout:
      /^Don't apply it yet: 1 error .*\n\nWhat it does\n.*PORT 8080 → 9090.*\n\nFindings\n.*compose\.yaml:7/,
  },
  {
    name: 'a patch from standard input',
    words: [...workspace, '--diff', '-', '--json'],
    options: { input: breaking },
    code: 1,
    stdout: /"schema": "whytrace.audit\/1"/,
  },
  {
    name: 'a patch in UTF-16, as PowerShell writes it',
    words: [...workspace, '--diff', '-'],
    options: { input: Buffer.from(`\ufeff${breaking}`, 'utf16le') },
    code: 1,
    stdout: /Don't apply it yet/,
  },
  {
    name: 'a change that breaks nothing gives 0',
    words: [...workspace, '--file', 'src/more.ts', '--suggestion', 'more.ts'],
    code: 0,
    stdout: /^Nothing found that speaks against it/,
  },
  {
    name: 'an absolute path below the workspace is one in it',
    words: [
      ...workspace,
      '--file',
      join(folder, 'shop/compose.yaml'),
      '--suggestion',
      'more.ts',
      '--at',
      '1',
      '--json',
    ],
    code: 0,
    stdout: /"path": "compose.yaml"/,
  },
  {
    name: 'a command is audited, and a review is Markdown',
    words: [...workspace, '--command', 'docker compose stop api', '--markdown'],
    code: 1,
    stdout: /^# Don't apply it yet: 1 error\n[\s\S]*\*\*✗ Error\*\* \(dependency\)/,
  },
  {
    name: 'a diagnosis says whether it fits',
    words: [
      ...workspace,
      '--command',
      'docker compose restart api',
      '--diagnosis',
      'diagnosis.json',
    ],
    code: 0,
    stdout: /clears the symptom and leaves the cause/,
  },
  {
    name: 'a command can give no orders to the terminal',
    words: [...workspace, '--command', 'echo \x1b[31mred\u202e'],
    code: 0,
    // biome-ignore lint/suspicious/noControlCharactersInRegex: finding none is the purpose.
    stdout: /^[^\x1b\u202e]*$/,
  },
  { name: 'no suggestion', words: [...workspace], code: 2, stderr: /Give one suggestion/ },
  {
    name: 'two suggestions',
    words: [...workspace, '--diff', 'x', '--command', 'y'],
    code: 2,
    stderr: /Give one suggestion/,
  },
  {
    name: 'half a suggestion',
    words: [...workspace, '--file', 'x'],
    code: 2,
    stderr: /belong together/,
  },
  { name: 'no workspace', words: ['--command', 'x'], code: 2, stderr: /--workspace/ },
  {
    name: 'a workspace that is none',
    words: ['--workspace', 'nowhere', '--command', 'x'],
    code: 2,
    stderr: /nowhere is not a folder/,
  },
  {
    name: 'a patch that is not there',
    words: [...workspace, '--diff', 'nowhere.diff'],
    code: 2,
    stderr: /nowhere\.diff is not there/,
  },
  {
    name: 'a patch that is none',
    words: [...workspace, '--diff', 'more.ts'],
    code: 2,
    stderr: /more\.ts is no unified diff/,
  },
  {
    name: 'a diagnosis that is none',
    words: [...workspace, '--command', 'x', '--diagnosis', 'more.ts'],
    code: 2,
    stderr: /not what 'whytrace diagnose --json' prints/,
  },
  {
    name: 'a line that is no number',
    words: [...workspace, '--file', 'x', '--suggestion', 'more.ts', '--at', 'end'],
    code: 2,
    stderr: /--at is the number of a line/,
  },
  {
    name: 'an address of a registry that is none',
    words: [...workspace, '--command', 'x', '--registry-url', 'nmp=https://npm.example.com'],
    code: 2,
    stderr: /--registry-url is npm, pypi, cargo … with an address/,
  },
];

suite('whytrace audit', function () {
  this.timeout(60_000);
  suiteSetup(() => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  });
  suiteTeardown(() => rmSync(folder, { recursive: true, force: true }));

  for (const { name, words, options = {}, code, stdout, stderr } of cases) {
    test(name, async () => {
      const result = await whytrace(['audit', ...words], { ...options, cwd: folder });
      assert.equal(result.code, code, result.stderr);
      if (stdout) assert.match(result.stdout, stdout);
      if (stderr) assert.match(result.stderr, stderr);
    });
  }

  test('the JSON has all that the text tells, and what ignore files hide reaches nobody', async () => {
    const words = ['audit', ...workspace, '--diff', 'breaking.diff', '--json'];
    const { stdout } = await whytrace(words, { cwd: folder });
    const audit = JSON.parse(stdout);
    assert.deepEqual(audit.findings, [
      {
        kind: 'dependency',
        severity: 'error',
        verdict: 'ignored',
        message: audit.findings[0].message,
        subject: 'api',
        file: 'compose.yaml',
        line: 7,
        source: { file: 'compose.yaml', line: 4 },
      },
    ]);
    const reached = audit.blastRadius.map(
      ({ service, kind, path, status }: Record<string, unknown>) => [service, kind, path, status],
    );
    assert.deepEqual(reached, [
      ['api', 'changed', ['api'], null],
      ['web', 'calls', ['web', 'api'], 'addressed'],
    ]);
    const logit = audit.factors.reduce(
      (sum: number, { contribution }: { contribution: number }) => sum + contribution,
      0,
    );
    const caps = audit.gates.map(({ cap }: { cap: number }) => cap);
    assert.ok(Math.abs(Math.min(1 / (1 + Math.exp(-logit)), ...caps) - audit.confidence) < 1e-9);
  });

  suite('with registries', () => {
    const install = ['audit', ...workspace, '--command', 'npm i fresh-quartz-tool @shop-inc/api'];
    const server = () =>
      serveRegistry({
        '/semver': npmAnswer('semver'),
        '/new-quartz-tool': npmAnswer('new-quartz-tool', {
          ...{ created: new Date().toISOString(), versions: ['0.0.1'], maintainers: 1 },
        }),
      });
    // Where packages come from is no business of whoever runs the tests.
    const env = {
      ...{ XDG_CACHE_HOME: join(folder, 'cache'), HOME: folder, USERPROFILE: folder },
      ...{ npm_config_registry: '', NPM_CONFIG_REGISTRY: '' },
    };

    test('nobody is asked without the word', async () => {
      const { stdout, code } = await whytrace(install, { cwd: folder, env });
      assert.equal(code, 0);
      assert.match(stdout, /Whether the package fresh-quartz-tool exists could not be checked/);
    });

    test('a package that its registry does not have is an error, and a private name is told to nobody', async () => {
      const registry = await server();
      try {
        const words = [...install, '--registry', '--registry-url', `npm=${registry.url}`];
        const { stdout, code } = await whytrace(words, { cwd: folder, env });
        assert.equal(code, 1);
        assert.match(stdout, /There is no package fresh-quartz-tool: 127\.0\.0\.1:\d+ was asked/);
        assert.match(
          stdout,
          /npm was not asked: no public package of the scope @shop-inc is known/,
        );
        assert.deepEqual(registry.asked, ['/fresh-quartz-tool', '/semver']);
      } finally {
        await registry.close();
      }
    });

    test('a package of today is told as one, also by its JSON', async () => {
      const registry = await server();
      try {
        const command = 'npm i new-quartz-tool';
        const url = `npm=${registry.url}`;
        const words = [
          'audit',
          ...workspace,
          '--command',
          command,
          '--registry-url',
          url,
          '--json',
        ];
        const { stdout, code } = await whytrace(words, { cwd: folder, env });
        assert.equal(code, 0);
        const { verdict, severity, message, source } = JSON.parse(stdout).findings[0];
        assert.deepEqual([verdict, severity], ['dangerous', 'warning']);
        assert.match(message, /first published today, of a single version and kept by one person/);
        assert.deepEqual(source, { file: URL.parse(registry.url)?.host, line: null });
      } finally {
        await registry.close();
      }
    });
  });
});
