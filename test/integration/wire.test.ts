import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CancellationTokenSource } from 'vscode-languageserver-protocol/node';
import type { ConsentDecision } from '../../src/core/model/consent.ts';
import type { Diagnosis } from '../../src/core/model/diagnosis.ts';
import { createKeptReplies } from '../../src/extension/keptReplies.ts';
import { createModelRuns, type ModelRuns } from '../../src/extension/modelRuns.ts';
import { createTokenLedger } from '../../src/extension/tokenLedger.ts';
import { createOpenAiModel } from '../../src/models/openai.ts';
import {
  type AskModelParams,
  AskModelRequest,
  type ConsentParams,
  ConsentRequest,
  type DiagnoseParams,
  DiagnoseRequest,
} from '../../src/protocol/languageServer.ts';
import { whytrace } from '../cli/whytrace.ts';
import { createRandom, secretCases } from '../core/redact/corpus.ts';
import type { Behaviour } from '../modelServer/behaviours.ts';
import { type ModelServer, startModelServer } from '../modelServer/modelServer.ts';
import { type ServerProcess, startServer } from './languageServerProcess.ts';

const KEY = 'sk-test-4f9aQ7zK21mNbXwE8uTy';
const start = Date.UTC(2026, 2, 14, 10);
const planted = secretCases(createRandom(20_261_121));

/** Each secret in an error of its own, among ordinary lines. */
const log = planted
  .flatMap(({ line }, i) => [
    `${new Date(start + 2 * i * 1000).toISOString()} INFO [cart] GET /cart/${i} took 3 ms`,
    `${new Date(start + (2 * i + 1) * 1000).toISOString()} ERROR [cart] step ${i} failed: ${line}`,
  ])
  .join('\n');

const context = [...planted.keys()]
  .filter((i) => i % 5 === 0)
  .map((i) => ({
    kind: 'config' as const,
    uri: `file:///conf/${i}.env`,
    name: `conf/${i}.env`,
    startLine: 1,
    endLine: 2,
    text: `# step ${i} failed\n${planted[i]?.line}`,
  }));

const none = { file: null, text: null, fromLine: null, toLine: null, fromTime: null, toTime: null };

/** A model that asks for what it should not see, first by its words and then by lines, and then answers. */
function prying(): readonly Behaviour[] {
  const asks = (...requests: readonly object[]): Behaviour =>
    says({ outcome: 'needEvidence', reason: '', hypotheses: [], requests });
  const wrong = {
    title: 'A secret leaked',
    summary: 'It says so.',
    claims: [
      { role: 'cause', text: 'x', cites: [{ evidence: 'E1', quote: 'never written', line: 1 }] },
    ],
    ...{ against: [], missing: [], probes: [], service: null, confidence: 0.9 },
  };
  const answer = { outcome: 'diagnosed', reason: '', requests: [], hypotheses: [wrong] };
  return [
    asks({ ...none, kind: 'search', text: 'password' }, { ...none, kind: 'search', text: 'key' }),
    asks({ ...none, kind: 'lines', file: 'cart.log', fromLine: 1, toLine: 60 }),
    says(answer),
    says(answer),
  ];
}

function says(reply: object): Behaviour {
  const message = { role: 'assistant', content: JSON.stringify(reply) };
  const usage = { prompt_tokens: 90_000, completion_tokens: 50, total_tokens: 90_050 };
  const choices = [{ index: 0, message, finish_reason: 'stop' }];
  const body = JSON.stringify({ object: 'chat.completion', choices, usage });
  return ({ response }) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  };
}

/** The messages of a request as they came over the wire. */
function messagesOf(body: string): string {
  const { messages } = JSON.parse(body) as { messages: readonly { content: string }[] };
  return messages.map(({ content }) => content).join('\n\n');
}

/** Secrets that stand in a text, as they are or in another writing. */
function leaksIn(text: string): readonly string[] {
  return planted.flatMap(({ kind, secret }) => {
    const longest = secret.split('\n').reduce((a, b) => (b.length > a.length ? b : a));
    const writings = [
      secret,
      longest,
      JSON.stringify(longest).slice(1, -1),
      encodeURIComponent(longest),
      Buffer.from(longest).toString('base64').replace(/=+$/, ''),
    ];
    return writings.some((writing) => text.includes(writing)) ? [kind] : [];
  });
}

suite('what goes over the wire', () => {
  let folder: string;
  let file: string;
  let process: ServerProcess;
  let server: ModelServer;
  let models: ModelRuns;
  let runs = 0;

  suiteSetup(async () => {
    // One is written with a character that nobody sees in it.
    assert.equal(leaksIn(log).length, planted.length - 1);
    folder = await mkdtemp(join(tmpdir(), 'whytrace-wire-'));
    file = join(folder, 'cart.log');
    await writeFile(file, log);
    await mkdir(join(folder, 'context'));
    for (const { name, text } of context) {
      await writeFile(join(folder, 'context', name.replace('/', '-')), text);
    }
    process = startServer();
    await process.initialize([pathToFileURL(folder).href]);
    process.connection.onRequest(ConsentRequest, ({ preview }: ConsentParams): ConsentDecision => {
      assert.deepEqual(leaksIn(preview.text), []);
      return { kind: 'send', by: 'user' };
    });
    process.connection.onRequest(AskModelRequest, (params: AskModelParams) =>
      models.ask(params, () => {}, new CancellationTokenSource().token as never),
    );
  });
  suiteTeardown(async () => {
    await process.stop();
    await rm(folder, { recursive: true });
  });
  setup(async () => {
    server = await startModelServer(prying());
    const values = new Map<string, unknown>();
    const state = {
      get: (key: string) => values.get(key),
      update: async (key: string, value: unknown) => void values.set(key, value),
    } as never;
    const model = createOpenAiModel({
      baseUrl: server.url,
      model: 'test-model',
      apiKey: () => KEY,
    });
    const access = {
      forRun: async () => model,
      isConfigured: async () => true,
      rememberEditorModel: async () => {},
    };
    models = createModelRuns(access, {
      replies: createKeptReplies(folder, (error) => assert.fail(String(error))),
      keepsReplies: () => true,
      ledger: createTokenLedger(state, () => new Date()),
      tokensPerDay: () => undefined,
      now: Date.now,
    });
  });
  teardown(() => server.close());

  async function run(more: Partial<DiagnoseParams> = {}, isFresh = true): Promise<Diagnosis> {
    const runId = `run${++runs}`;
    const model = await models.choose(runId, isFresh);
    assert.ok(model);
    const { kind, name, destination } = model;
    const result = await process.connection.sendRequest(DiagnoseRequest, {
      runId,
      sources: [{ uri: pathToFileURL(file).href, name: 'cart.log' }],
      context: { items: context },
      budget: 300_000,
      model: { kind, name, destination },
      ...more,
    });
    models.release(runId);
    return result.kind === 'diagnosis' ? result.diagnosis : assert.fail(result.kind);
  }

  /** All that left: addresses, headers but for the key's own, and bodies. */
  function wire(): string {
    return server.requests
      .map(({ path, headers: { authorization: _key, ...headers }, body }) =>
        [path, JSON.stringify(headers), body, messagesOf(body)].join('\n'),
      )
      .join('\n');
  }

  function assertReceipt({ receipt }: Diagnosis): void {
    const bodies = server.requests.map(({ body }) => messagesOf(body));
    assert.ok(bodies.length > 0);
    assert.equal(receipt?.requests, bodies.length);
    const all = bodies.map((text, i) => `=== Request ${i + 1} of ${bodies.length} ===\n${text}`);
    assert.equal(receipt?.text, bodies.length === 1 ? bodies[0] : all.join('\n\n'));
  }

  const line = 2 * 7 + 2;
  const paths: readonly [name: string, more: Partial<DiagnoseParams>][] = [
    ['a diagnosis of a file', {}],
    ['one of unsaved text', { sources: [{ uri: 'untitled:1', name: 'cart.log', text: log }] }],
    [
      'an explanation of one line with the model, as its card and lens ask for it',
      {
        sources: [
          {
            uri: 'untitled:2',
            name: 'cart.log',
            text: log,
            range: { startLine: line, endLine: line },
          },
        ],
        question: `What does line ${line} mean, and why was it written? ${planted[7]?.line}`,
      },
    ],
    [
      'a log whose name holds a secret',
      { sources: [{ uri: 'untitled:3', name: `${planted[0]?.secret}.log`, text: log }] },
    ],
  ];
  for (const [name, more] of paths) {
    test(`${name} leaks no secret in any round, and the receipt has every byte of it`, async () => {
      const diagnosis = await run(more);
      assert.ok(server.requests.length >= 3, `${server.requests.length} requests`);
      assert.ok(wire().includes('step 7 failed'));
      assert.deepEqual(leaksIn(wire()), []);
      assertReceipt(diagnosis);
    });
  }

  test('asked again, the same holds; what is kept on the disk has no secret either', async () => {
    const first = await run({}, false);
    assertReceipt(first);
    const before = server.requests.length;
    const second = await run({}, false);
    assert.equal(server.requests.length, before);
    assert.equal(second.receipt, undefined);
    assert.equal(typeof second.reasoner.keptAt, 'number');
    assert.deepEqual(second.hypotheses, first.hypotheses);
    await run({}, true);
    assert.ok(server.requests.length > before);
    assert.deepEqual(leaksIn(wire()), []);
    assert.deepEqual(leaksIn(await readFile(join(folder, 'replies.json'), 'utf8')), []);
  });

  const commands: readonly [name: string, words: readonly string[], input: string][] = [
    ['of a file with its context', ['cart.log', '--context', 'context'], ''],
    ['of standard input', ['-'], log],
  ];
  for (const [name, words, input] of commands) {
    test(`the command line leaks none in a diagnosis ${name}`, async () => {
      const { stdout, stderr } = await whytrace(
        [
          'diagnose',
          ...words,
          ...['--reasoner', 'openai', '--model', 'test-model', '--budget', '300000'],
          ...['--question', `Why? ${planted[3]?.line.split('\n')[0]}`],
        ],
        { cwd: folder, input, env: { OPENAI_BASE_URL: server.url, OPENAI_API_KEY: KEY } },
      );
      assert.ok(server.requests.length >= 3, `${stdout}${stderr}`);
      assert.ok(wire().includes('step 7 failed'));
      assert.deepEqual(leaksIn(wire()), []);
    });
  }
});
