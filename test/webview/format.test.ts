import assert from 'node:assert/strict';
import {
  formatBytes,
  formatCost,
  formatDateTime,
  formatDuration,
  formatElapsed,
  formatLines,
  formatLocalTime,
  formatNames,
  formatNumber,
  formatOffset,
  formatProbability,
  formatSigned,
  formatSpan,
  roundToSum,
} from '../../src/webview/format.ts';
import { factorWord } from '../../src/webview/words.ts';

const at = (time: string): number => Date.parse(`2026-03-02T${time}Z`);

/** What is formatted, what it should give, and what it gives. */
const cases: readonly (readonly [string, string, string])[] = [
  ['a number has thousands separators', '48,213', formatNumber(48_213)],
  ['a probability is rounded to 5 %', '70%', formatProbability(0.72)],
  [
    'a probability that rounds to nothing is not called nothing',
    'under 5%',
    formatProbability(0.02),
  ],
  ['no probability at all is 0 %', '0%', formatProbability(0)],
  ['milliseconds', '412 ms', formatDuration(412)],
  ['seconds with a tenth', '3.4 s', formatDuration(3_400)],
  ['whole seconds', '30 s', formatDuration(30_000)],
  ['minutes', '8 min 8 s', formatDuration(488_000)],
  ['a minute that would round to 60 s', '2 min', formatDuration(119_900)],
  ['hours', '2 h 5 min', formatDuration(7_500_000)],
  ['days', '3 d 4 h', formatDuration(273_600_000)],
  ['a running clock always shows tenths', '4.0 s', formatElapsed(4_000)],
  ['an offset in seconds', '+2.1s', formatOffset(2_100)],
  ['an offset in minutes', '+12m03s', formatOffset(723_000)],
  ['an offset back in time', '−7m12s', formatOffset(-432_000)],
  ['an offset in hours', '+1h05m', formatOffset(3_900_000)],
  ['one line', '681', formatLines(681, 681)],
  ['a small cost', '$0.024', formatCost({ amount: 0.0237, currency: 'USD' })],
  ['a cost of some size', '€12.50', formatCost({ amount: 12.5, currency: 'EUR' })],
  ['no cost', '$0.00', formatCost({ amount: 0, currency: 'USD' })],
  [
    'a cost in a currency of their own',
    '3.00 credits',
    formatCost({ amount: 3, currency: 'credits' }),
  ],
  [
    'a time of today by the user’s clock',
    '14:03',
    formatLocalTime(+new Date(2026, 2, 2, 14, 3), +new Date(2026, 2, 2, 23, 59)),
  ],
  [
    'a time of another day by the user’s clock',
    '09:05 on 2026-03-01',
    formatLocalTime(+new Date(2026, 2, 1, 9, 5), +new Date(2026, 2, 2, 0, 1)),
  ],
  ['several lines', '681–690', formatLines(681, 690)],
  [
    'a span within a day',
    '2 Mar 2026, 13:31–14:22 UTC',
    formatSpan(at('13:31:00'), at('14:22:00')),
  ],
  [
    'a span within a minute',
    '2 Mar 2026, 13:31:01–13:31:09 UTC',
    formatSpan(at('13:31:01'), at('13:31:09')),
  ],
  [
    'a span over days',
    '2 Mar 2026, 13:31 – 4 Mar 2026, 13:31 UTC',
    formatSpan(at('13:31:00'), at('13:31:00') + 2 * 86_400_000),
  ],
  [
    'a span of a log that names no year',
    '20 Nov, 10:00–11:00 UTC',
    formatSpan(Date.UTC(2000, 10, 20, 10), Date.UTC(2000, 10, 20, 11)),
  ],
  ['a span of a log that names no date', '10:00–11:00 UTC', formatSpan(36_000_000, 39_600_000)],
  [
    'a span over days of a log that names no date',
    'day 1, 10:00 – day 2, 11:00 UTC',
    formatSpan(36_000_000, 126_000_000),
  ],
  ['a moment without a year', '11-20 10:00:00 UTC', formatDateTime(Date.UTC(2000, 10, 20, 10))],
  ['a moment without a date', '10:00:00.500 UTC', formatDateTime(36_000_500)],
  ['a moment', '2026-03-02 13:31:01 UTC', formatDateTime(at('13:31:01'))],
  ['a size', '5.1 MB', formatBytes(5_368_709)],
  ['names that fit', 'a, b', formatNames(['a', 'b'], 3)],
  ['names that do not fit', 'a, b and 2 more', formatNames(['a', 'b', 'c', 'd'], 3)],
  ['a positive part', '+1.44', formatSigned(144)],
  ['a negative part, with a true minus', '−0.60', formatSigned(-60)],
  ['a known factor', 'Citations found', factorWord('citations')],
  ['an unknown factor', 'Some new name', factorWord('someNewName')],
];

suite('format', () => {
  for (const [name, expected, actual] of cases) {
    test(name, () => assert.equal(actual, expected));
  }

  test('rounded parts add up to the rounded sum', () => {
    const parts = [-2.2, 1.552, 1.034, 0.334, 0.334, 0.334];
    const rounded = roundToSum(parts);
    assert.equal(
      rounded.reduce((sum, part) => sum + part, 0),
      Math.round(parts.reduce((sum, part) => sum + part, 0) * 100),
    );
  });
});
