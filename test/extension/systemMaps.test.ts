import assert from 'node:assert/strict';
import { parseSystemMapMessage } from '../../src/extension/systemMapMessage.ts';
import { createSystemMaps, type SystemMaps, suspectsOf } from '../../src/extension/systemMaps.ts';
import type { SystemMapResult } from '../../src/protocol/languageServer.ts';
import type { SystemMap, SystemMapState } from '../../src/protocol/systemMap.ts';
import type { PanelState } from '../../src/protocol/webview.ts';

const map: SystemMap = {
  services: ['cart', 'redis'],
  edges: [
    {
      from: 'cart',
      to: 'redis',
      status: 'addressed',
      kind: 'env',
      evidence: [{ file: 'k8s/cart.yaml', line: 12 }],
    },
  ],
  telemetry: [],
  entryPoints: [{ name: 'shop', to: 'cart', place: { file: 'k8s/ingress.yaml', line: 3 } }],
  external: [],
  notes: [],
  coverage: {
    read: [],
    skipped: [{ file: 'secret.yaml', reason: 'Named by .aiignore.' }],
    unsupported: [],
  },
  dependents: { cart: [], redis: [{ name: 'cart', path: ['cart', 'redis'], isSure: true }] },
};
const shop = { uri: 'file:///shop', name: 'shop' };
const bank = { uri: 'file:///bank', name: 'bank' };

/** A finished diagnosis by what the map reads of it. */
function diagnosed(services: readonly (string | undefined)[], outcome = 'diagnosed'): PanelState {
  const hypotheses = services.map((service, i) => ({
    service,
    title: `explanation ${i + 1}`,
    confidence: { value: 0.8 - i / 10 },
  }));
  return { kind: 'done', runId: '1', notice: '', diagnosis: { outcome, hypotheses } } as never;
}

interface Setup {
  readonly maps: SystemMaps;
  readonly states: SystemMapState[];
  readonly asked: { uri: string; cancelled: AbortSignal; end: (r: SystemMapResult) => void }[];
}

function setUp(): Setup {
  const states: SystemMapState[] = [];
  const asked: Setup['asked'] = [];
  const maps = createSystemMaps({
    read: ({ uri }, cancelled) =>
      new Promise((end) => {
        asked.push({ uri, cancelled, end });
      }),
    onDidChange: (state) => states.push(state),
  });
  return { maps, states, asked };
}

suite('the system maps', () => {
  test('a folder is read, and shown with what the open diagnosis says', async () => {
    const { maps, states, asked } = setUp();
    maps.diagnosed(diagnosed(['redis', undefined, 'cart', 'redis']));
    const reading = maps.read(shop);
    asked[0]?.end({ kind: 'map', map });
    await reading;
    assert.deepEqual(states, [
      { kind: 'reading', folder: 'shop' },
      {
        kind: 'shown',
        folder: 'shop',
        map,
        suspects: [
          { service: 'redis', rank: 1, title: 'explanation 1', confidence: 0.8 },
          { service: 'cart', rank: 3, title: 'explanation 3', confidence: 0.6000000000000001 },
        ],
      },
    ]);
  });

  test('a new diagnosis is shown in the map that stands', async () => {
    const { maps, asked } = setUp();
    const reading = maps.read(shop);
    asked[0]?.end({ kind: 'map', map });
    await reading;
    maps.diagnosed(diagnosed(['cart']));
    assert.deepEqual(maps.state.kind === 'shown' && maps.state.suspects.map((s) => s.service), [
      'cart',
    ]);
  });

  test('no incident suspects nobody', () => {
    assert.deepEqual(suspectsOf(diagnosed(['cart'], 'noIncident')), []);
  });

  test('the late answer of a folder that was left is dropped', async () => {
    const { maps, states, asked } = setUp();
    const first = maps.read(shop);
    const second = maps.read(bank);
    assert.equal(asked[0]?.cancelled.aborted, true);
    asked[0]?.end({ kind: 'map', map });
    await first;
    asked[1]?.end({ kind: 'unreadable', message: 'bank is gone.' });
    await second;
    assert.deepEqual(states, [
      { kind: 'reading', folder: 'shop' },
      { kind: 'reading', folder: 'bank' },
      { kind: 'failed', folder: 'bank', message: 'bank is gone.' },
    ]);
  });

  test('without a folder nothing is asked', async () => {
    const { maps, states, asked } = setUp();
    await maps.read(undefined);
    assert.deepEqual([states, asked.length], [[{ kind: 'noFolder' }], 0]);
  });

  test('only files that stand behind the map may be opened', async () => {
    const { maps, asked } = setUp();
    const reading = maps.read(shop);
    asked[0]?.end({ kind: 'map', map });
    await reading;
    const files = ['k8s/cart.yaml', 'k8s/ingress.yaml', 'secret.yaml', '../../etc/passwd'];
    assert.deepEqual(files.map(maps.names), [true, true, false, false]);
  });
});

suite('parseSystemMapMessage', () => {
  const messages: readonly (readonly [unknown, boolean])[] = [
    [{ kind: 'request', id: 1, method: 'map/ready', params: null }, true],
    [{ kind: 'request', id: 2, method: 'map/open', params: { file: 'a.yaml', line: 3 } }, true],
    [{ kind: 'request', id: 3, method: 'map/read', params: null }, true],
    [{ kind: 'request', id: 4, method: 'map/choose', params: null }, true],
    [{ kind: 'request', id: 5, method: 'editor/focus', params: null }, true],
    [{ kind: 'cancel', id: 5 }, true],
    [{ kind: 'request', id: 2, method: 'map/open', params: { file: 'a.yaml', line: 0 } }, false],
    [{ kind: 'request', id: 2, method: 'map/open', params: { line: 3 } }, false],
    [{ kind: 'request', id: 2, method: 'overview/open', params: { line: 3 } }, false],
    ['map/ready', false],
  ];
  for (const [message, isOurs] of messages) {
    test(`${isOurs ? 'takes' : 'refuses'} ${JSON.stringify(message)}`, () =>
      assert.deepEqual(parseSystemMapMessage(message), isOurs ? message : undefined));
  }
});
