import assert from 'node:assert/strict';
import fc from 'fast-check';
import { gatherBytes } from '../../src/node/gatherBytes.ts';

const BLOCK = 4 << 20;
const whole = Buffer.from(
  Uint8Array.from({ length: 2 * BLOCK + 1000 }, (_, i) => (i * 31 + (i >> 8)) & 0xff),
);

/** Places near the ends of blocks. */
const place = fc
  .tuple(fc.nat(2), fc.integer({ min: -5, max: 1005 }))
  .map(([block, offset]) => Math.max(0, block * BLOCK + offset));

suite('gathered bytes', () => {
  const sizes: readonly (readonly [string, number])[] = [
    ['small pieces', 8191],
    ['pieces as large as a block', BLOCK],
    ['one piece', whole.length],
  ];
  for (const [what, size] of sizes) {
    test(`are read as they came, in ${what}`, () => {
      const gathered = gatherBytes();
      for (let at = 0; at < whole.length; at += size) gathered.add(whole.subarray(at, at + size));
      const source = gathered.source();
      assert.equal(source.size, whole.length);
      fc.assert(
        fc.property(place, place, (start, end) => {
          const expected = whole.subarray(start, Math.max(start, end));
          assert.ok(expected.equals(source.read(start, Math.max(start, end))));
          const target = Buffer.alloc(expected.length + 9);
          assert.equal(
            source.readInto(start, target),
            Math.min(target.length, Math.max(0, whole.length - start)),
          );
          assert.ok(expected.equals(target.subarray(0, expected.length)));
        }),
        { numRuns: 300 },
      );
    });
  }

  test('may be none', () => {
    const source = gatherBytes().source();
    assert.deepEqual(
      [source.size, source.read(0, 9).length, source.readInto(0, new Uint8Array(9))],
      [0, 0, 0],
    );
  });
});
