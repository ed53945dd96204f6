import { surprise } from './surprise.ts';

/** A window in which more came than the buckets before it led one to expect. */
export interface Surge {
  /** First bucket of the window, and its length in buckets. */
  readonly bucket: number;
  readonly width: number;
  readonly count: number;
  /** What came in all buckets before. */
  readonly past: number;
  /** -log10 of the probability, at most 12. */
  readonly surprise: number;
}

/** Window lengths tried at each bucket: a sharp burst, and a rate that stays raised. */
const WIDTHS = [1, 5];
/** Buckets that must have passed before anything can be unusual. */
const MIN_PAST_BUCKETS = 4;
/** How far a rise of the whole log's volume excuses a rise of one message. */
const MAX_VOLUME = 3;

/**
 * The surges of one series that reach `threshold`, in order of time. `counts` and `volume` are
 * running sums with a leading 0, `volume` that of all messages. A series that always came in clumps
 * is judged by its clumps: counts are divided by their variance over mean, the usual correction of
 * an overdispersed Poisson.
 */
export function* surges(
  counts: Float64Array,
  volume: Float64Array | undefined,
  threshold: number,
): Generator<Surge> {
  const buckets = counts.length - 1;
  let squares = 0;
  for (let bucket = 1; bucket < buckets; bucket++) {
    const before = between(counts, bucket - 1, bucket);
    squares += before * before;
    const past = counts[bucket] ?? 0;
    if (bucket < MIN_PAST_BUCKETS || past === 0 || between(counts, bucket, bucket + 1) === 0) {
      continue;
    }
    const dispersion = Math.max(1, squares / past - past / bucket);
    for (const width of WIDTHS) {
      const count = between(counts, bucket, Math.min(buckets, bucket + width));
      const excuse = volume ? volumeFactor(counts, volume, bucket, width) : 1;
      const score = surprise(count / dispersion, past / dispersion, bucket / width / excuse);
      if (score >= threshold) {
        yield { bucket, width, count, past, surprise: score };
      }
    }
  }
}

/** How many times the usual of all other messages came in the window; between 1 and 3. */
function volumeFactor(
  counts: Float64Array,
  volume: Float64Array,
  bucket: number,
  width: number,
): number {
  const end = Math.min(volume.length - 1, bucket + width);
  const others = between(volume, bucket, end) - between(counts, bucket, end);
  const usual = (((volume[bucket] ?? 0) - (counts[bucket] ?? 0)) * width) / bucket;
  return Math.min(MAX_VOLUME, Math.max(1, others / Math.max(1, usual)));
}

function between(sums: Float64Array, start: number, end: number): number {
  return (sums[end] ?? 0) - (sums[start] ?? 0);
}

/** Running sums with a leading 0 of how many values fall into each bucket. */
export function runningSums(buckets: number, bucketsOfEvents: readonly number[]): Float64Array {
  const sums = new Float64Array(buckets + 1);
  for (const bucket of bucketsOfEvents) {
    sums[bucket + 1] = (sums[bucket + 1] ?? 0) + 1;
  }
  for (let i = 1; i < sums.length; i++) {
    sums[i] = (sums[i] ?? 0) + (sums[i - 1] ?? 0);
  }
  return sums;
}
