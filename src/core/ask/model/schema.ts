import type { EvidenceRequest } from '../../model/evidenceRequest.ts';

/** How much of an answer is kept; a model that writes more has not understood the task. */
export const limits = {
  hypotheses: 4,
  claims: 10,
  against: 6,
  cites: 6,
  missing: 6,
  probes: 5,
  title: 140,
  text: 600,
  summary: 900,
  quote: 400,
  command: 300,
  service: 120,
  requests: 4,
  rounds: 3,
  sentences: 24,
  unknown: 5,
} as const;

/** What can be asked of logs. */
const logRequests = ['lines', 'search', 'template', 'window', 'trace', 'neighbours'] as const;

/**
 * The answer's JSON schema in the strict subset that OpenAI, llama.cpp, vLLM and Ollama share: every
 * property required, nothing additional, absence written as null. Facts come before the headline,
 * because a model that writes the headline first defends it afterwards.
 */
export const replySchema: ReplySchema = {
  name: 'whytrace_diagnosis',
  schema: object({
    outcome: choice('diagnosed', 'noIncident', 'notEnoughEvidence', 'needEvidence'),
    reason: { type: 'string' },
    requests: requestList(...logRequests),
    hypotheses: list(
      object({
        claims: list(claim('symptom', 'mechanism', 'cause', 'impact')),
        against: list(claim('ruledOut')),
        missing: list({ type: 'string' }),
        probes: checkList(),
        service: { type: ['string', 'null'] },
        title: { type: 'string' },
        summary: { type: 'string' },
        confidence: { type: 'number' },
      }),
    ),
  }),
};

/** The schema of an answer in the chat: sentences that can be read one by one as they come. */
export const chatSchema = {
  name: 'whytrace_answer',
  schema: object({
    outcome: choice('answered', 'needEvidence'),
    requests: requestList(...logRequests),
    sentences: list(object({ text: { type: 'string' }, cites: citesSchema() })),
    unknown: list({ type: 'string' }),
    checks: checkList(),
  }),
};

type JsonSchema = Readonly<Record<string, unknown>>;

/** What a reply must look like, under a name that servers ask for. */
export interface ReplySchema {
  readonly name: string;
  readonly schema: JsonSchema;
}

function claim(...roles: readonly string[]): JsonSchema {
  return object({
    role: choice(...roles),
    text: { type: 'string' },
    cites: citesSchema(),
  });
}

/** What a claim rests on. */
export function citesSchema(): JsonSchema {
  return list(
    object({
      evidence: { type: 'string' },
      quote: { type: 'string' },
      line: { type: ['integer', 'null'] },
    }),
  );
}

export function requestList(...kinds: readonly EvidenceRequest['kind'][]): JsonSchema {
  return list(
    object({
      kind: choice(...kinds),
      file: { type: ['string', 'null'] },
      text: { type: ['string', 'null'] },
      fromLine: { type: ['integer', 'null'] },
      toLine: { type: ['integer', 'null'] },
      fromTime: { type: ['string', 'null'] },
      toTime: { type: ['string', 'null'] },
    }),
  );
}

function checkList(): JsonSchema {
  return list(
    object({
      title: { type: 'string' },
      command: { type: ['string', 'null'] },
      confirms: { type: 'string' },
      refutes: { type: 'string' },
    }),
  );
}

export function object(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return {
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  };
}

export function list(items: JsonSchema): JsonSchema {
  return { type: 'array', items };
}

export function choice(...values: readonly string[]): JsonSchema {
  return { type: 'string', enum: values };
}
