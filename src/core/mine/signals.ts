import type { Pace } from '../model/pace.ts';
import type { Signal, SignalKind } from '../model/template.ts';
import { findBursts } from './bursts.ts';
import { findNovelties } from './novelties.ts';
import { findRarities } from './rarities.ts';
import { findSilences } from './silences.ts';
import type { TemplatedRun } from './templatedRun.ts';
import { tracksOf } from './track.ts';

/**
 * What is remarkable, each kind by its own method, strongest first within its kind. The methods see
 * different causes (a new message, a rate, a silence), so their strengths are never added.
 */
export async function findSignals(run: TemplatedRun, pace: Pace): Promise<readonly Signal[]> {
  const signals: Signal[] = [];
  for (const track of tracksOf(run.order, run.streams)) {
    for (const find of [findNovelties, findBursts, findSilences]) {
      signals.push(...(await find(run, track, pace)));
    }
  }
  return [...strongest(signals, ['novel', 'burst', 'silent']), ...findRarities(run)];
}

/** Signals kept of each kind. */
const MAX_SIGNALS = 200;

/** One signal a template and kind, though several tracks may show it. */
function strongest(signals: readonly Signal[], kinds: readonly SignalKind[]): readonly Signal[] {
  return kinds.flatMap((kind) => {
    const best = new Map<number, Signal>();
    for (const signal of signals) {
      const known = best.get(signal.template);
      if (signal.kind === kind && (!known || signal.strength > known.strength)) {
        best.set(signal.template, signal);
      }
    }
    return [...best.values()].sort((a, b) => b.strength - a.strength).slice(0, MAX_SIGNALS);
  });
}
