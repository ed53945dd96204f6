import assert from 'node:assert/strict';
import { normalise } from '../../../src/core/verify/normalise.ts';

suite('normalise', () => {
  const table: readonly [name: string, text: string, expected: string][] = [
    [
      'collapses spaces and lowers case',
      '  Connection\t REFUSED \n by peer',
      'connection refused by peer',
    ],
    ['drops colours', '\u001b[31mERROR\u001b[0m disk full', 'error disk full'],
    ['drops a terminal link', '\u001b]8;;http://x\u0007text\u001b]8;;\u0007', 'text'],
    ['drops invisible characters', 'pass\u200bword\u202e', 'password'],
    ['unifies quotes and dashes', '“a” ‘b’ — `c`', `"a" 'b' - 'c'`],
    ['uses compatibility forms', 'ﬁle ①', 'file 1'],
    ['drops the gutter of each line', 'L12| first\n L13| second', 'first second'],
    ['keeps a pipe that is no gutter', 'xL12| first', 'xl12| first'],
    ['reads JSON escapes as what they mean', 'say \\"no\\"\\nthen', 'say "no" then'],
  ];
  for (const [name, text, expected] of table) {
    test(name, () => assert.equal(normalise(text), expected));
  }
});
