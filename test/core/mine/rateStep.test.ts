import assert from 'node:assert/strict';
import { rateStepOf } from '../../../src/core/mine/rateStep.ts';
import { runningSums, surges } from '../../../src/core/mine/surge.ts';
import { createDice } from './fixtures.ts';

const BUCKETS = 240;

/** Running sums of events that come at these rates a bucket, each in one of a hundred moments of it. */
function countsOf(rateAt: (bucket: number) => number, seed: number): Float64Array {
  const dice = createDice(seed);
  const events: number[] = [];
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    for (let moment = 0; moment < 100; moment++) {
      if (dice(10_000) < 100 * rateAt(bucket)) events.push(bucket);
    }
  }
  return runningSums(BUCKETS, events);
}

suite('rateStepOf', () => {
  const steps: readonly (readonly [string, number, number, number])[] = [
    ['half of the log, twice as often', 120, 2, 4],
    ['a third of the log, three times as often', 160, 1, 3],
    ['most of the log, from now and then to often', 60, 0.4, 2],
  ];
  for (const [name, at, before, after] of steps) {
    test(`finds a rate that stays raised for ${name}, which no window shows`, () => {
      const counts = countsOf((bucket) => (bucket < at ? before : after), 3);
      const step = rateStepOf(counts, undefined);
      assert.ok(step && Math.abs(step.bucket - at) <= 8, `${step?.bucket}`);
      assert.equal(step.bucket + step.width, BUCKETS);
      assert.equal(step.past + step.count, counts[BUCKETS]);
    });
  }

  test('is for steps that most often the surges miss', () => {
    const missed = Array.from({ length: 20 }, (_, seed) =>
      countsOf((bucket) => (bucket < 120 ? 2 : 4), seed),
    ).filter((counts) => [...surges(counts, undefined, 6)].length === 0);
    assert.ok(missed.length >= 10, `${missed.length}`);
    const found = missed.filter((counts) => rateStepOf(counts, undefined));
    assert.ok(found.length >= missed.length * 0.8, `${found.length} of ${missed.length}`);
  });

  const none: readonly (readonly [string, (bucket: number) => number])[] = [
    ['a steady rate', () => 3],
    ['a rate that falls', (bucket) => (bucket < 120 ? 4 : 2)],
    ['a burst that is over', (bucket) => (bucket >= 100 && bucket < 120 ? 6 : 2)],
    ['clumps', (bucket) => (bucket % 40 < 4 ? 20 : 0.2)],
  ];
  for (const [name, rateAt] of none) {
    test(`finds none in ${name}`, () => {
      for (let seed = 0; seed < 10; seed++) {
        assert.equal(rateStepOf(countsOf(rateAt, seed), undefined), undefined, `seed ${seed}`);
      }
    });
  }

  test('excuses a rise that all messages share', () => {
    const rise = (bucket: number): number => (bucket < 120 ? 2 : 4);
    const counts = countsOf(rise, 3);
    const all = counts.map((sum, i) => sum + 20 * (i < 120 ? i : 120 + 2 * (i - 120)));
    assert.ok(rateStepOf(counts, undefined));
    assert.equal(rateStepOf(counts, all), undefined);
  });
});
