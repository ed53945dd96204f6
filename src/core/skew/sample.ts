import type { LogFile, LogRecords, TimeSpan } from '../model/logFile.ts';
import type { Pace } from '../model/pace.ts';
import { Severity } from '../model/severity.ts';

/** Stretches of a large log that are read. */
const stretches = 4;
/** Share of what may be read that goes to warnings and errors: they are few and what matters. */
const loudShare = 0.25;

/** A record by the place of its file among those of its log, and its place in the file. */
export interface Place {
  readonly file: number;
  readonly record: number;
}

/**
 * Records of a log that are worth reading for ids: all of a small one; of a large one its first
 * warnings and errors, and stretches that lie alike in each log, so that what they share is among them.
 */
export async function sample(
  files: readonly LogFile[],
  common: TimeSpan,
  budget: number,
  pace: Pace,
): Promise<readonly Place[]> {
  const length = files.reduce((sum, { records }) => sum + records.length, 0);
  if (length <= budget) {
    return files.flatMap(({ records }, file) =>
      range(0, records.length).map((record) => ({ file, record })),
    );
  }
  const loud = await firstLoud(files, budget * loudShare, pace);
  const half = Math.floor((budget * (1 - loudShare)) / stretches / 2);
  const around = anchorsOf(files, common).flatMap((time) => {
    const at = numberAt(files, time);
    return range(Math.max(0, at - half), Math.min(length, at + half));
  });
  const chosen = [...new Set([...loud, ...around])].sort((a, b) => a - b);
  return chosen.flatMap((at) => placeOf(files, at) ?? []);
}

/** Numbers of the first warnings and errors, counted through all files. */
async function firstLoud(
  files: readonly LogFile[],
  most: number,
  pace: Pace,
): Promise<readonly number[]> {
  const loud: number[] = [];
  let before = 0;
  for (const { records } of files) {
    for (let record = 0; record < records.length && loud.length < most; record++) {
      const wait = record % 1000 === 0 ? pace.step() : undefined;
      if (wait !== undefined) await wait;
      if (records.severityNumber(record) >= Severity.warn) loud.push(before + record);
    }
    before += records.length;
  }
  return loud;
}

/** Number of the first record that is not before a time, as far as times rise. */
function numberAt(files: readonly LogFile[], time: number): number {
  let before = 0;
  for (const { records, span } of files) {
    if (span && span.to >= time) return before + placeIn(records, time);
    before += records.length;
  }
  return before;
}

function placeIn(records: LogRecords, time: number): number {
  let low = 0;
  let high = records.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (statedBefore(records, middle) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The time of a record, or of the one before it that states some. */
function statedBefore(records: LogRecords, at: number): number {
  let time = records.timestamp(at);
  for (let i = at - 1; Number.isNaN(time) && i >= Math.max(0, at - 100); i--) {
    time = records.timestamp(i);
  }
  return time;
}

/**
 * Times which the logs have in common, and others at the same parts of each log's own time: those fit
 * where the clocks are hours apart and the logs were written together.
 */
function anchorsOf(files: readonly LogFile[], common: TimeSpan): readonly number[] {
  const own = spanOf(files) ?? common;
  const spans = [common.from < common.to ? common : own, own];
  return spans.flatMap(({ from, to }) => [from + (to - from) / 4, from + ((to - from) * 3) / 4]);
}

export function spanOf(files: readonly LogFile[]): TimeSpan | undefined {
  const spans = files.flatMap(({ span }) => span ?? []);
  if (spans.length === 0) return undefined;
  const [from, to] = [spans.map((span) => span.from), spans.map((span) => span.to)];
  return { from: Math.min(...from), to: Math.max(...to) };
}

function placeOf(files: readonly LogFile[], at: number): Place | undefined {
  let record = at;
  for (const [file, { records }] of files.entries()) {
    if (record < records.length) return { file, record };
    record -= records.length;
  }
  return undefined;
}

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
