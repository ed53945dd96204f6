import assert from 'node:assert/strict';
import { createLastRead } from '../../../src/core/collect/lastRead.ts';

suite('createLastRead', () => {
  const table: readonly (readonly [string, readonly number[], readonly number[]])[] = [
    ['keeps what there is room for', [7, 8, 9], [7, 8, 9]],
    ['drops what was read longest ago', [1, 2, 3, 4, 5], [3, 4, 5]],
    ['gives no second place to what is read again', [1, 2, 2, 2, 3], [1, 2, 3]],
    ['takes in again what it dropped', [1, 2, 3, 4, 1, 5], [4, 1, 5]],
  ];
  for (const [name, read, expected] of table) {
    test(name, () => {
      const last = createLastRead<string>(3);
      for (const number of read) last.set(number, `${number}`);
      const kept = [...new Set(read)].filter((number) => last.get(number) === `${number}`);
      assert.deepEqual(new Set(kept), new Set(expected));
    });
  }
});
