import assert from 'node:assert/strict';
import { timelineOf } from '../../../src/core/mine/timeline.ts';
import { type Entry, logFile, MIDNIGHT, untimed } from './fixtures.ts';

const MINUTE = 60_000;

suite('timelineOf', () => {
  const at = (seconds: number, severity = 9): Entry => ({ body: 'x', at: seconds, severity });
  const none: readonly (readonly [string, readonly Entry[]])[] = [
    ['an empty log', []],
    ['a single time', [at(5)]],
    ['one moment', [at(5), at(5)]],
  ];
  for (const [name, entries] of none) {
    test(`is absent for ${name}`, () => {
      assert.equal(timelineOf([logFile('a.log', entries)]), undefined);
    });
  }

  test('is absent without times', () => {
    assert.equal(timelineOf([untimed('a.log', ['x', 'y'])]), undefined);
  });

  const steps: readonly (readonly [string, number, number])[] = [
    ['ten seconds', 10, 250],
    ['an hour', 3600, MINUTE],
    ['a day', 86_400, 15 * MINUTE],
    ['a week', 7 * 86_400, 2 * 60 * MINUTE],
  ];
  for (const [name, seconds, step] of steps) {
    test(`cuts ${name} into bars of ${step} ms`, () => {
      const timeline = timelineOf([logFile('a.log', [at(0), at(seconds)])]);
      assert.equal(timeline?.step, step);
      assert.ok(timeline.buckets.length <= 98, `${timeline.buckets.length}`);
    });
  }

  test('starts at a round time and counts by level over all files', () => {
    const a = logFile('a.log', [at(90, 9), at(95, 13), at(3690, 9)]);
    const b = logFile('b.log', [at(91, 17), at(92, 21), { body: 'no time' }]);
    const timeline = timelineOf([a, b]);
    assert.equal(timeline?.start, MIDNIGHT + MINUTE);
    assert.deepEqual(timeline.buckets[0], { info: 1, warn: 1, error: 2 });
    assert.deepEqual(timeline.buckets.at(-1), { info: 1, warn: 0, error: 0 });
    assert.equal(timeline.buckets.length, 61);
  });

  test('leaves out a file that counts from its start beside one with dates', () => {
    const kernel = { ...logFile('dmesg', [at(-1e9)]), missingDate: 'start' as const };
    assert.equal(timelineOf([logFile('a.log', [at(0), at(10)]), kernel])?.start, MIDNIGHT);
  });
});
