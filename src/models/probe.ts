import type { ModelFailure } from '../core/model/modelFailure.ts';
import type { Tokens } from '../core/model/tokens.ts';
import { noTokens, plus, tokensUsed } from '../core/tokens.ts';
import type { Capabilities } from './capabilities.ts';
import { type Conversation, exchange } from './conversation.ts';
import { type Dialect, looserFormat, type WireRequest } from './openaiDialect.ts';
import { hasResponses } from './openaiResponses.ts';

export type Probed =
  | { readonly kind: 'found'; readonly found: Capabilities; readonly took: Tokens }
  | { readonly kind: 'failure'; readonly failure: ModelFailure; readonly took: Tokens };

/**
 * A question of one line whose schema forbids the answer that every model would give: the sky is
 * none of these colours. Who answers "blue" took the schema and did not keep to it.
 */
const trap: WireRequest = {
  system: 'Answer with one JSON object and nothing else.',
  user: 'Which colour has a clear sky at noon? Answer as {"colour": "…"}.',
  schema: {
    name: 'whytrace_probe',
    schema: {
      type: 'object',
      properties: { colour: { type: 'string', enum: ['k7-orange', 'q4-green'] } },
      required: ['colour'],
      additionalProperties: false,
    },
  },
};

/**
 * Finds out how a server takes requests, before it gets a log: what it rejects, and whether what it
 * accepts has an effect. A failure that the real request would meet too ends the run here, so that
 * nothing of a log leaves for a server that would not answer.
 */
export async function probe(conversation: Conversation): Promise<Probed> {
  const { url, dialect } = conversation;
  if (!hasResponses(url)) {
    return tryOut(conversation, dialect);
  }
  const main = await tryOut(conversation, { ...dialect, api: 'responses' });
  if (main.kind === 'found' && main.found.honoursSchema) {
    return main;
  }
  const other = await tryOut(conversation, dialect);
  return { ...other, took: plus(main.took, other.took) };
}

async function tryOut(conversation: Conversation, first: Dialect): Promise<Probed> {
  const trial: Conversation = { ...conversation, dialect: first };
  let took = noTokens;
  for (;;) {
    const answer = await exchange(trial, trap, () => {});
    took = plus(took, tokensUsed(trap, answer));
    if (answer.kind === 'failure' && !isOfTheAnswer(answer.failure)) {
      return { kind: 'failure', failure: answer.failure, took };
    }
    const kept = answer.kind === 'text' ? keptTo(answer.text) : 'nothing';
    const { dialect } = trial;
    const isHonoured = kept === 'schema' || (kept === 'json' && dialect.format !== 'jsonSchema');
    const looser = isHonoured ? undefined : looserFormat(dialect);
    if (!looser) {
      return { kind: 'found', found: { dialect, honoursSchema: kept === 'schema' }, took };
    }
    trial.dialect = looser;
  }
}

/** Failures that tell of this answer alone, which a real question may not meet. */
function isOfTheAnswer({ kind }: ModelFailure): boolean {
  return kind === 'notJson' || kind === 'schema' || kind === 'truncated' || kind === 'refused';
}

function keptTo(text: string): 'schema' | 'json' | 'nothing' {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) {
      return 'nothing';
    }
    const { colour } = value as { readonly colour?: unknown };
    return colour === 'k7-orange' || colour === 'q4-green' ? 'schema' : 'json';
  } catch {
    return 'nothing';
  }
}
