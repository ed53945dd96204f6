import assert from 'node:assert/strict';
import { boundedPatch, lineCount } from '../../../src/extension/context/patchText.ts';

suite('boundedPatch', () => {
  test('leaves a short patch as it is', () => {
    assert.equal(boundedPatch('+a\n-b', 10), '+a\n-b');
  });
  test('cuts a long one at a line and says so', () => {
    assert.equal(boundedPatch('+aaaa\n+bbbb\n+cccc', 13), '+aaaa\n+bbbb\n(cut: 6 more characters)');
  });
  test('cuts a single line that is too long', () => {
    assert.equal(boundedPatch('+aaaaaaaaa', 4), '+aaa\n(cut: 6 more characters)');
  });
});

suite('lineCount', () => {
  const cases: readonly (readonly [string, number])[] = [
    ['', 1],
    ['a', 1],
    ['a\n', 2],
    ['a\r\nb\rc\nd', 4],
  ];
  for (const [text, lines] of cases) {
    test(`of ${JSON.stringify(text)} is ${lines}`, () => assert.equal(lineCount(text), lines));
  }
});
