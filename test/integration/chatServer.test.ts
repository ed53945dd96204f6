import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CancellationTokenSource } from 'vscode-languageserver-protocol/node';
import type { ChatStatement } from '../../src/core/model/chat.ts';
import {
  AskModelRequest,
  type ChatParams,
  type ChatProgress,
  ChatProgressNotification,
  ChatRequest,
  type ChatResult,
  ConsentRequest,
  ModelTextNotification,
} from '../../src/protocol/languageServer.ts';
import { shop } from '../core/chat/asking.ts';
import { type ServerProcess, startServer } from './languageServerProcess.ts';

suite('the language server answers in the chat', function () {
  this.timeout(60_000);
  let server: ServerProcess;
  let folder: string;

  suiteSetup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'whytrace-chat-'));
    for (const [name, text] of Object.entries(shop)) await writeFile(join(folder, name), text);
    await mkdir(join(folder, '.whytrace'));
    await writeFile(
      join(folder, '.whytrace', 'tried.yaml'),
      'tried:\n  - action: restart\n    target: checkout\n    result: no change\n',
    );
    await writeFile(
      join(folder, 'compose.yaml'),
      'services:\n  web:\n    image: web\n    environment:\n      DB: database:5432\n  database:\n    image: postgres:16\n',
    );
    server = startServer();
    await server.initialize([pathToFileURL(folder).href]);
  });
  suiteTeardown(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });

  const params = (runId: string, question: string, more: Partial<ChatParams> = {}): ChatParams => ({
    runId,
    question,
    subjects: [],
    history: [],
    sources: Object.keys(shop).map((name) => ({
      uri: pathToFileURL(join(folder, name)).href,
      name,
    })),
    context: { items: [] },
    budget: 12_000,
    ...more,
  });
  const send = (given: ChatParams): Promise<ChatResult> =>
    server.connection.sendRequest(ChatRequest, given);
  const answerOf = (result: ChatResult) =>
    result.kind === 'answer' ? result.answer : assert.fail(result.kind);

  test('counts in files, with the lines to open', async () => {
    const { blocks } = answerOf(
      await send(params('r1', 'how many timeouts between 14:00 and 14:10?')),
    );
    const [fact] = blocks as readonly ChatStatement[];
    assert.match(fact?.text ?? '', /^There are 27 records/);
    assert.equal(fact?.citations[0]?.uri, pathToFileURL(join(folder, 'checkout.log')).href);
  });

  test('makes a diagnosis for a question about why, and hands it over', async () => {
    const result = await send(params('r2', 'how sure are you?'));
    assert.equal(result.kind === 'answer' && result.findings.diagnosis?.outcome, 'diagnosed');
  });

  test('reads the folder for the system map and for what was tried', async () => {
    const uri = pathToFileURL(folder).href;
    const map = answerOf(await send(params('r3', 'database', { command: 'map', folder: uri })));
    assert.match(JSON.stringify(map.blocks), /web → database/);
    const tried = answerOf(await send(params('r4', '', { command: 'tried', folder: uri })));
    assert.match(JSON.stringify(tried.blocks), /no change/);
  });

  test('audits what is suggested', async () => {
    const suggestion = { kind: 'command', text: 'rm -rf /var/lib/postgresql' } as const;
    const uri = pathToFileURL(folder).href;
    const { blocks } = answerOf(
      await send(params('r5', '', { command: 'audit', folder: uri, suggestion })),
    );
    assert.match(JSON.stringify(blocks), /That it is safe and fitting here/);
    assert.deepEqual(blocks.at(-1), {
      kind: 'action',
      label: 'Open the audit',
      action: 'openAudit',
    });
  });

  test('asks the model through the editor, and hears it while it speaks', async () => {
    const progress: ChatProgress[] = [];
    const listening = server.connection.onNotification(
      ChatProgressNotification,
      (one) => void progress.push(one),
    );
    const reply = {
      outcome: 'answered',
      requests: [],
      sentences: [
        { text: 'It fails.', cites: [] },
        { text: 'It still fails.', cites: [] },
      ],
      unknown: [],
      checks: [],
    };
    const text = JSON.stringify(reply);
    const half = text.slice(0, text.indexOf('It still'));
    const consent = server.connection.onRequest(
      ConsentRequest,
      () => ({ kind: 'send', by: 'user' }) as const,
    );
    const asking = server.connection.onRequest(AskModelRequest, async ({ runId }) => {
      await server.connection.sendNotification(ModelTextNotification, { runId, text: half });
      await new Promise((resolve) => setTimeout(resolve, 300));
      return { kind: 'text', text } as const;
    });
    const model = { kind: 'openai', name: 'm at h', destination: 'h' } as const;
    const answer = answerOf(await send(params('r6', 'why did it fail?', { model })));
    for (const each of [listening, consent, asking]) each.dispose();
    assert.equal(answer.by.name, 'm at h');
    const partial = progress.filter(({ blocks }) => blocks.length > 0);
    assert.deepEqual(
      partial.map(({ blocks }) => blocks.length),
      [1],
    );
  });

  test('a question can be stopped', async () => {
    const source = new CancellationTokenSource();
    const model = { kind: 'openai', name: 'm at h', destination: 'h' } as const;
    const consent = server.connection.onRequest(ConsentRequest, () => {
      source.cancel();
      return new Promise<never>(() => {});
    });
    const result = await server.connection.sendRequest(
      ChatRequest,
      params('r7', 'why did it fail?', { model }),
      source.token,
    );
    consent.dispose();
    assert.equal(result.kind, 'cancelled');
  });
});
