import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createWordScan } from '../../../src/core/redact/wordScan.ts';

function found(words: readonly string[], text: string): string[] {
  const places: string[] = [];
  createWordScan(words)(text, (word, start, end) => places.push(`${words[word]} ${start}-${end}`));
  return places.sort();
}

suite('scanning for many words at once', () => {
  const rows: readonly [string, string[], string, string[]][] = [
    ['words within words', ['he', 'she', 'hers'], 'ushers', ['he 2-4', 'hers 2-6', 'she 1-4']],
    ['capitals too', ['key'], 'KEY Key', ['key 0-3', 'key 4-7']],
    ['overlapping places', ['aa'], 'aaa', ['aa 0-2', 'aa 1-3']],
    ['letters that no word has', ['a1'], 'ä1a\u20ac1a1', ['a1 5-7']],
    ['no word', [], 'abc', []],
  ];
  for (const [name, words, text, expected] of rows) {
    test(`finds ${name}`, () => assert.deepEqual(found(words, text), expected));
  }

  test('finds what a search for each word alone finds', () => {
    const short = fc.string({ unit: fc.constantFrom('a', 'b', '-'), minLength: 1, maxLength: 4 });
    const text = fc.string({ unit: fc.constantFrom('a', 'B', 'b', '-', 'c', 'ü'), maxLength: 60 });
    fc.assert(
      fc.property(fc.uniqueArray(short, { maxLength: 8 }), text, (words, haystack) => {
        const expected = words.flatMap((word) =>
          [...haystack].flatMap((_, at) =>
            haystack.slice(at, at + word.length).toLowerCase() === word
              ? [`${word} ${at}-${at + word.length}`]
              : [],
          ),
        );
        assert.deepEqual(found(words, haystack), expected.sort());
      }),
    );
  });
});
