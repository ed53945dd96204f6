import type { LanguageModel, ModelAnswer, ModelRequest } from '../core/ports.ts';
import { requestTokens, tokensUsed } from '../core/tokens.ts';
import { type KeptReplies, replyKey } from './keptReplies.ts';
import type { TokenLedger } from './tokenLedger.ts';

export interface Guards {
  readonly replies: KeptReplies;
  readonly ledger: TokenLedger;
  /** Tokens that models may take a day; nothing means any number. */
  readonly tokensPerDay: number | undefined;
  /** The user wants new answers. */
  readonly isFresh: boolean;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Told of each answer's key, so that one of no use can be forgotten. */
  readonly onAnswer: (key: string) => void;
}

/** A model that answers what it was asked before from what is kept, and stops at the limit of the day. */
export function guardModel(model: LanguageModel, guards: Guards): LanguageModel {
  const { replies, ledger, isFresh, now, onAnswer } = guards;
  return {
    ...model,
    async ask(request, onText, cancellation) {
      const key = replyKey(model, `${request.system}\n\n${request.user}`, request.boundary);
      const kept = isFresh ? undefined : await replies.read(key);
      if (kept) {
        onAnswer(key);
        return { kind: 'text', text: kept.text, keptAt: kept.at };
      }
      const refusal = overDay(request, guards);
      if (refusal) return refusal;
      const answer = await model.ask(request, onText, cancellation);
      const { inputTokens, outputTokens } = tokensUsed(request, answer);
      ledger.add(inputTokens + outputTokens);
      if (answer.kind === 'text') {
        replies.keep(key, { text: answer.text, at: now() });
        onAnswer(key);
      }
      return answer;
    },
  };
}

function overDay(request: ModelRequest, { ledger, tokensPerDay }: Guards): ModelAnswer | undefined {
  const [used, needed] = [ledger.today(), requestTokens(request)];
  if (tokensPerDay === undefined || used + needed <= tokensPerDay) return undefined;
  const failure = { setting: 'tokensPerDay', limit: tokensPerDay, used, needed } as const;
  return { kind: 'failure', failure: { kind: 'overBudget', ...failure }, nothingSent: true };
}
