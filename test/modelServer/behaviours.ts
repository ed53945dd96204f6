import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerFor, isProbe } from './answer.ts';

/** What a behaviour may look at and write to. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}

export type Behaviour = (exchange: Exchange) => Promise<void> | void;

const usage = { prompt_tokens: 12_000, completion_tokens: 340, total_tokens: 12_340 };

/** Ways in which real servers answer, named for tests and for the command line. */
export const behaviours = {
  // Good manners
  streamed: ({ response, body }) => stream(response, pieces(answerFor(body))),
  whole: ({ response, body }) => completion(response, answerFor(body)),
  fenced: ({ response, body }) =>
    stream(
      response,
      pieces(`Here is what I found:\n\n\`\`\`json\n${answerFor(body)}\n\`\`\`\nGood luck!`),
    ),
  streamedAsPlainText: ({ response, body }) =>
    stream(response, pieces(answerFor(body)), { type: 'text/plain' }),
  withoutEndMark: ({ response, body }) =>
    stream(response, pieces(answerFor(body)), { finish: null, done: false }),
  withKeepAlives: async ({ response, body }) => {
    head(response);
    for (let count = 0; count < 3; count += 1) {
      response.write(': still thinking\n\n');
      await sleep(20);
    }
    writeStream(response, pieces(answerFor(body)), 'stop');
    response.end('data: [DONE]\n\n');
  },
  healthy: ({ response }) =>
    stream(
      response,
      pieces(
        JSON.stringify({
          outcome: 'noIncident',
          reason: 'All requests succeeded.',
          hypotheses: [],
        }),
      ),
    ),

  wholeAsEventStream: ({ response, body }) => {
    head(response);
    response.end(JSON.stringify(completed(answerFor(body))));
  },
  rateLimitUntil: ({ response }) => {
    const until = new Date(Date.now() + 400_000).toUTCString();
    json(response, 429, { error: { message: 'Rate limit reached.' } }, { 'retry-after': until });
  },
  lastChunksTwice: ({ response, body }) => {
    head(response);
    writeStream(response, pieces(answerFor(body)), 'stop');
    event(response, chunk({}, 'stop'));
    event(response, { ...chunk({}, null), choices: [], usage });
    event(response, { ...chunk({}, null), choices: [], usage });
    response.end('data: [DONE]\n\ndata: [DONE]\n\n');
  },
  answeredTwice: ({ response, body }) => {
    const answer = answerFor(body);
    return stream(response, [...pieces(answer), ...pieces(answer)]);
  },

  // Servers that know less than OpenAI's
  noJsonSchema: unlessAbsent(
    /json_schema/,
    'response_format',
    "'json_schema' is not supported here",
  ),
  noResponseFormat: unlessAbsent(/response_format/, 'response_format', 'Unsupported parameter'),
  noTemperature: unlessAbsent(
    /"temperature"/,
    'temperature',
    "Unsupported value: 'temperature' does not support 0 with this model.",
  ),
  noStreamOptions: unlessAbsent(
    /stream_options/,
    null,
    'stream_options: extra fields not permitted',
    422,
  ),
  noSystemRole: unlessAbsent(
    /"role":"(?:system|developer)"/,
    'messages[0].role',
    'System role not supported',
  ),

  /** Takes a schema and does not keep to it. */
  schemaIgnored: ({ response, body }) =>
    stream(response, pieces(isProbe(body) ? '{"colour":"blue"}' : answerFor(body))),
  /** Takes any format and answers in prose first. */
  formatIgnored: ({ response, body }) =>
    stream(response, pieces(isProbe(body) ? 'The sky is blue.' : answerFor(body))),
  /** Knows the newer API alone, as some hosted models do. */
  responsesOnly: (exchange) =>
    exchange.request.url?.includes('/responses')
      ? responses(exchange.response, pieces(answerFor(exchange.body)))
      : error(400, {
          message: 'This model is only supported in v1/responses and not in v1/chat/completions.',
        })(exchange),
  /** Has both, as OpenAI does. */
  bothApis: (exchange) =>
    exchange.request.url?.includes('/responses')
      ? responses(exchange.response, pieces(answerFor(exchange.body)))
      : stream(exchange.response, pieces(answerFor(exchange.body))),
  responsesRefusal: ({ response }) =>
    responses(response, [], [{ type: 'response.refusal.delta', delta: "I can't help with that." }]),
  responsesTruncated: ({ response, body }) =>
    responses(response, pieces(answerFor(body)).slice(0, 3), [
      {
        type: 'response.incomplete',
        response: { incomplete_details: { reason: 'max_output_tokens' } },
      },
    ]),
  responsesFiltered: ({ response }) =>
    responses(
      response,
      [],
      [
        {
          type: 'response.incomplete',
          response: { incomplete_details: { reason: 'content_filter' } },
        },
      ],
    ),
  responsesFailed: ({ response, headers }) =>
    responses(
      response,
      [],
      [
        {
          type: 'response.failed',
          response: { error: { message: `The engine crashed for ${headers.authorization}.` } },
        },
      ],
    ),
  responsesCut: ({ response, body }) =>
    responses(
      response,
      pieces(answerFor(body)).slice(0, 3),
      [{ type: 'response.in_progress' }],
      false,
    ),

  /** Reads as much as its small context holds, and says nothing of the rest. */
  smallContext: ({ response, body }) => {
    const read = { prompt_tokens: 512, completion_tokens: 340, total_tokens: 852 };
    json(response, 200, { ...completed(answerFor(body)), usage: read });
  },

  // Refusals by status
  badRequest: error(400, { message: 'Something is off.', code: 'invalid_request' }),
  unauthorised: ({ response, headers }) => {
    const key = (headers.authorization ?? String(headers['api-key'] ?? '')).replace('Bearer ', '');
    const shown = `${key.slice(0, 8)}***************${key.slice(-4)}`;
    const message = `Incorrect API key provided: ${shown} (${key}). You can find your key online.`;
    json(response, 401, {
      error: { message, type: 'invalid_request_error', code: 'invalid_api_key' },
    });
  },
  forbidden: error(403, { message: 'Your country is not supported.' }),
  payment: error(402, { message: 'Insufficient Balance' }),
  modelMissing: error(404, {
    message: "The model 'nope' does not exist or you do not have access to it.",
    code: 'model_not_found',
  }),
  ollamaModelMissing: ({ response }) =>
    json(response, 404, { error: "model 'nope' not found, try pulling it first" }),
  pathMissing: ({ response }) => page(response, 404, '404 page not found'),
  requestTimeout: error(408, { message: 'Request timed out.' }),
  conflict: error(409, { message: 'The resource is locked.' }),
  tooLarge: error(413, { message: 'Payload too large' }),
  contextLength: error(400, {
    message:
      "This model's maximum context length is 8192 tokens, however you requested 9000 tokens.",
    code: 'context_length_exceeded',
    param: 'messages',
  }),
  unprocessable: ({ response }) =>
    json(response, 422, { detail: [{ loc: ['body', 'messages'], msg: 'field required' }] }),
  rateLimit: error(429, { message: 'Rate limit reached.', code: 'rate_limit_exceeded' }),
  rateLimitLong: error(429, { message: 'Rate limit reached.' }, { 'retry-after': '600' }),
  rateLimitShort: error(429, { message: 'Rate limit reached.' }, { 'retry-after-ms': '30' }),
  quota: error(429, { message: 'You exceeded your current quota.', code: 'insufficient_quota' }),
  contentFilterStatus: error(400, {
    message: 'The response was filtered by the content management policy.',
    code: 'content_filter',
  }),
  internalError: error(500, { message: 'The server had an error.' }),
  badGateway: ({ response }) => page(response, 502, '502 Bad Gateway'),
  unavailable: error(503, { message: 'Overloaded.' }, { 'retry-after-ms': '20' }),
  redirect: ({ response }) => {
    response.writeHead(307, { location: 'http://elsewhere.invalid/v1/chat/completions' }).end();
  },
  redirectAtHome: ({ request, response }) => {
    response.writeHead(308, { location: `/moved${request.url}` }).end();
  },

  proxyWantsPassword: ({ response }) => {
    response.writeHead(407, { 'proxy-authenticate': 'Basic realm="proxy"' }).end('Denied');
  },
  redirectInCircles: ({ request, response }) => {
    response.writeHead(308, { location: request.url }).end();
  },
  redirectToNowhere: ({ response }) => {
    response.writeHead(302, { location: 'http://[' }).end();
  },

  // Slow, silent and broken
  lateAnswer: async ({ response, body }) => {
    await sleep(150);
    await stream(response, pieces(answerFor(body)));
  },
  hundredMegabytes: ({ response }) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    let left = 100;
    const more = (): void => {
      while (left-- > 0) {
        if (!response.write(Buffer.alloc(1024 * 1024, 120))) {
          response.once('drain', more);
          return;
        }
      }
      response.end();
    };
    more();
  },
  slowFirstByte: async ({ response, body }) => {
    await sleep(400);
    await stream(response, pieces(answerFor(body)));
  },
  never: () => {},
  headersOnly: ({ response }) => {
    head(response);
    response.flushHeaders();
  },
  stall: ({ response, body }) => {
    head(response);
    writeStream(response, pieces(answerFor(body)).slice(0, 3), null);
  },
  cut: async ({ response, body }) => {
    head(response);
    writeStream(response, pieces(answerFor(body)).slice(0, 3), null);
    await sleep(20);
    response.destroy();
  },
  cutAtOnce: ({ request }) => {
    request.socket.destroy();
  },
  endInMiddle: ({ response, body }) =>
    stream(response, pieces(answerFor(body)).slice(0, 3), { finish: null, done: false }),
  errorInStream: ({ response, body }) => {
    head(response);
    writeStream(response, pieces(answerFor(body)).slice(0, 3), null);
    response.end(
      `data: ${JSON.stringify({ error: { message: 'The engine crashed.', code: 500 } })}\n\n`,
    );
  },
  endless: async ({ response }) => {
    head(response);
    const line = `data: ${JSON.stringify(chunk({ content: 'x'.repeat(60_000) }, null))}\n\n`;
    while (response.writable && !response.destroyed) {
      if (!response.write(line)) {
        await Promise.race([new Promise((resolve) => response.once('drain', resolve)), sleep(200)]);
      }
    }
  },

  // Answers that are none
  webPage: ({ response }) => page(response, 200, 'Sign in'),
  empty: ({ response }) => stream(response, []),
  emptyBody: ({ response }) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end();
  },
  prose: ({ response }) =>
    stream(response, pieces('I am sorry, I can only talk about the weather.')),
  wrongShape: ({ response }) =>
    stream(response, pieces('{"answer":"The disk is full","sure":true}')),
  badEvent: ({ response }) => {
    head(response);
    response.end('data: {"choices":[{"delta":{"content":"x"}\n\n');
  },
  badJson: ({ response }) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"choices": [{');
  },
  noChoices: ({ response }) => json(response, 200, { object: 'chat.completion', choices: [] }),
  choicesNoList: ({ response }) => json(response, 200, { choices: 'none' }),
  messageMissing: ({ response }) =>
    json(response, 200, { choices: [{ index: 0, message: null, finish_reason: 'stop' }] }),
  otherShape: ({ response }) => json(response, 200, { id: 'x', output: 'The disk is full' }),
  justNull: ({ response }) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('null');
  },
  eventsOfNumbers: ({ response }) => {
    head(response);
    response.end('data: 1\n\ndata: null\n\ndata: "x"\n\ndata: [DONE]\n\n');
  },
  contentNoText: ({ response }) => {
    head(response);
    event(response, chunk({ content: [{ type: 'text', text: 'a' }] }, null));
    event(response, chunk({ content: 7 }, 'stop'));
    response.end('data: [DONE]\n\n');
  },
  piecesTwice: ({ response, body }) =>
    stream(
      response,
      pieces(answerFor(body)).flatMap((piece) => [piece, piece]),
    ),
  badUtf8: ({ response }) => {
    head(response);
    response.write('data: {"choices":[{"index":0,"delta":{"content":"');
    response.write(Buffer.from([0xff, 0xfe, 0xc3, 0x28]));
    response.end('"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n');
  },
  refusal: ({ response }) => {
    head(response);
    event(response, chunk({ refusal: "I can't help with that." }, null));
    event(response, chunk({}, 'stop'));
    response.end('data: [DONE]\n\n');
  },
  contentFilter: ({ response, body }) =>
    stream(response, pieces(answerFor(body)).slice(0, 2), { finish: 'content_filter' }),
  outOfTokens: ({ response, body }) =>
    stream(response, pieces(answerFor(body)).slice(0, 3), { finish: 'length' }),
} satisfies Record<string, Behaviour>;

export type BehaviourName = keyof typeof behaviours;

/** 400 with the parameter's name until the request comes without it, then a good answer. */
function unlessAbsent(
  pattern: RegExp,
  param: string | null,
  message: string,
  status = 400,
): Behaviour {
  return (exchange) =>
    pattern.test(exchange.body)
      ? error(status, { message, param, code: 'unsupported_parameter' })(exchange)
      : stream(exchange.response, pieces(answerFor(exchange.body)));
}

function error(
  status: number,
  body: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, string>> = {},
): Behaviour {
  return ({ response }) => json(response, status, { error: body }, headers);
}

function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response
    .writeHead(status, {
      'content-type': 'application/json',
      'x-request-id': 'req_test_1',
      ...headers,
    })
    .end(JSON.stringify(body));
}

function page(response: ServerResponse, status: number, title: string): void {
  response
    .writeHead(status, { 'content-type': 'text/html' })
    .end(
      `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
    );
}

function completion(response: ServerResponse, content: string): void {
  json(response, 200, completed(content));
}

function completed(content: string): Readonly<Record<string, unknown>> {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    model: 'test-model',
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
    usage,
  };
}

/** Events of the Responses API; `last` instead of the one that completes. */
function responses(
  response: ServerResponse,
  parts: readonly string[],
  last: readonly Readonly<Record<string, unknown>>[] = [],
  isWhole = true,
): void {
  head(response);
  const send = (data: Readonly<Record<string, unknown>>): void => {
    response.write(`event: ${data['type']}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  send({ type: 'response.created', response: {} });
  for (const delta of parts) send({ type: 'response.output_text.delta', delta });
  for (const event of last) send(event);
  if (isWhole) {
    const counted = { input_tokens: 12_000, output_tokens: 340, total_tokens: 12_340 };
    send({ type: 'response.completed', response: { usage: counted } });
  }
  response.end();
}

function head(response: ServerResponse, type = 'text/event-stream'): void {
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' });
}

async function stream(
  response: ServerResponse,
  parts: readonly string[],
  options: {
    readonly type?: string;
    readonly finish?: string | null;
    readonly done?: boolean;
  } = {},
): Promise<void> {
  const { type = 'text/event-stream', finish = 'stop', done = true } = options;
  head(response, type);
  writeStream(response, parts, finish);
  if (done) {
    event(response, { ...chunk({}, null), choices: [], usage });
    response.write('data: [DONE]\n\n');
  }
  await sleep(5);
  response.end();
}

function writeStream(
  response: ServerResponse,
  parts: readonly string[],
  finish: string | null,
): void {
  event(response, chunk({ role: 'assistant', content: '' }, null));
  for (const content of parts) {
    event(response, chunk({ content }, null));
  }
  if (finish !== null) {
    event(response, chunk({}, finish));
  }
}

function event(response: ServerResponse, data: unknown): void {
  response.write(`data: ${JSON.stringify(data)}\n\n`);
}

function chunk(
  delta: Readonly<Record<string, unknown>>,
  finish: string | null,
): Record<string, unknown> {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    model: 'test-model',
    choices: [{ index: 0, delta, finish_reason: finish }],
  };
}

/** Cuts a text into pieces of the size of a few tokens. */
function pieces(text: string): string[] {
  return text.match(/[\s\S]{1,24}/g) ?? [];
}
