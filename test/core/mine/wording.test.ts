import assert from 'node:assert/strict';
import { countText, durationText, rateText, timesText } from '../../../src/core/mine/wording.ts';

suite('wording of signals', () => {
  test('separates thousands', () => {
    assert.deepEqual([0, 999, 1000, 1234567].map(countText), ['0', '999', '1,000', '1,234,567']);
  });

  test('says once', () => {
    assert.deepEqual([1, 2, 4812].map(timesText), ['once', '2 times', '4,812 times']);
  });

  test('gives rates the digits one reads', () => {
    assert.deepEqual([0, 0.0213, 0.2, 2.44, 38.2, 1234].map(rateText), [
      '0',
      '0.02',
      '0.2',
      '2.4',
      '38',
      '1,234',
    ]);
  });

  test('says durations in the unit one would', () => {
    assert.deepEqual([5, 10_000, 720_000, 3 * 3_600_000, 4 * 86_400_000].map(durationText), [
      '5 ms',
      '10 s',
      '12 min',
      '3 h',
      '4 days',
    ]);
  });
});
