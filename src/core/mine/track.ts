import { fileAt, type RunOrder } from './runOrder.ts';
import { countText } from './wording.ts';

/**
 * A stretch of the run with one clock, cut into buckets of equal length. All records with a time
 * form one; a log without times forms one of its own, in which the clock counts records.
 */
export interface Track {
  /** Positions in run order, `start` inclusive and `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** True for milliseconds since the epoch, false for records. */
  readonly isTimed: boolean;
  /** Clock of the first bucket's start, and of the last record. */
  readonly from: number;
  readonly to: number;
  /** Clock units a bucket. */
  readonly step: number;
  readonly buckets: number;
  clockAt(position: number): number;
}

/** Fewer records than this say nothing about what is usual. */
const MIN_RECORDS = 30;

export function tracksOf(order: RunOrder, streams: readonly number[]): readonly Track[] {
  const streamAt = (position: number) => streams[fileAt(order, position)];
  const untimed = firstUntimed(order);
  const tracks = [timedTrack(order, untimed)];
  let start = untimed;
  for (let i = untimed + 1; i <= order.length; i++) {
    if (i === order.length || streamAt(i) !== streamAt(start)) {
      tracks.push(countedTrack(start, i));
      start = i;
    }
  }
  return tracks.filter((track) => track.end - track.start >= MIN_RECORDS && track.to > track.from);
}

export function bucketOf(track: Track, clock: number): number {
  const bucket = Math.floor((clock - track.from) / track.step);
  return Math.min(track.buckets - 1, Math.max(0, bucket));
}

/** The part of rising positions that lies in the track. */
export function within(track: Track, positions: Uint32Array): Uint32Array {
  return positions.subarray(lowerBound(positions, track.start), lowerBound(positions, track.end));
}

/** Where the buckets of the track begin, and its end: positions, since clocks rise with them. */
export function bucketEdges(track: Track): Uint32Array {
  const edges = new Uint32Array(track.buckets + 1).fill(track.end);
  edges[0] = track.start;
  for (let bucket = 1; bucket < track.buckets; bucket++) {
    let low = edges[bucket - 1] as number;
    let high = track.end;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (bucketOf(track, track.clockAt(middle)) < bucket) low = middle + 1;
      else high = middle;
    }
    edges[bucket] = low;
  }
  return edges;
}

/** How many of rising positions come before each of the rising edges. */
export function countsBefore(edges: Uint32Array, positions: Uint32Array): Float64Array {
  const counts = new Float64Array(edges.length);
  for (let edge = 0; edge < edges.length; edge++) {
    counts[edge] = lowerBound(positions, edges[edge] as number);
  }
  return counts;
}

function lowerBound(sorted: Uint32Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** Records that state no time come last in run order. */
function firstUntimed(order: RunOrder): number {
  let position = order.length;
  while (position > 0 && Number.isNaN(order.time[position - 1])) {
    position--;
  }
  return position;
}

const MAX_BUCKETS = 240;
const SECOND = 1000;
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 43_200].map(
  (seconds) => seconds * SECOND,
);

function timedTrack(order: RunOrder, end: number): Track {
  const [first, last] = withoutStrays(order.time.subarray(0, end));
  const from = order.time[first] ?? 0;
  const to = order.time[last] ?? 0;
  const wanted = (to - from + 1) / MAX_BUCKETS;
  const step = STEPS.find((candidate) => candidate >= wanted) ?? Math.ceil(wanted);
  return {
    start: first,
    end: Math.min(end, last + 1),
    isTimed: true,
    from,
    to,
    step,
    buckets: Math.floor((to - from) / step) + 1,
    clockAt: (position) => order.time[position] ?? to,
  };
}

function countedTrack(start: number, end: number): Track {
  const step = Math.max(1, Math.ceil((end - start) / MAX_BUCKETS));
  return {
    start,
    end,
    isTimed: false,
    from: 0,
    to: end - start - 1,
    step,
    buckets: Math.ceil((end - start) / step),
    clockAt: (position) => position - start,
  };
}

/** A few records of a wrong clock, say of 1970, would squeeze all others into one bucket. */
function withoutStrays(time: Float64Array): readonly [number, number] {
  let first = 0;
  let last = Math.max(0, time.length - 1);
  const few = Math.floor(time.length / 100);
  for (let i = 1; i <= few; i++) {
    const rest = (time[last] ?? 0) - (time[i] ?? 0);
    first = (time[i] ?? 0) - (time[i - 1] ?? 0) > STRAY * rest ? i : first;
  }
  for (let i = time.length - 2; i >= time.length - 1 - few; i--) {
    const rest = (time[i] ?? 0) - (time[first] ?? 0);
    last = (time[i + 1] ?? 0) - (time[i] ?? 0) > STRAY * rest ? i : last;
  }
  return [first, last];
}

/** A gap this many times the length of the rest marks a stray. */
const STRAY = 5;

/** `10:31:07`, or `record 4,120` where there is no clock. */
export function momentText(track: Track, clock: number): string {
  return track.isTimed
    ? new Date(clock).toISOString().slice(11, 19)
    : `record ${countText(clock + 1)}`;
}
