import { Severity } from '../model/severity.ts';
import type { Signal } from '../model/template.ts';
import { refAt } from './runOrder.ts';
import { runningSums, surges } from './surge.ts';
import type { SignalFinder, TemplatedRun } from './templatedRun.ts';
import { bucketOf, momentText, type Track, within } from './track.ts';
import { createNearest } from './variants.ts';
import { countText, durationText, timesText } from './wording.ts';

/**
 * Messages that appear only after an initial stretch without them. Those shortly before the errors
 * begin to rise come first, earliest first, since a cause is logged before its cascade; then those
 * after, then those long before. Variants of what was known before do not count as new, and a flood
 * of new messages, as after a restart, is one item besides its warnings and errors.
 */
export const findNovelties: SignalFinder = async (run, track, pace) => {
  const onset = errorOnset(run, track);
  const lead = leadWindow(track);
  const baseline = baselineEnd(track, onset === undefined ? undefined : onset - lead);
  const { known, fresh } = splitByFirst(run, track, baseline);
  if (isEverNew(fresh, track, baseline)) {
    return [];
  }
  const nearest = createNearest(known.map((novel) => templateText(run, novel)));
  const novelties: Novelty[] = [];
  for (const novelty of fresh.slice(0, MAX_COMPARED)) {
    const wait = pace.step();
    if (wait !== undefined) await wait;
    if (!isVariant(run, novelty, known, nearest(templateText(run, novelty)))) {
      novelties.push(novelty);
    }
  }
  const ordered = inOrderOfInterest(withoutFloods(run, track, novelties), track, onset, lead);
  return ordered.map((novelty, i) => toSignal(run, track, novelty, 1 - i / ordered.length));
};

/** A template by its first position in the track. */
interface Novelty {
  readonly template: number;
  readonly position: number;
  readonly count: number;
  /** New messages that came with it and are not listed, and over how long; 0 where none. */
  readonly companions: number;
  readonly span: number;
}

/** Share of a track's records and of its time that must pass before a message can be new. */
const BASELINE = 0.2;
const MIN_BASELINE_RECORDS = 20;
/** In ordinary logs far fewer than one record in five is the first of its kind. */
const MAX_FIRSTS = 0.2;
const MAX_COMPARED = 500;
const MINUTE = 60_000;

/** How long before the errors a cause is looked for, in clock units. */
function leadWindow(track: Track): number {
  const length = track.to - track.from;
  return track.isTimed ? Math.max(length * 0.05, Math.min(15 * MINUTE, length / 4)) : length * 0.1;
}

/** Clock at which errors begin to come far more often than before. */
function errorOnset(run: TemplatedRun, track: Track): number | undefined {
  const { severity } = run.order;
  const buckets: number[] = [];
  for (let position = track.start; position < track.end; position++) {
    if ((severity[position] as number) >= Severity.error) {
      buckets.push(bucketOf(track, track.clockAt(position)));
    }
  }
  const first = surges(runningSums(track.buckets, buckets), undefined, 4).next();
  if (!first.done) {
    return track.from + first.value.bucket * track.step;
  }
  // Where there was none for long, the first error is the onset.
  const only = buckets[0] ?? 0;
  return only < track.buckets * BASELINE ? undefined : track.from + only * track.step;
}

/** First position that is late enough to be new. */
function baselineEnd(track: Track, before: number | undefined): number {
  const usual = track.start + Math.ceil((track.end - track.start) * BASELINE);
  let end = Math.max(
    usual,
    positionAt(track, track.from + (track.to - track.from) * (BASELINE / 2)),
  );
  if (before !== undefined) {
    end = Math.min(end, positionAt(track, before));
  }
  return Math.max(end, track.start + MIN_BASELINE_RECORDS);
}

function positionAt(track: Track, clock: number): number {
  let low = track.start;
  let high = track.end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (track.clockAt(middle) < clock) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

function splitByFirst(run: TemplatedRun, track: Track, baseline: number) {
  const known: Novelty[] = [];
  const fresh: Novelty[] = [];
  for (let template = 0; template < run.occurrences.templates; template++) {
    const positions = within(track, run.occurrences.of(template));
    const position = positions[0];
    if (position !== undefined) {
      const novelty = { template, position, count: positions.length, companions: 0, span: 0 };
      (position < baseline ? known : fresh).push(novelty);
    }
  }
  return { known, fresh: fresh.sort((a, b) => a.position - b.position) };
}

function isEverNew(fresh: readonly Novelty[], track: Track, baseline: number): boolean {
  return fresh.length > (track.end - baseline) * MAX_FIRSTS;
}

const templateText = (run: TemplatedRun, { template }: Novelty): string =>
  run.templates[template]?.text ?? '';

const severityOf = (run: TemplatedRun, { template }: Novelty): number =>
  run.templates[template]?.severityNumber ?? 0;

/** A near twin among the known is no news, unless this one is more severe. */
function isVariant(
  run: TemplatedRun,
  novelty: Novelty,
  known: readonly Novelty[],
  twin: number | undefined,
): boolean {
  const other = twin === undefined ? undefined : known[twin];
  return other !== undefined && severityOf(run, novelty) <= severityOf(run, other);
}

const FLOOD = 8;

/** Keeps of each flood its first and what is a warning or worse. */
function withoutFloods(
  run: TemplatedRun,
  track: Track,
  novelties: readonly Novelty[],
): readonly Novelty[] {
  const kept: Novelty[] = [];
  for (const block of blocksOf(novelties, track)) {
    const first = block[0];
    const last = block.at(-1);
    if (!first || !last || block.length < FLOOD) {
      kept.push(...block);
      continue;
    }
    const span = track.clockAt(last.position) - track.clockAt(first.position);
    const loud = block.slice(1).filter((novelty) => severityOf(run, novelty) >= Severity.warn);
    kept.push({ ...first, companions: block.length - 1, span }, ...loud);
  }
  return kept;
}

/** Cuts wherever the next new message is seconds, or twenty records, away. */
function blocksOf(novelties: readonly Novelty[], track: Track): readonly (readonly Novelty[])[] {
  const limit = track.isTimed ? Math.max(2000, track.step / 30) : 20;
  const blocks: Novelty[][] = [];
  let previous = Number.NEGATIVE_INFINITY;
  for (const novelty of novelties) {
    const clock = track.clockAt(novelty.position);
    if (clock - previous > limit) {
      blocks.push([]);
    }
    blocks.at(-1)?.push(novelty);
    previous = clock;
  }
  return blocks;
}

function inOrderOfInterest(
  novelties: readonly Novelty[],
  track: Track,
  onset: number | undefined,
  lead: number,
): readonly Novelty[] {
  if (onset === undefined) {
    return novelties;
  }
  const group = (novelty: Novelty): number => {
    const clock = track.clockAt(novelty.position);
    if (clock < onset - lead) return 2;
    return clock < onset + track.step ? 0 : 1;
  };
  return novelties.toSorted((a, b) => group(a) - group(b) || a.position - b.position);
}

function toSignal(run: TemplatedRun, track: Track, novelty: Novelty, strength: number): Signal {
  const { position, count, companions, span } = novelty;
  const moment = momentText(track, track.clockAt(position));
  const before = countText(position - track.start);
  const since = count === 1 ? 'only then' : `${timesText(count)} since`;
  const length = track.isTimed ? durationText(span) : `${countText(span)} records`;
  const flood = companions > 0 ? `; first of ${companions + 1} new kinds within ${length}` : '';
  return {
    kind: 'novel',
    template: novelty.template,
    onset: refAt(run.order, position),
    strength,
    reason: `new at ${moment}, not once in the ${before} records before, ${since}${flood}`,
  };
}
