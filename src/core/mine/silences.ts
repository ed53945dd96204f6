import type { Signal } from '../model/template.ts';
import { fileAt, refAt } from './runOrder.ts';
import type { SignalFinder, TemplatedRun } from './templatedRun.ts';
import { bucketOf, momentText, type Track, within } from './track.ts';
import { countText, durationText } from './wording.ts';

/** Expected messages in the silence, as e^-16 is about one in ten million. */
const MIN_MISSED = 16;
const MIN_COUNT = 8;
/** The silence is this many times the longest pause before it. */
const MIN_LONGER = 3;
/** It must have come over this share of the time before and in so many buckets: a burst is soon over. */
const MIN_SPREAD = 0.2;
const MIN_BUCKETS = 5;

/**
 * Messages that used to come regularly and stopped, such as a heartbeat: by its rate at least 16
 * would have come between its last and the end of its log, and no pause before was nearly as long.
 */
export const findSilences: SignalFinder = async (run, track, pace) => {
  const ends = endOfEachLog(run, track);
  const signals: Signal[] = [];
  for (let template = 0; template < run.occurrences.templates; template++) {
    const wait = template % 256 === 0 ? pace.step() : undefined;
    if (wait !== undefined) await wait;
    const signal = silenceOf(run, track, ends, template);
    if (signal) {
      signals.push(signal);
    }
  }
  return signals;
};

function silenceOf(
  run: TemplatedRun,
  track: Track,
  ends: readonly number[],
  template: number,
): Signal | undefined {
  const positions = within(track, run.occurrences.of(template));
  const count = positions.length;
  if (count < MIN_COUNT) {
    return undefined;
  }
  const lastPosition = positions[count - 1] ?? 0;
  const first = track.clockAt(positions[0] ?? 0);
  const last = track.clockAt(lastPosition);
  const gap = (ends[run.streams[fileAt(run.order, lastPosition)] ?? 0] ?? last) - last;
  const missed = (gap * (count - 1)) / Math.max(1, last - first);
  const isSpread = last - first >= MIN_SPREAD * (last - track.from);
  if (missed < MIN_MISSED || !isSpread || !isRegular(track, positions, gap)) {
    return undefined;
  }
  return {
    kind: 'silent',
    template,
    onset: refAt(run.order, lastPosition),
    strength: 1 - MIN_MISSED / (missed + MIN_MISSED),
    reason: silenceText(track, last, (last - first) / (count - 1), gap),
  };
}

function silenceText(track: Track, last: number, interval: number, gap: number): string {
  const [every, since] = track.isTimed
    ? [durationText(interval), durationText(gap)]
    : [`${countText(interval)} records`, `${countText(gap)} records`];
  return `every ${every} until ${momentText(track, last)}, then none in ${since}`;
}

function isRegular(track: Track, positions: Uint32Array, gap: number): boolean {
  let buckets = 1;
  let previous = track.clockAt(positions[0] ?? 0);
  let bucket = bucketOf(track, previous);
  for (let i = 1; i < positions.length; i++) {
    const clock = track.clockAt(positions[i] as number);
    if (gap < MIN_LONGER * (clock - previous)) {
      return false;
    }
    const next = bucketOf(track, clock);
    if (next !== bucket) buckets++;
    bucket = next;
    previous = clock;
  }
  return buckets >= MIN_BUCKETS;
}

/** Clock at which each log ends: one that was put away is not silent, unless it goes on in the next file. */
function endOfEachLog({ streams, order }: TemplatedRun, track: Track): readonly number[] {
  const logs = new Set(streams).size;
  const ends: number[] = [];
  let found = 0;
  for (let position = track.end - 1; position >= track.start && found < logs; position--) {
    const log = streams[fileAt(order, position)] ?? 0;
    if (ends[log] === undefined) {
      ends[log] = track.clockAt(position);
      found++;
    }
  }
  return ends;
}
