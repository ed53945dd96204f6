import assert from 'node:assert/strict';
import { isStatusShown, statusText } from '../../src/extension/statusItem.ts';
import type { PanelState } from '../../src/protocol/webview.ts';

const running = (stage: string | undefined, reasoner: string): PanelState =>
  ({
    kind: 'running',
    runId: '1',
    sources: ['cart.log', 'redis.log'],
    reasoner,
    stages: stage === undefined ? [] : [{ runId: '1', stage, state: 'running' }],
    elapsed: 0,
  }) as never;

const cases: readonly (readonly [string, PanelState, boolean, string, string])[] = [
  [
    'a run that has just begun',
    running(undefined, ''),
    false,
    '$(loading~spin) Whytrace: diagnosing',
    'Whytrace is diagnosing cart.log, redis.log. Click to see it.',
  ],
  [
    'a run that asks a model',
    running('ask', 'gpt-5.2 at api.openai.com'),
    true,
    '$(loading~spin) Whytrace: asking',
    'Whytrace is diagnosing cart.log, redis.log with gpt-5.2 at api.openai.com. Click to see it.',
  ],
  [
    'nothing asked, no model',
    { kind: 'empty' },
    false,
    '$(pulse) Whytrace',
    'The next run stays on this machine. Click to show the last diagnosis.',
  ],
  [
    'nothing asked, with a model',
    { kind: 'empty' },
    true,
    '$(pulse) Whytrace',
    'The next run asks your language model. Click to show the last diagnosis.',
  ],
];

suite('the status bar', () => {
  for (const [name, state, asksModel, text, tooltip] of cases) {
    test(`says of ${name}: ${text}`, () =>
      assert.deepEqual(statusText(state, asksModel), { text, tooltip }));
  }

  const shown: readonly (readonly [string, PanelState, boolean, boolean])[] = [
    ['without a log and a run it is not there', { kind: 'empty' }, false, false],
    ['beside a log it is', { kind: 'empty' }, true, true],
    ['after a run it is', { kind: 'cancelled', stages: [] }, false, true],
  ];
  for (const [name, state, isLogActive, expected] of shown) {
    test(name, () => assert.equal(isStatusShown(state, isLogActive), expected));
  }
});
