import assert from 'node:assert/strict';
import { parseMessage } from '../../src/extension/webviewMessage.ts';
import { createWebviewServer } from '../../src/extension/webviewServer.ts';
import type {
  HostEvents,
  RequestHandlers,
  Requests,
  ToWebview,
} from '../../src/protocol/webview.ts';

const reveal = { uri: 'file:///a.log', startLine: 3, endLine: 4 };

function setUp(more: Partial<RequestHandlers> = {}) {
  const posted: ToWebview[] = [];
  const errors: unknown[] = [];
  const handlers: RequestHandlers = {
    'panel/ready': async () => ({ kind: 'empty' }),
    'source/reveal': async () => null,
    'editor/focus': async () => null,
    'clipboard/write': async () => null,
    'run/cancel': async () => null,
    'preview/wish': async () => null,
    'preview/end': async () => null,
    'request/open': async () => null,
    'run/again': async () => null,
    'command/run': async () => null,
    'verdict/give': async () => null,
    'probe/output': async () => null,
    'probe/insert': async () => null,
    'probe/remove': async () => null,
    'probe/tried': async () => null,
    'case/open': async () => null,
    ...more,
  };
  const server = createWebviewServer<Requests, HostEvents>({
    handlers,
    parse: parseMessage,
    post: (message) => posted.push(message),
    onError: (error) => errors.push(error),
  });
  return { server, posted, errors };
}

suite('createWebviewServer', () => {
  test('replies with what the handler gives, under the id of the request', async () => {
    const { server, posted } = setUp();
    await server.receive({ kind: 'request', id: 7, method: 'panel/ready', params: null });
    assert.deepEqual(posted, [{ kind: 'result', id: 7, result: { kind: 'empty' } }]);
  });

  test('replies with a failure when the handler throws, and tells the host', async () => {
    const { server, posted, errors } = setUp({
      'source/reveal': () => Promise.reject(new Error('not part of the diagnosis')),
    });
    await server.receive({ kind: 'request', id: 8, method: 'source/reveal', params: reveal });
    assert.deepEqual(posted, [{ kind: 'failure', id: 8, message: 'not part of the diagnosis' }]);
    assert.equal(errors.length, 1);
  });

  test('drops what is no message of ours', async () => {
    const { server, posted, errors } = setUp();
    await server.receive({ kind: 'request', id: 1, method: 'shell/run', params: null });
    assert.deepEqual([posted, errors], [[], []]);
  });
});

suite('parseMessage', () => {
  const known: readonly unknown[] = [
    { kind: 'request', id: 1, method: 'panel/ready', params: null },
    { kind: 'request', id: 2, method: 'source/reveal', params: reveal },
    { kind: 'request', id: 3, method: 'clipboard/write', params: { text: 'kubectl get pods' } },
    { kind: 'request', id: 4, method: 'run/cancel', params: { runId: 'r' } },
    { kind: 'request', id: 5, method: 'run/again', params: null },
    { kind: 'request', id: 6, method: 'command/run', params: { command: 'setApiKey' } },
    { kind: 'request', id: 7, method: 'command/run', params: { command: 'askBeforeSending' } },
    {
      kind: 'request',
      id: 8,
      method: 'preview/wish',
      params: { runId: 'r', item: 'E3', wish: 'pin' },
    },
    { kind: 'request', id: 9, method: 'preview/end', params: { runId: 'r', end: 'sendAlways' } },
    { kind: 'request', id: 9, method: 'request/open', params: null },
    { kind: 'cancel', id: 6 },
  ];
  for (const message of known) {
    test(`takes ${JSON.stringify(message)}`, () =>
      assert.deepEqual(parseMessage(message), message));
  }

  const foreign: readonly unknown[] = [
    undefined,
    null,
    'panel/ready',
    [],
    {},
    { kind: 'request', method: 'panel/ready', params: null },
    { kind: 'request', id: 1, method: '__proto__', params: null },
    { kind: 'request', id: 2, method: 'source/reveal', params: { ...reveal, startLine: 0 } },
    { kind: 'request', id: 2, method: 'source/reveal', params: { ...reveal, endLine: 1.5 } },
    { kind: 'request', id: 2, method: 'source/reveal', params: { ...reveal, uri: 5 } },
    { kind: 'request', id: 3, method: 'clipboard/write', params: { text: 'x'.repeat(1_000_001) } },
    { kind: 'request', id: 6, method: 'command/run', params: { command: 'workbench.action.quit' } },
    {
      kind: 'request',
      id: 8,
      method: 'preview/wish',
      params: { runId: 'r', item: 'E3', wish: 'send' },
    },
    { kind: 'request', id: 9, method: 'preview/end', params: { runId: 'r', end: 'always' } },
    { kind: 'request', id: 9, method: 'preview/end', params: { end: 'send' } },
    { kind: 'result', id: 1, result: null },
  ];
  for (const message of foreign) {
    test(`refuses ${JSON.stringify(message)?.slice(0, 120)}`, () =>
      assert.equal(parseMessage(message), undefined));
  }
});
