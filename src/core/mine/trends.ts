import type { NumberKind } from '../model/template.ts';

/** How a series changes; `at` and the exemplars are indices into its values. */
export interface Trend {
  readonly kind: NumberKind;
  readonly before: number;
  readonly after: number;
  readonly onset: number;
  /** Difference of the levels in units of the series' own noise. */
  readonly clarity: number;
  /** For spikes: how many there are, and the order of their sizes (Kendall's tau). */
  readonly spikes: number;
  readonly rise: number;
}

/** Fewer values have no shape. */
export const MIN_VALUES = 12;
const MAX_BUCKETS = 60;

/**
 * The change that describes a series best. Its values are put into at most 60 buckets of equal
 * count; their medians are compared with two models, one that steps from a level to another and one
 * that keeps a level up to a hinge and then follows a line with Theil and Sen's median slope. Both
 * need a clear difference against the noise that remains, and growth needs Kendall's tau as well
 * (the Mann-Kendall test). Where medians stay, outliers that keep coming count as spikes.
 */
export function trendOf(values: readonly number[]): Trend | undefined {
  if (values.length < MIN_VALUES) {
    return undefined;
  }
  const size = Math.max(2, values.length / MAX_BUCKETS, Math.min(3, values.length / 12));
  const buckets = Math.floor(values.length / size);
  const startOf = (bucket: number): number => Math.floor((bucket * values.length) / buckets);
  const medians = mediansOf(values, buckets);
  const isLevel = ratioOf(Math.min(...medians), Math.max(...medians)) < MIN_GROWTH;
  const step = isLevel ? undefined : stepOf(medians);
  const growth = isLevel ? undefined : growthOf(medians);
  const change = !step || (growth && growth.residual < step.residual) ? growth : step;
  if (change) {
    return { ...change, onset: startOf(change.onset), spikes: 0, rise: 0 };
  }
  return spikesOf(values);
}

/** Buckets of a first look, and the clarity from which on a change is possible. */
const FIRST_BUCKETS = 20;
const MIN_DOUBT = 1.5;

/**
 * How possible a change is after a first look at few values: the clarity of the best step, less for
 * a single outlier, 0 for none.
 */
export function doubtOf(values: readonly number[]): number {
  const buckets = Math.min(FIRST_BUCKETS, values.length >> 1);
  const medians = mediansOf(values, buckets);
  const isLevel = ratioOf(Math.min(...medians), Math.max(...medians)) < MIN_GROWTH;
  const step = isLevel ? undefined : bestStep(medians);
  if (step && step.clarity >= MIN_DOUBT) {
    return step.clarity;
  }
  return outliersOf(values).length > 0 ? MIN_DOUBT / 2 : 0;
}

interface Change {
  readonly kind: 'step' | 'growth';
  readonly before: number;
  readonly after: number;
  /** A bucket. */
  readonly onset: number;
  readonly clarity: number;
  /** Sum of what the model leaves unexplained. */
  readonly residual: number;
}

/** Buckets on each side of a step; of all buckets so many must lie beyond the other side's level. */
const MIN_SIDE = 3;
const MIN_CLARITY = 4;

function stepOf(medians: readonly number[]): Change | undefined {
  const best = bestStep(medians);
  return best && best.clarity >= MIN_CLARITY && ratio(best) >= 1.5 ? best : undefined;
}

function bestStep(medians: readonly number[]): Change | undefined {
  let best: Change | undefined;
  for (let k = MIN_SIDE; k <= medians.length - MIN_SIDE; k++) {
    const before = medianOf(medians.slice(0, k));
    const after = medianOf(medians.slice(k));
    const errors = medians.map((value, i) => Math.abs(value - (i < k ? before : after)));
    const residual = sumOf(errors);
    if (!best || residual < best.residual) {
      const clarity = clarityOf(after - before, errors, before);
      best = { kind: 'step', before, after, onset: k, clarity, residual };
    }
  }
  return best;
}

const MIN_TAU = 0.7;
const MIN_GROWTH = 1.15;

function growthOf(medians: readonly number[]): Change | undefined {
  let best: Change | undefined;
  const last = medians.length - 1;
  for (let k = 0; k <= last - 2 * MIN_SIDE; k++) {
    const before = medianOf(medians.slice(0, Math.max(k, 1) + (k < MIN_SIDE ? 1 : 0)));
    const rest = medians.slice(k);
    const slope = medianOf(rest.slice(1).map((value, i) => (value - before) / (i + 1)));
    const errors = medians.map((value, i) =>
      Math.abs(value - before - (i > k ? slope * (i - k) : 0)),
    );
    const residual = sumOf(errors);
    if (!best || residual < best.residual) {
      const after = medianOf(medians.slice(-3));
      const clarity = clarityOf(after - before, errors, before);
      best = { kind: 'growth', before, after, onset: k, clarity, residual };
    }
  }
  const isTrend = best !== undefined && Math.abs(tauOf(medians.slice(best.onset))) >= MIN_TAU;
  return best && isTrend && best.clarity >= MIN_CLARITY && ratio(best) >= MIN_GROWTH
    ? { ...best, onset: departureOf(medians, best) }
    : undefined;
}

/** Where the values leave the level for good: a line that ends in a plateau has its hinge too early. */
function departureOf(medians: readonly number[], { before, after, onset }: Change): number {
  if (onset < 2) return 0;
  const level = medians.slice(0, onset);
  const noise = 1.4826 * medianOf(level.map((value) => Math.abs(value - before)));
  const far = Math.max(3 * noise, Math.abs(before) * 0.01);
  const near = medians.findLastIndex(
    (value) => (value - before) * Math.sign(after - before) <= far,
  );
  return Math.min(near + 1, medians.length - 1);
}

/** Times the median by which a value counts as an outlier, and how many of them make a pattern. */
const OUTLYING = 5;
const MIN_SPIKES = 4;
const MOST_SPIKES = 0.2;

function outliersOf(values: readonly number[]): readonly number[] {
  const level = medianOf(values);
  const noise = medianOf(values.map((value) => Math.abs(value - level)));
  const high = Math.max(OUTLYING * level, level + 8 * noise);
  return level <= 0 ? [] : values.flatMap((value, i) => (value > high ? [i] : []));
}

function spikesOf(values: readonly number[]): Trend | undefined {
  const before = medianOf(values);
  const places = outliersOf(values);
  const apart = places.filter((place, i) => i === 0 || place - (places[i - 1] ?? 0) > 2).length;
  if (apart < MIN_SPIKES || places.length > values.length * MOST_SPIKES) {
    return undefined;
  }
  const sizes = places.map((place) => values[place] ?? 0);
  return {
    kind: 'spikes',
    before,
    after: medianOf(sizes),
    onset: places[0] ?? 0,
    clarity: Math.max(...sizes) / before,
    spikes: places.length,
    rise: tauOf(sizes.slice(-200)),
  };
}

/** Against the median error, and never more than rounding allows. */
function clarityOf(change: number, errors: readonly number[], level: number): number {
  const noise = 1.4826 * medianOf(errors);
  return Math.abs(change) / Math.max(noise, Math.abs(level) * 0.01, 1e-9);
}

const ratio = ({ before, after }: { readonly before: number; readonly after: number }): number =>
  ratioOf(Math.min(before, after), Math.max(before, after));

function ratioOf(low: number, high: number): number {
  if (low > 0) return high / low;
  return high > low ? Number.POSITIVE_INFINITY : 1;
}

/** Kendall's tau of the values against their order, -1..1. */
function tauOf(values: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    for (let j = i + 1; j < values.length; j++) {
      sum += Math.sign((values[j] ?? 0) - (values[i] ?? 0));
    }
  }
  return values.length < 2 ? 0 : (2 * sum) / (values.length * (values.length - 1));
}

/** Medians of buckets of equally many values. */
function mediansOf(values: readonly number[], buckets: number): readonly number[] {
  const startOf = (bucket: number): number => Math.floor((bucket * values.length) / buckets);
  return Array.from({ length: buckets }, (_, i) =>
    medianOf(values.slice(startOf(i), startOf(i + 1))),
  );
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? high : (high + (sorted[middle - 1] ?? high)) / 2;
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
