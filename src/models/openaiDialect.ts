import type OpenAI from 'openai';
import { APIError } from 'openai';

/** How to write a request so that this server and this model take it. */
export interface Dialect {
  /** Chat Completions is what all servers have; Responses where it was seen to work. */
  readonly api: 'chat' | 'responses';
  /** How the answer's shape is asked for; in any case the prompt names it too. */
  readonly format: 'jsonSchema' | 'jsonObject' | 'prompted';
  readonly outputLimit: 'max_completion_tokens' | 'max_tokens' | 'none';
  readonly temperature: boolean;
  readonly usage: boolean;
  readonly system: 'system' | 'developer' | 'user';
}

/** What is asked, of a model and by the probe, which holds nothing of a user's. */
export interface WireRequest {
  readonly system: string;
  readonly user: string;
  readonly schema: { readonly name: string; readonly schema: Readonly<Record<string, unknown>> };
}

type Body = OpenAI.Chat.ChatCompletionCreateParamsStreaming;

/** Enough for four hypotheses and a reasoning model's thoughts. */
export const OUTPUT_TOKENS = 16_384;

/**
 * Where to begin. Hosted services get a limit on the output, which is paid by the token. Elsewhere it
 * could exceed a small context; the server's own limit holds.
 */
export function firstDialect(url: URL, model: string): Dialect {
  const isHosted = /(?:^|\.)(?:openai\.com|azure\.com)$/.test(url.hostname);
  const isReasoning = /^(?:o\d|gpt-5)/.test(model);
  return {
    api: 'chat',
    format: 'jsonSchema',
    outputLimit: isHosted ? 'max_completion_tokens' : 'none',
    temperature: !isReasoning,
    usage: true,
    system: 'system',
  };
}

export function requestBody(model: string, request: WireRequest, dialect: Dialect): Body {
  const { name, schema } = request.schema;
  return {
    model,
    stream: true,
    messages: messages(request, dialect),
    ...(dialect.format === 'jsonSchema' && {
      response_format: { type: 'json_schema', json_schema: { name, schema, strict: true } },
    }),
    ...(dialect.format === 'jsonObject' && { response_format: { type: 'json_object' } }),
    ...(dialect.usage && { stream_options: { include_usage: true } }),
    ...(dialect.temperature && { temperature: 0 }),
    ...(dialect.outputLimit !== 'none' && { [dialect.outputLimit]: OUTPUT_TOKENS }),
  };
}

function messages({ system, user }: WireRequest, dialect: Dialect): Body['messages'] {
  return dialect.system === 'user'
    ? [{ role: 'user', content: `${system}\n\n${user}` }]
    : [
        { role: dialect.system, content: system },
        { role: 'user', content: user },
      ];
}

/** The next dialect to try after a rejection that names a parameter of ours; else nothing. */
export function withoutRejected(dialect: Dialect, error: unknown): Dialect | undefined {
  if (!(error instanceof APIError) || ![400, 404, 422, 500, 501].includes(error.status ?? 0)) {
    return undefined;
  }
  const param = error.param ?? '';
  const message = error.message;
  for (const [pattern, change] of rejections) {
    if (pattern.test(param) || pattern.test(message)) {
      const next = change(dialect);
      if (next) {
        return next;
      }
    }
  }
  return undefined;
}

type Change = (dialect: Dialect) => Dialect | undefined;

/** What a server's complaint is about, in `error.param` or in its words, and what to leave out then. */
const rejections: readonly (readonly [RegExp, Change])[] = [
  [
    /only supported in v1\/responses|use (?:the )?(?:v1\/)?responses(?: api| endpoint)/i,
    (dialect) => (dialect.api === 'chat' ? { ...dialect, api: 'responses' } : undefined),
  ],
  [
    /stream_options|include_usage/i,
    (dialect) => (dialect.usage ? { ...dialect, usage: false } : undefined),
  ],
  [/max_tokens|max_completion_tokens|maximum context length/i, withOtherLimit],
  [
    /temperature/i,
    (dialect) => (dialect.temperature ? { ...dialect, temperature: false } : undefined),
  ],
  [/response_format|json_?schema|json_?object|structured output|grammar|guided/i, looserFormat],
  [
    /\bsystem\b.{0,40}(?:role|message|prompt)|role.{0,40}\bsystem\b|messages\[0\]\.role/i,
    (dialect) =>
      dialect.system === 'user'
        ? undefined
        : { ...dialect, system: dialect.system === 'system' ? 'developer' : 'user' },
  ],
];

function withOtherLimit(dialect: Dialect): Dialect | undefined {
  switch (dialect.outputLimit) {
    case 'max_completion_tokens':
      return { ...dialect, outputLimit: 'max_tokens' };
    case 'max_tokens':
      return { ...dialect, outputLimit: 'none' };
    case 'none':
      return undefined;
  }
}

/** The next weaker way to ask for JSON; nothing after the weakest. */
export function looserFormat(dialect: Dialect): Dialect | undefined {
  switch (dialect.format) {
    case 'jsonSchema':
      return { ...dialect, format: 'jsonObject' };
    case 'jsonObject':
      return { ...dialect, format: 'prompted' };
    case 'prompted':
      return undefined;
  }
}
