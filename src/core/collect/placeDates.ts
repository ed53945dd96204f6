import type { LogFile, LogRecords, TimeSpan } from '../model/logFile.ts';
import type { MissingDate } from '../model/missingDate.ts';

/** A log of a run, and when its file was last written, in milliseconds, where that is known. */
export interface Undated {
  readonly file: LogFile;
  readonly modified: number | undefined;
}

const day = 86_400_000;
/** A file may lie in a zone ahead of that in which its times are written, but not by more. */
const slack = day;

/**
 * Gives the times that are written without a year or a date those of the run: the ones with which
 * they overlap the times of a file that states them, or lie nearest to them, else those of the file's
 * last change. Where neither is known, `missingDate` goes on to say so. The files of one log follow
 * each other: an older one ends before the next one begins.
 */
export function placeDates(logs: readonly Undated[]): LogFile[] {
  const placed = logs.map(({ file }) => file);
  const stated = placed.flatMap((file) => (file.span && !file.missingDate ? [file.span] : []));
  const known = [...stated];
  for (const [index, { file, modified }] of logs.entries()) {
    if (file.missingDate === 'year') {
      note(index, inYear(file, yearOf(file.span as TimeSpan, stated, modified)));
    }
  }
  for (const [index, { file, modified }] of logs.entries()) {
    if (file.missingDate === 'day') {
      note(index, onDay(file, dayOf(file.span as TimeSpan, known, modified)));
    }
  }
  for (let index = logs.length - 2; index >= 0; index--) {
    placed[index] = before(placed[index + 1], placed[index], logs[index]?.file.missingDate);
  }
  return placed;

  function note(index: number, file: LogFile | undefined): void {
    if (file?.span) {
      placed[index] = file;
      known.push(file.span);
    }
  }
}

/** Two writers of one log may be so far apart when it is cut, in milliseconds. */
const overlap = 60_000;
/** Nobody looks at what is older, and only a name that misleads leads there. */
const mostSteps = 400;

/** A file of a log moved back by years or days until it ends before the next file of its log begins. */
function before(
  next: LogFile | undefined,
  file: LogFile | undefined,
  invented: MissingDate | undefined,
): LogFile {
  if (!file) throw new Error('There is a file at each place.');
  const { series, span, missingDate } = file;
  const end =
    next?.span && next.series === series && series !== undefined && next.span.from + overlap;
  if (!end || !span || invented === undefined || invented === 'start') return file;
  for (let steps = 0; steps <= mostSteps; steps++) {
    const shift = shiftBack(span, invented, steps);
    if (shift(span.to) > end) continue;
    if (steps === 0) return file;
    return { ...shifted(file, shift), ...(missingDate && { missingDate }) };
  }
  return file;
}

function shiftBack(span: TimeSpan, unit: 'year' | 'day', steps: number): (time: number) => number {
  return unit === 'day'
    ? (time) => time - steps * day
    : yearShift(span, utcYear(span.from) - steps);
}

/** The year in which the file's first time is, nothing where there is no telling. */
function yearOf(
  span: TimeSpan,
  stated: readonly TimeSpan[],
  modified: number | undefined,
): number | undefined {
  const years = Math.floor((span.to - span.from) / (366 * day)) + 1;
  if (stated.length === 0) {
    if (modified === undefined) return undefined;
    const last = utcYear(modified + slack);
    return isBefore(moved(span, last - yearSpan(span)), modified + slack)
      ? last - yearSpan(span)
      : last - yearSpan(span) - 1;
  }
  const candidates = stated.flatMap(({ from, to }) =>
    range(utcYear(from) - years - 1, utcYear(to) + 1),
  );
  return nearest(candidates, (year) => moved(span, year), stated);
}

const isBefore = ({ to }: TimeSpan, limit: number): boolean => to <= limit;
const yearSpan = ({ from, to }: TimeSpan): number => utcYear(to) - utcYear(from);

function moved(span: TimeSpan, year: number): TimeSpan {
  const shift = yearShift(span, year);
  return { from: shift(span.from), to: shift(span.to) };
}

/** Milliseconds to add, a whole number of days. */
function dayOf(
  span: TimeSpan,
  known: readonly TimeSpan[],
  modified: number | undefined,
): number | undefined {
  const at = (shift: number): TimeSpan => ({ from: span.from + shift, to: span.to + shift });
  if (known.length > 0) {
    const shifts = known.flatMap(({ from, to }) =>
      [from - span.from, from - span.to, to - span.from, to - span.to].flatMap((gap) =>
        range(Math.floor(gap / day), Math.ceil(gap / day)).map((days) => days * day),
      ),
    );
    return nearest(shifts, at, known);
  }
  return modified === undefined ? undefined : Math.round((modified - span.to) / day) * day;
}

/** The candidate whose times lie nearest to known ones, overlap them most, and are the latest. */
function nearest(
  candidates: readonly number[],
  at: (candidate: number) => TimeSpan,
  known: readonly TimeSpan[],
): number | undefined {
  let best: { candidate: number; overlap: number } | undefined;
  for (const candidate of candidates) {
    const span = at(candidate);
    const overlap = Math.max(...known.map((other) => overlapOf(span, other)));
    const isBetter =
      !best || overlap > best.overlap || (overlap === best.overlap && candidate > best.candidate);
    best = isBetter ? { candidate, overlap } : best;
  }
  return best?.candidate;
}

/** Milliseconds that two spans have in common; below zero the gap between them. */
function overlapOf(a: TimeSpan, b: TimeSpan): number {
  return Math.min(a.to, b.to) - Math.max(a.from, b.from);
}

function inYear(file: LogFile, year: number | undefined): LogFile | undefined {
  return year === undefined ? undefined : shifted(file, yearShift(file.span as TimeSpan, year));
}

function onDay(file: LogFile, shift: number | undefined): LogFile | undefined {
  return shift === undefined ? undefined : shifted(file, (time) => time + shift);
}

/** Moves times to the year, in which the first is to be, by as many days as lie between the years. */
function yearShift({ from, to }: TimeSpan, year: number): (time: number) => number {
  const first = utcYear(from);
  const steps = range(first, utcYear(to)).flatMap((old) => {
    const now = year + old - first;
    // Leap years differ from March on.
    return [0, 2].map((month) => ({
      from: Date.UTC(old, month, 1),
      shift: Date.UTC(now, month, 1) - Date.UTC(old, month, 1),
    }));
  });
  return (time) => {
    for (let i = steps.length - 1; i > 0; i--) {
      const step = steps[i];
      if (step && time >= step.from) return time + step.shift;
    }
    return time + (steps[0]?.shift ?? 0);
  };
}

function shifted(file: LogFile, shift: (time: number) => number): LogFile {
  const { missingDate: _, span, records, ...rest } = file;
  return {
    ...rest,
    span: span && { from: shift(span.from), to: shift(span.to) },
    records: shiftedRecords(records, shift),
  };
}

function shiftedRecords(records: LogRecords, shift: (time: number) => number): LogRecords {
  const moved = <T extends { readonly timestamp: number | undefined }>(record: T): T =>
    record.timestamp === undefined ? record : { ...record, timestamp: shift(record.timestamp) };
  return {
    get length() {
      return records.length;
    },
    at: (index) => {
      const record = records.at(index);
      return record && moved(record);
    },
    slice: (from, to) => records.slice(from, to).map(moved),
    startLine: (index) => records.startLine(index),
    timestamp: (index) => shift(records.timestamp(index)),
    severityNumber: (index) => records.severityNumber(index),
    skeleton: (index) => records.skeleton(index),
  };
}

const utcYear = (time: number): number => new Date(time).getUTCFullYear();
const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
