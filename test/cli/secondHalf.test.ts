import assert from 'node:assert/strict';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { LARGE } from '../../src/cli/secondHalf.ts';
import { built } from '../built.ts';
import { type Result, runInShell, whytrace } from './whytrace.ts';

suite('the command line with a large log', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'whytrace-large-'));
  const log = join(folder, 'app.log');
  let read: Result;
  suiteSetup(async () => {
    writeFileSync(log, largeLog());
    read = await whytrace(['templates', '--csv', log]);
  });
  suiteTeardown(() => rmSync(folder, { recursive: true, force: true }));

  test('reads it whole', () => {
    assert.equal(read.code, 0, read.stderr);
    const rows = read.stdout.trimEnd().split('\n');
    assert.equal(rows.length, 1 + largeLog().split('\n').length);
    assert.match(rows.at(-2) ?? '', /pool exhausted/);
  });

  const threads = [
    ['without the thread that reads its second half', undefined],
    ['with one that ends at once', "require('node:fs').writeFileSync('begun', '')"],
    ['with one that fails', "require('node:fs').writeFileSync('begun', ''); throw new Error('no')"],
  ] as const;
  for (const [what, script] of threads) {
    test(`reads the same of it ${what}`, async () => {
      const dist = join(folder, 'dist');
      rmSync(join(folder, 'begun'), { force: true });
      const bundles = dirname(built('cli.cjs'));
      for (const name of readdirSync(bundles).filter((bundle) => bundle.endsWith('.cjs'))) {
        cpSync(join(bundles, name), join(dist, name));
      }
      const thread = join(dist, 'cliHalf.cjs');
      if (script === undefined) rmSync(thread);
      else writeFileSync(thread, script);
      // As npm does it.
      const link = join(folder, 'whytrace');
      rmSync(link, { force: true });
      symlinkSync(join(dist, 'cli.cjs'), link);
      const alone = await runInShell(`${process.execPath} ${link} templates --csv app.log`, folder);
      assert.equal(alone.code, 0, alone.stderr);
      assert.ok(alone.stdout === read.stdout, 'the two differ');
      assert.equal(existsSync(join(folder, 'begun')), script !== undefined);
    });
  }
});

/** Records of one and of several lines, and a failure at the end. */
function largeLog(): string {
  const lines: string[] = [];
  const start = Date.UTC(2026, 2, 1);
  const trace = 'span=read '.repeat(200);
  let size = 0;
  for (let i = 0; size < LARGE * 1.1; i++) {
    const time = new Date(start + i * 40).toISOString();
    const text =
      i % 50 === 49
        ? `${time} WARN  [worker-${i % 7}] slow answer\n  at store.read (store.js:${i % 90})\n  at main`
        : `${time} INFO  [worker-${i % 7}] order ${i} was stored in ${i % 31} ms for customer ${i * 7} ${trace}`;
    lines.push(text);
    size += text.length + 1;
  }
  lines.push(`${new Date(start + 1e9).toISOString()} ERROR [worker-1] pool exhausted`);
  return `${lines.join('\n')}\n`;
}
