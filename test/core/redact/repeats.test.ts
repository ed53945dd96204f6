import assert from 'node:assert/strict';
import { createRepeatFinder } from '../../../src/core/redact/repeats.ts';

suite('further places of a secret', () => {
  /** What was learned, a text, and what of it is found. */
  const rows: readonly [string, readonly string[], string, string[]][] = [
    ['a bare mention', ['Xy12abc9z'], 'login with Xy12abc9z failed', ['Xy12abc9z']],
    [
      'at both ends of a text',
      ['Xy12abc9z'],
      'Xy12abc9z and Xy12abc9z',
      ['Xy12abc9z', 'Xy12abc9z'],
    ],
    ['none in other capitals', ['Xy12abc9z'], 'xy12ABC9Z', []],
    [
      'the longest of values that end alike',
      ['12abc9zK', 'Xy12abc9zK'],
      'is Xy12abc9zK',
      ['Xy12abc9zK'],
    ],
    ['one piece of values that overlap', ['a1a1a1a1'], 'a1a1a1a1a1', ['a1a1a1a1a1']],
    ['letters of other alphabets', ['Schlüssel7x9'], 'mit Schlüssel7x9.', ['Schlüssel7x9']],
    ['no ordinary word', ['postgres'], 'postgres is up', []],
    ['nothing short', ['Xy12a'], 'Xy12a', []],
  ];
  for (const [name, learned, text, expected] of rows) {
    test(`finds ${name}`, () => {
      const repeats = createRepeatFinder();
      for (const value of learned) repeats.learn(value, 'PASSWORD');
      const found = repeats.find(text, []).map(({ start, end }) => text.slice(start, end));
      assert.deepEqual(found, expected);
    });
  }

  test('leaves out places that are known', () => {
    const repeats = createRepeatFinder();
    repeats.learn('Xy12abc9z', 'PASSWORD');
    const known = [{ start: 2, end: 11, kind: 'PASSWORD' }];
    assert.deepEqual(
      repeats.find('a=Xy12abc9z b=Xy12abc9z', known).map(({ start }) => start),
      [14],
    );
  });

  test('finds a thousand values in one pass', () => {
    const repeats = createRepeatFinder();
    const values = Array.from({ length: 1000 }, (_, at) => `Xy${at}abc12z9`);
    for (const value of values) repeats.learn(value, 'PASSWORD');
    assert.equal(repeats.find(values.join(' '), []).length, 1000);
  });
});
