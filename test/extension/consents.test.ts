import assert from 'node:assert/strict';
import type { ConsentDecision, ItemState, RequestPreview } from '../../src/core/model/consent.ts';
import { createConsents } from '../../src/extension/consents.ts';
import type { ConsentSettings } from '../../src/extension/settings.ts';
import type { PreviewState } from '../../src/protocol/preview.ts';

const destination = 'https://api.example.com/v1';

function previewOf(states: readonly ItemState[] = ['kept', 'kept']): RequestPreview {
  const items = states.map((state, at) => ({
    ...{
      id: `E${at + 1}`,
      kind: 'log',
      uri: 'file:///a.log',
      file: 'a.log',
      startLine: at,
      endLine: at,
      reason: '',
    },
    ...{ tokens: 10, state },
  }));
  const leftOut = { totalLines: 0, shownLines: 0, groups: [] };
  const most = { requests: 5, tokens: 5040 };
  const counts = { tokens: 1000, frameTokens: 980, mayAdd: 10, most };
  const text = 'text' as RequestPreview['text'];
  return {
    ...{ model: 'm', destination, text, boundary: 'b', items, redactions: [], leftOut },
    ...counts,
  };
}

const params = (states?: readonly ItemState[]) => ({ runId: 'run1', preview: previewOf(states) });

function setUp(more: Partial<ConsentSettings> = {}, used = 0, isBarred = false) {
  const shown: (PreviewState | undefined)[] = [];
  const approved = new Set<string>();
  const settings: ConsentSettings = {
    preview: 'firstTimeInWorkspace',
    confirmAbove: undefined,
    tokensPerRequest: undefined,
    tokensPerDay: undefined,
    ...more,
  };
  const consents = createConsents({
    settings: () => settings,
    approvals: {
      has: (one) => approved.has(one),
      add: async (one) => void approved.add(one),
      clear: async () => false,
    },
    used: () => used,
    isBarred: () => isBarred,
    keptAt: async () => undefined,
    show: (_runId, preview) => shown.push(preview),
  });
  return { consents, shown, approved };
}

/** Lets everything that is due happen. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

suite('createConsents', () => {
  const without: readonly [
    name: string,
    settings: Partial<ConsentSettings>,
    isApproved: boolean,
    decision: ConsentDecision | 'asks',
  ][] = [
    ['the first time in a workspace it asks', {}, false, 'asks'],
    [
      'where the user said so for the workspace it sends',
      {},
      true,
      { kind: 'send', by: 'workspace' },
    ],
    ['set to always it asks whatever was said', { preview: 'always' }, true, 'asks'],
    ['set to never it sends', { preview: 'never' }, false, { kind: 'send', by: 'setting' }],
    [
      'a large request is asked about all the same',
      { preview: 'never', confirmAbove: 999 },
      true,
      'asks',
    ],
    [
      'one of just that size is not',
      { preview: 'never', confirmAbove: 1000 },
      false,
      { kind: 'send', by: 'setting' },
    ],
    [
      'above the limit of the day it refuses, and names the setting',
      { preview: 'never', tokensPerDay: 1500 },
      true,
      {
        kind: 'refused',
        failure: {
          kind: 'overBudget',
          setting: 'tokensPerDay',
          limit: 1500,
          used: 501,
          needed: 1000,
        },
      },
    ],
    [
      'up to that limit it does not',
      { preview: 'never', tokensPerDay: 1501 },
      true,
      { kind: 'send', by: 'setting' },
    ],
  ];
  for (const [name, settings, isApproved, decision] of without) {
    test(name, async () => {
      const { consents, shown, approved } = setUp(settings, 501);
      if (isApproved) approved.add(`m, ${destination}`);
      const asked = consents.ask(params());
      await settle();
      assert.equal(shown.length, decision === 'asks' ? 1 : 0);
      if (decision === 'asks') await consents.end('run1', 'embedded');
      assert.deepEqual(await asked, decision === 'asks' ? { kind: 'embedded' } : decision);
    });
  }

  test('another model and another server are asked about again', async () => {
    const { consents, shown, approved } = setUp();
    approved.add(`another model, ${destination}`);
    approved.add('m, https://other.example.com/v1');
    void consents.ask(params());
    await settle();
    assert.equal(shown.length, 1);
  });

  test('a model that would fail before anything is sent is nothing to ask about', async () => {
    const { consents, shown } = setUp({ preview: 'always' }, 0, true);
    assert.equal((await consents.ask(params())).kind, 'send');
    assert.deepEqual(shown, []);
  });

  test('Send allows this request alone; without asking again, the destination', async () => {
    for (const [end, isKept] of [
      ['send', false],
      ['sendAlways', true],
    ] as const) {
      const { consents, shown, approved } = setUp();
      const asked = consents.ask(params());
      await settle();
      assert.equal(shown[0]?.mayRemember, true);
      await consents.end('run1', end);
      assert.deepEqual(await asked, { kind: 'send', by: 'user' });
      assert.equal(approved.has(`m, ${destination}`), isKept);
      assert.equal(shown.at(-1), undefined);
    }
  });

  test('set to always, nothing is remembered', async () => {
    const { consents, shown, approved } = setUp({ preview: 'always' });
    const asked = consents.ask(params());
    await settle();
    assert.equal(shown[0]?.mayRemember, false);
    await consents.end('run1', 'sendAlways');
    await asked;
    assert.equal(approved.size, 0);
  });

  test('a change goes back to be shown anew, and is not sent before', async () => {
    const { consents, shown } = setUp();
    const first = consents.ask(params());
    await settle();
    consents.wish('run1', 'E2', 'drop');
    assert.deepEqual(await first, { kind: 'change', choice: { dropped: ['E2'], pinned: [] } });
    assert.equal(shown.at(-1)?.isChanging, true);
    await assert.rejects(consents.end('run1', 'send'), /can’t be sent as it is/);
    const second = consents.ask(params(['kept', 'dropped']));
    await settle();
    assert.equal(shown.at(-1)?.isChanging, false);
    await consents.end('run1', 'send');
    assert.deepEqual(await second, { kind: 'send', by: 'user' });
  });

  test('what is wished for while a preview is made is made good before it is shown', async () => {
    const { consents, shown } = setUp();
    const first = consents.ask(params());
    await settle();
    consents.wish('run1', 'E2', 'drop');
    consents.wish('run1', 'E1', 'pin');
    await first;
    assert.deepEqual(await consents.ask(params(['kept', 'dropped'])), {
      kind: 'change',
      choice: { dropped: ['E2'], pinned: ['E1'] },
    });
    assert.equal(shown.at(-1)?.isChanging, true);
  });

  test('the last wish for an item counts', async () => {
    const { consents } = setUp();
    const first = consents.ask(params());
    await settle();
    consents.wish('run1', 'E2', 'drop');
    await first;
    const second = consents.ask(params(['kept', 'dropped']));
    await settle();
    consents.wish('run1', 'E2', 'pin');
    assert.deepEqual(await second, { kind: 'change', choice: { dropped: [], pinned: ['E2'] } });
  });

  test('a wish for what is not there, and for another run, is none', async () => {
    const { consents, shown } = setUp();
    void consents.ask(params());
    await settle();
    consents.wish('run1', 'E99', 'drop');
    consents.wish('run2', 'E1', 'drop');
    await consents.end('run2', 'send');
    assert.equal(shown.length, 1);
  });

  test('with nothing left to send, Send is refused', async () => {
    const { consents } = setUp();
    void consents.ask(params(['kept']));
    await settle();
    consents.wish('run1', 'E1', 'drop');
    void consents.ask(params(['dropped']));
    await settle();
    await assert.rejects(consents.end('run1', 'send'), /can’t be sent/);
  });

  test('nothing leaves but what was allowed, beginning with the text that was shown', async () => {
    const { consents } = setUp();
    assert.equal(consents.allows('run1', 'text'), false);
    const asked = consents.ask(params());
    await settle();
    assert.equal(consents.allows('run1', 'text'), false);
    await consents.end('run1', 'send');
    await asked;
    assert.equal(consents.allows('run1', 'another text'), false);
    assert.equal(consents.allows('run2', 'text'), false);
    assert.equal(consents.allows('run1', 'text'), true);
    assert.equal(consents.allows('run1', 'the second round'), true);
    consents.release('run1');
    assert.equal(consents.allows('run1', 'text'), false);
  });

  test('what was refused, or left to the analyst, does not leave', async () => {
    const { consents } = setUp();
    const asked = consents.ask(params());
    await settle();
    await consents.end('run1', 'embedded');
    await asked;
    assert.equal(consents.allows('run1', 'text'), false);
    const refused = setUp({ preview: 'never', tokensPerDay: 10 });
    await refused.consents.ask(params());
    assert.equal(refused.consents.allows('run1', 'text'), false);
  });

  test('a run that ends while it waits sends nothing', async () => {
    const { consents, shown } = setUp();
    const asked = consents.ask(params());
    await settle();
    consents.release('run1');
    assert.deepEqual(await asked, { kind: 'embedded' });
    const before = shown.length;
    consents.release('run1');
    assert.equal(shown.length, before);
  });
});
