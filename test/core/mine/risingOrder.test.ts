import assert from 'node:assert/strict';
import { risingOrder } from '../../../src/core/mine/risingOrder.ts';
import { createDice, unpaced } from './fixtures.ts';

suite('risingOrder', () => {
  const dice = createDice(7);
  const many = (count: number, make: (i: number) => number): readonly number[] =>
    Array.from({ length: count }, (_, i) => make(i));
  const table: readonly (readonly [string, readonly number[]])[] = [
    ['two values', [2, 1]],
    ['equal values', [3, 3, 1, 1, 3]],
    ['values without a time, which come last', [5, Number.NaN, 2, Number.NaN, 1]],
    ['threads that write a little out of order', many(2000, (i) => i + dice(20))],
    ['one file after the other', many(900, (i) => (i % 300) * 10)],
    ['the newest first', many(500, (i) => -i)],
    ['any order', many(3000, () => dice(1000))],
  ];
  for (const [name, values] of table) {
    test(`sorts ${name} as a stable sort does`, async () => {
      const given = Float64Array.from(values);
      const key = (place: number): number => {
        const value = values[place] ?? 0;
        return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
      };
      const expected = [...values.keys()].sort((a, b) =>
        key(a) === key(b) ? a - b : key(a) - key(b),
      );
      const order = await risingOrder(given, unpaced);
      assert.deepEqual([...(order ?? [])], expected);
      assert.deepEqual(given, Float64Array.from(values));
    });
  }

  for (const rising of [[], [1], [1, 1, 2], [1, Number.NaN], [Number.NaN, Number.NaN]]) {
    test(`leaves ${JSON.stringify(rising)} as it is`, async () => {
      assert.equal(await risingOrder(Float64Array.from(rising), unpaced), undefined);
    });
  }
});
