import assert from 'node:assert/strict';
import { surprise } from '../../../src/core/mine/surprise.ts';

/** Events, events before, and how much longer the time before was; expected surprise, or about. */
const cases: readonly (readonly [count: number, past: number, ratio: number, expected: number])[] =
  [
    [0, 0, 10, 0],
    [10, 100, 10, 0],
    // With an endless past it is the Poisson tail: P(X >= 10 | 1) = 1.1e-7, P(X >= 5 | 1) = 3.7e-3.
    [10, 1e7, 1e7, 6.95],
    [5, 1e7, 1e7, 2.43],
    // A short past leaves the rate open.
    [10, 1, 1, 2.5],
    [1000, 3, 100, 12],
  ];

suite('surprise', () => {
  for (const [count, past, ratio, expected] of cases) {
    test(`of ${count} after ${past} in ${ratio} times the time is about ${expected}`, () => {
      const value = surprise(count, past, ratio);
      assert.ok(Math.abs(value - expected) < 0.5, String(value));
    });
  }
});
