import type OpenAI from 'openai';
import type { LanguageModel, ModelAnswer } from '../core/ports.ts';
import { type Dialect, OUTPUT_TOKENS, type WireRequest } from './openaiDialect.ts';

type Body = OpenAI.Responses.ResponseCreateParamsStreaming;
type ResponseEvent = OpenAI.Responses.ResponseStreamEvent;

/** Hosts where the Responses API is the main one; others have it in part, if they have it. */
export function hasResponses({ hostname, pathname }: URL): boolean {
  return (
    /(?:^|\.)openai\.com$/.test(hostname) ||
    (/\.(?:azure\.com|azure\.us|azure\.cn)$/.test(hostname) && /\/v1$/.test(pathname))
  );
}

/** The request for OpenAI's Responses API. What it says is kept nowhere: `store` is on by default. */
export function responseBody(model: string, request: WireRequest, dialect: Dialect): Body {
  const { name, schema } = request.schema;
  const { system, user } = request;
  return {
    model,
    stream: true,
    store: false,
    input:
      dialect.system === 'user'
        ? [{ role: 'user', content: `${system}\n\n${user}` }]
        : [
            { role: dialect.system, content: system },
            { role: 'user', content: user },
          ],
    ...(dialect.format === 'jsonSchema' && {
      text: { format: { type: 'json_schema', name, schema: { ...schema }, strict: true } },
    }),
    ...(dialect.format === 'jsonObject' && { text: { format: { type: 'json_object' } } }),
    ...(dialect.temperature && { temperature: 0 }),
    ...(dialect.outputLimit !== 'none' && { max_output_tokens: OUTPUT_TOKENS }),
  };
}

/** Joins the events of a response; see `readAnswer` for the older API. */
export async function readResponse(
  events: AsyncIterable<ResponseEvent>,
  onText: Parameters<LanguageModel['ask']>[1],
): Promise<ModelAnswer> {
  let text = '';
  let refusal = '';
  for await (const event of events) {
    switch (event?.type) {
      case 'response.output_text.delta':
        text += event.delta;
        onText({ characters: text.length, text });
        break;
      case 'response.refusal.delta':
        refusal += event.delta;
        break;
      case 'response.completed':
        return refusal === '' ? completed(text, event.response) : refused(refusal);
      case 'response.incomplete':
        return incomplete(event.response);
      case 'response.failed':
        return broken(event.response.error?.message);
      case 'error':
        return broken(event.message);
    }
  }
  const detail = 'The connection ended in the middle of the answer';
  return { kind: 'failure', failure: { kind: 'unreachable', detail } };
}

function completed(text: string, { usage }: OpenAI.Responses.Response): ModelAnswer {
  const inputTokens = usage?.input_tokens;
  const outputTokens = usage?.output_tokens;
  return {
    kind: 'text',
    text,
    ...(inputTokens !== undefined &&
      outputTokens !== undefined && { usage: { inputTokens, outputTokens } }),
  };
}

function refused(words: string): ModelAnswer {
  const said = words.replace(/\s+/g, ' ').slice(0, 300);
  return { kind: 'failure', failure: { kind: 'refused', detail: `It said: "${said}"` } };
}

function incomplete({ incomplete_details: details }: OpenAI.Responses.Response): ModelAnswer {
  const detail = "The server's content filter stopped the answer";
  return {
    kind: 'failure',
    failure:
      details?.reason === 'content_filter' ? { kind: 'refused', detail } : { kind: 'truncated' },
  };
}

function broken(message: string | undefined): ModelAnswer {
  const said = (message ?? '').replace(/\s+/g, ' ').slice(0, 300);
  const detail = said === '' ? 'It broke off the answer' : `The server says: "${said}"`;
  return { kind: 'failure', failure: { kind: 'server', status: 0, detail } };
}
