import assert from 'node:assert/strict';
import type { EdgeStatus, FoundedEdge } from '../../src/core/model/topology.ts';
import { dependentsOf } from '../../src/core/topology/dependents.ts';
import type { SystemMap, SystemMapState } from '../../src/protocol/systemMap.ts';
import { neighbour, placeGraph } from '../../src/webview/map/layout.ts';
import { isSystemMapState } from '../../src/webview/map/state.ts';
import { eventually } from '../eventually.ts';
import { axeViolations, tooWide } from './accessibility.ts';
import { hostile } from './fixture.ts';
import { type Harness, type MapView, mapHarness, type OpenOptions } from './harness.ts';
import { inOtherLanguages } from './languages.ts';
import { type ThemeName, themes } from './themes.ts';

type Shown = Extract<SystemMapState, { kind: 'shown' }>;

const edge = (from: string, to: string, status: EdgeStatus, line: number): FoundedEdge => ({
  ...{ from, to, status, kind: 'env' },
  evidence: [
    { file: `deploy/k8s/${from}.yaml`, line },
    { file: `chart/templates/${from}.yaml`, line: line + 1 },
  ],
});

function mapOf(services: readonly string[], edges: readonly FoundedEdge[]): SystemMap {
  const topology = { services, edges };
  return {
    ...topology,
    telemetry: [],
    entryPoints: [
      { name: 'shop.example.org', to: 'web', place: { file: 'ingress.yaml', line: 4 } },
    ],
    external: [{ from: 'pay', host: 'api.bank.example', place: { file: 'pay.yaml', line: 9 } }],
    notes: [{ file: 'policy.yaml', line: 2, message: 'It selects no pod.' }],
    coverage: {
      read: [{ format: 'kubernetes', files: 7 }],
      skipped: [{ file: 'node_modules', reason: 'Written by others, or built.' }],
      unsupported: [],
    },
    dependents: Object.fromEntries(
      services.map((service) => [service, dependentsOf(edges, [service])]),
    ),
  };
}

const shop: Shown = {
  kind: 'shown',
  folder: 'shop',
  map: mapOf(
    ['cart', 'mobile', 'pay', 'redis', 'web'],
    [
      edge('web', 'cart', 'called', 10),
      edge('web', 'pay', 'addressed', 20),
      edge('mobile', 'web', 'observed', 30),
      edge('cart', 'redis', 'addressed', 40),
      edge('pay', 'redis', 'ordered', 50),
    ],
  ),
  suspects: [{ service: 'redis', rank: 1, title: 'Redis ran out of memory', confidence: 0.72 }],
};
const many: Shown = {
  ...shop,
  folder: 'many',
  map: mapOf(
    Array.from({ length: 120 }, (_, i) => `service-number-${i}`),
    Array.from({ length: 240 }, (_, i) =>
      edge(`service-number-${i % 120}`, `service-number-${(i * 7 + 3) % 120}`, 'called', i + 1),
    ),
  ),
};
const evil: Shown = {
  ...shop,
  map: mapOf([hostile, 'web'], [edge('web', hostile, 'called', 1)]),
  suspects: [{ service: 'web', rank: 1, title: hostile, confidence: 0.5 }],
};

suite('system map', function () {
  this.timeout(30_000);
  let harness: Harness<SystemMapState>;
  let view: MapView | undefined;
  const states: readonly (readonly [string, SystemMapState])[] = [
    ['a map', shop],
    ['a map of many services', many],
    ['a map without a service', { ...shop, map: mapOf([], []), suspects: [] }],
    ['hostile names', evil],
    ['reading', { kind: 'reading', folder: 'shop' }],
    ['a failure', { kind: 'failed', folder: 'shop', message: 'shop is no folder.' }],
    ['no folder', { kind: 'noFolder' }],
  ];

  suiteSetup(async () => {
    harness = await mapHarness();
  });
  suiteTeardown(() => harness.close());
  teardown(async () => {
    const errors = view?.errors;
    await view?.page.close();
    view = undefined;
    assert.deepEqual(errors ?? [], [], 'the page wrote errors to its console');
  });

  async function open(state: SystemMapState, options?: OpenOptions): Promise<MapView> {
    view = await harness.open(state, options);
    return view;
  }
  const node = ({ page }: MapView, name: string) => page.locator(`.node[data-service="${name}"]`);
  const detail = async ({ page }: MapView): Promise<string> =>
    (await page.locator('.detail').innerText()).replace(/\s+/g, ' ');
  const focused = ({ page }: MapView): Promise<string | null | undefined> =>
    page.evaluate(() => document.activeElement?.getAttribute('data-service'));

  test('the bundle is small', () => {
    assert.ok(harness.bundleBytes < 100_000, `${harness.bundleBytes} bytes`);
  });

  test('every state the host may send is known', () => {
    for (const [name, state] of states) assert.ok(isSystemMapState(state), name);
    assert.equal(isSystemMapState({ ...shop, map: {} }), false);
  });

  suite('what it says', () => {
    test('each service is drawn, and who depends on it', async () => {
      const map = await open(shop);
      assert.deepEqual(await map.page.locator('.node').count(), 5);
      assert.deepEqual(await map.page.locator('.edge title').allTextContents(), [
        'web depends on cart: a call in the code (env).',
        'web depends on pay: an address in the settings (env).',
        'mobile depends on web: seen in logs (env).',
        'cart depends on redis: an address in the settings (env).',
        'pay depends on redis: only started after it (env).',
      ]);
    });

    test('what was read stands beside it while nothing is selected', async () => {
      assert.equal(
        await detail(await open(shop)),
        'What was read Select a service to see who uses it, what it depends on, and who is hit when it fails. ' +
          'kubernetes 7 files Outside the system pay calls api.bank.example pay.yaml:9 ' +
          'What is odd It selects no pod. policy.yaml:2 Not read: 1 file or folder',
      );
    });

    test('a service is shown with who is hit when it fails, surely and perhaps', async () => {
      const map = await open(shop);
      await node(map, 'redis').click();
      assert.equal(
        await detail(map),
        'redis Suspect 1 of the open diagnosis, 70%: Redis ran out of memory ' +
          'If it fails, 3 services may be hit: cart directly web by cart mobile by web → cart ' +
          'Perhaps also, by start order or policy alone: pay directly ' +
          'Used by cart addressed, env k8s/cart.yaml:40 1 more pay ordered, env k8s/pay.yaml:50 1 more ' +
          'Depends on It depends on nothing that was read.',
      );
      assert.deepEqual(
        await map.page
          .locator('.node.hit, .node.doubtful')
          .evaluateAll((nodes) =>
            nodes.map((each) => `${each.getAttribute('data-service')} ${each.classList[1]}`),
          ),
        ['cart hit', 'mobile hit', 'pay doubtful', 'web hit'],
      );
    });

    test('the suspects of the open diagnosis are named in words', async () => {
      const map = await open(shop);
      assert.equal(await map.page.locator('.node.suspect .note').textContent(), 'suspect 1 · 70%');
      assert.match(
        (await node(map, 'redis').getAttribute('aria-label')) ?? '',
        /^redis suspect 1 · 70% of the open diagnosis, used by 2, depends on 0, 3 services hit if it fails$/,
      );
    });

    test('the list says the same as the graph', async () => {
      const map = await open(shop);
      await map.page.getByRole('button', { name: 'List' }).click();
      const rows = await map.page.locator('tbody tr').allInnerTexts();
      assert.deepEqual(
        rows.map((row) => row.replace(/\s+/g, ' ')),
        [
          'cart web redis 2',
          'mobile – web –',
          'pay web redis 2',
          'redis suspect 1 · 70% cart, pay – 3',
          'web mobile cart, pay 1',
        ],
      );
    });
  });

  suite('what it does', () => {
    test('a place opens where it is written', async () => {
      const map = await open(shop);
      await node(map, 'cart').click();
      await map.page.getByRole('button', { name: 'k8s/cart.yaml:40' }).click();
      const sent = (await map.sent()).at(-1);
      assert.deepEqual(
        [sent?.method, sent?.params],
        ['map/open', { file: 'deploy/k8s/cart.yaml', line: 40 }],
      );
    });

    test('what the host could not do is said', async () => {
      const map = await open(shop);
      await map.failWith('This file is gone.');
      await map.page.getByRole('button', { name: 'pay.yaml:9' }).click();
      await map.page.getByRole('alert').getByText('This file is gone.').waitFor();
    });

    test('a kind of dependency can be left out', async () => {
      const map = await open(shop);
      await map.page.getByRole('button', { name: 'Ordered 1' }).click();
      assert.equal(await map.page.locator('.graph .edge.ordered').count(), 0);
      assert.equal(await map.page.locator('.graph .edge').count(), 4);
    });

    test('what is searched for stays bright', async () => {
      const map = await open(shop);
      await map.page.getByRole('searchbox').fill('red');
      assert.equal(await map.page.locator('.node:not(.dim)').count(), 1);
    });

    test('a service that is gone after reading again is selected no more', async () => {
      const map = await open(shop);
      await node(map, 'redis').click();
      await map.show({ ...shop, map: mapOf(['web'], []) });
      await map.page.getByRole('heading', { name: 'What was read' }).waitFor();
    });

    test('by keyboard alone: to a service, its details, and back', async () => {
      const map = await open(shop);
      await node(map, 'cart').focus();
      await map.page.keyboard.press('ArrowRight');
      assert.equal(await focused(map), 'redis');
      await map.page.keyboard.press('Enter');
      await map.page.getByRole('heading', { name: 'redis' }).waitFor();
      assert.equal(await focused(map), 'redis');
      await map.page.keyboard.press('Escape');
      await map.page.getByRole('heading', { name: 'What was read' }).waitFor();
      assert.equal(await focused(map), 'redis');
      await map.page.keyboard.press('Escape');
      await eventually(async () => assert.equal((await map.sent()).at(-1)?.method, 'editor/focus'));
    });

    test('a narrow window begins with the list, and leads on to the service that is chosen', async () => {
      const map = await open(shop, { width: 320, height: 500 });
      await map.page.getByRole('button', { name: 'redis', exact: true }).click();
      const top = await map.page.getByRole('heading', { name: 'redis' }).boundingBox();
      assert.ok(top && top.y >= 0 && top.y < 450, `${top?.y}`);
    });
  });

  suite('for everyone', () => {
    inOtherLanguages(
      () => harness,
      () => states,
    );

    for (const [name, state] of states) {
      for (const theme of Object.keys(themes) as ThemeName[]) {
        test(`${name} in ${theme}: no rule of accessibility is broken`, async () => {
          const { page } = await open(state, { theme });
          assert.deepEqual(await axeViolations(page), []);
        });
      }
      test(`${name}: nothing is cut off in 320 pixels`, async () => {
        const { page } = await open(state, { width: 320 });
        assert.deepEqual(await tooWide(page), []);
      });
    }
  });
});

suite('the layout of the system map', () => {
  const layout = placeGraph(shop, []);
  const at = (name: string) => layout.nodes.find((each) => each.name === name);

  test('callers stand left of what they call', () => {
    for (const { from, to } of shop.map.edges) {
      assert.ok((at(from)?.x ?? 0) < (at(to)?.x ?? 0), `${from} ${to}`);
    }
  });

  test('no two services overlap', () => {
    const { nodes } = placeGraph(many, []);
    const overlaps = nodes.filter((a) =>
      nodes.some(
        (b) =>
          a !== b &&
          Math.abs(a.x - b.x) < (a.width + b.width) / 2 &&
          Math.abs(a.y - b.y) < (a.height + b.height) / 2,
      ),
    );
    assert.deepEqual(overlaps, []);
  });

  test('arrows lead to every service', () => {
    const reached = new Set(['cart']);
    for (const from of reached) {
      for (const direction of ['left', 'right', 'up', 'down'] as const) {
        reached.add(neighbour(layout, from, direction) ?? from);
      }
    }
    assert.deepEqual([...reached].sort(), shop.map.services);
  });
});
