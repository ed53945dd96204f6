import type { Surge } from './surge.ts';
import { MAX_SURPRISE } from './surprise.ts';

/** Shares of the buckets that must lie before the step and after it. */
const MIN_BEFORE = 0.1;
const MIN_AFTER = 0.05;
/** Times the rate before; a part of what follows has to keep this much of it. */
const MIN_TIMES = 1.6;
const MIN_KEPT = 1.3;
/** How far a rise of all other messages excuses one of these, as for a surge. */
const MAX_VOLUME = 3;
/** One in a million, as for a surge. */
const MIN_SURPRISE = 6;

/**
 * The moment from which a message comes more often to the end of its log, where no single window
 * shows it, as when one in a minute becomes two. The change point of a Poisson process with the
 * highest likelihood ratio (the first cut of a binary segmentation), divided by the dispersion that
 * remains and paid for by the number of places where it could have been.
 * @param counts running sums with a leading 0, as `volume` of all messages.
 */
export function rateStepOf(
  counts: Float64Array,
  volume: Float64Array | undefined,
): Surge | undefined {
  const buckets = counts.length - 1;
  const last = Math.floor(buckets * (1 - MIN_AFTER));
  let best: Split | undefined;
  for (let at = Math.ceil(buckets * MIN_BEFORE); at <= last; at++) {
    const split = splitAt(counts, volume, at);
    if (split && split.evidence > (best?.evidence ?? 0)) best = split;
  }
  if (!best || best.times < MIN_TIMES || !isKept(counts, best)) {
    return undefined;
  }
  const evidence = best.evidence / dispersionOf(counts, best.at);
  const surprise = (evidence - Math.log(buckets)) / Math.LN10;
  const { at, past } = best;
  return surprise < MIN_SURPRISE
    ? undefined
    : {
        bucket: at,
        width: buckets - at,
        count: between(counts, at, buckets),
        past,
        surprise: Math.min(MAX_SURPRISE, surprise),
      };
}

interface Split {
  readonly at: number;
  readonly past: number;
  /** Rate after by rate before, what others rose by taken off. */
  readonly times: number;
  /** Logarithm of the likelihood ratio. */
  readonly evidence: number;
}

/** A rise at this bucket; nothing where it is none. */
function splitAt(
  counts: Float64Array,
  volume: Float64Array | undefined,
  at: number,
): Split | undefined {
  const buckets = counts.length - 1;
  const past = counts[at] as number;
  const count = between(counts, at, buckets);
  const rest = (buckets - at) * (volume ? excuseOf(counts, volume, at) : 1);
  const times = count / rest / (past / at);
  if (past === 0 || times <= 1) {
    return undefined;
  }
  const usual = (past + count) / (at + rest);
  const evidence = past * Math.log(past / at / usual) + count * Math.log(count / rest / usual);
  return { at, past, times, evidence };
}

function excuseOf(counts: Float64Array, volume: Float64Array, at: number): number {
  const buckets = counts.length - 1;
  const before = ((volume[at] as number) - (counts[at] as number)) / at;
  const after = (between(volume, at, buckets) - between(counts, at, buckets)) / (buckets - at);
  return Math.min(MAX_VOLUME, Math.max(1, after / Math.max(before, 1e-9)));
}

/** Whether each half of what follows is raised, so that it is no burst that is over. */
function isKept(counts: Float64Array, { at, past }: Split): boolean {
  const buckets = counts.length - 1;
  const middle = (at + buckets) >> 1;
  const least = (MIN_KEPT * past) / at;
  return (
    between(counts, at, middle) >= least * (middle - at) &&
    between(counts, middle, buckets) >= least * (buckets - middle)
  );
}

/** Variance over mean on both sides of a bucket: what comes in clumps surprises less. */
function dispersionOf(counts: Float64Array, at: number): number {
  const buckets = counts.length - 1;
  let sum = 0;
  for (const [from, to] of [
    [0, at],
    [at, buckets],
  ] as const) {
    const mean = between(counts, from, to) / (to - from);
    for (let bucket = from; bucket < to; bucket++) {
      sum += (between(counts, bucket, bucket + 1) - mean) ** 2 / mean;
    }
  }
  return Math.max(1, sum / (buckets - 2));
}

function between(sums: Float64Array, start: number, end: number): number {
  return (sums[end] as number) - (sums[start] as number);
}
