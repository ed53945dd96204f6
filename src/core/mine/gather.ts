import { copyColumns } from '../model/columns.ts';
import type { CopiedColumns, LogFile, LogRecords } from '../model/logFile.ts';
import type { Pace } from '../model/pace.ts';
import { byTime, emptyOrder, type RunOrder } from './runOrder.ts';

/** What the records of each template state, by template. */
export interface Tallies {
  readonly count: Uint32Array;
  /** Highest severity. */
  readonly severity: Uint8Array;
  /** Earliest and latest time; infinite where none states one. */
  readonly firstSeen: Float64Array;
  readonly lastSeen: Float64Array;
}

export interface Gathered {
  /** Template of each record: `templateIds[file][record]`. */
  readonly templateIds: readonly Uint32Array[];
  readonly tallies: Tallies;
  readonly order: RunOrder;
}

/** Records between two looks at other work. */
const STRETCH = 1 << 14;

/**
 * The one pass over the columns of all records: what later passes want lies in plain arrays then.
 * @param bySkeleton template of each skeleton of each file.
 */
export async function gatherRecords(
  files: readonly LogFile[],
  bySkeleton: readonly Uint32Array[],
  templates: number,
  pace: Pace,
): Promise<Gathered> {
  const order = emptyOrder(files.map(({ records }) => records.length));
  const tallies: Tallies = {
    count: new Uint32Array(templates),
    severity: new Uint8Array(templates),
    firstSeen: new Float64Array(templates).fill(Number.POSITIVE_INFINITY),
    lastSeen: new Float64Array(templates).fill(Number.NEGATIVE_INFINITY),
  };
  const templateIds: Uint32Array[] = [];
  let start = 0;
  for (const [file, log] of files.entries()) {
    const { records } = log;
    const end = start + records.length;
    const isMerged = isPlaced(log, files);
    let time = isMerged ? firstTime(records) : Number.NaN;
    for (let from = 0; from < records.length; from += STRETCH) {
      const to = Math.min(records.length, from + STRETCH);
      const columns = columnsOf(order, start + from, start + to);
      copyColumns(records, from, columns);
      assign(columns.skeletons, bySkeleton[file] ?? new Uint32Array(0));
      tally(columns, tallies);
      if (!isMerged) columns.timestamps.fill(Number.NaN);
      time = carryTimes(columns.timestamps, time);
      const wait = pace.step();
      if (wait !== undefined) await wait;
    }
    templateIds.push(order.template.subarray(start, end));
    start = end;
  }
  return { templateIds, tallies, order: await byTime(order, pace) };
}

/**
 * Times that count from a start which nobody knows can't be merged with dates of other files: beside
 * such a file has none.
 */
function isPlaced({ missingDate }: LogFile, all: readonly LogFile[]): boolean {
  return missingDate !== 'start' || all.every((file) => !file.span || file.missingDate === 'start');
}

function firstTime(records: LogRecords): number {
  for (let i = 0; i < records.length; i++) {
    const time = records.timestamp(i);
    if (!Number.isNaN(time)) return time;
  }
  return Number.NaN;
}

/** The parts of the run order that the columns of some records become, in place. */
function columnsOf(
  { time, severity, template }: RunOrder,
  from: number,
  to: number,
): CopiedColumns {
  return {
    timestamps: time.subarray(from, to),
    severityNumbers: severity.subarray(from, to),
    skeletons: template.subarray(from, to),
  };
}

/** Puts the template in the place of each skeleton. */
function assign(skeletons: Uint32Array, templates: Uint32Array): void {
  for (let i = 0; i < skeletons.length; i++) {
    skeletons[i] = templates[skeletons[i] as number] as number;
  }
}

function tally(columns: CopiedColumns, { count, severity, firstSeen, lastSeen }: Tallies): void {
  const { timestamps, severityNumbers, skeletons: templates } = columns;
  for (let i = 0; i < templates.length; i++) {
    const template = templates[i] as number;
    const time = timestamps[i] as number;
    const level = severityNumbers[i] as number;
    count[template] = (count[template] as number) + 1;
    if (level > (severity[template] as number)) severity[template] = level;
    // Of NaN neither is true.
    if (time < (firstSeen[template] as number)) firstSeen[template] = time;
    if (time > (lastSeen[template] as number)) lastSeen[template] = time;
  }
}

/** Gives a record without a time that of the record before it; returns the last. */
function carryTimes(times: Float64Array, before: number): number {
  let last = before;
  for (let i = 0; i < times.length; i++) {
    const time = times[i] as number;
    if (Number.isNaN(time)) times[i] = last;
    else last = time;
  }
  return last;
}
