import assert from 'node:assert/strict';
import type { FromWebview, HostEvent, Requests } from '../../src/protocol/webview.ts';
import { isPanelEvent, isPanelState } from '../../src/webview/panelState.ts';
import { parseKeptState } from '../../src/webview/ui.ts';
import { WebviewClient } from '../../src/webview/webviewClient.ts';
import { cancelled, diagnosed, done, failed, running } from './fixture.ts';

/** A client and what it has sent and told. */
function createClient(): {
  client: WebviewClient<Requests, HostEvent>;
  sent: FromWebview[];
  events: HostEvent[];
} {
  const sent: FromWebview[] = [];
  const events: HostEvent[] = [];
  const client = new WebviewClient<Requests, HostEvent>(
    (message) => sent.push(message),
    isPanelEvent,
    (event) => events.push(event),
  );
  return { client, sent, events };
}

suite('WebviewClient', () => {
  test('a result resolves the request with its id', async () => {
    const { client, sent } = createClient();
    const reply = client.request('panel/ready', null);
    assert.deepEqual(sent, [{ kind: 'request', id: 1, method: 'panel/ready', params: null }]);
    client.receive({ kind: 'result', id: 1, result: { kind: 'empty' } });
    assert.deepEqual(await reply, { kind: 'empty' });
  });

  test('a failure rejects it with the host’s message', async () => {
    const { client } = createClient();
    const reply = client.request('clipboard/write', { text: 'x' });
    client.receive({ kind: 'failure', id: 1, message: 'no clipboard' });
    await assert.rejects(reply, /no clipboard/);
  });

  test('replies are matched by id, not by order', async () => {
    const { client } = createClient();
    const first = client.request('run/again', null);
    const second = client.request('panel/ready', null);
    client.receive({ kind: 'result', id: 2, result: { kind: 'empty' } });
    client.receive({ kind: 'result', id: 1, result: null });
    assert.equal(await first, null);
    assert.deepEqual(await second, { kind: 'empty' });
  });

  test('what is no message of the protocol is ignored', () => {
    const { client, events } = createClient();
    for (const message of [
      null,
      'panel/state',
      { kind: 'event', name: 'other', data: { kind: 'empty' } },
      { kind: 'event', name: 'panel/state', data: { kind: 'unheard of' } },
      { kind: 'event', name: 'panel/state', data: { kind: 'done', runId: 'r', diagnosis: {} } },
      { kind: 'result', id: '1', result: null },
      { kind: 'result', id: 99, result: null },
    ]) {
      client.receive(message);
    }
    assert.deepEqual(events, []);
  });

  test('every state the host may send is known', () => {
    for (const state of [{ kind: 'empty' }, running, done(diagnosed), cancelled, failed]) {
      assert.ok(isPanelState(state));
    }
  });
});

suite('parseKeptState', () => {
  test('whatever an older panel kept gives a state', () => {
    const span = { view: undefined, range: undefined };
    const none = { runId: '', selected: 0, open: [], scroll: 0, drafts: {}, ...span };
    for (const value of [undefined, null, 'x', 7, {}, { selected: -1, open: 'x', scroll: null }]) {
      assert.deepEqual(parseKeptState(value), none);
    }
    const kept = {
      ...{ runId: 'r', selected: 2, open: ['a'], scroll: 40, drafts: {} },
      ...{ view: { from: 1, to: 2 }, range: undefined },
    };
    assert.deepEqual(parseKeptState({ ...kept, open: ['a', 7], other: true }), kept);
  });
});
