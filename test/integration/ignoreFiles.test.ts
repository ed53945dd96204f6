import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { sourcesOf, withKeepers } from '../../src/cli/sources.ts';
import { diagnose } from '../../src/core/diagnose.ts';
import { neverCancelled } from '../../src/core/model/cancellation.ts';
import type { Diagnosis } from '../../src/core/model/diagnosis.ts';
import { createOpenAiModel } from '../../src/models/openai.ts';
import { clock } from '../../src/node/clock.ts';
import { readContextFolder } from '../../src/node/contextFolder.ts';
import { nodeFiles } from '../../src/node/files.ts';
import { startModelServer } from '../modelServer/modelServer.ts';

/** No other text holds it, and no rule takes it for a secret. */
const canary = 'marmalade';

const log = Array.from(
  { length: 60 },
  (_, i) =>
    `2026-03-14T10:00:${String(i).padStart(2, '0')}.000Z ${i < 40 ? `INFO [cart] cart ${i} is saved` : `ERROR [cart] could not save cart ${i} in redis (saveCart.ts:2): OOM command not allowed when used memory > 'maxmemory' ${canary}.`}`,
).join('\n');
const quietLog = log.replaceAll(canary, '');

/** Files that lie beside a log and whose text goes to a model where nothing keeps it. */
const files: Readonly<Record<string, string>> = {
  'redis.yaml': `redis:\n  maxmemory: 64mb # ${canary}\n`,
  'saveCart.ts': `// saves a cart in redis\nexport const saveCart = '${canary} maxmemory';\n`,
  'redis.patch': `--- a/conf/redis.conf\n+++ b/conf/redis.conf\n@@ -1 +1 @@\n-maxmemory 1gb\n+maxmemory 64mb # ${canary}\n`,
};
const aiNames = ['.aiignore', '.aiexclude', '.cursorignore', '.copilotignore'];

type Tree = Readonly<Record<string, string>>;

/** Diagnoses `app.log` of a folder with all that lies in it. */
async function run(tree: Tree): Promise<{ readonly sent: string; readonly diagnosis: Diagnosis }> {
  const folder = mkdtempSync(join(tmpdir(), 'whytrace-ignored-'));
  const server = await startModelServer('whole');
  try {
    for (const [name, text] of Object.entries(tree)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const { context, problems } = await readContextFolder(folder);
    const model = createOpenAiModel({
      baseUrl: server.url,
      model: 'test-model',
      apiKey: async () => 'key',
    });
    const sources = await withKeepers(sourcesOf([join(folder, 'logs/app.log')]));
    const ports = { files: nodeFiles, clock, boundary: () => 'b'.repeat(32), model };
    const input = { sources, context, budget: 24_000 };
    const result = await diagnose(ports, input, () => {}, neverCancelled);
    assert.ok(result.kind === 'diagnosis');
    const told = [...result.diagnosis.problems, ...problems];
    const sent = server.requests.map(({ body }) => body).join('\n');
    return { sent, diagnosis: { ...result.diagnosis, problems: told } };
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const codes = ({ problems }: Diagnosis): readonly string[] => problems.map(({ code }) => code);

suite('what ignore files name', () => {
  for (const [name, text] of Object.entries(files)) {
    test(`${name} goes to a model where nothing names it`, async () => {
      const { sent } = await run({ 'logs/app.log': quietLog, [`shop/${name}`]: text });
      assert.ok(sent.includes(canary));
    });
  }

  test('no text of a file that an AI-ignore file names is sent, wherever both lie', async () => {
    const written = fc.record({
      keeper: fc.constantFrom(...aiNames),
      name: fc.constantFrom(...Object.keys(files)),
      folder: fc.constantFrom('shop/conf/', 'shop/conf/deep/'),
      pattern: fc.constantFrom(
        ...['shop/ *', 'shop/ **/conf/**', 'shop/ *.*\n!x', 'shop/ {name}'],
        ...['shop/ conf/', 'shop/ /**/{name}', 'shop/conf/ *', 'shop/conf/ {name}'],
      ),
    });
    await fc.assert(
      fc.asyncProperty(written, async ({ keeper, name, folder, pattern }) => {
        const [at = '', lines = '*'] = pattern.replace('{name}', name).split(' ');
        const { sent, diagnosis } = await run({
          'logs/app.log': quietLog,
          [`${folder}${name}`]: files[name] ?? '',
          [`${at}${keeper}`]: lines,
        });
        assert.ok(sent.includes('could not save cart'));
        assert.ok(!sent.includes(canary));
        assert.ok(codes(diagnosis).includes('keptFromModels'));
        assert.ok(!diagnosis.evidence.some((item) => JSON.stringify(item).includes(canary)));
      }),
      { seed: 7, numRuns: 30 },
    );
  });

  test('a patch is kept with the files it changes', async () => {
    const { sent, diagnosis } = await run({
      'logs/app.log': quietLog,
      'shop/changes/redis.patch': files['redis.patch'] ?? '',
      'shop/.aiignore': '/conf/',
    });
    assert.ok(sent.includes('maxmemory'));
    assert.ok(!sent.includes(canary));
    assert.ok(codes(diagnosis).includes('keptFromModels'));
  });

  test('a log that is named is diagnosed here, and nothing is sent', async () => {
    const { sent, diagnosis } = await run({ 'logs/app.log': log, '.cursorignore': '*.log' });
    assert.equal(sent, '');
    assert.equal(diagnosis.receipt, undefined);
    assert.equal(diagnosis.reasoner.kind, 'embedded');
    assert.equal(diagnosis.reasoner.failure, undefined);
    assert.equal(diagnosis.outcome, 'diagnosed');
    const [told] = diagnosis.problems.filter(({ code }) => code === 'keptFromModels');
    assert.match(told?.message ?? '', /app\.log is kept from models by .*\.cursorignore: /);
  });

  test('a log that .gitignore names goes to a model, since it was named', async () => {
    const { sent } = await run({ 'logs/app.log': log, '.gitignore': '*.log' });
    assert.ok(sent.includes(canary));
  });
});

suite('a log behind a link', () => {
  test('is kept by the ignore files around it and by those around the link', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'whytrace-linked-'));
    try {
      for (const name of ['real', 'links']) mkdirSync(join(folder, name));
      writeFileSync(join(folder, 'real/secret.log'), log);
      symlinkSync(join(folder, 'real/secret.log'), join(folder, 'links/app.log'));
      const keptBy = async (): Promise<readonly boolean[]> =>
        (await withKeepers(sourcesOf([join(folder, 'links/app.log')]))).map(
          (source) => source.keptBy !== undefined,
        );
      assert.deepEqual(await keptBy(), [false]);
      writeFileSync(join(folder, 'real/.aiignore'), 'secret.log');
      assert.deepEqual(await keptBy(), [true]);
      writeFileSync(join(folder, 'real/.aiignore'), '');
      writeFileSync(join(folder, 'links/.aiignore'), 'app.log');
      assert.deepEqual(await keptBy(), [true]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
