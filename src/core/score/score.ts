import type { Hypothesis, Lift, Support, VerifiedHypothesis } from '../model/hypothesis.ts';
import { symptomsOf } from './coverage.ts';
import type { ScoreFacts } from './facts.ts';
import { measure } from './measure.ts';
import { restsOn } from './restsOn.ts';
import { bandOf, type Scored, settle, sumOf } from './settle.ts';
import weights from './weights.json' with { type: 'json' };
import { wouldLift } from './wouldLift.ts';

export type { ScoreFacts } from './facts.ts';

/** The hypotheses of a run with their confidence, and whether any of them should be believed. */
export interface Scores {
  /** Best first. */
  readonly hypotheses: readonly Hypothesis[];
  /** Probability that it is none of these, 0..1; with the hypotheses' it adds up to 1. */
  readonly noneOfThese: number;
  /** True when even the best is not worth showing as a diagnosis. */
  readonly abstain: boolean;
  /** Why, where it abstains; otherwise empty. */
  readonly reason: string;
}

/**
 * Confidence from verified facts alone: signed parts that sum to a logit, caps for what is missing,
 * and one probability mass shared by rivals and "none of these". Weights stand in `weights.json`.
 * The same for every reasoner; what a reasoner says of its own confidence is one small, capped part.
 */
export function scoreHypotheses(
  verified: readonly VerifiedHypothesis[],
  facts: ScoreFacts,
): Scores {
  const symptoms = symptomsOf(facts);
  const measured = measure(verified, symptoms, facts);
  const supports = restsOn(verified, (given) =>
    settle(measure(given, symptoms, facts), facts).map(({ value }) => value),
  );
  const shared = settle(measured, facts)
    .map((scored, index) => ({
      ...scored,
      restsOn: supports[index] ?? [],
      lift: wouldLift(measured, index, facts),
    }))
    .toSorted(bestFirst);
  const total = sumOf(shared.map(({ value }) => value));
  const reason = reasonToAbstain(shared);
  return {
    hypotheses: shared.map(toHypothesis),
    noneOfThese: 1 - total,
    abstain: reason !== '',
    reason,
  };
}

function bestFirst(a: Scored, b: Scored): number {
  return b.value - a.value || b.logit - a.logit;
}

function reasonToAbstain(scored: readonly Scored[]): string {
  const { abstain } = weights;
  const [top, next] = scored;
  if (!top) return 'No explanation was proposed.';
  if (top.value < abstain.confidence) {
    return `The best explanation reaches only ${top.value.toFixed(2)}; below ${abstain.confidence} none is given as a diagnosis.`;
  }
  const coverage = top.factors.find(({ name }) => name === 'coverage')?.value ?? 1;
  const margin = top.value - (next?.value ?? 0);
  return coverage < abstain.coverage && margin < abstain.margin
    ? `The best explanation reaches ${Math.round(100 * coverage)}% of what fails and is hardly ahead of the next.`
    : '';
}

interface Founded extends Scored {
  readonly restsOn: readonly Support[];
  readonly lift: Lift | undefined;
}

function toHypothesis({ hypothesis, restsOn, lift, ...scored }: Founded): Hypothesis {
  const { factors, value, gates } = scored;
  const { title, summary, service, signature, missing, probes } = hypothesis.proposed;
  return {
    title,
    summary,
    service,
    signature,
    claims: hypothesis.claims,
    against: hypothesis.against,
    missing,
    probes,
    confidence: { value, band: bandOf(value), factors, gates },
    restsOn,
    ...(lift && { wouldLift: lift }),
  };
}
