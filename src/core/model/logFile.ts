import type { LogRecord } from './logRecord.ts';
import type { MissingDate } from './missingDate.ts';
import type { Problem } from './problem.ts';
import type { SeverityNumber } from './severity.ts';

/** A log as the stages see it. Text is fetched by line, so that an index need not hold it. */
export interface LogFile {
  readonly uri: string;
  /** The name shown to people, unique within a run, e.g. `checkout.log` or `redis/redis.log`. */
  readonly name: string;
  /** The log of which it is a part, where that was cut into several files: the same for all of them. */
  readonly series?: string;
  /** Size as read, after decompression. */
  readonly bytes: number;
  readonly lineCount: number;
  /** Format most records have, e.g. `log4j`, `syslog3164`, `json`, `text` when none was found. */
  readonly format: string;
  /** In file order, without gaps: together they cover every non-blank line. */
  readonly records: LogRecords;
  /** Masked text of each skeleton, i.e. of each distinct message but for its numbers, ids and paths. */
  readonly skeletons: readonly string[];
  /** Earliest and latest time that a record states, in milliseconds; nothing where none does. */
  readonly span: TimeSpan | undefined;
  /** What its times leave out, where that is invented; absent where they are true. */
  readonly missingDate?: MissingDate;
  /** One line, 1-based, without control sequences and without its line break. */
  lineAt(line: number): string;
  /** Index into `records` of the record which `line` belongs to, or -1. */
  recordAt(line: number): number;
  readonly problems: readonly Problem[];
}

export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** The lines a user selected; all numbers 1-based and inclusive. */
export interface LineRange {
  readonly startLine: number;
  readonly endLine: number;
}

/**
 * The records of a log, as columns: what every pass over a log needs is there at once, and a record
 * itself is read again from the file when it is asked for. Outside of `0 .. length - 1` a column
 * gives 0, or NaN for times.
 */
export interface LogRecords {
  readonly length: number;
  /** The record at a place; nothing outside. Costs some reading: not for a pass over all records. */
  at(index: number): LogRecord | undefined;
  /**
   * The same of one that is looked at once: it is not kept, as what is kept for a while costs the collector
   * of memory more than reading it. Absent where records are not read again.
   */
  glance?(index: number): LogRecord | undefined;
  /** Records `from` to `to`, exclusive, as far as there are any. */
  slice(from: number, to: number): readonly LogRecord[];
  /** 1-based. */
  startLine(index: number): number;
  /** Milliseconds since the Unix epoch, NaN where the record states no time. */
  timestamp(index: number): number;
  severityNumber(index: number): SeverityNumber;
  /** Index into the file's `skeletons`. */
  skeleton(index: number): number;
  /** Copies columns in bulk, some ten times faster; absent where they are not kept as such. */
  copy?(from: number, into: CopiedColumns): void;
}

/** Room for the columns of records in a row, of one length each. */
export interface CopiedColumns {
  readonly timestamps: Float64Array;
  readonly severityNumbers: Uint8Array;
  readonly skeletons: Uint32Array;
}
