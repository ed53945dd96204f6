import assert from 'node:assert/strict';
import { type DiagnoseInput, diagnose, type StageEvent } from '../../src/core/diagnose.ts';
import { type Cancellation, neverCancelled } from '../../src/core/model/cancellation.ts';
import type { RunContext } from '../../src/core/model/context.ts';
import type { Diagnosis } from '../../src/core/model/diagnosis.ts';
import { createOpenAiModel } from '../../src/models/openai.ts';
import { clock } from '../../src/node/clock.ts';
import { nodeFiles } from '../../src/node/files.ts';
import type { Behaviour } from '../modelServer/behaviours.ts';
import { type ModelServer, type Script, startModelServer } from '../modelServer/modelServer.ts';

const start = Date.UTC(2026, 2, 14, 10);
const at = (second: number): string => new Date(start + second * 1000).toISOString();
const password = 'hunter2-Kq81zz';

/** A cart whose Redis is full; what set its limit stands among ordinary lines. */
const cartLog = [
  ...Array.from(
    { length: 300 },
    (_, i) => `${at(i)} INFO [cart] GET /cart/${1000 + i} took ${i % 7} ms`,
  ),
  `${at(300)} INFO [cart] settings were read again by deployer-17 with password=${password}`,
  ...Array.from(
    { length: 300 },
    (_, i) => `${at(301 + i)} INFO [cart] GET /cart/${1300 + i} took ${i % 7} ms`,
  ),
  `${at(601)} INFO [cart] cart 77 is saved`,
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
      uri: 'file:///redis.yaml',
      name: 'redis.yaml',
      startLine: 1,
      endLine: 3,
      text: 'redis:\n  maxmemory: 64mb\n  policy: noeviction',
    },
  ],
  topology: {
    services: ['shop', 'cart', 'redis'],
    edges: [
      { from: 'shop', to: 'cart', status: 'called' },
      { from: 'cart', to: 'redis', status: 'addressed' },
    ],
  },
};

const none = { outcome: 'needEvidence', reason: '', hypotheses: [], requests: [] };
const request = (kind: string, more: object = {}): object => ({
  kind,
  file: null,
  text: null,
  fromLine: null,
  toLine: null,
  fromTime: null,
  toTime: null,
  ...more,
});
const asks = (...requests: readonly unknown[]): Behaviour => says({ ...none, requests });

/** A diagnosis of one claim for its cause. */
function diagnosed(text: string, quote: string, evidence = 'E1'): object {
  const claims = [{ role: 'cause', text, cites: [{ evidence, quote, line: null }] }];
  const rest = { against: [], missing: [], probes: [], service: null, confidence: 0.6 };
  const hypotheses = [{ claims, title: text, summary: text, ...rest }];
  return { outcome: 'diagnosed', reason: '', requests: [], hypotheses };
}

const right = diagnosed('Redis is out of memory.', 'OOM command not allowed when used memory');
const wrong = diagnosed('The disk is full.', 'No space left on the device of the cart');
const half = diagnosed('Redis refused it 999 times.', 'OOM command not allowed when used memory');

function says(reply: object | string): Behaviour {
  const content = typeof reply === 'string' ? reply : JSON.stringify(reply);
  const usage = { prompt_tokens: 1000, completion_tokens: 10, total_tokens: 1010 };
  const message = { role: 'assistant', content };
  const body = {
    object: 'chat.completion',
    choices: [{ index: 0, message, finish_reason: 'stop' }],
    usage,
  };
  return ({ response }) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
}

interface Run {
  readonly diagnosis: Diagnosis;
  /** What came over the wire: the messages of each request. */
  readonly sent: readonly string[];
  readonly stages: readonly StageEvent[];
}

async function run(
  script: readonly Script[],
  more: {
    readonly budget?: number;
    readonly cancellation?: Cancellation;
    readonly onStage?: (event: StageEvent) => void;
  } = {},
): Promise<Run> {
  const server = await startModelServer(script);
  try {
    return await runAt(server, more);
  } finally {
    await server.close();
  }
}

async function runAt(server: ModelServer, more: Parameters<typeof run>[1] = {}): Promise<Run> {
  const model = createOpenAiModel({
    baseUrl: server.url,
    model: 'test-model',
    apiKey: () => 'sk-test-4f9aQ7zK21mNbXwE8uTy',
    timeoutSeconds: 20,
  });
  let boundaries = 0;
  const boundary = (): string => String(++boundaries).padStart(32, 'b');
  const input: DiagnoseInput = {
    sources: [{ uri: 'file:///cart.log', name: 'cart.log', text: cartLog }],
    context,
    budget: more.budget ?? 12_000,
  };
  const stages: StageEvent[] = [];
  const onStage = (event: StageEvent): void => {
    stages.push(event);
    more.onStage?.(event);
  };
  const cancellation = more.cancellation ?? neverCancelled;
  const ran = await diagnose(
    { files: nodeFiles, clock, model, boundary },
    input,
    onStage,
    cancellation,
  );
  assert.equal(ran.kind, 'diagnosis');
  const sent = server.requests.map(({ body }) => {
    const { messages } = JSON.parse(body) as { messages: readonly { content: string }[] };
    return messages.map(({ content }) => content).join('\n\n');
  });
  return { diagnosis: ran.diagnosis, sent, stages };
}

const detailsOf = ({ stages }: Diagnosis): readonly string[] =>
  stages.find(({ name }) => name === 'ask')?.details ?? [];
const first = ({ hypotheses }: Diagnosis) => hypotheses[0]?.claims[0];

suite('a model that asks for more', () => {
  test('asks twice, is answered from the logs, and cites what it got', async () => {
    const { diagnosis, sent } = await run([
      asks(request('search', { text: 'cart/1123' }), request('neighbours', { text: 'cart' })),
      asks(
        request('lines', { file: 'cart.log', fromLine: 150, toLine: 152 }),
        request('trace', { text: 'cart/1150' }),
      ),
      (exchange) => {
        const id = /### (E\d+) · log · cart\.log line 124 /.exec(exchange.body)?.[1];
        const reply = diagnosed('A cart was read.', 'GET /cart/1123 took 4 ms', id);
        return says(reply)(exchange);
      },
    ]);
    assert.equal(sent.length, 3);
    assert.equal(diagnosis.reasoner.kind, 'openai');
    assert.equal(first(diagnosis)?.verdict.kind, 'supported');
    assert.equal(first(diagnosis)?.citations[0]?.startLine, 124);
    const inquiries = diagnosis.inquiries?.map(
      ({ round, request: asked, answer }) => `${round} ${asked}: ${answer.replace(/E\d+/g, 'E')}`,
    );
    assert.deepEqual(inquiries, [
      '1 search “cart/1123” in all logs: 1 line is there; see E',
      '1 neighbours of cart: cart depends on redis; on it depends shop',
      '2 lines 150 to 152 of cart.log: see E',
      '2 trace cart/1150: 1 line is there; shown already in E',
    ]);
    assert.equal(detailsOf(diagnosis).length, 4);
    assert.match(sent[0] ?? '', /You may ask for more evidence in 3 more rounds\./);
    assert.match(sent[1] ?? '', /in 2 more rounds\./);
    assert.match(sent[2] ?? '', /in 1 more round\./);
  });

  test('the receipt holds all that was sent, and no secret was', async () => {
    const { diagnosis, sent } = await run([
      asks(request('search', { text: 'password' })),
      says(right),
    ]);
    const { receipt } = diagnosis;
    for (const text of sent) assert.ok(receipt?.text.includes(text));
    assert.match(sent[1] ?? '', /settings were read again by deployer-17 with password=⟦/);
    assert.ok(!sent.join('\n').includes(password));
    assert.deepEqual(receipt?.usage, { inputTokens: 2000, outputTokens: 20 });
    assert.ok(receipt?.redactions.some(({ count }) => count > 0));
  });

  test('what it said is kept as it came, also where it was of no use', async () => {
    const { diagnosis } = await run([asks(), says(right)]);
    assert.deepEqual(diagnosis.replies, [
      JSON.stringify({ ...none, requests: [] }),
      JSON.stringify(right),
    ]);
    const failed = await run([says('I am not sure.')]);
    assert.equal(failed.diagnosis.reasoner.kind, 'embedded');
    assert.deepEqual(failed.diagnosis.replies, ['I am not sure.']);
  });

  test('a hidden value is searched for by its placeholder, and stays hidden', async () => {
    const { diagnosis, sent } = await run([
      asks(request('search', { text: 'deployer-17' })),
      (exchange) =>
        says({
          ...none,
          requests: [
            request('search', {
              text: /⟦\w+⟧/.exec(exchange.body.slice(exchange.body.indexOf('password=')))?.[0],
            }),
          ],
        })(exchange),
      says(right),
    ]);
    const [, second] = diagnosis.inquiries ?? [];
    assert.match(second?.answer ?? '', /^1 line is there/);
    assert.match(second?.request ?? '', /^search “⟦\w+⟧” in all logs$/);
    assert.match(sent[2] ?? '', /round 2 \| search “⟦\w+⟧” in all logs \| 1 line is there/);
    assert.ok(!JSON.stringify([diagnosis.inquiries, diagnosis.stages]).includes(password));
    assert.ok(!sent.join('\n').includes(password));
  });

  test('one that asks for ever is stopped, and the analyst answers', async () => {
    const { diagnosis, sent } = await run([asks(request('search', { text: 'took 3 ms' }))]);
    assert.equal(sent.length, 4);
    assert.equal(diagnosis.reasoner.kind, 'embedded');
    assert.equal(diagnosis.reasoner.failure?.kind, 'schema');
    assert.equal(diagnosis.inquiries?.length, 3);
    assert.equal(detailsOf(diagnosis).length, 3);
    assert.match(sent[3] ?? '', /You can't ask for more evidence/);
    assert.equal(diagnosis.outcome, 'diagnosed');
  });

  test('nonsense is answered as such, and opens no file', async () => {
    const { diagnosis, sent } = await run([
      asks(
        request('delete', { file: '*' }),
        'rm -rf /',
        request('lines', { file: '/etc/passwd', fromLine: 1, toLine: 5 }),
        request('lines', { file: 'cart.log', fromLine: 9_000_000 }),
        request('search', { text: 'the fifth request of a round' }),
      ),
      asks(),
      says(right),
    ]);
    assert.deepEqual(
      diagnosis.inquiries?.map(({ answer }) => answer),
      [
        'There is no kind of request called “delete”.',
        'It is no request of the schema.',
        'no such file; there are cart.log, redis.yaml',
        'cart.log has 642 lines',
      ],
    );
    assert.ok(!sent.join('\n').includes('root:'));
    assert.equal(first(diagnosis)?.verdict.kind, 'supported');
  });

  const lookUps: readonly [name: string, asked: object, answer: RegExp, shows: RegExp][] = [
    [
      'a kind of message',
      request('template', { text: 'could not save cart' }),
      /40 times/,
      /could not save cart 2000/,
    ],
    [
      'a stretch of time',
      request('window', { fromTime: at(599), toTime: at(601) }),
      /^3 records/,
      /cart 77 is saved/,
    ],
    [
      'times after the start',
      request('window', { fromTime: '+9m59s', toTime: '+10m1s' }),
      /^3 records/,
      /cart 77/,
    ],
    [
      'times of day',
      request('window', { fromTime: '10:09:59', toTime: '10:10:01' }),
      /^3 records/,
      /cart 77/,
    ],
    [
      'a file beside the logs',
      request('lines', { file: 'redis.yaml', fromLine: 1, toLine: 3 }),
      /E\d+/,
      /noeviction/,
    ],
  ];
  for (const [name, asked, answer, shows] of lookUps) {
    test(`it can ask for ${name}`, async () => {
      const { diagnosis, sent } = await run([asks(asked), says(right)]);
      assert.match(diagnosis.inquiries?.[0]?.answer ?? '', answer);
      assert.match(sent[1] ?? '', shows);
    });
  }

  test('what it gets stays within the budget', async () => {
    const { diagnosis } = await run(
      [
        asks(
          ...[1, 61, 121, 181].map((fromLine) =>
            request('lines', { file: 'cart.log', fromLine, toLine: 600 }),
          ),
        ),
        says(right),
      ],
      { budget: 4000 },
    );
    const characters = diagnosis.evidence.reduce((sum, { text }) => sum + text.length, 0);
    assert.ok(characters <= 4000 && diagnosis.characters <= 4000, `${characters}`);
    assert.match(diagnosis.inquiries?.at(-1)?.answer ?? '', /the budget holds no more/);
  });

  test('cancelled while it is asked again, the analyst answers in part', async () => {
    const controller = new AbortController();
    const { diagnosis } = await run(
      [asks(request('search', { text: 'deployer-17' })), () => controller.abort()],
      { cancellation: controller.signal },
    );
    assert.equal(diagnosis.reasoner.failure?.kind, 'cancelled');
    assert.ok(diagnosis.partial);
    assert.equal(diagnosis.inquiries?.length, 1);
    assert.equal(diagnosis.outcome, 'diagnosed');
  });

  test('cancelled while its requests are looked up, the analyst answers in part', async () => {
    const controller = new AbortController();
    const onStage = ({ summary }: StageEvent): void => {
      if (summary.startsWith('looks up')) controller.abort();
    };
    const more = { cancellation: controller.signal, onStage };
    const { diagnosis, sent } = await run([asks(request('search', { text: 'deployer-17' }))], more);
    assert.equal(sent.length, 1);
    assert.equal(diagnosis.reasoner.failure?.kind, 'cancelled');
    assert.ok(diagnosis.partial);
  });
});

suite('a model whose root claims do not hold', () => {
  const repairs: readonly [
    name: string,
    script: readonly Script[],
    requests: number,
    verdict: string,
    title: string,
    detail: RegExp,
  ][] = [
    [
      'mends them',
      [says(wrong), says(right)],
      2,
      'supported',
      'Redis is out of memory.',
      /\(notFound\); the second answer holds better/,
    ],
    [
      'mends them in part',
      [says(wrong), says(half)],
      2,
      'partly',
      'Redis refused it 999 times.',
      /second answer/,
    ],
    [
      'says the same again',
      [says(wrong), says(wrong)],
      2,
      'unsupported',
      'The disk is full.',
      /first answer holds as well/,
    ],
    [
      'says something else that does not hold',
      [says(wrong), says(diagnosed('x', 'never written by anyone', 'E99'))],
      2,
      'unsupported',
      'The disk is full.',
      /first answer/,
    ],
    [
      'gives no second answer',
      [says(wrong), 'prose'],
      2,
      'unsupported',
      'The disk is full.',
      /second answer failed \(notJson\)/,
    ],
    [
      'asks for more instead',
      [says(wrong), asks(request('search', { text: 'maxmemory' }))],
      2,
      'unsupported',
      'The disk is full.',
      /it asked for more evidence/,
    ],
    [
      'is not asked again where they hold',
      [says(right), says(wrong)],
      1,
      'supported',
      'Redis is out of memory.',
      /^$/,
    ],
    [
      'is not asked again where they hold in part',
      [says(half), says(wrong)],
      1,
      'partly',
      'Redis refused it 999 times.',
      /^$/,
    ],
  ];
  for (const [name, script, requests, verdict, title, detail] of repairs) {
    test(name, async () => {
      const { diagnosis, sent } = await run(script);
      assert.equal(sent.length, requests);
      assert.equal(first(diagnosis)?.verdict.kind, verdict);
      assert.equal(diagnosis.hypotheses[0]?.title, title);
      assert.match(detailsOf(diagnosis).join(' '), detail);
      assert.equal(diagnosis.reasoner.kind, 'openai');
    });
  }

  test('makes it worse, and the better answer is kept', async () => {
    const mixed = diagnosed('The disk is full.', 'No space left on the device');
    const hypotheses = [...Object(right).hypotheses, ...Object(mixed).hypotheses];
    const { diagnosis, sent } = await run([says({ ...right, hypotheses }), says(wrong)]);
    assert.equal(sent.length, 2);
    assert.equal(first(diagnosis)?.verdict.kind, 'supported');
  });

  test('takes back a diagnosis of which nothing held', async () => {
    const retracted = {
      outcome: 'notEnoughEvidence',
      reason: 'It is not shown.',
      hypotheses: [],
      requests: [],
    };
    const { diagnosis } = await run([says(wrong), says(retracted)]);
    assert.equal(diagnosis.outcome, 'notEnoughEvidence');
    assert.equal(diagnosis.reason, 'It is not shown.');
  });

  test('is told its claims with their codes, inside the fence', async () => {
    const { sent } = await run([says(wrong), says(right)]);
    const [, fenced = '', after = ''] =
      /<<<DATA b+2\n([\s\S]*)\nDATA b+2>>>([\s\S]*)$/.exec(sent[1] ?? '') ?? [];
    assert.match(
      fenced,
      /The disk is full\. \| cause \| The disk is full\. \| unsupported \| notFound: /,
    );
    assert.match(after, /A program checked your last answer/);
    assert.doesNotMatch(after, /disk/);
  });

  test('after asking for evidence, it is mended all the same', async () => {
    const { diagnosis, sent } = await run([
      asks(request('search', { text: 'deployer-17' })),
      says(wrong),
      says(right),
    ]);
    assert.equal(sent.length, 3);
    assert.equal(first(diagnosis)?.verdict.kind, 'supported');
    assert.match(sent[2] ?? '', /deployer-17/);
  });

  test('cancelled while it mends, its first answer is kept, in part', async () => {
    const controller = new AbortController();
    const more = { cancellation: controller.signal };
    const { diagnosis } = await run([says(wrong), () => controller.abort()], more);
    assert.equal(diagnosis.reasoner.kind, 'openai');
    assert.equal(diagnosis.reasoner.failure, undefined);
    assert.ok(diagnosis.partial);
    assert.equal(diagnosis.hypotheses[0]?.title, 'The disk is full.');
  });
});
