import assert from 'node:assert/strict';
import { templateOf } from '../../../src/core/masking/masking.ts';
import { createSkeletonIndex, skeletonHash } from '../../../src/core/masking/skeletonIndex.ts';
import { createDice } from '../mine/fixtures.ts';

const same: readonly (readonly [string, string])[] = [
  ['took 7 ms', 'took 1234 ms'],
  ['commit 9fceb02', 'commit 12abcdef'],
  ['id 3f2a7c9e-0b1d-4c5e-8f90-aabb0cddeeff', 'id 1f2a7c9e-1b1d-4c5e-8f91-aabb1cddeeff'],
  ['worker1042 up', 'worker2718 up'],
];

const different: readonly (readonly [string, string])[] = [
  ['started', 'stopped'],
  ['ssh1 in use', 'ssh2 in use'],
  ['error TS2304', 'error TS2307'],
  ['error E0308', 'error E0382'],
  ['a b', 'a  b'],
  ['', ' '],
];

suite('skeletonHash', () => {
  for (const [one, two] of same) {
    test(`is the same for ${one} and ${two}`, () => {
      assert.equal(skeletonHash(one), skeletonHash(two));
    });
  }

  for (const [one, two] of different) {
    test(`differs for ${JSON.stringify(one)} and ${JSON.stringify(two)}`, () => {
      assert.notEqual(skeletonHash(one), skeletonHash(two));
    });
  }
});

suite('createSkeletonIndex', () => {
  test('gives every line the text which the masks give it', () => {
    const index = createSkeletonIndex();
    const dice = createDice(7);
    const words = [
      'took',
      '7',
      '1234',
      '-5',
      '10.0.0.7',
      'a1',
      'web1042',
      '0x1f',
      '9fceb02',
      'E0308',
    ];
    const signs = [' ', ' ', ' ', ':', '=', '/', '-', '.', ', '];
    for (let i = 0; i < 5000; i++) {
      let line = 'start';
      for (let k = dice(6); k >= 0; k--) {
        line += (signs[dice(signs.length)] ?? '') + (words[dice(words.length)] ?? '');
      }
      assert.equal(index.texts[index.numberOf(line)], templateOf(line), line);
    }
  });

  test('numbers skeletons by first appearance', () => {
    const index = createSkeletonIndex();
    assert.deepEqual(['a 1', 'b', 'a 2', 'c', 'b'].map(index.numberOf), [0, 1, 0, 2, 1]);
    assert.deepEqual(index.texts, ['a <*>', 'b', 'c']);
  });

  test('tells only coarse kinds apart once its limit is reached', () => {
    const index = createSkeletonIndex(3);
    const lines = ['one a', 'two b', 'three c', 'four d e', 'four f g', 'one a', '{x y z}'];
    assert.deepEqual(lines.map(index.numberOf), [0, 1, 2, 3, 3, 0, 4]);
    assert.deepEqual(index.texts.slice(3), ['four <*> <*>', '<*> <*> <*>']);
  });

  test('knows its skeletons again in the midst of random text', () => {
    const index = createSkeletonIndex(3);
    const first = ['one 1', 'two 2', 'three 3'].map(index.numberOf);
    const dice = createDice(5);
    const found = new Set<string>();
    for (let i = 0; i < 9000; i++) {
      index.numberOf(
        `word${'abcdefghij'.charAt(dice(10)).repeat(1 + dice(90))} and ${'x'.repeat(dice(90))}`,
      );
      if (i % 100 === 0) found.add(['one 7', 'two 8', 'three 9'].map(index.numberOf).join(' '));
    }
    assert.deepEqual([...found], [first.join(' ')]);
  });

  test('stays small on random text', () => {
    const index = createSkeletonIndex(100);
    const dice = createDice(1);
    const letters = 'abcdefghijklmnopqrstuvwxyz';
    for (let i = 0; i < 20_000; i++) {
      const length = dice(40);
      index.numberOf(
        Array.from({ length }, () => letters[dice(26)] + ' '.repeat(dice(2))).join(''),
      );
    }
    assert.ok(index.texts.length <= 100 + 1000 + 20);
  });
});
