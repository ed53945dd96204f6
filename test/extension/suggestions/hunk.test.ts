import assert from 'node:assert/strict';
import { isLineChange, withoutChange } from '../../../src/extension/suggestions/hunk.ts';

type Numbers = readonly [number, number, number, number];

const change = ([a, b, c, d]: Numbers) => ({
  originalStartLineNumber: a,
  originalEndLineNumber: b,
  modifiedStartLineNumber: c,
  modifiedEndLineNumber: d,
});

const cases: readonly (readonly [string, string, string, Numbers, string])[] = [
  ['lines that were changed', 'a\nb\nc\n', 'a\nX\nY\nc\n', [2, 2, 2, 3], 'a\nb\nc\n'],
  ['lines that were added', 'a\nc\n', 'a\nb\nc\n', [1, 0, 2, 2], 'a\nc\n'],
  ['lines that were taken away', 'a\nb\nc\n', 'a\nc\n', [2, 2, 1, 0], 'a\nb\nc\n'],
  ['one of two changes', 'a\nb\nc\n', 'A\nb\nC\n', [3, 3, 3, 3], 'A\nb\nc\n'],
  ['a first line that was added', 'b\n', 'a\nb\n', [0, 0, 1, 1], 'b\n'],
  ['Windows line ends', 'a\r\nb', 'a\r\nX', [2, 2, 2, 2], 'a\r\nb'],
];

suite('a text without one of its changes', () => {
  for (const [name, before, after, numbers, expected] of cases) {
    test(name, () => assert.equal(withoutChange(before, after, change(numbers)), expected));
  }

  test('a change is known by its four numbers', () => {
    assert.ok(isLineChange(change([1, 0, 2, 2])));
    assert.equal(isLineChange({ modifiedStartLineNumber: 1 }), false);
    assert.equal(isLineChange(undefined), false);
  });
});
