import weights from './weights.json' with { type: 'json' };

export type FeatureName = keyof typeof weights.factors;

/** One measured property of a hypothesis, before any weight. A property that can't be measured is absent. */
export interface Feature {
  readonly name: FeatureName;
  /** 0..1 for most; a logit for `signature` and `stated`; a count for `refuting`. */
  readonly value: number;
  /** One sentence with the facts. */
  readonly reason: string;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

export function sigmoid(z: number): number {
  return 1 / (1 + Math.exp(-z));
}

/** The log-odds of a probability, kept within ± `limit`. */
export function boundedLogit(p: number, limit: number): number {
  return clamp(Math.log(p / (1 - p)), -limit, limit);
}

/** `3 of 5 claims`, `1 claim`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/**
 * An estimate by ranks and shares of a whole log is known to a tenth at best: a line more or less, which
 * moves every share a little, is to move no confidence. What lies within a tenth counts as its middle.
 */
export function inTenths(value: number): number {
  const tenth = Math.floor(10 * value + 1e-9);
  return tenth < 0 || value === 0 ? 0 : Math.min(1, (tenth + 0.5) / 10);
}
