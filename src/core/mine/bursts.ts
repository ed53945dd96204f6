import type { Signal } from '../model/template.ts';
import { rateStepOf } from './rateStep.ts';
import { refAt } from './runOrder.ts';
import { addUp, runningSums, type Surge, surges } from './surge.ts';
import { MAX_SURPRISE } from './surprise.ts';
import type { SignalFinder, TemplatedRun } from './templatedRun.ts';
import { bucketOf, momentText, type Track, within } from './track.ts';
import { rateText } from './wording.ts';

/** One in a million: a run has hundreds of templates times hundreds of buckets to be wrong in. */
const MIN_SURPRISE = 6;
const MIN_COUNT = 5;

/** Messages that come much more often than before, in a burst or from then on, each against its own past. */
export const findBursts: SignalFinder = async (run, track, pace) => {
  const all = bucketsOf(track);
  const volume = track.isTimed ? runningSums(track.buckets, all) : undefined;
  const signals: Signal[] = [];
  for (let template = 0; template < run.occurrences.templates; template++) {
    const wait = template % 16 === 0 ? pace.step() : undefined;
    if (wait !== undefined) await wait;
    const positions = within(track, run.occurrences.of(template));
    if (positions.length < MIN_COUNT) {
      continue;
    }
    const counts = sumsOf(track, all, positions);
    const surge = strongest(surges(counts, volume, MIN_SURPRISE)) ?? rateStepOf(counts, volume);
    if (surge) {
      // Positions rise with their buckets, so as many come before as the buckets before it hold.
      const onset = positions[counts[surge.bucket] ?? 0] ?? 0;
      signals.push(burstSignal(run, track, template, surge, onset));
    }
  }
  return signals;
};

/** Bucket of each position of a track. */
function bucketsOf(track: Track): Uint16Array {
  const buckets = new Uint16Array(track.end - track.start);
  for (let i = 0; i < buckets.length; i++) {
    buckets[i] = bucketOf(track, track.clockAt(track.start + i));
  }
  return buckets;
}

/** Running sums, with a leading 0, of how many of `positions` fall into each bucket. */
function sumsOf(track: Track, all: Uint16Array, positions: Uint32Array): Float64Array {
  const sums = new Float64Array(track.buckets + 1);
  for (let i = 0; i < positions.length; i++) {
    const place = (all[(positions[i] as number) - track.start] as number) + 1;
    sums[place] = (sums[place] as number) + 1;
  }
  return addUp(sums);
}

/** The first of the strongest; surprise is capped, so among clear bursts the first wins. */
function strongest(found: Iterable<Surge>): Surge | undefined {
  let best: Surge | undefined;
  for (const surge of found) {
    if (!best || surge.surprise > best.surprise) {
      best = surge;
    }
  }
  return best;
}

function burstSignal(
  run: TemplatedRun,
  track: Track,
  template: number,
  surge: Surge,
  onset: number,
): Signal {
  const unit = track.isTimed ? 60_000 : 100;
  const unitText = track.isTimed ? 'a minute' : 'in 100 records';
  const end = Math.min(track.buckets, surge.bucket + surge.width);
  const rate = (surge.count / ((end - surge.bucket) * track.step)) * unit;
  const before = (surge.past / (surge.bucket * track.step)) * unit;
  const moment = momentText(track, track.clockAt(onset));
  return {
    kind: 'burst',
    template,
    onset: refAt(run.order, onset),
    strength: surge.surprise / MAX_SURPRISE,
    reason: `${rateText(rate)} ${unitText} from ${moment}, ${rateText(before)} ${unitText} before`,
  };
}
