import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startModelServer } from '../modelServer/modelServer.ts';
import { whytrace } from './whytrace.ts';

const log = Array.from(
  { length: 40 },
  (_, i) =>
    `2026-11-03T12:00:${i + 10}Z ERROR [cart] could not save cart ${i} in redis: OOM command not allowed when used memory > 'maxmemory'.`,
).join('\n');
const service = (name: string, callee: string): string =>
  `services:\n  ${name}:\n    image: ${name}\n    environment:\n      TARGET: http://${callee}:80\n  ${callee}: { image: ${callee} }\n`;

const tree: Readonly<Record<string, string>> = {
  'app.log': log,
  'private/app.log': log,
  'private/.aiexclude': '*.log\n',
  '.git/HEAD': '',
  '.gitignore': 'generated/\n*.log\n',
  'system/.aiignore': '# not for an AI\nsecrets/\n*.key.yaml\n!open.key.yaml\n',
  'system/redis.yaml': 'redis:\n  maxmemory: 64mb # visible-owner\n',
  'system/open.key.yaml': 'redis:\n  maxmemory: 64mb # open-owner\n',
  'system/redis.key.yaml': 'redis:\n  maxmemory: 64mb # marmalade\n',
  'system/secrets/redis.yaml': 'redis:\n  maxmemory: 64mb # marmalade\n',
  'system/generated/redis.yaml': 'redis:\n  maxmemory: 64mb # marmalade\n',
  'system/compose.yaml': service('web', 'cart'),
  'system/generated/compose.yaml': service('generated', 'ghost'),
  'system/secrets/compose.yaml': service('secret', 'vault'),
};

suite('ignore files and the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'whytrace-ignore-'));
  suiteSetup(() => {
    for (const [name, text] of Object.entries(tree)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
  });
  suiteTeardown(() => rmSync(folder, { recursive: true, force: true }));

  const ask = async (...words: readonly string[]) => {
    const server = await startModelServer('whole');
    const options = ['--reasoner', 'openai', '--model', 'test-model', '--base-url', server.url];
    const env = { OPENAI_API_KEY: 'key' };
    try {
      const result = await whytrace(['diagnose', '--json', ...options, ...words], {
        cwd: folder,
        env,
      });
      return { ...result, sent: server.requests.map(({ body }) => body).join('\n') };
    } finally {
      await server.close();
    }
  };

  test('a model gets what lies beside the logs, but for what an ignore file names', async () => {
    const { sent, stdout, stderr } = await ask('--context', 'system', 'app.log');
    assert.match(sent, /visible-owner/);
    assert.doesNotMatch(sent, /marmalade/);
    assert.doesNotMatch(stdout, /marmalade/);
    assert.match(stderr, /\.aiignore: It keeps redis\.key\.yaml, secrets\/ from models: not read/);
    assert.doesNotMatch(stderr, /generated/);
  });

  test('a log that is kept from models is diagnosed without one, and that is told', async () => {
    const { code, sent, stdout, stderr } = await ask('app.log', 'private/app.log');
    assert.equal(code, 0);
    assert.equal(sent, '');
    assert.equal(JSON.parse(stdout).reasoner, 'embedded');
    assert.match(stderr, /private\/app\.log is kept from models by private\/\.aiexclude: /);
  });

  test('without a model there is nothing to tell', async () => {
    const { code, stderr } = await whytrace(['diagnose', 'private/app.log'], { cwd: folder });
    assert.deepEqual([code, stderr], [0, '']);
  });

  test('a folder that git ignores is read where it is named', async () => {
    const { stdout } = await whytrace(['topology', 'system/generated'], { cwd: folder });
    assert.match(stdout, /ghost/);
  });

  test('a topology leaves out what ignore files name, and says so', async () => {
    const { stdout } = await whytrace(['topology', '--json', 'system'], { cwd: folder });
    const { services, coverage } = JSON.parse(stdout);
    assert.deepEqual(services, ['cart', 'web']);
    const named = coverage.skipped.filter(({ reason }: { readonly reason: string }) =>
      reason.startsWith('Named by'),
    );
    assert.deepEqual(named, [
      { file: 'generated/', reason: 'Named by .gitignore.' },
      { file: 'redis.key.yaml', reason: 'Named by .aiignore.' },
      { file: 'secrets/', reason: 'Named by .aiignore.' },
    ]);
  });
});
