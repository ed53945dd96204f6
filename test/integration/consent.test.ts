import assert from 'node:assert/strict';
import { type DiagnoseInput, diagnose } from '../../src/core/diagnose.ts';
import { neverCancelled } from '../../src/core/model/cancellation.ts';
import type { ConsentDecision, RequestPreview } from '../../src/core/model/consent.ts';
import type { RunContext } from '../../src/core/model/context.ts';
import type { Diagnosis } from '../../src/core/model/diagnosis.ts';
import type { Consent } from '../../src/core/ports.ts';
import { requestTokens } from '../../src/core/tokens.ts';
import { createOpenAiModel } from '../../src/models/openai.ts';
import { clock } from '../../src/node/clock.ts';
import { nodeFiles } from '../../src/node/files.ts';
import type { Behaviour } from '../modelServer/behaviours.ts';
import { type Script, startModelServer } from '../modelServer/modelServer.ts';

const start = Date.UTC(2026, 2, 14, 10);
const at = (second: number): string => new Date(start + second * 1000).toISOString();

/** A cart whose Redis is full, and a merchant whose contract is nobody's business. */
const cartLog = [
  ...Array.from(
    { length: 300 },
    (_, i) => `${at(i)} INFO [cart] GET /cart/${1000 + i} took ${i % 7} ms`,
  ),
  `${at(300)} ERROR [cart] gateway suspended merchant Zanzibar over unpaid invoices`,
  ...Array.from(
    { length: 200 },
    (_, i) => `${at(301 + i)} INFO [cart] GET /cart/${1300 + i} took ${i % 7} ms`,
  ),
  ...Array.from(
    { length: 40 },
    (_, i) =>
      `${at(602 + i)} ERROR [cart] could not save cart ${2000 + i}: OOM command not allowed when used memory > 'maxmemory'.`,
  ),
].join('\n');

const context: RunContext = {
  items: [
    {
      kind: 'config',
      uri: 'file:///compose.yaml',
      name: 'compose.yaml',
      startLine: 1,
      endLine: 8,
      text: 'services:\n  cart:\n    image: cart:1\n    environment:\n      REDIS_URL: redis://cachebox:6379\n      maxmemory: 64mb\n  cachebox:\n    image: redis:7',
    },
  ],
  topology: undefined,
};

const request = (kind: string, more: object = {}): object => ({
  kind,
  ...{ file: null, text: null, fromLine: null, toLine: null, fromTime: null, toTime: null },
  ...more,
});
const asks = (...requests: readonly unknown[]): Behaviour =>
  says({ outcome: 'needEvidence', reason: '', hypotheses: [], requests });

function diagnosed(text: string, quote: string, evidence = 'E1'): object {
  const claims = [{ role: 'cause', text, cites: [{ evidence, quote, line: null }] }];
  const rest = { against: [], missing: [], probes: [], service: null, confidence: 0.6 };
  const hypotheses = [{ claims, title: text, summary: text, ...rest }];
  return { outcome: 'diagnosed', reason: '', requests: [], hypotheses };
}

const right = diagnosed('Redis is out of memory.', 'OOM command not allowed when used memory');
const wrong = diagnosed('The disk is full.', 'No space left on the device of the cart');

function says(reply: object): Behaviour {
  const message = { role: 'assistant', content: JSON.stringify(reply) };
  const body = {
    object: 'chat.completion',
    choices: [{ index: 0, message, finish_reason: 'stop' }],
  };
  return ({ response }) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
}

interface Run {
  readonly diagnosis: Diagnosis;
  /** What came over the wire: the messages of each request. */
  readonly sent: readonly string[];
  readonly previews: readonly RequestPreview[];
}

type Decide = (preview: RequestPreview, round: number) => ConsentDecision;

const send: ConsentDecision = { kind: 'send', by: 'user' };

async function run(
  script: readonly Script[],
  decide: Decide | undefined,
  more: Partial<DiagnoseInput> = {},
  cancellation = neverCancelled,
): Promise<Run> {
  const server = await startModelServer(script);
  const previews: RequestPreview[] = [];
  const consent: Consent = async (preview) => {
    previews.push(preview);
    return decide?.(preview, previews.length) ?? send;
  };
  const model = {
    ...createOpenAiModel({ baseUrl: server.url, model: 'test-model', apiKey: () => '' }),
    price: { input: 2, output: 10, currency: 'EUR' },
  };
  let boundaries = 0;
  const boundary = (): string => String(++boundaries).padStart(32, 'b');
  try {
    const input: DiagnoseInput = {
      sources: [{ uri: 'file:///cart.log', name: 'cart.log', text: cartLog }],
      ...{ context, budget: 12_000, ...more },
    };
    const ports = { files: nodeFiles, clock, model, boundary, ...(decide && { consent }) };
    const ran = await diagnose(ports, input, () => {}, cancellation);
    assert.equal(ran.kind, 'diagnosis');
    const sent = server.requests.map(({ body }) => {
      const { messages } = JSON.parse(body) as { messages: readonly { content: string }[] };
      return messages.map(({ content }) => content).join('\n\n');
    });
    return { diagnosis: ran.diagnosis, sent, previews };
  } finally {
    await server.close();
  }
}

/** All requests of a receipt, one by one. */
function requestsOf({ receipt }: Diagnosis): readonly string[] {
  const { text = '', requests = 0 } = receipt ?? {};
  if (requests <= 1) return text === '' ? [] : [text];
  return text.split(/(?:^|\n\n)=== Request \d+ of \d+ ===\n/).slice(1);
}

const detailsOf = ({ stages }: Diagnosis): string =>
  (stages.find(({ name }) => name === 'ask')?.details ?? []).join(' ');

const drop =
  (pattern: RegExp): Decide =>
  ({ items }, round) =>
    round === 1 ? { kind: 'change', choice: { dropped: idsOf(items, pattern), pinned: [] } } : send;

/** Items by the lines that they show. */
function idsOf(items: RequestPreview['items'], pattern: RegExp): readonly string[] {
  const lines = cartLog.split('\n');
  const found = items.filter(({ file, startLine, endLine }) =>
    pattern.test(
      `${file}\n${file === 'cart.log' ? lines.slice(startLine - 1, endLine).join('\n') : ''}`,
    ),
  );
  assert.ok(found.length > 0, `no item has ${pattern}`);
  return found.map(({ id }) => id);
}

suite('consent before a request', () => {
  test('what is shown is what leaves, byte for byte, and what the receipt keeps', async () => {
    const { diagnosis, sent, previews } = await run([says(right)], () => send);
    assert.equal(sent.length, 1);
    assert.equal(previews[0]?.text, sent[0]);
    assert.deepEqual(requestsOf(diagnosis), sent);
    assert.equal(diagnosis.receipt?.approval?.by, 'user');
    assert.match(detailsOf(diagnosis), /You allowed this request before it was sent\./);
  });

  test('of three rounds with a repair the receipt has all bytes, and nobody is asked twice', async () => {
    const { diagnosis, sent, previews } = await run(
      [
        asks(request('search', { text: 'cart/1123' })),
        asks(request('lines', { file: 'cart.log', fromLine: 20, toLine: 22 })),
        says(wrong),
        says(right),
      ],
      () => send,
    );
    assert.equal(sent.length, 4);
    assert.equal(previews.length, 1);
    assert.deepEqual(requestsOf(diagnosis), sent);
    assert.match(detailsOf(diagnosis), /Round 1: .*Round 2: .*Repair:/);
  });

  test('it names each excerpt with its lines, and its tokens add up', async () => {
    const { diagnosis, previews } = await run([says(right)], () => send);
    const [preview] = previews;
    assert.deepEqual(
      preview?.items.map(({ id, startLine, endLine }) => [id, startLine, endLine]),
      diagnosis.evidence.map(({ id, startLine, endLine }) => [id, startLine, endLine]),
    );
    const ofItems = preview?.items.reduce((sum, { tokens }) => sum + tokens, 0) ?? 0;
    assert.equal(ofItems + (preview?.frameTokens ?? 0), preview?.tokens);
    assert.equal(preview?.cost?.currency, 'EUR');
    assert.equal(preview?.cost?.amount, ((preview?.tokens ?? 0) * 2 + 1500 * 10) / 1e6);
    assert.ok((preview?.mayAdd ?? 0) > 0);
    assert.equal(preview?.most.requests, 5);
    assert.equal(preview?.most.tokens, 5 * (preview?.tokens ?? 0) + 4 * (preview?.mayAdd ?? 0));
  });

  test('a dropped excerpt is gone from all bytes, kinds of messages among them', async () => {
    const all = await run([says(right)], () => send);
    assert.match(all.sent[0] ?? '', /Zanzibar/);
    const { diagnosis, sent, previews } = await run([says(right)], drop(/Zanzibar/));
    assert.equal(previews.length, 2);
    assert.equal(previews[1]?.text, sent[0]);
    assert.doesNotMatch(sent.join('\n'), /Zanzibar|unpaid invoices/);
    assert.match(sent[0] ?? '', /OOM command not allowed/);
    assert.ok(diagnosis.receipt?.approval?.dropped.some(({ startLine }) => startLine <= 301));
    assert.match(detailsOf(diagnosis), /You took out cart\.log:/);
    assert.ok(!diagnosis.evidence.some(({ text }) => text.includes('Zanzibar')));
  });

  test('it can’t be asked for afterwards, and lines around it can', async () => {
    const { diagnosis, sent } = await run(
      [
        asks(
          request('lines', { file: 'cart.log', fromLine: 290, toLine: 312 }),
          request('search', { text: 'merchant' }),
          request('template', { text: 'gateway suspended merchant' }),
        ),
        asks(request('window', { fromTime: at(299), toTime: at(301) })),
        says(right),
      ],
      drop(/Zanzibar/),
    );
    assert.doesNotMatch(sent.join('\n'), /Zanzibar|unpaid invoices/);
    assert.match(diagnosis.inquiries?.[0]?.answer ?? '', /the user keeps back cart\.log \d+-\d+/);
    assert.match(sent[1] ?? '', /L290\| .*GET \/cart\/1289/);
    const ids = diagnosis.evidence.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
  });

  test('a claim that cites it does not hold', async () => {
    let dropped: readonly string[] = [];
    const cites: Behaviour = (exchange) =>
      says(diagnosed('The merchant.', 'gateway suspended merchant Zanzibar', dropped[0]))(exchange);
    const { diagnosis } = await run([cites], (preview, round) => {
      const decision = drop(/Zanzibar/)(preview, round);
      if (decision.kind === 'change') dropped = decision.choice.dropped;
      return decision;
    });
    const [claim] = diagnosis.hypotheses[0]?.claims ?? [];
    assert.equal(claim?.verdict.kind, 'unsupported');
  });

  test('of a dropped file neither its text nor the dependencies that it names are left', async () => {
    const all = await run([says(right)], () => send);
    assert.match(all.sent[0] ?? '', /REDIS_URL/);
    const { sent, diagnosis } = await run(
      [asks(request('lines', { file: 'compose.yaml', fromLine: 1, toLine: 8 })), says(right)],
      drop(/compose\.yaml/),
    );
    assert.doesNotMatch(sent.join('\n'), /REDIS_URL|cachebox/);
    assert.match(diagnosis.inquiries?.[0]?.answer ?? '', /no such file/);
  });

  test('what was put back goes after all', async () => {
    const { sent, previews } = await run([says(right)], (preview, round) =>
      round === 2
        ? { kind: 'change', choice: { dropped: [], pinned: [] } }
        : drop(/Zanzibar/)(preview, round),
    );
    assert.equal(previews.length, 3);
    assert.match(sent[0] ?? '', /Zanzibar/);
  });

  test('the embedded analyst instead: nothing is sent, and it sees all evidence', async () => {
    const { diagnosis, sent } = await run([says(right)], (preview, round) =>
      round === 1 ? drop(/Zanzibar/)(preview, round) : { kind: 'embedded' },
    );
    assert.deepEqual(sent, []);
    assert.equal(diagnosis.receipt, undefined);
    assert.equal(diagnosis.reasoner.kind, 'embedded');
    assert.equal(diagnosis.reasoner.failure, undefined);
    assert.ok(diagnosis.evidence.some(({ text }) => text.includes('Zanzibar')));
    assert.match(detailsOf(diagnosis), /You chose the embedded analyst/);
  });

  test('where the model fails, the analyst sees what was dropped, and cites it under its own id', async () => {
    const { diagnosis } = await run(
      [asks(request('search', { text: 'cart/1123' })), 'prose'],
      drop(/Zanzibar/),
    );
    assert.equal(diagnosis.reasoner.failure?.kind, 'notJson');
    const ids = diagnosis.evidence.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(diagnosis.evidence.some(({ text }) => text.includes('Zanzibar')));
    assert.ok(diagnosis.evidence.some(({ text }) => text.includes('/cart/1123')));
    const logs = diagnosis.evidence.filter(({ kind }) => kind === 'log');
    const lines = logs.reduce((sum, { startLine, endLine }) => sum + endLine - startLine + 1, 0);
    assert.equal(diagnosis.leftOut.shownLines, lines);
  });

  test('cancelled while the user thinks, nothing is sent', async () => {
    const controller = new AbortController();
    const sent = run(
      [says(right)],
      () => {
        controller.abort(new Error('cancelled by the user'));
        return send;
      },
      {},
      controller.signal,
    );
    await assert.rejects(sent, /cancelled by the user/);
  });
});

suite('a limit of tokens for one request', () => {
  const tokensOf = (text: string): number => Math.ceil(text.length / 2.6);

  /** Tokens of the request without any limit. */
  async function whole(): Promise<RequestPreview> {
    const { previews } = await run([says(right)], () => send);
    return previews[0] ?? assert.fail();
  }

  test('leaves out the least decisive excerpts, and says so', async () => {
    const { tokens, items } = await whole();
    const tokenLimit = tokens - 300;
    const { diagnosis, sent, previews } = await run([says(right)], () => send, { tokenLimit });
    assert.equal(sent.length, 1);
    assert.ok((previews[0]?.tokens ?? 0) <= tokenLimit);
    const left = previews[0]?.items.filter(({ state }) => state === 'noRoom') ?? [];
    assert.ok(left.length > 0 && left.length < items.length);
    assert.deepEqual(diagnosis.receipt?.approval?.noRoom.length, left.length);
    assert.match(detailsOf(diagnosis), /left no room for/);
  });

  test('what is pinned stays, and others go for it', async () => {
    const { tokens } = await whole();
    const tokenLimit = tokens - 300;
    let pinned: readonly string[] = [];
    const { previews } = await run(
      [says(right)],
      ({ items }, round) => {
        if (round > 1) return send;
        pinned = items
          .filter(({ state }) => state === 'noRoom')
          .map(({ id }) => id)
          .slice(0, 1);
        return { kind: 'change', choice: { dropped: [], pinned } };
      },
      { tokenLimit },
    );
    const after = previews[1]?.items ?? [];
    assert.equal(pinned.length, 1);
    assert.equal(after.find(({ id }) => id === pinned[0])?.state, 'pinned');
    assert.ok((previews[1]?.tokens ?? 0) <= tokenLimit);
  });

  test('that even the instructions exceed stops the request, and the setting is named', async () => {
    const { diagnosis, sent, previews } = await run([says(right)], () => send, { tokenLimit: 100 });
    assert.deepEqual([sent.length, previews.length], [0, 0]);
    assert.equal(diagnosis.receipt, undefined);
    assert.equal(diagnosis.reasoner.kind, 'embedded');
    const { failure } = diagnosis.reasoner;
    assert.equal(failure?.kind === 'overBudget' && failure.setting, 'tokensPerRequest');
    assert.equal(diagnosis.outcome, 'diagnosed');
  });

  test('holds for what the model asks for, and for the repair', async () => {
    const { tokens } = await whole();
    const tokenLimit = tokens + 400;
    const { diagnosis, sent } = await run(
      [
        asks(
          request('lines', { file: 'cart.log', fromLine: 1, toLine: 60 }),
          request('lines', { file: 'cart.log', fromLine: 61, toLine: 120 }),
        ),
        says(wrong),
        says(right),
      ],
      () => send,
      { tokenLimit, budget: 40_000 },
    );
    for (const text of sent) {
      // System and schema are prose, which takes fewer tokens than this.
      assert.ok(tokensOf(text.slice(text.indexOf('<<<DATA'))) <= tokenLimit);
    }
    assert.equal(diagnosis.reasoner.kind, 'openai');
    assert.deepEqual(requestsOf(diagnosis), sent);
  });

  test('holds without anybody to ask, as on the command line', async () => {
    const { tokens } = await whole();
    const { sent } = await run([says(right)], undefined, { tokenLimit: tokens - 300 });
    assert.equal(sent.length, 1);
    const none = await run([says(right)], undefined, { tokenLimit: 100 });
    assert.deepEqual(none.sent, []);
  });
});

suite('the cost of what was sent', () => {
  test('is counted by the server where it counts', async () => {
    const { diagnosis } = await run(['streamed'], () => send);
    const { usage, tokens, cost, requests = 0 } = diagnosis.receipt ?? {};
    assert.deepEqual(usage, { inputTokens: 12_000 * requests, outputTokens: 340 * requests });
    assert.equal(tokens, 12_340 * requests);
    const amount = ((12_000 * 2 + 340 * 10) * requests) / 1e6;
    assert.deepEqual(cost, { amount, currency: 'EUR' });
  });

  test('is estimated where it does not', async () => {
    const { diagnosis, previews } = await run([says(right)], () => send);
    const { usage, tokens = 0 } = diagnosis.receipt ?? {};
    assert.equal(usage, undefined);
    assert.ok(tokens > (previews[0]?.tokens ?? 0));
  });

  test('of a request is at 2.6 characters of log text a token', () => {
    const text = (length: number): never => 'x'.repeat(length) as never;
    const schema = { name: 's', schema: {} };
    const made = { system: text(398), user: text(2600), schema, boundary: '' };
    assert.equal(requestTokens(made), 100 + 1000);
  });
});
