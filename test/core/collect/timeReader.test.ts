import assert from 'node:assert/strict';
import { emptyHeader, type TimeKind } from '../../../src/core/collect/header.ts';
import { createTimeReaders } from '../../../src/core/collect/timeReaders.ts';

const utf8 = new TextEncoder();
const at = (clock: string): number => Date.parse(`2026-11-20T${clock}Z`);

/** A line, its time, another of the same layout, and what is read of that. */
const cases: readonly (readonly [string, number, string, number])[] = [
  [
    '2026-11-20 10:00:00,041 a',
    at('10:00:00.041'),
    '2026-11-20 23:59:59,999 b',
    at('23:59:59.999'),
  ],
  [
    '[GIN] 2026/11/20 - 10:00:00 | a',
    at('10:00:00'),
    '[GIN] 2026/11/20 - 11:30:07 | a',
    at('11:30:07'),
  ],
  ['11/20/2026 03:04:05 PM a', at('15:04:05'), '11/20/2026 12:04:05 PM a', at('12:04:05')],
  ['11/20/2026 03:04:05 AM a', at('03:04:05'), '11/20/2026 12:04:05 AM a', at('00:04:05')],
  ['11/20/2026 03:04:05 AM a', at('03:04:05'), '11/20/2026 03:04:05 PM a', Number.NaN],
  [
    '{"id":7,"t":"2026-11-20T10:00:00Z"}',
    at('10:00:00'),
    '{"id":12345,"t":"2026-11-20T10:00:09Z"}',
    at('10:00:09'),
  ],
  [
    '{"id":7,"time":1795168800123}',
    1795168800123,
    '{"id":12345,"time":1795168800999}',
    1795168800999,
  ],
  [
    '10.0.0.7:51 [20/Nov/2026:10:00:00.123] a',
    at('10:00:00.123'),
    '10.0.0.77:5100 [20/Nov/2026:10:00:01.5] a',
    at('10:00:01.500'),
  ],
  ['2026-11-20 10:00:00 a', at('10:00:00'), '2026-11-21 10:00:00 a', Number.NaN],
];

function readAs(learnt: string, time: number, asked: string, kind: TimeKind = 'date'): number {
  const header = emptyHeader();
  header.time = time;
  header.timeKind = kind;
  const bytes = utf8.encode(learnt);
  const reader = createTimeReaders().readerOf(
    { bytes, start: 0, end: bytes.length },
    learnt,
    header,
  );
  const other = utf8.encode(asked);
  return reader?.read(other, 0, other.length) ?? Number.POSITIVE_INFINITY;
}

suite('times read from bytes', () => {
  for (const [learnt, time, asked, expected] of cases) {
    test(`${asked} after ${learnt} is ${Number.isNaN(expected) ? 'read in full' : new Date(expected).toISOString()}`, () => {
      assert.equal(readAs(learnt, time, asked), expected);
    });
  }

  test('a time without a date is not looked for in the middle of a number', () => {
    assert.equal(readAs('(12) 10:00:00 a', 36_000_000, '(1) 10:00:00 a', 'clock'), 36_000_000);
  });

  test('lines that have their time in one place share what reads it', () => {
    const readers = createTimeReaders();
    const [one, two] = ['2026-11-20 10:00:00 a', '2026-11-20 11:00:00 another'].map((text) => {
      const header = {
        ...emptyHeader(),
        time: Date.parse(`${text.slice(0, 19)}Z`),
        timeKind: 'date' as const,
      };
      const bytes = utf8.encode(text);
      return readers.readerOf({ bytes, start: 0, end: bytes.length }, text, header);
    });
    assert.ok(one);
    assert.equal(one, two);
  });
});
