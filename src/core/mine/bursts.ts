import type { Signal } from '../model/template.ts';
import { rateStepOf } from './rateStep.ts';
import { refAt } from './runOrder.ts';
import { type Surge, surges } from './surge.ts';
import { MAX_SURPRISE } from './surprise.ts';
import type { SignalFinder, TemplatedRun } from './templatedRun.ts';
import { bucketEdges, countsBefore, momentText, type Track, within } from './track.ts';
import { rateText } from './wording.ts';

/** One in a million: a run has hundreds of templates times hundreds of buckets to be wrong in. */
const MIN_SURPRISE = 6;
const MIN_COUNT = 5;

/** Messages that come much more often than before, in a burst or from then on, each against its own past. */
export const findBursts: SignalFinder = async (run, track, pace) => {
  const edges = bucketEdges(track);
  const volume = track.isTimed ? Float64Array.from(edges, (edge) => edge - track.start) : undefined;
  const signals: Signal[] = [];
  for (let template = 0; template < run.occurrences.templates; template++) {
    const wait = template % 16 === 0 ? pace.step() : undefined;
    if (wait !== undefined) await wait;
    const positions = within(track, run.occurrences.of(template));
    if (positions.length < MIN_COUNT) {
      continue;
    }
    const counts = countsBefore(edges, positions);
    const surge = strongest(surges(counts, volume, MIN_SURPRISE)) ?? rateStepOf(counts, volume);
    if (surge) {
      // Positions rise with their buckets, so as many come before as the buckets before it hold.
      const onset = positions[counts[surge.bucket] ?? 0] ?? 0;
      signals.push(burstSignal(run, track, template, surge, onset));
    }
  }
  return signals;
};

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
