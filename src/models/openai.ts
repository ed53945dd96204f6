import OpenAI from 'openai';
import type { ModelFailure } from '../core/model/modelFailure.ts';
import type { LanguageModel, ModelAnswer, ModelRequest } from '../core/ports.ts';
import { createModelFetch } from './modelFetch.ts';
import { readAnswer } from './openaiAnswer.ts';
import { type Dialect, firstDialect, requestBody, withoutRejected } from './openaiDialect.ts';
import { failureOf, retryDelay } from './openaiFailure.ts';
import { isPrivateHost } from './privateHosts.ts';
import { createStopwatch, type Stopwatch } from './stopwatch.ts';

export interface OpenAiModelOptions {
  /** e.g. `https://api.openai.com/v1`, `http://localhost:11434`; `/v1` is added where a path lacks. */
  readonly baseUrl: string;
  /** The model's name; at Azure the deployment's. */
  readonly model: string;
  /** Read for each request, so that a key is held no longer than one. Servers in a private network need none. */
  readonly apiKey: () => Promise<string | undefined> | string | undefined;
  /** For the whole answer with all retries; default 120. */
  readonly timeoutSeconds?: number;
  /** Between two pieces of a streamed answer; default 30. */
  readonly idleSeconds?: number;
  /** Default 32 MiB; a reasoning model's hidden text counts. */
  readonly maxBytes?: number;
  /** Before the one retry, where the server names no time of its own; default 0.5. */
  readonly retrySeconds?: number;
}

/** Most ways to write a request that are tried before a rejection counts. */
const MOST_DIALECTS = 7;

/**
 * A model behind any server that speaks OpenAI's Chat Completions: OpenAI, Azure, Ollama, llama.cpp,
 * vLLM, LM Studio. What such a server does not know of the request is left out, and remembered for
 * the lifetime of the model. It never throws: each way to fail is a `ModelFailure`.
 */
export function createOpenAiModel(options: OpenAiModelOptions): LanguageModel {
  const url = readBaseUrl(options.baseUrl);
  const model = options.model.trim();
  const destination = url ? `${url.origin}${url.pathname}` : options.baseUrl;
  let dialect = url && firstDialect(url, model);

  return {
    kind: 'openai',
    name: `${model || 'no model'} at ${url?.host ?? options.baseUrl}`,
    destination,

    async ask(request, onText, cancellation) {
      if (!url || !dialect) {
        const detail = `"${options.baseUrl}" is not a web address`;
        return failedBefore({ kind: 'unreachable', detail });
      }
      if (model === '') {
        return failedBefore({ kind: 'noModel', detail: 'No model is chosen.' });
      }
      const stopwatch = createStopwatch(options, cancellation);
      const conversation: Conversation = {
        url,
        model,
        dialect,
        request,
        onText,
        stopwatch,
        options,
        key: '',
        sent: false,
      };
      const answer = converse(conversation).finally(() => {
        dialect = conversation.dialect;
      });
      try {
        const first = await Promise.race([answer, stopwatch.stopped]);
        return conversation.sent || first.kind === 'text' ? first : { ...first, nothingSent: true };
      } finally {
        stopwatch.end();
      }
    },
  };
}

interface Conversation {
  readonly url: URL;
  readonly model: string;
  readonly request: ModelRequest;
  readonly onText: Parameters<LanguageModel['ask']>[1];
  readonly stopwatch: Stopwatch;
  readonly options: OpenAiModelOptions;
  dialect: Dialect;
  key: string;
  /** Whether anything of a request may have left. */
  sent: boolean;
}

function failed(failure: ModelFailure): ModelAnswer {
  return { kind: 'failure', failure };
}

function failedBefore(failure: ModelFailure): ModelAnswer {
  return { kind: 'failure', failure, nothingSent: true };
}

/** Asks until there is an answer, a failure that neither another dialect nor one retry can mend. */
async function converse(conversation: Conversation): Promise<ModelAnswer> {
  const { url, options, stopwatch, request } = conversation;
  conversation.key = (await options.apiKey())?.trim() ?? '';
  if (conversation.key === '' && !isPrivateHost(url.hostname)) {
    return failed({ kind: 'noKey' });
  }
  const client = createClient(conversation);
  let retries = 1;
  for (let dialects = 1; ; ) {
    const result = await attempt(client, conversation);
    if (result.kind === 'answer') {
      return result.answer;
    }
    const other = dialects < MOST_DIALECTS && withoutRejected(conversation.dialect, result.error);
    if (other) {
      conversation.dialect = other;
      dialects += 1;
      continue;
    }
    const delay = result.hasText ? undefined : retryDelay(result.error, options.retrySeconds);
    if (retries === 0 || delay === undefined || delay >= stopwatch.remaining()) {
      const context = {
        url,
        key: conversation.key,
        model: conversation.model,
        schema: request.schema,
      };
      return failed(stopwatch.failure() ?? failureOf(result.error, context));
    }
    retries -= 1;
    await stopwatch.sleep(delay);
  }
}

type Attempt =
  | { readonly kind: 'answer'; readonly answer: ModelAnswer }
  | { readonly kind: 'error'; readonly error: unknown; readonly hasText: boolean };

async function attempt(client: OpenAI, conversation: Conversation): Promise<Attempt> {
  const { model, request, dialect, stopwatch, onText } = conversation;
  let hasText = false;
  try {
    const body = requestBody(model, request, dialect);
    const stream = await client.chat.completions.create(body, { signal: stopwatch.signal });
    const answer = await readAnswer(stream, (soFar) => {
      hasText = true;
      if (!stopwatch.signal.aborted) {
        onText(soFar);
      }
    });
    return { kind: 'answer', answer };
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
    baseURL: url.href,
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

/** Gives a base URL without a trailing slash, or nothing where the text is no http(s) URL. */
function readBaseUrl(text: string): URL | undefined {
  const url = URL.parse(text.trim());
  if (!url || !/^https?:$/.test(url.protocol)) {
    return undefined;
  }
  url.username = '';
  url.password = '';
  url.hash = '';
  url.pathname = url.pathname.replace(/\/+$/, '').replace(/\/chat\/completions$/, '') || '/v1';
  return url;
}
