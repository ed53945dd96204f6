import { medianOf } from './medians.ts';

/** A stretch of a series that lies far above its usual level, after which it is as before. */
export interface Episode {
  /** Indices of its first value and of the first one after it. */
  readonly onset: number;
  readonly end: number;
}

/** Times the usual level from which on a value is far above it. */
const FAR = 3;
/** High values by which an episode outnumbers low ones in it: chance does not bring so many in a row. */
const MIN_EXCESS = 8;
/** Share of the series that an episode may have, and of the values outside it that may be high as well. */
const MAX_SHARE = 0.4;
const MAX_OUTSIDE = 0.1;

/**
 * The stretch that stands out most: the one with the highest sum where a high value counts 1 and any
 * other -1 (Kadane's maximal segment). Values at both ends must be as usual.
 */
export function episodeOf(values: readonly number[]): Episode | undefined {
  const level = medianOf(values);
  const noise = medianOf(values.map((value) => Math.abs(value - level)));
  const high = Math.max(FAR * level, level + 6 * noise);
  if (level <= 0) {
    return undefined;
  }
  let best = { onset: 0, end: 0, sum: 0 };
  let sum = 0;
  let onset = 0;
  for (const [i, value] of values.entries()) {
    sum += value > high ? 1 : -1;
    if (sum <= 0) {
      sum = 0;
      onset = i + 1;
    } else if (sum > best.sum) {
      best = { onset, end: i + 1, sum };
    }
  }
  const outside = values.filter((value, i) => (i < best.onset || i >= best.end) && value > high);
  const isAlone = outside.length <= values.length * MAX_OUTSIDE;
  const isInside = best.onset >= MIN_EXCESS && best.end <= values.length - MIN_EXCESS;
  const isShort = best.end - best.onset <= values.length * MAX_SHARE;
  return best.sum >= MIN_EXCESS && isAlone && isInside && isShort ? best : undefined;
}
