import type { Cost, Price } from './model/consent.ts';
import type { ModelAnswer, ModelRequest } from './ports.ts';

/** Characters of a token in logs, where numbers and ids cost more than words. */
const OF_LOGS = 2.6;
/** Characters of a token in our instructions and in answers, which are prose and JSON. */
const OF_PROSE = 4;

/** Tokens of an answer of usual length: two or three hypotheses with their citations. */
export const USUAL_ANSWER = 1_500;

export interface Tokens {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** An estimate that needs no tokenizer, as each model has its own. */
export function requestTokens({ system, user, schema }: ModelRequest): number {
  const frame = system.length + JSON.stringify(schema.schema).length;
  return Math.ceil(frame / OF_PROSE) + logTokens(user.length);
}

export function logTokens(characters: number): number {
  return Math.ceil(characters / OF_LOGS);
}

/** Characters of a log that have room in so many tokens. */
export function logCharacters(tokens: number): number {
  return Math.max(0, Math.floor(tokens * OF_LOGS));
}

/** What a request took: as the server counted, else by estimate. Nothing where nothing was sent. */
export function tokensUsed(request: ModelRequest, answer: ModelAnswer): Tokens {
  if (answer.kind === 'failure') {
    const inputTokens = answer.nothingSent ? 0 : requestTokens(request);
    return { inputTokens, outputTokens: 0 };
  }
  if (answer.keptAt !== undefined) {
    return { inputTokens: 0, outputTokens: 0 };
  }
  return (
    answer.usage ?? {
      inputTokens: requestTokens(request),
      outputTokens: Math.ceil(answer.text.length / OF_PROSE),
    }
  );
}

export function costOf(price: Price, { inputTokens, outputTokens }: Tokens): Cost {
  const amount = (price.input * inputTokens + price.output * outputTokens) / 1_000_000;
  return { amount, currency: price.currency };
}
