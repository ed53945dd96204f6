import type { LogRecord } from './logRecord.ts';
import type { Problem } from './problem.ts';

/** A log as the stages see it. Text is fetched by line, so that an index need not hold it. */
export interface LogFile {
  readonly uri: string;
  /** The name shown to people, unique within a run, e.g. `checkout.log` or `redis/redis.log`. */
  readonly name: string;
  /** Size as read, after decompression. */
  readonly bytes: number;
  readonly lineCount: number;
  /** Format most records have, e.g. `log4j`, `syslog3164`, `json`, `text` when none was found. */
  readonly format: string;
  /** In file order, without gaps: together they cover every non-blank line. */
  readonly records: readonly LogRecord[];
  /** One line, 1-based, without control sequences and without its line break. */
  lineAt(line: number): string;
  /** Index into `records` of the record which `line` belongs to, or -1. */
  recordAt(line: number): number;
  readonly problems: readonly Problem[];
}

/** The lines a user selected; all numbers 1-based and inclusive. */
export interface LineRange {
  readonly startLine: number;
  readonly endLine: number;
}
