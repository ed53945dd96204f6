import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { type DiagnoseInput, diagnose, type LogSource } from '../../src/core/diagnose.ts';
import { neverCancelled } from '../../src/core/model/cancellation.ts';
import { noContext } from '../../src/core/model/context.ts';
import type { Diagnosis } from '../../src/core/model/diagnosis.ts';
import { nodeFiles } from '../../src/node/files.ts';
import { rotatedFiles } from '../../src/node/rotatedFiles.ts';

/** Lines of a log, two seconds apart. */
function written(from: number, count: number, message: (i: number) => string): string[] {
  return Array.from({ length: count }, (_, i) => {
    const time = new Date(Date.UTC(2026, 10, 20, 8) + (from + i) * 2000).toISOString();
    return `${time.slice(0, 10)} ${time.slice(11, 23).replace('.', ',')} ${message(i)}`;
  });
}

const served = (i: number): string =>
  `INFO  [http-${i % 4}] shop.Orders - order ${i * 7 + 11} accepted in ${(i % 9) + 3} ms`;
const failing = (i: number): string =>
  i % 3 > 0
    ? served(i)
    : `ERROR [http-2] shop.Orders - order ${i * 7} failed: could not get a connection`;
const full = (): string =>
  'ERROR [db-writer] shop.Db - write failed: No space left on device: /var/lib/shop/wal';

const files: Readonly<Record<string, Uint8Array | string>> = {
  'shop.log.2.gz': gzipSync(`${written(0, 400, served).join('\n')}\n`),
  'shop.log.1': `${[...written(400, 300, served), ...written(700, 3, full), ...written(703, 97, failing)].join('\n')}\n`,
  'shop.log': `${written(800, 300, failing).join('\n')}\n`,
};

async function diagnosed(sources: readonly LogSource[]): Promise<Diagnosis> {
  const ports = {
    files: nodeFiles,
    clock: { now: () => 0, pause: async () => {} },
    boundary: () => '',
  };
  const input: DiagnoseInput = { sources, context: noContext, budget: 24_000 };
  const run = await diagnose(ports, input, () => {}, neverCancelled);
  assert.ok(run.kind === 'diagnosis');
  return run.diagnosis;
}

suite('a log that was rotated', () => {
  const folder = mkdtempSync(join(tmpdir(), 'whytrace-rotated-'));
  const sourceOf = (name: string): LogSource => ({
    uri: pathToFileURL(join(folder, name)).href,
    name,
  });
  const all = Object.keys(files).map(sourceOf);

  suiteSetup(() => {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    writeFileSync(join(folder, 'mailer.log.1'), 'another log\n');
  });
  suiteTeardown(() => rmSync(folder, { recursive: true, force: true }));

  test('is found in its folder from each of its files', async () => {
    const found = async (name: string) =>
      (await rotatedFiles(join(folder, name))).map((path) => path.slice(folder.length + 1));
    assert.deepEqual(await found('shop.log'), ['shop.log.2.gz', 'shop.log.1']);
    assert.deepEqual(await found('shop.log.1'), ['shop.log.2.gz', 'shop.log']);
    assert.deepEqual(await rotatedFiles(join(folder, 'none', 'shop.log')), []);
  });

  test('is diagnosed as one: the cause is cited where it stands, in an older file', async () => {
    const { hypotheses, sources } = await diagnosed(all);
    assert.match(hypotheses[0]?.title ?? '', /space|disk/i);
    const cause = hypotheses[0]?.claims.find(({ role }) => role === 'cause');
    const cited = cause?.citations.map(({ file, startLine }) => `${file}:${startLine}`);
    assert.ok(cited?.includes('shop.log.1:301'), String(cited));
    assert.deepEqual(
      sources.map(({ name, series }) => [name, series]),
      ['shop.log.2.gz', 'shop.log.1', 'shop.log'].map((name) => [name, sourceOf('shop.log').uri]),
    );
  });

  test('tells what of it was not read', async () => {
    const beside = ['shop.log.2.gz', 'shop.log.1'];
    const { problems } = await diagnosed([{ ...sourceOf('shop.log'), beside }]);
    assert.deepEqual(problems, [
      {
        code: 'rotated',
        file: 'shop.log',
        message:
          'More of this log lies beside it and was not read: shop.log.2.gz to shop.log.1, 2 files.',
      },
    ]);
  });

  test('is the same in whatever order its files are named', async () => {
    const given = [...all, sourceOf('mailer.log.1')];
    const expected = await diagnosed(given);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(given, { minLength: given.length, maxLength: given.length }),
        async (shuffled) => assert.deepEqual(await diagnosed(shuffled), expected),
      ),
      { numRuns: 10 },
    );
  });
});
