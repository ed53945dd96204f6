import assert from 'node:assert/strict';
import { mineLogs } from '../../../src/core/mine/mine.ts';
import type { LogFile } from '../../../src/core/model/logFile.ts';
import { type Entry, logFile, unpaced, untimed } from './fixtures.ts';

/** The same entries in two files: of one log, and of two machines. */
function cut(entries: readonly Entry[], at: number, series?: string): readonly LogFile[] {
  const parts = [entries.slice(0, at), entries.slice(at)];
  return parts.map((part, i) => ({
    ...logFile(`app.log.${2 - i}`, part),
    ...(series !== undefined && { series }),
  }));
}

const times = (n: number, entry: (i: number) => Entry): Entry[] =>
  Array.from({ length: n }, (_, i) => entry(i));

suite('a log that was cut into files', () => {
  const slower = times(80, (i) => ({
    body: `request served in ${(i < 40 ? 20 : 900) + (i % 7)} ms`,
    at: i * 10,
    severity: 9,
  }));

  test('is one series of numbers: a step at the cut is a step', async () => {
    const [finding] = (await mineLogs(cut(slower, 40, 'app.log'), unpaced)).numbers ?? [];
    assert.match(finding?.reason ?? '', /went from 23 ms to 903 ms/);
    assert.deepEqual(finding?.onset.file, 1);
  });

  test('while two machines are two', async () => {
    assert.deepEqual((await mineLogs(cut(slower, 40), unpaced)).numbers, []);
  });

  const beating = [
    ...times(200, (i) => ({ body: 'heartbeat from worker', at: i * 5, severity: 9 })),
    ...times(400, (i) => ({ body: 'request served', at: 1000 + i * 5, severity: 9 })),
  ];
  const silent = async (files: readonly LogFile[]): Promise<number> =>
    (await mineLogs(files, unpaced)).signals.filter(({ kind }) => kind === 'silent').length;

  test('has a silence where a message ends with the first of its files', async () => {
    assert.equal(await silent(cut(beating, 200, 'app.log')), 1);
  });

  test('while a machine that was switched off is not silent', async () => {
    assert.equal(await silent(cut(beating, 200)), 0);
  });

  test('is one log where it states no times: what comes in its second file is new', async () => {
    const lines = (n: number) => Array.from({ length: n }, () => 'request served');
    const files = [
      untimed('app.log.1', lines(200)),
      untimed('app.log', [...lines(40), ...Array.from({ length: 20 }, () => 'disk is full')]),
    ].map((file) => ({ ...file, series: 'app.log' }));
    const { signals, templates } = await mineLogs(files, unpaced);
    const full = templates.find(({ text }) => text === 'disk is full')?.id;
    const novel = signals.find(({ kind, template }) => kind === 'novel' && template === full);
    assert.match(novel?.reason ?? '', /240|241/);
  });
});
