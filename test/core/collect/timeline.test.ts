import assert from 'node:assert/strict';
import { collectText } from '../../../src/core/collect/collect.ts';
import { recordsOf } from '../recordTable.ts';
import { collectLines, noPace } from './collecting.ts';

const cases: readonly (readonly [string, readonly string[], readonly (string | undefined)[]])[] = [
  [
    'zones are honoured',
    [
      '2026-11-20T10:00:00+05:30 a',
      '2026-11-20 10:00:00 -0800 b',
      '2026-11-20 10:00:00 EST c',
      '2026-11-20 10:00:00 d',
    ],
    [
      '2026-11-20T04:30:00.000Z',
      '2026-11-20T18:00:00.000Z',
      '2026-11-20T15:00:00.000Z',
      '2026-11-20T10:00:00.000Z',
    ],
  ],
  [
    'a year ends between two times without a year',
    ['Dec 31 23:59:59 h a: x', 'Jan  1 00:00:01 h a: y'],
    ['2000-12-31T23:59:59.000Z', '2001-01-01T00:00:01.000Z'],
  ],
  [
    'a line that was written late over new year is in the year before',
    [
      'Dec 31 23:59:58 h a: x',
      'Jan  1 00:00:01 h a: y',
      'Dec 31 23:59:59 g a: x',
      'Jan  1 00:00:02 h a: y',
    ],
    [
      '2000-12-31T23:59:58.000Z',
      '2001-01-01T00:00:01.000Z',
      '2000-12-31T23:59:59.000Z',
      '2001-01-01T00:00:02.000Z',
    ],
  ],
  [
    'a year without a line is left out',
    ['Jan  2 00:00:01 h a: x', 'Dec 30 23:59:59 h a: y'],
    ['2000-01-02T00:00:01.000Z', '2000-12-30T23:59:59.000Z'],
  ],
  [
    'a small step back is no new year',
    ['Dec 31 23:59:59 h a: x', 'Dec 31 23:59:58 h a: y'],
    ['2000-12-31T23:59:59.000Z', '2000-12-31T23:59:58.000Z'],
  ],
  [
    'a day ends between two times of day',
    ['[23:59:59] [main/INFO]: a', '[00:00:01] [main/INFO]: b'],
    ['1970-01-01T23:59:59.000Z', '1970-01-02T00:00:01.000Z'],
  ],
  [
    'a time of day is on the last date',
    ['2026-11-20 10:00:00 a', '10:00:05.000 INFO b'],
    ['2026-11-20T10:00:00.000Z', '2026-11-20T10:00:05.000Z'],
  ],
  [
    'time since boot is placed by a line that has both',
    [
      '2026-11-20T10:00:00Z h kernel: [   10.0000] a',
      '2026-11-20T10:00:01Z h kernel: [   11.0000] b',
      '[   12.5000] c',
    ],
    ['2026-11-20T10:00:00.000Z', '2026-11-20T10:00:01.000Z', '2026-11-20T10:00:02.500Z'],
  ],
  [
    'impossible dates are none',
    ['2026-13-45 10:00:00 a', '2026-11-20 99:00:00 b'],
    [undefined, undefined],
  ],
  [
    'epochs are told apart by their size',
    ['1795168800 a', '1795168800123 a', '1795168800123456 a', '1795168800123456789 a'],
    [
      '2026-11-20T10:00:00.000Z',
      '2026-11-20T10:00:00.123Z',
      '2026-11-20T10:00:00.123Z',
      '2026-11-20T10:00:00.123Z',
    ],
  ],
];

const iso = (time: number | undefined): string | undefined =>
  time === undefined ? undefined : new Date(time).toISOString();

suite('times of a file', () => {
  for (const [name, lines, expected] of cases) {
    test(name, async () => {
      const log = await collectLines(...lines);
      assert.deepEqual(
        recordsOf(log).map(({ timestamp }) => iso(timestamp)),
        expected,
      );
    });
  }

  test('take the year that the caller knows', async () => {
    const log = await collectText(
      { uri: 'file:///a', name: 'a', year: 2025 },
      'Dec 10 06:55:48 h a: x',
      noPace,
    );
    assert.equal(iso(log.records.at(0)?.timestamp), '2025-12-10T06:55:48.000Z');
  });
});

suite('steps of a CI log', () => {
  test('go on after the group in which their commands were told', async () => {
    const log = await collectLines(
      '2026-11-20T10:00:00.1234567Z ##[group]Run make',
      '2026-11-20T10:00:00.1234568Z make all',
      '2026-11-20T10:00:00.1234569Z ##[endgroup]',
      '2026-11-20T10:00:01.1234567Z a.c:1:1: error: expected ;',
      '2026-11-20T10:00:02.1234567Z ##[group]Run make clean',
    );
    assert.deepEqual(
      recordsOf(log).map(({ attributes }) => attributes['ci.step']),
      ['Run make', 'Run make', 'Run make', 'Run make', 'Run make clean'],
    );
  });

  test('end where the service says so', async () => {
    const log = await collectLines(
      'travis_fold:start:git',
      'git clone',
      'travis_fold:end:git',
      'ok',
    );
    assert.deepEqual(
      recordsOf(log).map(({ attributes }) => attributes['ci.step']),
      ['git', 'git', 'git', undefined],
    );
  });
});
