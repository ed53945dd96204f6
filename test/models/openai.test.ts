import assert from 'node:assert/strict';
import { failureText } from '../../src/core/ask/model/failureText.ts';
import { parseReply } from '../../src/core/ask/model/reply.ts';
import { replySchema } from '../../src/core/ask/model/schema.ts';
import type { Cancellation } from '../../src/core/model/cancellation.ts';
import { neverCancelled } from '../../src/core/model/cancellation.ts';
import type { ModelFailure } from '../../src/core/model/modelFailure.ts';
import type { ModelAnswer } from '../../src/core/ports.ts';
import { createRedactor } from '../../src/core/redact/redact.ts';
import { createOpenAiModel, type OpenAiModelOptions } from '../../src/models/openai.ts';
import { isPrivateHost } from '../../src/models/privateHosts.ts';
import { type Behaviour, type BehaviourName, behaviours } from '../modelServer/behaviours.ts';
import { selfSigned } from '../modelServer/certificate.ts';
import { type ModelServer, type Script, startModelServer } from '../modelServer/modelServer.ts';

const key = 'sk-test-4f9aQ7zK21mNbXwE8uTy';
const prompt = '### E1 · log · app.log line 1\nL1| ERROR connection to redis refused\n';

interface Trial {
  readonly answer: ModelAnswer;
  readonly server: ModelServer;
  readonly milliseconds: number;
  readonly texts: readonly string[];
}

/** The one place that knows how a model is asked. */
async function ask(
  script: readonly Script[],
  options: Partial<OpenAiModelOptions> = {},
  cancellation: Cancellation = neverCancelled,
  text = prompt,
): Promise<Trial> {
  const server = await startModelServer(script);
  try {
    const model = createOpenAiModel({
      baseUrl: server.url,
      model: 'test-model',
      apiKey: () => key,
      timeoutSeconds: 3,
      idleSeconds: 0.3,
      retrySeconds: 0.01,
      ...options,
    });
    const redactor = createRedactor();
    const request = {
      system: redactor.redact('Answer in JSON.').text,
      user: redactor.redact(text).text,
      schema: replySchema,
      boundary: 'b'.repeat(32),
    };
    const texts: string[] = [];
    const start = performance.now();
    const answer = await model.ask(request, (soFar) => texts.push(soFar.text), cancellation);
    return { answer, server, texts, milliseconds: performance.now() - start };
  } finally {
    await server.close();
  }
}

suite('asking a model over HTTP', () => {
  const goodAnswers: readonly [BehaviourName, number, string][] = [
    ['streamed', 1, 'a streamed answer is joined'],
    ['whole', 1, 'a server that does not stream is understood'],
    ['fenced', 1, 'prose and fences around the object are forgiven'],
    ['streamedAsPlainText', 1, 'a stream with the wrong content type is understood'],
    [
      'withoutEndMark',
      1,
      'a stream without finish reason and end mark is whole when its object is',
    ],
    ['wholeAsEventStream', 1, 'a whole answer that calls itself a stream is understood'],
    ['lastChunksTwice', 1, 'a stream whose end comes twice has one'],
    ['answeredTwice', 1, 'of an answer that comes twice one is read'],
    ['withKeepAlives', 1, 'comments in the stream are skipped'],
    ['slowFirstByte', 1, 'a first byte that is later than the idle time is waited for'],
    ['redirectAtHome', 2, 'a redirect on the same host is followed with the same request'],
    ['noJsonSchema', 2, 'a server without json_schema is asked for a JSON object'],
    ['noResponseFormat', 3, 'a server without response_format is asked in words'],
    ['noTemperature', 2, 'a model that takes no temperature gets none'],
    ['noStreamOptions', 2, 'a server without stream_options is asked without them'],
    ['noSystemRole', 3, 'a model without a system role gets the instructions from the user'],
  ];
  for (const [behaviour, requests, name] of goodAnswers) {
    test(`${name} (${behaviour})`, async () => {
      const script: Script[] =
        behaviour === 'redirectAtHome' ? [behaviour, 'streamed'] : [behaviour];
      const { answer, server } = await ask(script);
      assert.equal(answer.kind, 'text', JSON.stringify(answer));
      assert.equal(parseReply(answer.kind === 'text' ? answer.text : '').kind, 'proposal');
      assert.equal(server.requests.length, requests);
    });
  }

  const failures: readonly [BehaviourName, ModelFailure['kind'], string, string][] = [
    ['badRequest', 'server', 'Something is off', 'another 400 is an error of the server'],
    ['unauthorised', 'unauthorised', 'Set API Key', 'a refused key asks for another'],
    ['forbidden', 'unauthorised', 'country', '403 tells what the server says'],
    ['payment', 'quota', 'Insufficient Balance', '402 is a matter of credit'],
    ['modelMissing', 'noModel', 'Choose Model', 'an unknown model asks to choose one'],
    ['ollamaModelMissing', 'noModel', 'try pulling it', "Ollama's bare error text is understood"],
    ['pathMissing', 'server', 'whytrace.model.baseUrl', 'a wrong path points at the base URL'],
    ['requestTimeout', 'server', 'timed out', '408 is an error after one retry'],
    ['conflict', 'server', 'locked', '409 is an error after one retry'],
    ['tooLarge', 'contextTooLong', 'Lower', '413 means too much evidence'],
    ['contextLength', 'contextTooLong', '8192', 'a context that is too long is told as such'],
    ['unprocessable', 'server', 'field required', '422 with a detail list tells the detail'],
    ['rateLimit', 'rateLimit', 'Wait a minute', 'a rate limit without a time advises to wait'],
    ['rateLimitLong', 'rateLimit', '600 seconds', 'a long Retry-After is told and not waited for'],
    ['rateLimitUntil', 'rateLimit', 'Try again in', 'a Retry-After may be a date'],
    [
      'proxyWantsPassword',
      'unreachable',
      'and the proxy',
      '407 is a matter of the proxy, not of the key',
    ],
    ['redirectInCircles', 'unreachable', 'redirects', 'redirects that never end are ended'],
    ['redirectToNowhere', 'unreachable', 'unreadable', 'a redirect to nowhere is told'],
    ['badJson', 'server', 'instead of an answer', 'a body that is no JSON is no answer'],
    ['otherShape', 'server', 'instead of an answer', 'JSON of another API is no answer'],
    ['justNull', 'server', 'instead of an answer', 'null is no answer'],
    ['quota', 'quota', 'current quota', 'a used-up quota is not a rate limit'],
    ['contentFilterStatus', 'refused', 'content management', 'a filter by status is a refusal'],
    ['internalError', 'server', 'HTTP 500', '500 is an error after one retry'],
    ['badGateway', 'server', '502 Bad Gateway', 'the title of a 502 page is enough'],
    ['unavailable', 'server', 'Overloaded', '503 is an error after one retry'],
    ['redirect', 'unreachable', 'elsewhere.invalid', 'a redirect to another host is refused'],
    ['never', 'timeout', '0.5 seconds', 'a server that never answers runs into the deadline'],
    ['headersOnly', 'timeout', '0.5 seconds', 'so does one that sends headers and no more'],
    ['stall', 'timeout', '0.3 seconds', 'a stalled stream runs into the idle time'],
    ['cut', 'unreachable', 'closed the connection', 'a connection cut in mid-answer is told'],
    ['cutAtOnce', 'unreachable', 'closed the connection', 'so is one that is cut at once'],
    [
      'endInMiddle',
      'unreachable',
      'middle of the answer',
      'an object that just stops is not whole',
    ],
    ['errorInStream', 'server', 'engine crashed', 'an error event in the stream is an error'],
    ['endless', 'server', 'more than', 'an endless answer is stopped'],
    ['webPage', 'server', 'web page', 'a web page is no answer'],
    ['emptyBody', 'notJson', 'empty', 'an empty body is no answer'],
    ['badEvent', 'notJson', 'not JSON', 'a broken event is no answer'],
    ['refusal', 'refused', "can't help", 'a refusal is told in its own words'],
    ['contentFilter', 'refused', 'content filter', 'a filtered answer is a refusal'],
    ['outOfTokens', 'truncated', 'cut off', 'an answer at its length limit is truncated'],
  ];
  for (const [behaviour, kind, words, name] of failures) {
    test(`${name} (${behaviour})`, async () => {
      const { answer, milliseconds } = await ask([behaviour], {
        maxBytes: 300_000,
        ...(/never|headersOnly/.test(behaviour) && { timeoutSeconds: 0.5 }),
      });
      assert.equal(answer.kind, 'failure', JSON.stringify(answer));
      if (answer.kind === 'failure') {
        assert.equal(answer.failure.kind, kind, JSON.stringify(answer.failure));
        assert.ok(!answer.nothingSent);
        const text = failureText(answer.failure, 'editor');
        assert.ok(text.includes(words), text);
        assertHoldsNoKey(text);
      }
      assert.ok(milliseconds < 2500, `${milliseconds} ms`);
    });
  }

  for (const [behaviour, kind] of [
    ['empty', 'notJson'],
    ['prose', 'notJson'],
    ['badUtf8', 'notJson'],
    ['wrongShape', 'schema'],
    ['piecesTwice', 'notJson'],
    ['noChoices', 'notJson'],
    ['choicesNoList', 'notJson'],
    ['messageMissing', 'notJson'],
    ['eventsOfNumbers', 'notJson'],
    ['contentNoText', 'notJson'],
  ] as const) {
    test(`text that is no diagnosis is named by the reply's reader (${behaviour})`, async () => {
      const { answer } = await ask([behaviour]);
      const parsed = answer.kind === 'text' ? parseReply(answer.text) : answer;
      assert.equal(parsed.kind === 'failure' && parsed.failure.kind, kind);
    });
  }

  test('a short Retry-After is waited for once', async () => {
    const { answer, server } = await ask(['rateLimitShort', 'streamed']);
    assert.equal(answer.kind, 'text');
    assert.equal(server.requests.length, 2);
  });

  test('a failing server is asked twice and not more', async () => {
    const { server } = await ask(['internalError']);
    assert.equal(server.requests.length, 2);
  });

  test('a quota that is used up is asked for once', async () => {
    const { server } = await ask(['quota']);
    assert.equal(server.requests.length, 1);
  });

  test('usage and growing text are passed on', async () => {
    const { answer, texts } = await ask(['streamed']);
    assert.deepEqual(answer.kind === 'text' && answer.usage, {
      inputTokens: 12_000,
      outputTokens: 340,
    });
    assert.ok(texts.length > 10);
    assert.ok(texts.every((text, index) => text.startsWith(texts[index - 1] ?? '')));
  });
});

suite('connections that fail', () => {
  const addresses: readonly [string, string, string][] = [
    ['http://127.0.0.1:59/v1', 'Nothing listens at 127.0.0.1:59', 'a closed port'],
    ['http://whytrace-test.invalid/v1', 'no host named whytrace-test.invalid', 'an unknown host'],
    ['localhost:1234', 'not a web address', 'a base URL without scheme'],
    ['file:///etc/passwd', 'not a web address', 'a base URL of another kind'],
  ];
  for (const [baseUrl, words, name] of addresses) {
    test(`${name} is told`, async () => {
      const { answer } = await ask(['streamed'], { baseUrl });
      assert.equal(answer.kind === 'failure' && answer.failure.kind, 'unreachable');
      assert.equal(answer.kind === 'failure' && answer.nothingSent, true);
      const text = answer.kind === 'failure' ? failureText(answer.failure, 'editor') : '';
      assert.ok(text.includes(words), text);
    });
  }

  test('a certificate that nobody vouches for is told, and nothing was sent', async () => {
    const server = await startModelServer('streamed', 0, selfSigned);
    const { answer } = await ask([], { baseUrl: server.url });
    await server.close();
    assert.equal(server.requests.length, 0);
    assert.equal(answer.kind === 'failure' && answer.nothingSent, true);
    const text = answer.kind === 'failure' ? failureText(answer.failure, 'editor') : '';
    assert.match(
      text,
      /No secure connection to 127\.0\.0\.1:\d+ could be made \(DEPTH_ZERO_SELF_SIGNED_CERT\)/,
    );
  });

  test('https where the server speaks http is a matter of the secure connection', async () => {
    const server = await startModelServer();
    const { answer } = await ask([], { baseUrl: server.url.replace('http:', 'https:') });
    await server.close();
    const text = answer.kind === 'failure' ? failureText(answer.failure, 'editor') : '';
    assert.ok(text.includes('No secure connection'), text);
  });
});

suite('answers without end', () => {
  for (const behaviour of ['hundredMegabytes', 'endless'] as const) {
    test(`are read to the limit and no further (${behaviour})`, async () => {
      const { answer } = await ask([behaviour], { timeoutSeconds: 60, idleSeconds: 30 });
      assert.equal(answer.kind === 'failure' && answer.failure.kind, 'server');
      const text = answer.kind === 'failure' ? failureText(answer.failure, 'editor') : '';
      assert.match(text, /more than 32768 KB/);
    });
  }
});

suite('cancelling a request', () => {
  for (const behaviour of ['never', 'headersOnly', 'stall', 'endless'] as const) {
    test(`ends it at once (${behaviour})`, async () => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 60);
      const { answer, milliseconds } = await ask([behaviour], {}, controller.signal);
      assert.deepEqual(answer, { kind: 'failure', failure: { kind: 'cancelled' } });
      assert.ok(milliseconds < 200, `${milliseconds} ms`);
    });
  }

  test('keeps out an answer that comes after it', async () => {
    const controller = new AbortController();
    const late: Behaviour = (exchange) => {
      controller.abort();
      return behaviours.lateAnswer(exchange);
    };
    const { answer, texts, server } = await ask([late], {}, controller.signal);
    await new Promise((resolve) => setTimeout(resolve, 250));
    assert.deepEqual(answer, { kind: 'failure', failure: { kind: 'cancelled' } });
    assert.deepEqual(texts, []);
    assert.equal(server.requests.length, 1);
  });

  test('works with a cancellation that has to be looked at', async () => {
    const cancellation = { aborted: false, throwIfAborted: () => {} };
    setTimeout(() => {
      cancellation.aborted = true;
    }, 30);
    const { answer, milliseconds } = await ask(['never'], {}, cancellation);
    assert.deepEqual(answer, { kind: 'failure', failure: { kind: 'cancelled' } });
    assert.ok(milliseconds < 250, `${milliseconds} ms`);
  });

  test('before the start sends nothing', async () => {
    const { answer, server } = await ask(['streamed'], {}, AbortSignal.abort());
    assert.deepEqual(answer, {
      kind: 'failure',
      failure: { kind: 'cancelled' },
      nothingSent: true,
    });
    assert.equal(server.requests.length, 0);
  });

  test('ends it while the key is being fetched', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 30);
    const apiKey = (): Promise<string> => new Promise(() => {});
    const { answer, server } = await ask(['streamed'], { apiKey }, controller.signal);
    assert.deepEqual(answer, {
      kind: 'failure',
      failure: { kind: 'cancelled' },
      nothingSent: true,
    });
    assert.equal(server.requests.length, 0);
  });
});

suite('keys', () => {
  test('a server elsewhere is not asked without one', async () => {
    const { answer } = await ask([], { baseUrl: 'https://api.example.invalid', apiKey: () => ' ' });
    assert.deepEqual(answer, { kind: 'failure', failure: { kind: 'noKey' }, nothingSent: true });
  });

  const hosts: readonly (readonly [string, boolean])[] = [
    ['http://localhost:11434', true],
    ['http://127.3.2.1/v1', true],
    ['http://[::1]:8080/v1', true],
    ['http://10.1.2.3:8896/v1', true],
    ['http://172.31.0.9/v1', true],
    ['http://192.168.1.20/v1', true],
    ['http://192.0.2.2:8896/v1', true],
    ['http://169.254.7.7/v1', true],
    ['http://[fe80::1]/v1', true],
    ['http://[fd00:1::9]/v1', true],
    ['http://ollama:11434/v1', true],
    ['http://models.local/v1', true],
    ['http://gpu.corp.internal/v1', true],
    ['http://box.lan./v1', true],
    ['https://api.openai.com/v1', false],
    ['https://8.8.8.8/v1', false],
    ['http://172.32.0.9/v1', false],
    ['http://[2606:4700::1111]/v1', false],
    ['https://local.example.org/v1', false],
    ['https://10.1.2.3.example.org/v1', false],
  ];
  for (const [baseUrl, isPrivate] of hosts) {
    test(`${isPrivate ? 'may be left out for' : 'are needed for'} ${baseUrl}`, () => {
      assert.equal(isPrivateHost(new URL(baseUrl).hostname), isPrivate);
    });
  }

  test('a server on this machine is asked without one, and gets no header', async () => {
    const { answer, server } = await ask(['streamed'], { apiKey: () => undefined });
    assert.equal(answer.kind, 'text');
    assert.equal(server.requests[0]?.headers.authorization, undefined);
  });

  test('what the environment holds for OpenAI is not used', async () => {
    const names = ['OPENAI_API_KEY', 'OPENAI_ORG_ID', 'OPENAI_PROJECT_ID', 'OPENAI_ADMIN_KEY'];
    try {
      for (const name of names) {
        process.env[name] = 'from-the-environment';
      }
      const { server } = await ask(['streamed'], { apiKey: () => undefined });
      assert.ok(!JSON.stringify(server.requests[0]?.headers).includes('from-the-environment'));
    } finally {
      for (const name of names) {
        delete process.env[name];
      }
    }
  });

  test('a key goes out in its header and nowhere else', async () => {
    const { server } = await ask(['streamed']);
    const [request] = server.requests;
    assert.equal(request?.headers.authorization, `Bearer ${key}`);
    assert.ok(!`${request?.path}${request?.body}`.includes(key));
  });
});

suite('what goes over the wire', () => {
  const secrets = [
    'hunter2-S3cret',
    'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTYifQ.c2lnbmF0dXJlLXNpZ25hdHVyZQ',
    'AKIAQYLPMN5HFIQR7XYA',
    'jane.doe@example.org',
  ];
  const log = [
    `password=${secrets[0]} and later ${secrets[0]} alone`,
    `cloning with ${secrets[1]}`,
    `Authorization: Bearer ${secrets[2]}`,
    `aws id ${secrets[3]} of ${secrets[4]}`,
    `postgres://app:${secrets[0]}@db/shop`,
  ].join('\n');

  test('holds no planted secret, in any dialect and any retry', async () => {
    const { server } = await ask(['noResponseFormat'], {}, neverCancelled, log);
    assert.equal(server.requests.length, 3);
    for (const { body, path, headers } of server.requests) {
      const wire = `${path}\n${JSON.stringify(headers)}\n${body}`;
      assert.deepEqual(
        secrets.filter((secret) => wire.includes(secret)),
        [],
      );
      assert.ok(body.includes('⟦PASSWORD_1⟧'));
    }
  });

  test('is Chat Completions with the schema, streamed, at temperature 0', async () => {
    const { server } = await ask(['streamed']);
    const body: Record<string, unknown> = JSON.parse(server.requests[0]?.body ?? '{}');
    assert.equal(server.requests[0]?.path, '/v1/chat/completions');
    assert.equal(body['model'], 'test-model');
    assert.equal(body['stream'], true);
    assert.equal(body['temperature'], 0);
    assert.deepEqual(body['response_format'], {
      type: 'json_schema',
      json_schema: { ...replySchema, strict: true },
    });
  });

  test('has /v1 where the base URL is a bare host', async () => {
    const server = await startModelServer();
    await ask([], { baseUrl: server.url.replace('/v1', '') });
    assert.equal(server.requests[0]?.path, '/v1/chat/completions');
    await server.close();
  });
});

function assertHoldsNoKey(text: string): void {
  for (let start = 0; start + 6 <= key.length; start += 1) {
    const part = key.slice(start, start + 6);
    assert.ok(!text.includes(part), `"${part}" of the key stands in: ${text}`);
  }
}
