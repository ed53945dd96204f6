import type { Band, Factor, Gate, VerifiedHypothesis } from '../model/hypothesis.ts';
import { type Feature, sigmoid } from './feature.ts';
import { withRivals } from './features.ts';
import { cappedBy } from './gates.ts';
import { isFounded } from './kinds.ts';
import type { Measured } from './measure.ts';
import type { Recalibration } from './recalibrate.ts';
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

/** By which weights, and what a workspace's verdicts teach. */
export interface Settling {
  readonly weights?: Weights;
  readonly recalibrate?: Recalibration | undefined;
}

/** From what was measured to the probabilities, in the order given. */
export function settle(
  measured: readonly Measured[],
  { recalibrate, weights = shipped }: Settling = {},
): readonly Scored[] {
  const features = withRivals(
    measured.map(({ own }) => own),
    measured.map(({ hypothesis }) => isFounded(hypothesis)),
    weights,
  );
  return shareMass(
    measured.map((one, index) => toScored(one, features[index] ?? one.own, weights, recalibrate)),
    weights,
  );
}

function toScored(
  { hypothesis, gates }: Measured,
  features: readonly Feature[],
  weights: Weights,
  recalibrate: Recalibration | undefined,
): Scored {
  const factors = weigh(features, weights);
  const refuting = factors.find(({ name }) => name === 'refuting')?.contribution ?? 0;
  const caps = gates.map((gate) => cappedBy(gate, refuting, weights));
  const plain = held({ hypothesis, factors, gates: caps });
  if (!recalibrate) return plain;
  // What a cap left of the score is what was shown and judged, so that is what is believed less or more.
  const odds = Math.log(plain.value / (1 - plain.value));
  const local = recalibrate(hypothesis.proposed.signature, odds);
  const lowered = caps.map((gate) => withVerdicts(gate, local.contribution));
  return held({ hypothesis, factors: [...factors, local], gates: lowered });
}

function held({
  hypothesis,
  factors,
  gates,
}: Pick<Scored, 'hypothesis' | 'factors' | 'gates'>): Scored {
  const logit = logitOf(factors);
  const raw = sigmoid(logit);
  const lowering = gates.filter(({ cap }) => cap < raw);
  const value = Math.min(raw, ...lowering.map(({ cap }) => cap));
  return { hypothesis, factors, logit, value, gates: lowering };
}

/** Verdicts against such answers lower a cap too, or they would count for nothing above it; none lifts one. */
function withVerdicts(gate: Gate, contribution: number): Gate {
  if (contribution >= 0) return gate;
  const cap = sigmoid(Math.log(gate.cap / (1 - gate.cap)) + contribution);
  return {
    ...gate,
    cap,
    reason: `${gate.reason.replace(/\.$/, '')}, and ${cap.toFixed(2)} with the verdicts here.`,
  };
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
    const reason = `Only one of ${scored.length} explanations can be the cause: they share ${most.toFixed(2)}.`;
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
