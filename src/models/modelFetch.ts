import { AnswerFailure } from './answerFailure.ts';
import { wasNeverConnected } from './openaiFailure.ts';
import type { Stopwatch } from './stopwatch.ts';

type Fetch = typeof fetch;

export interface ModelFetchOptions {
  readonly stopwatch: Stopwatch;
  /** Most bytes of one answer. */
  readonly maxBytes: number;
  /** Told before anything of a request leaves, and when it turns out that none did. */
  readonly sending: { sent: boolean };
}

/**
 * `fetch` for requests that carry a user's logs and key: it stays with the host it was told, stops
 * reading at a limit, and makes of whatever a server sends the one form the client library expects:
 * a stream of events, or `{ "error": { … } }`.
 */
export function createModelFetch({ stopwatch, maxBytes, sending }: ModelFetchOptions): Fetch {
  return async (input, init) => {
    const request = { ...init, redirect: 'manual' } as const;
    const response = await followAtHome(requestUrl(input), request, sending);
    const bounded = new Response(response.body?.pipeThrough(meter(stopwatch, maxBytes)) ?? null, {
      status: response.status,
      statusText: response.statusText,
      headers: response.headers,
    });
    if (!response.ok) {
      return asErrorBody(bounded);
    }
    const type = response.headers.get('content-type') ?? '';
    if (!/event-stream/i.test(type)) {
      return asEventStream(bounded, type);
    }
    const { isObject: isWhole, again } = await peek(bounded);
    return isWhole ? asEventStream(again, type) : again;
  };
}

function requestUrl(input: Parameters<Fetch>[0]): string {
  return typeof input === 'string' ? input : input instanceof URL ? input.href : input.url;
}

const MOST_REDIRECTS = 3;

/** Follows redirects on the same host, never to plain http, and repeats the POST there. */
async function followAtHome(
  start: string,
  init: RequestInit,
  sending: ModelFetchOptions['sending'],
): Promise<Response> {
  let url = new URL(start);
  for (let redirects = 0; ; redirects += 1) {
    const response = await send(url, init, sending);
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || location === null) {
      return response;
    }
    await response.body?.cancel();
    const next = URL.parse(location, url.href);
    const isSafer = next?.protocol === 'https:' || next?.protocol === url.protocol;
    if (!next || next.hostname !== url.hostname || !isSafer || redirects === MOST_REDIRECTS) {
      const to = next?.host ?? 'an unreadable address';
      const detail = `${url.host} redirects to ${to}; keys and logs are not sent on to another place`;
      throw new AnswerFailure({ kind: 'unreachable', detail });
    }
    url = next;
  }
}

/** Whoever interrupts a request can't know how much of it left, so it counts as sent until it failed. */
async function send(
  url: URL,
  init: RequestInit,
  sending: ModelFetchOptions['sending'],
): Promise<Response> {
  const { sent } = sending;
  sending.sent = true;
  try {
    return await fetch(url.href, init);
  } catch (error) {
    if (wasNeverConnected(error)) {
      sending.sent = sent;
    }
    throw error;
  }
}

/** Lets bytes through, tells the stopwatch of each chunk, and fails when there are too many. */
function meter(stopwatch: Stopwatch, maxBytes: number): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      stopwatch.heard();
      bytes += chunk.byteLength;
      if (bytes > maxBytes) {
        const detail = `It sent more than ${Math.round(maxBytes / 1024)} KB, and reading was stopped`;
        controller.error(new AnswerFailure({ kind: 'server', status: 200, detail }));
        return;
      }
      controller.enqueue(chunk);
    },
  });
}

/** Longer error bodies are web pages or logs of their own. */
const LONGEST_ERROR = 20_000;

/** `{"error":"…"}`, `{"detail":…}`, `{"message":"…"}` and plain text in OpenAI's form. */
async function asErrorBody(response: Response): Promise<Response> {
  const text = (await response.text()).slice(0, LONGEST_ERROR);
  const body = parseObject(text);
  const error = body?.['error'];
  const described = isObject(error) ? error : { ...body, message: errorMessage(body, text) };
  const { status, statusText } = response;
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  headers.delete('content-encoding');
  headers.set('content-type', 'application/json');
  return new Response(JSON.stringify({ error: described }), { status, statusText, headers });
}

function errorMessage(body: Readonly<Record<string, unknown>> | undefined, text: string): string {
  const message = body?.['error'] ?? body?.['message'] ?? body?.['detail'] ?? text;
  return typeof message === 'string' ? message : JSON.stringify(message);
}

/** Whether a body begins as a JSON object, which no event does, and the body from its beginning. */
async function peek(response: Response): Promise<{ isObject: boolean; again: Response }> {
  const reader = response.body?.getReader();
  const read: Uint8Array[] = [];
  let opening = '';
  while (reader && opening.trimStart() === '') {
    const { done, value } = await reader.read();
    if (done) break;
    read.push(value);
    opening += new TextDecoder().decode(value.subarray(0, 64));
  }
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of read) controller.enqueue(chunk);
    },
    async pull(controller) {
      const next = await reader?.read();
      if (!next || next.done) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: (reason) => reader?.cancel(reason),
  });
  const { status, headers } = response;
  return {
    isObject: opening.trimStart().startsWith('{'),
    again: new Response(body, { status, headers }),
  };
}

/** A server that can't stream, or says so wrongly, is made to look as if it could. */
async function asEventStream(response: Response, type: string): Promise<Response> {
  const text = await response.text();
  const headers = { 'content-type': 'text/event-stream' };
  if (/^\s*(?::|data:|event:|id:|retry:)/.test(text)) {
    return new Response(text, { headers });
  }
  const body = parseObject(text);
  if (!body || !('choices' in body || 'error' in body)) {
    throw new AnswerFailure(notAnAnswer(text, type));
  }
  return new Response(`data: ${JSON.stringify(asChunk(body))}\n\ndata: [DONE]\n\n`, { headers });
}

function notAnAnswer(text: string, type: string): AnswerFailure['failure'] {
  if (text.trim() === '') {
    return { kind: 'notJson', detail: 'The answer was empty' };
  }
  const isPage = /html/i.test(type) || /^\s*<(?:!doctype|html)/i.test(text);
  const what = isPage ? 'a web page' : `something else (${type.slice(0, 60) || 'no content type'})`;
  const detail = `It sent ${what} instead of an answer`;
  return { kind: 'server', status: 200, detail, isAddressDoubtful: true };
}

/** A whole completion as the one chunk of a stream: `message` is called `delta` there. */
function asChunk(body: Readonly<Record<string, unknown>>): unknown {
  const choices = Array.isArray(body['choices']) ? body['choices'] : [];
  return {
    ...body,
    choices: choices.filter(isObject).map((choice) => ({ ...choice, delta: choice['message'] })),
  };
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
