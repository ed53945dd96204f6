import OpenAI from 'openai';
import type { ModelFailure } from '../core/model/modelFailure.ts';
import type { LanguageModel, ModelAnswer } from '../core/ports.ts';
import { createModelFetch } from './modelFetch.ts';
import type { OpenAiModelOptions } from './openai.ts';
import { readAnswer } from './openaiAnswer.ts';
import { type Dialect, requestBody, type WireRequest, withoutRejected } from './openaiDialect.ts';
import { failureOf, retryDelay, withoutKeys } from './openaiFailure.ts';
import { readResponse, responseBody } from './openaiResponses.ts';
import type { Stopwatch } from './stopwatch.ts';

/** What one question to a server needs, and what is found out on the way. */
export interface Conversation {
  readonly url: URL;
  readonly model: string;
  readonly stopwatch: Stopwatch;
  readonly options: OpenAiModelOptions;
  dialect: Dialect;
  key: string;
  /** Whether anything of a request may have left. */
  sent: boolean;
}

type OnText = Parameters<LanguageModel['ask']>[1];

/** Most ways to write a request that are tried before a rejection counts. */
const MOST_DIALECTS = 8;

export function failed(failure: ModelFailure): ModelAnswer {
  return { kind: 'failure', failure };
}

/** Asks until there is an answer, a failure that neither another dialect nor one retry can mend. */
export async function exchange(
  conversation: Conversation,
  request: WireRequest,
  onText: OnText,
): Promise<ModelAnswer> {
  const { url, options, stopwatch, key, model } = conversation;
  const client = createClient(conversation);
  let retries = 1;
  for (let dialects = 1; ; ) {
    const result = await attempt(client, conversation, request, onText);
    if (result.kind === 'answer') {
      return withoutKey(result.answer, key);
    }
    const other = dialects < MOST_DIALECTS && withoutRejected(conversation.dialect, result.error);
    if (other) {
      conversation.dialect = other;
      dialects += 1;
      continue;
    }
    const delay = result.hasText ? undefined : retryDelay(result.error, options.retrySeconds);
    if (retries === 0 || delay === undefined || delay >= stopwatch.remaining()) {
      return failed(stopwatch.failure() ?? failureOf(result.error, { url, key, model }));
    }
    retries -= 1;
    await stopwatch.sleep(delay);
  }
}

/** A server that breaks off an answer knows the key too, and may say it. */
function withoutKey(answer: ModelAnswer, key: string): ModelAnswer {
  if (answer.kind === 'text' || !('detail' in answer.failure)) {
    return answer;
  }
  const { failure } = answer;
  return { ...answer, failure: { ...failure, detail: withoutKeys(failure.detail, key) } };
}

type Attempt =
  | { readonly kind: 'answer'; readonly answer: ModelAnswer }
  | { readonly kind: 'error'; readonly error: unknown; readonly hasText: boolean };

async function attempt(
  client: OpenAI,
  { model, dialect, stopwatch }: Conversation,
  request: WireRequest,
  onText: OnText,
): Promise<Attempt> {
  const { signal } = stopwatch;
  let hasText = false;
  const onPiece: OnText = (soFar) => {
    hasText = true;
    if (!signal.aborted) {
      onText(soFar);
    }
  };
  try {
    if (dialect.api === 'responses') {
      const body = responseBody(model, request, dialect);
      const events = await client.responses.create(body, { signal });
      return { kind: 'answer', answer: await readResponse(events, onPiece) };
    }
    const body = requestBody(model, request, dialect);
    const stream = await client.chat.completions.create(body, { signal });
    return { kind: 'answer', answer: await readAnswer(stream, onPiece) };
  } catch (error) {
    return { kind: 'error', error, hasText };
  }
}

/**
 * The package reads keys, organisation and headers from the environment and logs to the console
 * unless told otherwise; here, only what the user configured in Whytrace counts. Retries are ours,
 * because they have to fit into the deadline.
 */
function createClient(conversation: Conversation): OpenAI {
  const { url, key, stopwatch, options } = conversation;
  const isAzure = /\.(?:azure\.com|azure\.us|azure\.cn)$/.test(url.hostname);
  return new OpenAI({
    baseURL: `${url.origin}${url.pathname}`,
    // Azure's older addresses end in `?api-version=…`.
    defaultQuery: Object.fromEntries(url.searchParams),
    apiKey: key || 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    logLevel: 'off',
    maxRetries: 0,
    timeout: stopwatch.remaining() + 1000,
    fetch: createModelFetch({
      stopwatch,
      maxBytes: options.maxBytes ?? 32 * 1024 * 1024,
      sending: conversation,
    }),
    defaultHeaders: {
      ...(key === '' && { Authorization: null }),
      ...(isAzure && { Authorization: null, 'api-key': key }),
    },
  });
}
