import type { VerifiedHypothesis } from '../model/hypothesis.ts';
import type { Symptoms } from './coverage.ts';
import type { ScoreFacts } from './facts.ts';
import type { Feature } from './feature.ts';
import { ownFeatures } from './features.ts';
import { gatesOf, type HeldGate } from './gates.ts';
import { isFounded } from './kinds.ts';

/** What is known of a hypothesis before anything is weighed. */
export interface Measured {
  readonly hypothesis: VerifiedHypothesis;
  /** All but how it compares to its rivals, which depends on theirs. */
  readonly own: readonly Feature[];
  /** All that hold, whether or not they lower anything. */
  readonly gates: readonly HeldGate[];
}

export function measure(
  verified: readonly VerifiedHypothesis[],
  symptoms: Symptoms,
  facts: ScoreFacts,
): readonly Measured[] {
  return verified.map((hypothesis) => {
    const rivals = verified.filter((other) => other !== hypothesis && isFounded(other)).length;
    const own = ownFeatures(hypothesis, symptoms, facts);
    return {
      hypothesis,
      own,
      gates: gatesOf(hypothesis, rivals, { own, logs: symptoms.logs, facts }),
    };
  });
}
