import type { SeverityName } from '../../../src/core/model/severity.ts';

export type LevelName = SeverityName;

/** What is true of a log, known from writing it and not from reading it. */
export interface LogTruth {
  readonly bytes: number;
  /** Line breaks. The empty line that an editor shows after the last one is not counted. */
  readonly lines: number;
  /** Entries; a stack trace belongs to the entry before it. */
  readonly records: number;
  /** Records by level; nothing for a kind of log whose lines state none. */
  readonly levels?: Readonly<Record<LevelName, number>>;
  /** Lines of the incident that was put into the log. */
  readonly incident?: Incident;
}

export interface Incident {
  /** The change that caused it. */
  readonly change: number;
  readonly firstSymptom: number;
  /** The first of the failures that follow. */
  readonly cascade: number;
}
