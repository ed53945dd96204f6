import assert from 'node:assert/strict';
import { gatherRecords } from '../../../src/core/mine/gather.ts';
import { refAt } from '../../../src/core/mine/runOrder.ts';
import type { LogFile } from '../../../src/core/model/logFile.ts';
import { collectLines } from '../collect/collecting.ts';
import { logFile, unpaced } from './fixtures.ts';

/** The lines of a run's files, and the last words of its records in order. */
interface Case {
  readonly files: readonly (readonly string[])[];
  readonly order: string;
}

const cases: Readonly<Record<string, Case>> = {
  'files merge by time': {
    files: [
      ['2026-11-20 10:00:01 INFO a1', '2026-11-20 10:00:03 INFO a3'],
      ['2026-11-20 10:00:02 INFO b2', '2026-11-20 10:00:04 INFO b4'],
    ],
    order: 'a1 b2 a3 b4',
  },
  'at one time the files keep their order, and the lines of a file theirs': {
    files: [
      ['2026-11-20 10:00:01 INFO a1', '2026-11-20 10:00:01 INFO a2'],
      ['2026-11-20 10:00:00 INFO b0', '2026-11-20 10:00:01 INFO b1'],
      ['2026-11-20 10:00:01 INFO c1', '2026-11-20 10:00:01 INFO c2'],
    ],
    order: 'b0 a1 a2 b1 c1 c2',
  },
  'a time with a zone is before one of the same clock in a zone behind it': {
    files: [
      ['2026-11-20T10:00:00+02:00 INFO a8', '2026-11-20T11:00:00+02:00 INFO a9'],
      ['2026-11-20T08:30:00Z INFO b8:30', '2026-11-20T09:30:00Z INFO b9:30'],
      ['2026-11-20T03:45:00-05:00 INFO c8:45'],
    ],
    order: 'a8 b8:30 c8:45 a9 b9:30',
  },
  'a time without a zone is UTC': {
    files: [['2026-11-20 09:00:00 INFO a9'], ['2026-11-20T10:30:00+02:00 INFO b8:30']],
    order: 'b8:30 a9',
  },
  'a new day of another zone is no other day': {
    files: [
      ['2026-11-20T23:59:00Z INFO a1', '2026-11-21T00:01:00Z INFO a3'],
      ['2026-11-21T01:00:00+01:00 INFO b2'],
    ],
    order: 'a1 b2 a3',
  },
  'a time that steps back comes where it says': {
    files: [
      ['2026-11-20 10:00:05 INFO a5', '2026-11-20 10:00:02 INFO a2', '2026-11-20 10:00:06 INFO a6'],
      ['2026-11-20 10:00:03 INFO b3'],
    ],
    order: 'a2 b3 a5 a6',
  },
  'seconds since 1970 merge with dates': {
    files: [
      ['{"ts":1795168801.5,"level":"info","msg":"a1.5"}'],
      ['2026-11-20 10:00:01,200 INFO b1.2', '2026-11-20 10:00:01,900 INFO b1.9'],
    ],
    order: 'b1.2 a1.5 b1.9',
  },
  'a file without times comes last': {
    files: [['started well', 'ended badly'], ['2026-11-20 10:00:00 INFO b0']],
    order: 'b0 well badly',
  },
  'times since a start stand apart from dates, in their own order': {
    files: [
      ['[    1.000000] usb 1-1: k1', '[    2.000000] usb 1-1: k2', '[    1.500000] usb 1-1: k1.5'],
      ['2026-11-20 10:00:00 INFO b0', '2026-11-20 10:00:01 INFO b1'],
    ],
    order: 'b0 b1 k1 k2 k1.5',
  },
  'times since a start merge with each other': {
    files: [
      ['[    1.000000] usb 1-1: k1', '[    3.000000] usb 1-1: k3'],
      ['[    2.000000] usb 1-1: l2'],
    ],
    order: 'k1 l2 k3',
  },
};

async function orderOf(files: readonly LogFile[]): Promise<string> {
  const one = files.map(({ skeletons }) => new Uint32Array(skeletons.length));
  const { order } = await gatherRecords(files, one, 1, unpaced);
  return Array.from({ length: order.length }, (_, position) => {
    const { file, record } = refAt(order, position);
    return files[file]?.records.at(record)?.body.split(' ').at(-1);
  }).join(' ');
}

suite('the order of a run', () => {
  for (const [name, { files, order }] of Object.entries(cases)) {
    test(name, async () => {
      assert.equal(await orderOf(await Promise.all(files.map((l) => collectLines(...l)))), order);
    });
  }

  test('a record without a time stays behind the one before it, the first with the one after', async () => {
    const other = logFile('a.log', [{ body: 'b2', at: 2 }]);
    const file = logFile('b.log', [
      { body: 'a0' },
      { body: 'a1', at: 1 },
      { body: 'a1+' },
      { body: 'a3', at: 3 },
      { body: 'a3+' },
    ]);
    assert.equal(await orderOf([other, file]), 'a0 a1 a1+ b2 a3 a3+');
  });
});
