import type { Sent } from './converse.ts';
import type { Receipt } from './model/diagnosis.ts';
import type { RedactedText, Redaction } from './model/redactedText.ts';
import type { Tokens } from './model/tokens.ts';
import type { LanguageModel, ModelAnswer, ModelRequest } from './ports.ts';
import { costOf, noTokens, plus, tokensUsed } from './tokens.ts';

/** All that was said with a model. */
export interface Journal {
  sent(request: Sent, reply: ModelAnswer): void;
  tell(...details: readonly string[]): void;
  all(): {
    /** Every round in words, for the trace. */
    readonly details: readonly string[];
    readonly receipt: Receipt | undefined;
    /** The time of the answer, where it was kept from asking the same before. */
    readonly keptAt: number | undefined;
  };
}

/** Keeps all that left the machine, byte for byte, and what was said in between. */
export function createJournal({ destination, price }: LanguageModel): Journal {
  const details: string[] = [];
  const texts: string[] = [];
  const counts = new Map<string, number>();
  const usages: Tokens[] = [];
  const used: Tokens[] = [];
  let keptAt: number | undefined;
  return {
    sent(request, reply) {
      const { redactions } = request;
      if (reply.kind === 'failure' && reply.nothingSent) return;
      if (reply.kind === 'text' && reply.keptAt !== undefined) {
        keptAt = Math.min(keptAt ?? reply.keptAt, reply.keptAt);
        details.push('A kept reply answered the same request as before; nothing was sent for it.');
        return;
      }
      used.push(tokensUsed(request, reply));
      texts.push(textOf(request));
      // Each request repeats the one before, so the values of the fullest are those of all.
      for (const { kind, count } of merged(redactions)) {
        counts.set(kind, Math.max(counts.get(kind) ?? 0, count));
      }
      if (reply.kind === 'text' && reply.usage) usages.push(reply.usage);
    },
    tell: (...more) => void details.push(...more),
    all() {
      const redactions = [...counts].map(([kind, count]) => ({ kind, count }));
      const text = texts.map(numbered).join('\n\n');
      // A sum that leaves one out would look as if a server had read less than it was sent.
      const usage =
        usages.length === texts.length && texts.length > 0
          ? { usage: usages.reduce((sum, one) => plus(sum, one)) }
          : {};
      const { inputTokens, outputTokens } = used.reduce((sum, one) => plus(sum, one), noTokens);
      const receipt = {
        ...{ destination, text, redactions, requests: texts.length, ...usage },
        tokens: inputTokens + outputTokens,
        ...(price && { cost: costOf(price, { inputTokens, outputTokens }) }),
      };
      return { details, receipt: texts.length === 0 ? undefined : receipt, keptAt };
    },
  };
}

/** The text of a request as the receipt keeps it; both parts of it are redacted. */
export function textOf({ system, user }: ModelRequest): RedactedText {
  return `${system}\n\n${user}` as RedactedText;
}

function numbered(text: string, index: number, all: readonly string[]): string {
  return all.length === 1 ? text : `=== Request ${index + 1} of ${all.length} ===\n${text}`;
}

export function merged(redactions: readonly Redaction[]): readonly Redaction[] {
  const kinds = [...new Set(redactions.map(({ kind }) => kind))];
  return kinds.map((kind) => ({
    kind,
    count: redactions.reduce((sum, one) => sum + (one.kind === kind ? one.count : 0), 0),
  }));
}
