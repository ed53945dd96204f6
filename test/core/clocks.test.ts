import assert from 'node:assert/strict';
import { placeDates } from '../../src/core/collect/placeDates.ts';
import { mineLogs } from '../../src/core/mine/mine.ts';
import type { LogFile } from '../../src/core/model/logFile.ts';
import { collectLines, noPace } from './collect/collecting.ts';

interface Clock {
  readonly name: string;
  readonly lines: readonly string[];
  /** When the file was last written. */
  readonly modified?: string;
  /** Times of the records in the order of the file, in UTC. */
  readonly times: readonly string[];
  /** Lines of the first and last failure by their times. */
  readonly failed: readonly [number, number];
}

/** Clocks that do not simply go on, as logs show them. */
const clocks: readonly Clock[] = [
  {
    name: 'a clock that is set back an hour in autumn keeps the lines where they stand',
    lines: [
      '2026-10-25 02:58:00 INFO order 1 taken',
      '2026-10-25 02:59:00 ERROR order 2 failed',
      '2026-10-25 02:00:00 INFO order 3 taken',
      '2026-10-25 02:01:00 ERROR order 4 failed',
    ],
    times: ['2026-10-25T02:58', '2026-10-25T02:59', '2026-10-25T02:00', '2026-10-25T02:01'],
    failed: [4, 2],
  },
  {
    name: 'an hour that states its zone goes on over the change',
    lines: [
      '2026-10-25T02:58:00+02:00 INFO order 1 taken',
      '2026-10-25T02:59:00+02:00 ERROR order 2 failed',
      '2026-10-25T02:00:00+01:00 INFO order 3 taken',
      '2026-10-25T02:01:00+01:00 ERROR order 4 failed',
    ],
    times: ['2026-10-25T00:58', '2026-10-25T00:59', '2026-10-25T01:00', '2026-10-25T01:01'],
    failed: [2, 4],
  },
  {
    name: 'the hour that spring leaves out is no hour of silence that breaks the order',
    lines: [
      '2026-03-29 01:58:00 INFO order 1 taken',
      '2026-03-29 01:59:00 ERROR order 2 failed',
      '2026-03-29 03:00:00 INFO order 3 taken',
      '2026-03-29 03:01:00 ERROR order 4 failed',
    ],
    times: ['2026-03-29T01:58', '2026-03-29T01:59', '2026-03-29T03:00', '2026-03-29T03:01'],
    failed: [2, 4],
  },
  {
    name: 'a time of day that is set back an hour is the same day',
    lines: [
      '02:58:00 INFO order 1 taken',
      '02:59:00 ERROR order 2 failed',
      '02:00:00 INFO order 3 taken',
      '02:01:00 ERROR order 4 failed',
    ],
    modified: '2026-10-25T02:01:01Z',
    times: ['2026-10-25T02:58', '2026-10-25T02:59', '2026-10-25T02:00', '2026-10-25T02:01'],
    failed: [4, 2],
  },
  {
    name: 'a time of day that is set back over midnight is the day before',
    lines: [
      '00:01:00 INFO order 1 taken',
      '00:02:00 ERROR order 2 failed',
      '00:01:30 INFO order 3 taken',
      '00:03:00 ERROR order 4 failed',
    ],
    modified: '2026-10-25T00:03:01Z',
    times: ['2026-10-25T00:01', '2026-10-25T00:02', '2026-10-25T00:01', '2026-10-25T00:03'],
    failed: [2, 4],
  },
  {
    name: 'a year that is left out turns with the year',
    lines: [
      'Dec 31 23:58:00 web shop[9]: INFO order 1 taken',
      'Dec 31 23:59:00 web shop[9]: ERROR order 2 failed',
      'Jan  1 00:00:00 web shop[9]: INFO order 3 taken',
      'Jan  1 00:01:00 web shop[9]: ERROR order 4 failed',
    ],
    modified: '2026-01-01T00:02:00Z',
    times: ['2025-12-31T23:58', '2025-12-31T23:59', '2026-01-01T00:00', '2026-01-01T00:01'],
    failed: [2, 4],
  },
  {
    name: 'a line of the old year that was written late stays in the old year',
    lines: [
      'Dec 31 23:59:00 web shop[9]: INFO order 1 taken',
      'Jan  1 00:00:00 web shop[9]: ERROR order 2 failed',
      'Dec 31 23:59:00 db shop[9]: INFO order 3 taken',
      'Jan  1 00:01:00 web shop[9]: ERROR order 4 failed',
    ],
    modified: '2026-01-01T00:02:00Z',
    times: ['2025-12-31T23:59', '2026-01-01T00:00', '2025-12-31T23:59', '2026-01-01T00:01'],
    failed: [2, 4],
  },
  {
    name: 'a leap day without a year is one where the year has it',
    lines: [
      'Feb 28 23:59:00 web shop[9]: INFO order 1 taken',
      'Feb 29 00:00:00 web shop[9]: ERROR order 2 failed',
      'Feb 29 23:59:00 web shop[9]: INFO order 3 taken',
      'Mar  1 00:00:00 web shop[9]: ERROR order 4 failed',
    ],
    modified: '2028-03-01T00:01:00Z',
    times: ['2028-02-28T23:59', '2028-02-29T00:00', '2028-02-29T23:59', '2028-03-01T00:00'],
    failed: [2, 4],
  },
  {
    name: 'a clock that starts again in 1970 is believed, and takes nothing away',
    lines: [
      '2026-10-25 02:58:00 INFO order 1 taken',
      '2026-10-25 02:59:00 ERROR order 2 failed',
      '1970-01-01 00:00:00 INFO order 3 taken',
      '1970-01-01 00:01:00 ERROR order 4 failed',
    ],
    times: ['2026-10-25T02:58', '2026-10-25T02:59', '1970-01-01T00:00', '1970-01-01T00:01'],
    failed: [4, 2],
  },
];

async function placed({ lines, modified }: Clock): Promise<LogFile> {
  const file = await collectLines(...lines);
  const time = modified === undefined ? undefined : Date.parse(modified);
  return placeDates([{ file, modified: time }])[0] ?? file;
}

suite('clocks', () => {
  for (const clock of clocks) {
    test(clock.name, async () => {
      const file = await placed(clock);
      const stamps = clock.lines.map((_, i) => file.records.timestamp(i));
      assert.deepEqual(
        stamps.map((time) => new Date(time).toISOString().slice(0, 16)),
        clock.times,
      );
      assert.deepEqual(file.span, { from: Math.min(...stamps), to: Math.max(...stamps) });

      const mined = await mineLogs([file], noPace);
      const failure = mined.templates.find(({ text }) => text.includes('failed'));
      const lineOf = (index = -1): number => file.records.startLine(index);
      assert.deepEqual([lineOf(failure?.first.record), lineOf(failure?.last.record)], clock.failed);
      assert.ok((failure?.firstSeen ?? 0) <= (failure?.lastSeen ?? -1));
      assert.equal(failure?.count, 2);
    });
  }
});
