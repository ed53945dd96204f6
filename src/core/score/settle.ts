import type { Band, Factor, Gate, VerifiedHypothesis } from '../model/hypothesis.ts';
import { type Feature, sigmoid } from './feature.ts';
import { withRivals } from './features.ts';
import { cappedBy } from './gates.ts';
import { isFounded } from './kinds.ts';
import type { Measured } from './measure.ts';
import { logitOf, weigh } from './weigh.ts';
import shipped from './weights.json' with { type: 'json' };
import type { Weights } from './weights.ts';

export interface Scored {
  readonly hypothesis: VerifiedHypothesis;
  readonly factors: readonly Factor[];
  readonly logit: number;
  /** Probability after the gates. */
  readonly value: number;
  readonly gates: readonly Gate[];
}

/** From what was measured to the probabilities, in the order given. */
export function settle(
  measured: readonly Measured[],
  weights: Weights = shipped,
): readonly Scored[] {
  const features = withRivals(
    measured.map(({ own }) => own),
    measured.map(({ hypothesis }) => isFounded(hypothesis)),
    weights,
  );
  return shareMass(
    measured.map((one, index) => toScored(one, features[index] ?? one.own, weights)),
    weights,
  );
}

function toScored(
  { hypothesis, gates }: Measured,
  features: readonly Feature[],
  weights: Weights,
): Scored {
  const factors = weigh(features, weights);
  const logit = logitOf(factors);
  const raw = sigmoid(logit);
  const refuting = factors.find(({ name }) => name === 'refuting')?.contribution ?? 0;
  const lowering = gates
    .map((gate) => cappedBy(gate, refuting, weights))
    .filter(({ cap }) => cap < raw);
  const value = Math.min(raw, ...lowering.map(({ cap }) => cap));
  return { hypothesis, factors, logit, value, gates: lowering };
}

/**
 * Rivals exclude each other, so together with "none of these" they may not exceed 1. They share what
 * there is by their odds, as causes do of which only one is true: a weak rival takes nothing from a
 * strong one, so nor does what changes a weak one.
 */
function shareMass(scored: readonly Scored[], weights: Weights): readonly Scored[] {
  const most = 1 - weights.noneOfThese;
  if (sumOf(scored.map(({ value }) => value)) <= most) return scored;
  // By the odds below the caps and above: of two that one cap holds, the better founded has more.
  const claims = scored.map(({ value, logit }) => (value / (1 - value)) * Math.exp(logit));
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

export function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

export function bandOf(value: number): Band {
  const { bands } = shipped;
  if (value >= bands.veryLikely) return 'veryLikely';
  if (value >= bands.likely) return 'likely';
  return value >= bands.possible ? 'possible' : 'weak';
}
