import assert from 'node:assert/strict';
import { isSameQuantity, quantitiesIn, quantitiesOf } from '../../../src/core/verify/quantities.ts';

suite('isSameQuantity', () => {
  const table: readonly [stated: string, written: string, isSame: boolean][] = [
    ['1,234', 'count=1234', true],
    ['30 s', 'after 30000 ms', true],
    ['30 s', 'timeout=30000', true],
    ['30 s', 'after 90000 ms', false],
    ['90000 ms', 'timeout=90200ms', false],
    ['1.5 s', 'took 1487 ms', true],
    ['1.5 s', 'took 1687 ms', false],
    ['64 MiB', 'limit 67108864', true],
    ['512 MB', 'limit 512MB', true],
    ['512 MB', 'limit 512 s', false],
    ['44 %', '44.00 % done', true],
    ['5.022 s', '0.022s', false],
    ['17', 'digest 17ab3c4d9e', false],
    ['503', 'HTTP/1.1" 503 12', true],
    ['93', 'step 17/83', false],
  ];
  for (const [stated, written, isSame] of table) {
    test(`${stated} is ${isSame ? '' : 'not '}what “${written}” says`, () => {
      const [quantity] = quantitiesOf(stated);
      assert.ok(quantity);
      const found = quantitiesIn(written).some((one) => isSameQuantity(quantity, one));
      assert.equal(found, isSame);
    });
  }
});
