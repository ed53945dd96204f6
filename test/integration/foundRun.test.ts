import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type DiagnoseParams, DiagnoseRequest } from '../../src/protocol/languageServer.ts';
import { whytrace } from '../cli/whytrace.ts';
import { startServer } from './languageServerProcess.ts';

const tests = Array.from({ length: 40 }, (_, i) => `  ✓ test ${i} of the cart (${i % 7} ms)`);
const start = ['$ npm ci', 'gyp ERR! find Python Python is not set', '$ npm test', ...tests];
const good = [...start, 'Done. Your build exited with 0.', ''].join('\n');
const bad = [
  ...start,
  'TypeError: price is not a number',
  '    at total (/app/src/cart.ts:12:5)',
  'The command "npm test" exited with 1.',
  'Done. Your build exited with 1.',
  '',
].join('\n');

const taken =
  'was found beside it and taken for a run that went well: it ends with “Done. Your build exited with 0.”.';

suite('a good run beside a failing one', () => {
  let folder: string;
  suiteSetup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'whytrace-found-'));
    await writeFile(join(folder, 'build-41.log'), good);
    await writeFile(join(folder, 'build-42.log'), bad);
  });
  suiteTeardown(() => rm(folder, { recursive: true }));

  /** Name, words of the command line, what it compared with. */
  const commands: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['is found, and told', [], [`build-41.log ${taken}`, 'Compared with build-41.log: ']],
    ['is not looked for where that is not wanted', ['--no-baseline'], []],
    [
      'is not looked for where one is named',
      ['--baseline', 'build-41.log'],
      ['Compared with build-41.log: '],
    ],
  ];
  for (const [name, words, expected] of commands) {
    test(`${name}, on the command line`, async () => {
      const given = ['diagnose', '--json', ...words, 'build-42.log'];
      const { stdout } = await whytrace(given, { cwd: folder });
      const { comparison = [] }: { comparison?: readonly string[] } = JSON.parse(stdout);
      const told = comparison.filter((text) => /build-41/.test(text));
      assert.equal(told.length, expected.length, told.join('\n'));
      for (const [i, text] of expected.entries()) assert.ok(told[i]?.startsWith(text), told[i]);
    });
  }

  test('is found in the editor where its setting says so, and for whole logs only', async () => {
    const server = startServer();
    try {
      await server.initialize([pathToFileURL(folder).href], { trustsWorkspace: false });
      const comparisonOf = async (more: Partial<DiagnoseParams>) => {
        const uri = pathToFileURL(join(folder, 'build-42.log')).href;
        const sources = [{ uri, name: 'build-42.log' }];
        const params = { runId: 'run', sources, context: { items: [] }, budget: 12_000, ...more };
        const result = await server.connection.sendRequest(DiagnoseRequest, params);
        return result.kind === 'diagnosis' ? result.diagnosis.comparison : assert.fail();
      };
      const found = await comparisonOf({ findsBaseline: true });
      assert.equal(found?.[0], `build-41.log ${taken}`);
      assert.equal(await comparisonOf({}), undefined);
      const uri = pathToFileURL(join(folder, 'build-42.log')).href;
      const range = { startLine: 44, endLine: 44 };
      const sources = [{ uri, name: 'build-42.log', range }];
      assert.equal(await comparisonOf({ findsBaseline: true, sources }), undefined);
    } finally {
      await server.stop();
    }
  });
});
