import type { Receipt } from './model/diagnosis.ts';
import type { Problem } from './model/problem.ts';
import { leastTokens } from './tokens.ts';

/**
 * Tells that a server read less than it was sent. One with a small context drops the beginning of a
 * request without a word; only the tokens that it counts for its input tell.
 */
export function inputCut(receipt: Receipt | undefined): readonly Problem[] {
  const { text = '', usage } = receipt ?? {};
  const least = leastTokens(text.length);
  if (!usage || usage.inputTokens === 0 || usage.inputTokens >= least) {
    return [];
  }
  const message = `The model server counted ${usage.inputTokens} tokens in a request that has at least ${least}: its context seems too small, so that it answered without having seen all evidence. Give it a larger context, or lower the evidence budget.`;
  return [{ code: 'inputCut', message }];
}
