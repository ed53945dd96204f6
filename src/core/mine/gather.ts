import type { LogFile, LogRecords } from '../model/logFile.ts';
import type { Pace } from '../model/pace.ts';
import { byTime, emptyOrder, type RunOrder } from './runOrder.ts';

/** What the records of each template state, by template. */
export interface Tallies {
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
const STRETCH = 4096;

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
  const length = files.reduce((sum, { records }) => sum + records.length, 0);
  const order = emptyOrder(files.length, length);
  const tallies: Tallies = {
    severity: new Uint8Array(templates),
    firstSeen: new Float64Array(templates).fill(Number.POSITIVE_INFINITY),
    lastSeen: new Float64Array(templates).fill(Number.NEGATIVE_INFINITY),
  };
  const templateIds: Uint32Array[] = [];
  let start = 0;
  for (const [file, { records }] of files.entries()) {
    const end = start + records.length;
    order.file.fill(file, start, end);
    const ofSkeleton = bySkeleton[file] ?? new Uint32Array(0);
    const into: Stretch = { records, ofSkeleton, order, tallies, start, time: firstTime(records) };
    for (let record = 0; record < records.length; record += STRETCH) {
      gather(into, record, Math.min(records.length, record + STRETCH));
      const wait = pace.step();
      if (wait !== undefined) await wait;
    }
    templateIds.push(order.template.subarray(start, end));
    start = end;
  }
  return { templateIds, tallies, order: await byTime(order, pace) };
}

function firstTime(records: LogRecords): number {
  for (let i = 0; i < records.length; i++) {
    const time = records.timestamp(i);
    if (!Number.isNaN(time)) return time;
  }
  return Number.NaN;
}

interface Stretch {
  readonly records: LogRecords;
  readonly ofSkeleton: Uint32Array;
  readonly order: RunOrder;
  readonly tallies: Tallies;
  /** Position of the file's first record. */
  readonly start: number;
  /** Of the last record that stated one. */
  time: number;
}

function gather(into: Stretch, from: number, to: number): void {
  const { records, ofSkeleton, order, tallies, start } = into;
  const { severity, firstSeen, lastSeen } = tallies;
  let { time } = into;
  for (let i = from; i < to; i++) {
    const template = ofSkeleton[records.skeleton(i)] ?? 0;
    const level = records.severityNumber(i);
    const stated = records.timestamp(i);
    if (!Number.isNaN(stated)) {
      time = stated;
      if (stated < (firstSeen[template] as number)) firstSeen[template] = stated;
      if (stated > (lastSeen[template] as number)) lastSeen[template] = stated;
    }
    if (level > (severity[template] as number)) severity[template] = level;
    const position = start + i;
    order.record[position] = i;
    order.time[position] = time;
    order.severity[position] = level;
    order.template[position] = template;
  }
  into.time = time;
}
