import assert from 'node:assert/strict';
import { createClock } from '../../../src/core/chat/logs/clock.ts';
import { sift } from '../../../src/core/chat/logs/sift.ts';
import { takeWindow } from '../../../src/core/chat/understand/times.ts';
import { collectText } from '../../../src/core/collect/collect.ts';
import type { Pace } from '../../../src/core/model/pace.ts';
import { Severity } from '../../../src/core/model/severity.ts';

const pace: Pace = { step: () => undefined };
const collect = (text: string) => collectText({ uri: 'file:///a.log', name: 'a.log' }, text, pace);

/** The same numbers each time, from a seed. */
function createNumbers(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % most;
  };
}

suite('records that a question is about', () => {
  for (const seed of [1, 2, 3]) {
    test(`are as many as a plain look at each line finds, with seed ${seed}`, async () => {
      const next = createNumbers(seed);
      const words = ['timeout', 'Timed out', 'ok', 'refused', 'TIMEOUT in pool', 'time'];
      const levels = ['INFO', 'WARN', 'ERROR'];
      const lines = Array.from({ length: 400 }, (_, index) => {
        const time = new Date(Date.UTC(2026, 0, 5, 10) + index * 1000).toISOString();
        return { time, level: levels[next(3)] ?? '', text: words[next(words.length)] ?? '' };
      });
      const text = lines
        .map(({ time, level, text: said }) => `${time} ${level} ${said}`)
        .join('\n');
      const [from, to] = ['2026-01-05T10:01:00.000Z', '2026-01-05T10:05:00.000Z'];
      const expected = lines.filter(
        ({ time, level, text: said }) =>
          time >= from && time < to && level === 'ERROR' && /timeout|timed out/i.test(said),
      );
      const found = await sift(
        [await collect(text)],
        {
          ...{ names: [], files: [], from: Date.parse(from), to: Date.parse(to) },
          level: { from: Severity.error, to: 24, word: 'error' },
          terms: [{ word: 'timeout', spellings: ['timeout', 'timed out'], isWhole: false }],
        },
        pace,
      );
      assert.ok(expected.length > 0);
      assert.equal(found.count, expected.length);
    });
  }

  test('end when the run is cancelled', async () => {
    const cancelled: Pace = {
      step() {
        throw new Error('stopped');
      },
    };
    const sieve = { names: [], files: [], terms: [], from: -Infinity, to: Infinity };
    await assert.rejects(async () => sift([await collect('a\nb')], sieve, cancelled), /stopped/);
  });
});

suite('times in questions', () => {
  const log =
    '2026-03-01T13:50:00Z INFO a\n2026-03-01T14:03:12Z INFO b\n2026-03-01T14:20:00Z INFO c\n';
  const table: readonly (readonly [words: string, from: string, to: string])[] = [
    ['between 14:00 and 14:10', '14:00:00.000', '14:10:00.000'],
    ['from 14:00:30 to 14:10:15', '14:00:30.000', '14:10:15.000'],
    ['14:00 - 14:10', '14:00:00.000', '14:10:00.000'],
    ['between 2pm and 2:10 pm', '14:00:00.000', '14:10:00.000'],
    ['before 14:03', '', '14:03:00.000'],
    ['until 14:03:12.5', '', '14:03:12.500'],
    ['after 14:03', '14:03:00.000', ''],
    ['since 2:03pm', '14:03:00.000', ''],
    ['at 14:03', '14:03:00.000', '14:04:00.000'],
    ['at 14:03:12', '14:03:12.000', '14:03:13.000'],
    ['around 14:03', '14:01:00.000', '14:06:00.000'],
    ['in the last 10 minutes', '14:10:00.000', ''],
    ['in the last hour', '13:20:00.000', ''],
    ['during the first 5 minutes', '', '13:55:00.000'],
    ['on 2026-03-01', '00:00:00.000', '00:00:00.000'],
    ['on Mar 1', '00:00:00.000', '00:00:00.000'],
    ['at 2026-03-01 14:03', '14:03:00.000', '14:04:00.000'],
    ['between 2026-03-01 14:00 and 14:10', '14:00:00.000', '14:10:00.000'],
  ];
  for (const [words, from, to] of table) {
    test(words, async () => {
      const clock = createClock([await collect(log)]);
      const { window, rest } = takeWindow(`what happened ${words} here`);
      const resolved = clock.resolve(window ?? assert.fail('no time was read'));
      const say = (time: number): string =>
        Number.isFinite(time) ? new Date(time).toISOString().slice(11, 23) : '';
      assert.deepEqual([say(resolved.from), say(resolved.to)], [from, to]);
      assert.match(rest, /^what happened\s+here$/);
    });
  }

  for (const words of [
    'error 503',
    'order 1400',
    'version 2.4.0',
    'line 14',
    'port 8080',
    '99:99',
  ]) {
    test(`${words} is no time`, () => {
      assert.equal(takeWindow(`what about ${words}?`).window, undefined);
    });
  }
});
