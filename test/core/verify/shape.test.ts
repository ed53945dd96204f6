import assert from 'node:assert/strict';
import { genericReason } from '../../../src/core/verify/shape.ts';

suite('genericReason', () => {
  const table: readonly [quote: string, isGeneric: boolean][] = [
    ['Killed', true],
    ['ERROR ERROR', true],
    ['2026-03-01 14:03:12 INFO', true],
    ['[main] ERROR: failed', true],
    ['12345678', true],
    ['connection refused', false],
    ['ERROR OutOfMemoryError', false],
    ['メモリ不足のため終了しました', false],
  ];
  for (const [quote, isGeneric] of table) {
    test(`“${quote}” is ${isGeneric ? 'too generic' : 'specific'}`, () =>
      assert.equal(genericReason(quote) !== undefined, isGeneric));
  }
});
