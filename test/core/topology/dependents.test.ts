import assert from 'node:assert/strict';
import type { EdgeStatus, TopologyEdge } from '../../../src/core/model/topology.ts';
import { dependentsOf } from '../../../src/core/topology/dependents.ts';

const edges = (...texts: readonly string[]): readonly TopologyEdge[] =>
  texts.map((text) => {
    const [from = '', to = '', status = 'called'] = text.split(' ');
    return { from, to, status: status as EdgeStatus };
  });

const cases: readonly (readonly [string, readonly TopologyEdge[], string, readonly string[]])[] = [
  ['a service that nobody uses hits nobody', edges('web cart'), 'web', []],
  [
    'callers are hit, and their callers by them',
    edges('web cart', 'cart redis addressed', 'mobile web observed'),
    'redis',
    ['cart>redis', 'web>cart>redis', 'mobile>web>cart>redis'],
  ],
  [
    'the shortest way is told',
    edges('web cart', 'cart redis', 'web redis'),
    'redis',
    ['cart>redis', 'web>redis'],
  ],
  ['a circle ends where it began', edges('a b', 'b c', 'c a'), 'a', ['c>a', 'b>c>a']],
  [
    'who only starts after it is doubtful, and so is who calls that one',
    edges('cart redis ordered', 'web cart'),
    'redis',
    ['cart>redis?', 'web>cart>redis?'],
  ],
  [
    'who calls it by a doubtful way and by a sure one is sure',
    edges('cart redis ordered', 'web cart', 'web redis'),
    'redis',
    ['web>redis', 'cart>redis?'],
  ],
  [
    'a policy on the way makes it doubtful',
    edges('web cart allowed', 'cart redis'),
    'redis',
    ['cart>redis', 'web>cart>redis?'],
  ],
];

suite('who is hit when a service fails', () => {
  for (const [name, of, service, expected] of cases) {
    test(name, () => {
      const found = dependentsOf(of, [service]);
      const told = found.map(({ path, isSure }) => `${path.join('>')}${isSure ? '' : '?'}`);
      assert.deepEqual(told, expected);
    });
  }
});
