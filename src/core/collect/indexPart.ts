import type { DamageState } from './decode.ts';
import type { Detected } from './detectFormats.ts';
import type { LineShape } from './lineShape.ts';
import type { LineStartsData } from './lineStarts.ts';
import type { ColumnsData } from './recordColumns.ts';
import type { TimelineState } from './timeline.ts';

/** The index of the second part of a log, as plain data: what it holds between two of its places. */
export interface IndexPart {
  /** Where it begins to be as if all lines before it had been read too. */
  readonly cut: PartPlace;
  readonly end: PartPlace;
  readonly starts: LineStartsData;
  readonly records: ColumnsData;
  readonly skeletons: readonly string[];
  /** Those of its records, as they come. */
  readonly order: readonly number[];
  /** Earliest and latest time of a record; infinite where none has one. */
  readonly from: number;
  readonly to: number;
}

/** A line with which a record begins whatever stands before it, and what was found until there. */
export interface PartPlace {
  readonly offset: number;
  readonly lines: number;
  readonly records: number;
  readonly formats: ReadonlyMap<string, number>;
  readonly damage: DamageState;
  readonly timeline: TimelineState;
  /** Share of the last lines that have a header, see the joiner. */
  readonly headerShare: number;
}

/** A joiner has forgotten what it did not see after so many lines: (47/48)^2000 is below 1e-18. */
export const FORGOTTEN = 2000;

/** A log whose lines mean the same without those before them, but for records of several lines. */
export function isDivisible({ isCi, missingDate, start }: Detected): boolean {
  return !isCi && missingDate === undefined && !start.isUptime;
}

/** Whether a line of this shape means the same without the lines before it. */
export function standsAlone({ isStep, timeKind }: LineShape): boolean {
  return !isStep && (timeKind === 'date' || timeKind === 'none');
}

/** Whether a line of this shape begins a record whatever stands before it: see the joiner. */
export function surelyBegins({ isOwn, isField, tag, timeKind }: LineShape): boolean {
  return isOwn && !isField && tag === undefined && timeKind !== 'none';
}
