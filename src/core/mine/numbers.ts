import type { Pace } from '../model/pace.ts';
import type { MinedLogs, NumberFinding } from '../model/template.ts';
import { courseOf, findingOf, isCounter, strengthOf } from './numberFindings.ts';
import { type Course, sharpenStep } from './onsets.ts';
import {
  kindsOf,
  type Reading,
  type Readings,
  readEvenly,
  type Series,
  seriesOf,
} from './readings.ts';
import { summariseSlots, summariseStatuses } from './slotSummaries.ts';
import type { TemplatedRun } from './templatedRun.ts';
import { doubtOf } from './trends.ts';

/** Kinds of messages that are looked at, the most frequent ones. */
const MAX_KINDS = 4000;
/** Messages of each that are read first, at so many places: a kind without a measurement shows by then. */
const PROBES = 4;
const PATIENCE = 12;
/** Messages that are read of one kind at least and at most, and of all kinds together at first. */
const LEAST_READ = 40;
const MOST_READ = 1500;
const FIRST_READ = 6000;
/** Messages read of those kinds where the first look leaves a change possible. */
const THEN_READ = 4500;
const MAX_FINDINGS = 60;
const MAX_SHARPENED = 12;

/**
 * What the measurements in ordinary messages are like and which of them changed over the run: what a
 * log without a single error can tell. Reading a message costs more than anything else here, so that
 * the messages read are bounded whatever the size of the log: some of each kind, evenly spread, then
 * more of those kinds where something may have changed.
 */
export async function mineNumbers(run: TemplatedRun, pace: Pace): Promise<MinedNumbers> {
  const measuring = await readMeasuring(run, pace);
  // Before more is read where something changed, which is no fair sample then.
  const slots = await summariseSlots(run, measuring, pace);
  const statuses = summariseStatuses(measuring);
  return { numbers: await findNumbers(run, measuring, pace), slots, statuses };
}

type MinedNumbers = Required<Pick<MinedLogs, 'numbers' | 'slots' | 'statuses'>>;

async function findNumbers(
  run: TemplatedRun,
  measuring: readonly Readings[],
  pace: Pace,
): Promise<readonly NumberFinding[]> {
  const found: (Course & { readonly readings: Readings })[] = [];
  for (const readings of measuring) {
    const wait = pace.step();
    if (wait !== undefined) await wait;
    for (const series of seriesOf(readings)) {
      const course = courseOf(run, series);
      if (course) found.push({ ...course, readings });
    }
  }
  found.sort(
    (a, b) => strengthOf(b) - strengthOf(a) || a.readings.kind.template - b.readings.kind.template,
  );
  const findings: NumberFinding[] = [];
  for (const [i, { readings, ...course }] of found.slice(0, MAX_FINDINGS).entries()) {
    const exact = i < MAX_SHARPENED ? await sharpenStep(run, readings, course, pace) : course;
    findings.push(findingOf(run, readings.kind.template, exact));
  }
  return findings;
}

/** The kinds of messages that measure something, read as far as they are worth it. */
async function readMeasuring(run: TemplatedRun, pace: Pace): Promise<readonly Readings[]> {
  const measuring: Readings[] = [];
  for (const kind of kindsOf(run).slice(0, MAX_KINDS)) {
    const readings = { kind, byOrdinal: new Map() };
    if (await measures(run, readings, pace)) measuring.push(readings);
  }
  const sizes = measuring.map(({ kind }) => kind.positions.length);
  const share = Math.max(LEAST_READ, Math.min(MOST_READ, shareOf(sizes, FIRST_READ)));
  for (const readings of measuring) {
    await readEvenly(run, readings, share, pace);
  }
  for (const readings of mostDoubtful(run, measuring, share)) {
    await readEvenly(run, readings, MOST_READ, pace);
  }
  return measuring;
}

/** Those of which more than `share` could be read, and that give most reason to. */
function mostDoubtful(
  run: TemplatedRun,
  measuring: readonly Readings[],
  share: number,
): readonly Readings[] {
  return measuring
    .filter(({ kind }) => kind.positions.length > share)
    .map((readings) => ({ readings, doubt: doubtOfAll(run, seriesOf(readings)) }))
    .filter(({ doubt }) => doubt > 0)
    .sort((a, b) => b.doubt - a.doubt)
    .slice(0, Math.ceil(THEN_READ / MOST_READ))
    .map(({ readings }) => readings);
}

async function measures(run: TemplatedRun, readings: Readings, pace: Pace): Promise<boolean> {
  for (const probes of [PROBES, PATIENCE]) {
    await readEvenly(run, readings, probes, pace);
    if ([...readings.byOrdinal.values()].some(isTelling)) return true;
  }
  return false;
}

const isTelling = ({ measurements, status }: Reading): boolean =>
  measurements.length > 0 || status !== undefined;

/** The size to which things of these sizes are cut so that they have no more than `budget` together. */
export function shareOf(sizes: readonly number[], budget: number): number {
  let left = budget;
  for (const [i, size] of sizes.toSorted((a, b) => a - b).entries()) {
    const share = Math.floor(left / (sizes.length - i));
    if (size > share) return share;
    left -= size;
  }
  return budget;
}

/** How much speaks for reading more of a kind; what rises in good health gives no reason. */
function doubtOfAll(run: TemplatedRun, all: readonly Series[]): number {
  const doubts = all.map((series) => (isCounter(run, series) ? 0 : doubtOf(series.values)));
  return Math.max(0, ...doubts);
}
