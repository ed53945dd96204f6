import type { Factor } from '../model/hypothesis.ts';
import type { Feature } from './feature.ts';
import shipped from './weights.json' with { type: 'json' };
import type { Weights } from './weights.ts';

/** The features as signed parts of the logit, with the start from which they count. */
export function weigh(features: readonly Feature[], weights: Weights = shipped): readonly Factor[] {
  const start: Factor = {
    name: 'start',
    value: 1,
    contribution: weights.start,
    reason: 'Most explanations of a hard failure are wrong; every one starts from here.',
  };
  const parts = features.map((feature) => ({
    ...feature,
    contribution: contributionOf(feature, weights),
  }));
  return [start, ...parts];
}

/** Weight x distance from the feature's centre: the value that speaks neither for nor against. */
export function contributionOf({ name, value }: Feature, weights: Weights = shipped): number {
  const { weight, centre } = weights.factors[name];
  return weight * (value - centre);
}

export function logitOf(factors: readonly Factor[]): number {
  return factors.reduce((sum, { contribution }) => sum + contribution, 0);
}
