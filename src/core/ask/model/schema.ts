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

/**
 * The answer's JSON schema in the strict subset that OpenAI, llama.cpp, vLLM and Ollama share: every
 * property required, nothing additional, absence written as null. Facts come before the headline,
 * because a model that writes the headline first defends it afterwards.
 */
export const replySchema = {
  name: 'whytrace_diagnosis',
  schema: object({
    outcome: choice('diagnosed', 'noIncident', 'notEnoughEvidence', 'needEvidence'),
    reason: { type: 'string' },
    requests: requestList(),
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
    requests: requestList(),
    sentences: list(object({ text: { type: 'string' }, cites: citeList() })),
    unknown: list({ type: 'string' }),
    checks: checkList(),
  }),
};

type JsonSchema = Readonly<Record<string, unknown>>;

function claim(...roles: readonly string[]): JsonSchema {
  return object({
    role: choice(...roles),
    text: { type: 'string' },
    cites: citeList(),
  });
}

function citeList(): JsonSchema {
  return list(
    object({
      evidence: { type: 'string' },
      quote: { type: 'string' },
      line: { type: ['integer', 'null'] },
    }),
  );
}

function requestList(): JsonSchema {
  return list(
    object({
      kind: choice('lines', 'search', 'template', 'window', 'trace', 'neighbours'),
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

function object(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return {
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  };
}

function list(items: JsonSchema): JsonSchema {
  return { type: 'array', items };
}

function choice(...values: readonly string[]): JsonSchema {
  return { type: 'string', enum: values };
}
