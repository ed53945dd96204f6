import assert from 'node:assert/strict';
import { withTopology } from '../../src/core/contextTopology.ts';
import type { ContextItem, ContextKind } from '../../src/core/model/context.ts';

const compose =
  'services:\n  web: { image: web, environment: { CART: "http://cart" } }\n  cart: { image: cart }\n';

function item(kind: ContextKind, startLine = 1): ContextItem {
  const name = 'deploy\\compose.yaml';
  return { kind, uri: 'file:///x', name, startLine, endLine: startLine + 2, text: compose };
}

suite('withTopology', () => {
  test('a run whose context holds manifests knows who depends on whom', async () => {
    const { topology } = await withTopology({ items: [item('config')], topology: undefined });
    assert.deepEqual(
      topology?.edges.map(({ from, to, status }) => ({ from, to, status })),
      [{ from: 'web', to: 'cart', status: 'addressed' }],
    );
  });

  test('a graph that was given goes before', async () => {
    const given = { services: ['a'], edges: [] };
    const context = { items: [item('config')], topology: given };
    assert.equal((await withTopology(context)).topology, given);
  });

  const silent: readonly (readonly [string, readonly ContextItem[]])[] = [
    ['nothing', []],
    ['an excerpt', [item('config', 5)]],
    ['a patch', [item('change')]],
  ];
  for (const [name, items] of silent) {
    test(`${name} tells of no system`, async () => {
      const { topology } = await withTopology({ items, topology: undefined });
      assert.equal(topology, undefined);
    });
  }
});
