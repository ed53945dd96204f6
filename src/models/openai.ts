import type { ModelFailure } from '../core/model/modelFailure.ts';
import type { LanguageModel, ModelAnswer } from '../core/ports.ts';
import { type CapabilityCache, recall, remember, withInput } from './capabilities.ts';
import { type Conversation, exchange, failed } from './conversation.ts';
import { firstDialect } from './openaiDialect.ts';
import { isPrivateHost } from './privateHosts.ts';
import { probe } from './probe.ts';
import { createStopwatch } from './stopwatch.ts';

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
  /**
   * Where it is kept what servers can. With it, a server is tried out by a question of one line before
   * it gets a log; without, it is found out with the request itself.
   */
  readonly capabilities?: CapabilityCache;
}

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
        stopwatch,
        options,
        key: '',
        sent: false,
      };
      const answer = converse(conversation, request, onText).finally(() => {
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

function failedBefore(failure: ModelFailure): ModelAnswer {
  return { kind: 'failure', failure, nothingSent: true };
}

/** Gets the key, finds out what the server can where that is to be known, and asks. */
async function converse(
  conversation: Conversation,
  request: Parameters<LanguageModel['ask']>[0],
  onText: Parameters<LanguageModel['ask']>[1],
): Promise<ModelAnswer> {
  const { url, model, options } = conversation;
  conversation.key = (await options.apiKey())?.trim() ?? '';
  if (conversation.key === '' && !isPrivateHost(url.hostname)) {
    return failed({ kind: 'noKey' });
  }
  const { capabilities: cache } = options;
  if (!cache) {
    return exchange(conversation, request, onText);
  }
  const known = recall(cache, url, model);
  const probed = known ?? (await probe(conversation));
  if ('failure' in probed) {
    return { ...failed(probed.failure), trial: probed.took };
  }
  const found = 'found' in probed ? probed.found : probed;
  conversation.dialect = found.dialect;
  const answer = await exchange(conversation, request, onText);
  // One that rejects what it took before is another version, or another server: it is tried out anew.
  const isSame = conversation.dialect === found.dialect;
  remember(cache, url, model, isSame ? withInput(found, request, answer) : undefined);
  return 'took' in probed ? { ...answer, trial: probed.took } : answer;
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
