import assert from 'node:assert/strict';
import { parseOverviewMessage } from '../../src/extension/overviewMessage.ts';

suite('parseOverviewMessage', () => {
  const known: readonly unknown[] = [
    { kind: 'request', id: 1, method: 'overview/ready', params: null },
    { kind: 'request', id: 2, method: 'overview/open', params: { line: 120_001 } },
    { kind: 'request', id: 3, method: 'overview/cancel', params: null },
    { kind: 'request', id: 4, method: 'overview/read', params: null },
    { kind: 'request', id: 5, method: 'overview/choose', params: null },
    { kind: 'request', id: 6, method: 'overview/diagnose', params: null },
    { kind: 'request', id: 7, method: 'editor/focus', params: null },
    { kind: 'cancel', id: 6 },
  ];
  for (const message of known) {
    test(`takes ${JSON.stringify(message)}`, () =>
      assert.deepEqual(parseOverviewMessage(message), message));
  }

  const foreign: readonly unknown[] = [
    undefined,
    'overview/ready',
    { kind: 'request', id: 1, method: 'source/reveal', params: null },
    { kind: 'request', id: 2, method: 'overview/open', params: { line: 0 } },
    { kind: 'request', id: 2, method: 'overview/open', params: { line: '7' } },
    { kind: 'request', id: 2, method: 'overview/open', params: null },
    { kind: 'request', method: 'overview/read', params: null },
  ];
  for (const message of foreign) {
    test(`refuses ${JSON.stringify(message)}`, () =>
      assert.equal(parseOverviewMessage(message), undefined));
  }
});
