import assert from 'node:assert/strict';
import dns from 'node:dns';
import { parseReply } from '../../src/core/ask/model/reply.ts';
import { replySchema } from '../../src/core/ask/model/schema.ts';
import { neverCancelled } from '../../src/core/model/cancellation.ts';
import type { ModelAnswer } from '../../src/core/ports.ts';
import { createRedactor } from '../../src/core/redact/redact.ts';
import { tokensUsed } from '../../src/core/tokens.ts';
import {
  type CapabilityCache,
  readCapabilities,
  withInput,
} from '../../src/models/capabilities.ts';
import { createOpenAiModel } from '../../src/models/openai.ts';
import { hasResponses } from '../../src/models/openaiResponses.ts';
import { isProbe } from '../modelServer/answer.ts';
import { type BehaviourName, behaviours } from '../modelServer/behaviours.ts';
import { type ModelServer, startModelServer } from '../modelServer/modelServer.ts';

const key = 'sk-test-4f9aQ7zK21mNbXwE8uTy';
const evidence = 'L1| ERROR connection to redis refused';
const day = 24 * 3600 * 1000;
const redactedNothing = createRedactor().redact('').text;

interface TestCache extends CapabilityCache {
  readonly entries: Map<string, unknown>;
  time: number;
}

function createCache(): TestCache {
  const entries = new Map<string, unknown>();
  return {
    entries,
    time: 1_000_000,
    read: (name) => entries.get(name),
    write: (name, value) => void entries.set(name, JSON.parse(JSON.stringify(value ?? null))),
    now() {
      return this.time;
    },
  };
}

async function ask(
  server: ModelServer,
  cache: CapabilityCache | undefined,
  given: {
    readonly host?: string;
    readonly model?: string;
    readonly path?: string;
    readonly text?: string;
  } = {},
): Promise<ModelAnswer> {
  const url = new URL(server.url);
  if (given.host !== undefined) url.hostname = given.host;
  const model = createOpenAiModel({
    baseUrl: given.path === undefined ? url.href : `${url.origin}${given.path}`,
    model: given.model ?? 'test-model',
    apiKey: () => key,
    timeoutSeconds: 3,
    idleSeconds: 0.3,
    retrySeconds: 0.01,
    ...(cache && { capabilities: cache }),
  });
  const { redact } = createRedactor();
  const request = {
    system: redact('Answer in JSON.').text,
    user: redact(given.text ?? evidence).text,
    schema: replySchema,
    boundary: 'b'.repeat(32),
  };
  return model.ask(request, () => {}, neverCancelled);
}

/** What each request was: a probe or the real one, and in which API and format. */
function told({ requests }: ModelServer): readonly string[] {
  return requests.map(({ path, body }) => {
    const api = path.includes('/responses') ? 'responses' : 'chat';
    const format = /json_schema|json_object/.exec(body)?.[0] ?? 'prompted';
    return `${isProbe(body) ? 'probe' : 'real'} ${api} ${format}`;
  });
}

function assertProposal(answer: ModelAnswer): void {
  assert.equal(answer.kind, 'text', JSON.stringify(answer));
  assert.equal(parseReply(answer.kind === 'text' ? answer.text : '').kind, 'proposal');
}

suite('finding out what a server can', () => {
  const servers: readonly (readonly [BehaviourName, readonly string[], string])[] = [
    [
      'streamed',
      ['probe chat json_schema', 'real chat json_schema'],
      'a schema that is kept to is used',
    ],
    [
      'schemaIgnored',
      ['probe chat json_schema', 'probe chat json_object', 'real chat json_object'],
      'a schema that is accepted and not kept to is not relied on',
    ],
    [
      'formatIgnored',
      [
        'probe chat json_schema',
        'probe chat json_object',
        'probe chat prompted',
        'real chat prompted',
      ],
      'neither is a format without effect',
    ],
    [
      'noJsonSchema',
      ['probe chat json_schema', 'probe chat json_object', 'real chat json_object'],
      'what is rejected is rejected before a log is sent',
    ],
    [
      'noResponseFormat',
      [
        'probe chat json_schema',
        'probe chat json_object',
        'probe chat prompted',
        'real chat prompted',
      ],
      'so is every format',
    ],
    [
      'responsesOnly',
      ['probe chat json_schema', 'probe responses json_schema', 'real responses json_schema'],
      'a model of the newer API alone is asked there',
    ],
  ];
  for (const [behaviour, expected, name] of servers) {
    test(`${name} (${behaviour})`, async () => {
      const server = await startModelServer(behaviour);
      const cache = createCache();
      assertProposal(await ask(server, cache));
      assert.deepEqual(told(server), expected);
      const before = server.requests.length;
      assertProposal(await ask(server, cache));
      await server.close();
      assert.deepEqual(
        told(server).slice(before),
        expected.slice(-1),
        'the second time it is known',
      );
      const probes = server.requests.filter(({ body }) => isProbe(body));
      assert.ok(probes.every(({ body }) => !body.includes('redis')));
    });
  }

  test('is kept for an address and a model, for seven days', async () => {
    const server = await startModelServer('streamed');
    const cache = createCache();
    await ask(server, cache);
    await ask(server, cache, { model: 'another' });
    cache.time += 7 * day - 1;
    await ask(server, cache);
    cache.time += 2;
    await ask(server, cache);
    await server.close();
    const probe = 'probe chat json_schema';
    const real = 'real chat json_schema';
    assert.deepEqual(told(server), [probe, real, probe, real, real, probe, real]);
  });

  const readings: readonly (readonly [string, BehaviourName, number, object])[] = [
    ['reads all', 'streamed', 40, { tokens: 12_000, isCut: false }],
    ['reads a part', 'smallContext', 9_000, { tokens: 512, isCut: true }],
  ];
  for (const [what, behaviour, characters, expected] of readings) {
    test(`learns from an answer that the server ${what}`, async () => {
      const server = await startModelServer(behaviour);
      const cache = createCache();
      await ask(server, cache, { text: 'x'.repeat(characters) });
      await server.close();
      const [entry] = [...cache.entries.values()];
      assert.deepEqual(readCapabilities(entry)?.input, expected);
    });
  }

  const dialect = { api: 'chat', format: 'prompted' } as never;
  const known = { dialect, honoursSchema: false, input: { tokens: 900, isCut: false } };
  const learnt: readonly (readonly [string, number | undefined, number])[] = [
    ['is kept where a shorter request was read', 100, 900],
    ['is kept where the server counts nothing', undefined, 900],
    ['is kept where the server counts none', 0, 900],
    ['grows with a longer request', 901, 901],
  ];
  for (const [what, inputTokens, expected] of learnt) {
    test(`what is known of the input ${what}`, () => {
      const usage = inputTokens === undefined ? {} : { usage: { inputTokens, outputTokens: 1 } };
      const request = { system: redactedNothing, user: redactedNothing };
      const seen = withInput(known, request, { kind: 'text', text: '{}', ...usage });
      assert.deepEqual(seen.input, { tokens: expected, isCut: false });
    });
  }

  test('keeps the time of the trial when it learns more', async () => {
    const server = await startModelServer('streamed');
    const cache = createCache();
    await ask(server, cache);
    cache.time += day;
    const [entry] = [...cache.entries.values()];
    const known = { ...(entry as object), input: { tokens: 5, isCut: false } };
    cache.entries.set([...cache.entries.keys()][0] ?? '', known);
    await ask(server, cache);
    await server.close();
    const kept = readCapabilities([...cache.entries.values()][0]);
    assert.deepEqual([kept?.checkedAt, kept?.input?.tokens], [1_000_000, 12_000]);
  });

  test('costs tokens, which the answer after it tells', async () => {
    const server = await startModelServer('streamed');
    const cache = createCache();
    const [first, second] = [await ask(server, cache), await ask(server, cache)];
    await server.close();
    assert.deepEqual(first.trial, { inputTokens: 12_000, outputTokens: 340 });
    assert.equal(second.trial, undefined);
    const request = { system: '', user: '', schema: { schema: {} } };
    assert.deepEqual(tokensUsed(request, first), { inputTokens: 24_000, outputTokens: 680 });
  });

  test('is done again after a rejection that was not to be expected', async () => {
    const server = await startModelServer(['streamed', 'streamed', 'noJsonSchema']);
    const cache = createCache();
    await ask(server, cache);
    assertProposal(await ask(server, cache));
    assert.deepEqual([...cache.entries.values()], [null]);
    await ask(server, cache);
    await server.close();
    assert.deepEqual(told(server).slice(2), [
      'real chat json_schema',
      'real chat json_object',
      'probe chat json_schema',
      'probe chat json_object',
      'real chat json_object',
    ]);
  });

  for (const damaged of [
    7,
    {},
    { checkedAt: 1_000_000 },
    { checkedAt: 1_000_000, dialect: { api: 'x' } },
  ]) {
    test(`does not trust a damaged memory: ${JSON.stringify(damaged)}`, async () => {
      const server = await startModelServer('streamed');
      const cache = createCache();
      await ask(server, { ...cache, read: () => damaged, now: () => 1_000_000 });
      await server.close();
      assert.equal(told(server)[0], 'probe chat json_schema');
    });
  }

  for (const behaviour of [
    'unauthorised',
    'quota',
    'modelMissing',
    'rateLimit',
    'internalError',
    'never',
  ] as const) {
    test(`sends no log to a server that would not answer (${behaviour})`, async () => {
      const server = await startModelServer(behaviour);
      const cache = createCache();
      const answer = await ask(server, cache);
      await server.close();
      assert.equal(answer.kind === 'failure' && answer.nothingSent, true);
      assert.ok(server.requests.every(({ body }) => !body.includes('redis')));
      assert.equal(cache.entries.size, 0);
    });
  }
});

suite('the Responses API', () => {
  const urls: readonly (readonly [string, boolean])[] = [
    ['https://api.openai.com/v1', true],
    ['https://eu.api.openai.com/v1', true],
    ['https://x.openai.azure.com/openai/v1', true],
    ['https://x.openai.azure.com/openai/deployments/d', false],
    ['https://openai.com.example.org/v1', false],
    ['http://localhost:11434/v1', false],
  ];
  for (const [url, expected] of urls) {
    test(`is ${expected ? '' : 'not '}expected at ${url}`, () => {
      assert.equal(hasResponses(new URL(url)), expected);
    });
  }

  const failures: readonly (readonly [BehaviourName, string, string])[] = [
    ['responsesRefusal', 'refused', "can't help"],
    ['responsesTruncated', 'truncated', ''],
    ['responsesFiltered', 'refused', 'content filter'],
    ['responsesFailed', 'server', 'engine crashed'],
    ['responsesCut', 'unreachable', 'middle of the answer'],
  ];
  for (const [behaviour, kind, words] of failures) {
    test(`has its failures named, without the key (${behaviour})`, async () => {
      const server = await startModelServer(['responsesOnly', behaviour]);
      const answer = await ask(server, undefined);
      await server.close();
      assert.equal(answer.kind === 'failure' && answer.failure.kind, kind, JSON.stringify(answer));
      assert.ok(JSON.stringify(answer).includes(words), JSON.stringify(answer));
      assert.ok(!JSON.stringify(answer).includes(key.slice(8, 20)));
    });
  }
});

suite('hosts with manners of their own', () => {
  // The names lead to this machine, so that real requests show what they would get.
  const { lookup } = dns;
  suiteSetup(() => {
    const here = [{ address: '127.0.0.1', family: 4 }];
    dns.lookup = ((
      _name: string,
      options: { all?: boolean },
      done: (...given: unknown[]) => void,
    ) => (options.all ? done(null, here) : done(null, '127.0.0.1', 4))) as unknown as typeof lookup;
  });
  suiteTeardown(() => {
    dns.lookup = lookup;
  });

  test('OpenAI is asked by its main API where that keeps to a schema, and stores nothing', async () => {
    const server = await startModelServer('bothApis');
    assertProposal(await ask(server, createCache(), { host: 'api.openai.com' }));
    await server.close();
    assert.deepEqual(told(server), ['probe responses json_schema', 'real responses json_schema']);
    const body = JSON.parse(server.requests[1]?.body ?? '{}');
    assert.equal(body.store, false);
    assert.equal(body.text.format.strict, true);
    assert.equal(body.max_output_tokens > 0, true);
  });

  test('OpenAI is asked by Chat Completions where the main API is not there', async () => {
    const server = await startModelServer(({ request, ...rest }) => {
      if (request.url?.includes('/responses')) {
        const body = '{"error":{"message":"Not found"}}';
        rest.response.writeHead(404, { 'content-type': 'application/json' }).end(body);
        return undefined;
      }
      return behaviours.streamed({ request, ...rest });
    });
    const answer = await ask(server, createCache(), { host: 'api.openai.com' });
    await server.close();
    assertProposal(answer);
    assert.deepEqual(told(server).slice(-2), ['probe chat json_schema', 'real chat json_schema']);
  });

  test('Azure gets its own header, and the version that its address ends in', async () => {
    const server = await startModelServer('streamed');
    const path = '/openai/deployments/d1?api-version=2024-10-21';
    assertProposal(await ask(server, undefined, { host: 'x.openai.azure.com', path }));
    await server.close();
    const [request] = server.requests;
    assert.equal(request?.path, '/openai/deployments/d1/chat/completions?api-version=2024-10-21');
    assert.equal(request?.headers['api-key'], key);
    assert.equal(request?.headers.authorization, undefined);
  });

  test('a reasoning model gets neither a temperature nor a wish for log probabilities', async () => {
    const server = await startModelServer('streamed');
    for (const model of ['o4-mini', 'gpt-5.2', 'gpt-4.1']) {
      await ask(server, undefined, { host: 'api.openai.com', model });
    }
    await server.close();
    const bodies = server.requests.map(({ body }) => JSON.parse(body));
    assert.deepEqual(
      bodies.map(({ temperature }) => temperature),
      [undefined, undefined, 0],
    );
    assert.ok(bodies.every((body) => !('logprobs' in body) && !('max_tokens' in body)));
  });
});
