import type { Cost, Price } from './model/consent.ts';
import type { Tokens } from './model/tokens.ts';
import type { ModelAnswer } from './ports.ts';

/** Characters of a token in logs, where numbers and ids cost more than words. */
const OF_LOGS = 2.6;
/** Characters of a token in our instructions and in answers, which are prose and JSON. */
const OF_PROSE = 4;

/** Tokens of an answer of usual length: two or three hypotheses with their citations. */
export const USUAL_ANSWER = 1_500;

/** What of a request has to be paid for. */
interface Measured {
  readonly system: string;
  readonly user: string;
  readonly schema: { readonly schema: object };
}

/** An estimate that needs no tokenizer, as each model has its own. */
export function requestTokens({ system, user, schema }: Measured): number {
  const frame = system.length + JSON.stringify(schema.schema).length;
  return Math.ceil(frame / OF_PROSE) + logTokens(user.length);
}

/** Characters of one token, at most, in logs, code and JSON; a server that counts fewer tokens read less. */
const MOST_OF_A_TOKEN = 5;

export function leastTokens(characters: number): number {
  return Math.floor(characters / MOST_OF_A_TOKEN);
}

export function logTokens(characters: number): number {
  return Math.ceil(characters / OF_LOGS);
}

/** Characters of a log that have room in so many tokens. */
export function logCharacters(tokens: number): number {
  return Math.max(0, Math.floor(tokens * OF_LOGS));
}

/** What a request took: as the server counted, else by estimate; with it what trying the server out took. */
export function tokensUsed(request: Measured, answer: ModelAnswer): Tokens {
  if (answer.kind === 'failure') {
    const inputTokens = answer.nothingSent ? 0 : requestTokens(request);
    return plus({ inputTokens, outputTokens: 0 }, answer.trial);
  }
  if (answer.keptAt !== undefined) {
    return { inputTokens: 0, outputTokens: 0 };
  }
  const used = answer.usage ?? {
    inputTokens: requestTokens(request),
    outputTokens: Math.ceil(answer.text.length / OF_PROSE),
  };
  return plus(used, answer.trial);
}

export function plus(a: Tokens, b: Tokens = noTokens): Tokens {
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
  };
}

export const noTokens: Tokens = { inputTokens: 0, outputTokens: 0 };

export function costOf(price: Price, { inputTokens, outputTokens }: Tokens): Cost {
  const amount = (price.input * inputTokens + price.output * outputTokens) / 1_000_000;
  return { amount, currency: price.currency };
}
