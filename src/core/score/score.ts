import type { Band, Factor, Gate, Hypothesis, VerifiedHypothesis } from '../model/hypothesis.ts';
import type { ScoreFacts } from './facts.ts';
import { sigmoid } from './feature.ts';
import { features } from './features.ts';
import { gatesOf } from './gates.ts';
import { isFounded } from './kinds.ts';
import { logitOf, weigh } from './weigh.ts';
import weights from './weights.json' with { type: 'json' };

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
  const scored = features(verified, facts).flatMap((list, index) => {
    const hypothesis = verified[index];
    const rivals = verified.filter((other) => other !== hypothesis && isFounded(other)).length;
    return hypothesis ? toScored(hypothesis, weigh(list), rivals, facts) : [];
  });
  const shared = shareMass(scored).toSorted(bestFirst);
  const total = sumOf(shared.map(({ value }) => value));
  const reason = reasonToAbstain(shared);
  return {
    hypotheses: shared.map(toHypothesis),
    noneOfThese: 1 - total,
    abstain: reason !== '',
    reason,
  };
}

interface Scored {
  readonly hypothesis: VerifiedHypothesis;
  readonly factors: readonly Factor[];
  readonly logit: number;
  /** Probability after the gates. */
  readonly value: number;
  readonly gates: readonly Gate[];
}

function toScored(
  hypothesis: VerifiedHypothesis,
  factors: readonly Factor[],
  rivals: number,
  facts: ScoreFacts,
): Scored {
  const logit = logitOf(factors);
  const raw = sigmoid(logit);
  const refuting = factors.find(({ name }) => name === 'refuting')?.contribution ?? 0;
  const gates = gatesOf(hypothesis, rivals, refuting, facts).filter(({ cap }) => cap < raw);
  const value = Math.min(raw, ...gates.map(({ cap }) => cap));
  return { hypothesis, factors, logit, value, gates };
}

/**
 * Rivals exclude each other, so together with "none of these" they may not exceed 1. What there is
 * to share goes to the stronger more than in proportion: a rival is also evidence against the other.
 */
function shareMass(scored: readonly Scored[]): readonly Scored[] {
  const most = 1 - weights.noneOfThese;
  if (sumOf(scored.map(({ value }) => value)) <= most) return scored;
  const claims = scored.map(({ value, logit }) => (value * sigmoid(logit)) ** weights.sharpness);
  const all = sumOf(claims);
  return scored.map((entry, index) => {
    const share = (most * (claims[index] ?? 0)) / all;
    if (share >= entry.value) return entry;
    const reason = `Only one of ${scored.length} explanations can be the cause; its share is ${share.toFixed(2)}.`;
    return {
      ...entry,
      value: share,
      gates: [...entry.gates, { name: 'shared', cap: share, reason }],
    };
  });
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
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
    ? `The best explanation reaches ${Math.round(100 * coverage)} % of what fails and is hardly ahead of the next.`
    : '';
}

function toHypothesis({ hypothesis, factors, value, gates }: Scored): Hypothesis {
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
  };
}

function bandOf(value: number): Band {
  if (value >= weights.bands.veryLikely) return 'veryLikely';
  if (value >= weights.bands.likely) return 'likely';
  return value >= weights.bands.possible ? 'possible' : 'weak';
}
