import type OpenAI from 'openai';
import type { Tokens } from '../core/model/tokens.ts';
import type { LanguageModel, ModelAnswer } from '../core/ports.ts';

type Chunk = OpenAI.Chat.ChatCompletionChunk;

/**
 * Joins a streamed answer. Servers leave out what they like: chunks without choices, choices without
 * a delta, no usage, no reason for the end.
 */
export async function readAnswer(
  stream: AsyncIterable<Chunk>,
  onText: Parameters<LanguageModel['ask']>[1],
): Promise<ModelAnswer> {
  let text = '';
  let refusal = '';
  let end: string | null | undefined;
  let usage: Tokens | undefined;
  for await (const chunk of stream) {
    usage = usageOf(chunk) ?? usage;
    const choice = chunk?.choices?.[0];
    end = choice?.finish_reason ?? end;
    refusal += textOf(choice?.delta?.refusal);
    const piece = textOf(choice?.delta?.content);
    if (piece !== '') {
      text += piece;
      onText({ characters: text.length, text });
    }
  }
  return verdict(text, refusal, end) ?? { kind: 'text', text, ...(usage && { usage }) };
}

/** Text, or the texts of a list of parts, as some servers write it; anything else is none. */
function textOf(content: unknown): string {
  if (Array.isArray(content)) {
    return content.map((part) => textOf(part?.text)).join('');
  }
  return typeof content === 'string' ? content : '';
}

function usageOf(chunk: Chunk | null): Tokens | undefined {
  const inputTokens = chunk?.usage?.prompt_tokens;
  const outputTokens = chunk?.usage?.completion_tokens;
  return typeof inputTokens === 'number' && typeof outputTokens === 'number'
    ? { inputTokens, outputTokens }
    : undefined;
}

/** The failure that the end of an answer states, or nothing where it ended well. */
function verdict(
  text: string,
  refusal: string,
  end: string | null | undefined,
): ModelAnswer | undefined {
  if (refusal !== '') {
    const said = refusal.replace(/\s+/g, ' ').slice(0, 300);
    return { kind: 'failure', failure: { kind: 'refused', detail: `It said: "${said}"` } };
  }
  if (end === 'content_filter') {
    const detail = "The server's content filter stopped the answer";
    return { kind: 'failure', failure: { kind: 'refused', detail } };
  }
  if (end === 'length') {
    return { kind: 'failure', failure: { kind: 'truncated' } };
  }
  // A stream that just ends may be whole; one that ends within the object is not.
  if (!end && text !== '' && !/[}`]\s*$/.test(text)) {
    const detail = 'The connection ended in the middle of the answer';
    return { kind: 'failure', failure: { kind: 'unreachable', detail } };
  }
  return undefined;
}
