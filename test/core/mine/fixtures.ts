import type { LogFile } from '../../../src/core/model/logFile.ts';
import type { LogRecord } from '../../../src/core/model/logRecord.ts';
import type { Pace } from '../../../src/core/model/pace.ts';
import { tableOf } from '../recordTable.ts';

/** Never waits and is never cancelled. */
export const unpaced: Pace = { step: () => undefined };

export interface Entry {
  readonly body: string;
  /** Seconds since midnight of some day. */
  readonly at?: number;
  readonly severity?: number;
}

/** Midnight of 1 May 2024, from which `Entry.at` counts. */
export const MIDNIGHT = Date.UTC(2024, 4, 1);

/** A log of one-line records. */
export function logFile(name: string, entries: readonly Entry[]): LogFile {
  const records = entries.map(
    (entry, i): LogRecord => ({
      startLine: i + 1,
      endLine: i + 1,
      timestamp: entry.at === undefined ? undefined : MIDNIGHT + entry.at * 1000,
      severityNumber: entry.severity ?? 0,
      severityText: undefined,
      body: entry.body,
      attributes: {},
      service: undefined,
      host: undefined,
      traceId: undefined,
      spanId: undefined,
    }),
  );
  return {
    uri: `file:///${name}`,
    name,
    bytes: 0,
    lineCount: records.length,
    format: 'text',
    ...tableOf(records),
    lineAt: (line) => entries[line - 1]?.body ?? '',
    recordAt: (line) => (line >= 1 && line <= records.length ? line - 1 : -1),
    problems: [],
  };
}

export const untimed = (name: string, bodies: readonly string[]): LogFile =>
  logFile(
    name,
    bodies.map((body) => ({ body })),
  );

/** The same numbers on every run, 0 up to and not including `limit`. */
export function createDice(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
