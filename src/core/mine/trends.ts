import type { NumberKind } from '../model/template.ts';
import { episodeOf } from './episodes.ts';
import { edgeOf, isClear, levelShiftOf } from './levelShift.ts';
import { medianOf, mediansOf, ratioOf } from './medians.ts';

/** How a series changes; `onset` and `end` are indices into its values. */
export interface Trend {
  readonly kind: NumberKind;
  readonly before: number;
  readonly after: number;
  readonly onset: number;
  /** Of a step that is taken back: the first value that is as before. */
  readonly end?: number;
  /** Difference of the levels in units of the series' own noise. */
  readonly clarity: number;
  /** For spikes: how many there are, and the order of their sizes (Kendall's tau). */
  readonly spikes: number;
  readonly rise: number;
}

/** Fewer values have no shape, unless each is above the one before. */
export const MIN_VALUES = 12;
/** Six values stand in order by chance in one of 720 cases. */
export const FEWEST = 6;
const MAX_BUCKETS = 60;

/**
 * The change that describes a series best. A step is where the ranks of the values before and after
 * differ most (`levelShift.ts`). Growth is sought in the medians of at most 60 buckets of equal
 * count: they keep a level up to a hinge and then follow a line with Theil and Sen's median slope,
 * with Kendall's tau (the Mann-Kendall test). Of the two the one wins that leaves less unexplained.
 * Where the level stays, a stretch far above it is a step that was taken back, and outliers that keep
 * coming count as spikes.
 */
export function trendOf(values: readonly number[]): Trend | undefined {
  if (values.length < MIN_VALUES) {
    return climbOf(values);
  }
  const size = Math.max(2, values.length / MAX_BUCKETS, Math.min(3, values.length / 12));
  const buckets = Math.floor(values.length / size);
  const medians = mediansOf(values, buckets);
  const step = stepOf(values, medians);
  const isLevel = ratioOf(Math.min(...medians), Math.max(...medians)) < MIN_GROWTH;
  const growth = isLevel ? undefined : growthOf(medians);
  if (growth && (!step || growth.residual < step.residual)) {
    const onset = Math.floor((growth.onset * values.length) / buckets);
    return { ...growth, onset, spikes: 0, rise: 0 };
  }
  return step ? { ...step, spikes: 0, rise: 0 } : (backAgain(values) ?? spikesOf(values));
}

/** Times its first value that a short series must come to. */
const CLIMB = 3;
/** What is told of few values is as clear as a growth that is just seen in many. */
const CLIMB_CLARITY = 8;

/** A few values that only rise, e.g. the size of a cache that is written once a minute. */
function climbOf(values: readonly number[]): Trend | undefined {
  const [before = 0] = values;
  const after = values.at(-1) ?? 0;
  const isRising = values.slice(1).every((value, i) => value > (values[i] ?? 0));
  return values.length >= FEWEST && isRising && before >= 0 && after >= CLIMB * Math.max(1, before)
    ? { kind: 'growth', before, after, onset: 0, clarity: CLIMB_CLARITY, spikes: 0, rise: 0 }
    : undefined;
}

/** How far from chance a change may be after a first look, for more of a series to be read. */
const MIN_DOUBT = 3;
/** As doubtful as an outlier among few values is. */
const OUTLIER_DOUBT = 1;

/** How possible a change is after a first look at few values; 0 for none. */
export function doubtOf(values: readonly number[]): number {
  const shift = levelShiftOf(values);
  if (shift && shift.deviation >= MIN_DOUBT && shift.superiority >= 0.65) {
    return shift.deviation;
  }
  return outliersOf(values).length > 0 ? OUTLIER_DOUBT : 0;
}

interface Change {
  readonly kind: 'step' | 'growth';
  readonly before: number;
  readonly after: number;
  /** A value of a step, a bucket of growth. */
  readonly onset: number;
  readonly clarity: number;
  /** Sum of what the model leaves unexplained. */
  readonly residual: number;
}

const MIN_RATIO = 1.5;

function stepOf(values: readonly number[], medians: readonly number[]): Change | undefined {
  const shift = levelShiftOf(values);
  if (!shift || !isClear(shift)) {
    return undefined;
  }
  const before = medianOf(values.slice(0, shift.onset));
  const after = medianOf(values.slice(shift.onset));
  const near = Math.ceil(values.length / 20);
  const stretch = {
    from: Math.max(1, shift.onset - near),
    to: Math.min(values.length - 1, shift.onset + near),
  };
  const onset = edgeOf(values, stretch, { before, after });
  const first = (onset * medians.length) / values.length;
  const levels = medians.map((_, i) => (i + 0.5 < first ? before : after));
  const errors = medians.map((value, i) => Math.abs(value - (levels[i] ?? 0)));
  const clarity = clarityOf(after - before, scaled(errors, levels), before);
  return ratioOf(before, after) >= MIN_RATIO
    ? { kind: 'step', before, after, onset, clarity, residual: sumOf(errors) }
    : undefined;
}

/** Errors as they would be at the lower level: in latencies noise grows with the level. */
function scaled(errors: readonly number[], levels: readonly number[]): readonly number[] {
  const low = Math.min(...levels);
  return errors.map((error, i) => (low > 0 ? (error * low) / (levels[i] ?? low) : error));
}

/** A step up that was taken back. */
function backAgain(values: readonly number[]): Trend | undefined {
  const episode = episodeOf(values);
  if (!episode) {
    return undefined;
  }
  const { onset, end } = episode;
  const around = [...values.slice(0, onset), ...values.slice(end)];
  const before = medianOf(around);
  const after = medianOf(values.slice(onset, end));
  const clarity = clarityOf(
    after - before,
    around.map((value) => Math.abs(value - before)),
    before,
  );
  return { kind: 'step', before, after, onset, end, clarity, spikes: 0, rise: 0 };
}

/** Buckets from which on a line is one. */
const MIN_SIDE = 3;
const MIN_CLARITY = 4;
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
  return best &&
    isTrend &&
    best.clarity >= MIN_CLARITY &&
    ratioOf(best.before, best.after) >= MIN_GROWTH
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

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
