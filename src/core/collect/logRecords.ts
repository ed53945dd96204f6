import type { LogRecords } from '../model/logFile.ts';
import type { LogRecord } from '../model/logRecord.ts';
import { createLastRead } from './lastRead.ts';
import type { RecordColumns } from './recordColumns.ts';

/** Records whose text is kept after it was read. */
const KEPT = 4096;

/** @param read the record of the lines `startLine` to `endLine`, which may end in blank ones. */
export function createLogRecords(
  columns: RecordColumns,
  lineCount: number,
  read: (place: {
    readonly startLine: number;
    readonly endLine: number;
    readonly time: number;
  }) => LogRecord,
): LogRecords {
  const kept = createLastRead<LogRecord>(KEPT);
  const isInside = (index: number): boolean => index >= 0 && index < columns.length;
  const glance = (index: number): LogRecord | undefined => {
    if (!isInside(index)) return undefined;
    const endLine = isInside(index + 1) ? columns.startLine(index + 1) - 1 : lineCount;
    const startLine = columns.startLine(index);
    return kept.get(index) ?? read({ startLine, endLine, time: columns.time(index) });
  };
  const at = (index: number): LogRecord | undefined => {
    const known = kept.get(index);
    const record = known ?? glance(index);
    if (record && !known) kept.set(index, record);
    return record;
  };
  return {
    get length() {
      return columns.length;
    },
    at,
    glance,
    slice(from, to) {
      const records: LogRecord[] = [];
      for (let index = Math.max(0, from); index < to; index++) {
        const record = at(index);
        if (!record) break;
        records.push(record);
      }
      return records;
    },
    startLine: columns.startLine,
    timestamp: columns.time,
    severityNumber: columns.severity,
    skeleton: columns.skeleton,
    copy: columns.copy,
  };
}

/** Index of the record whose lines include `line`, or -1. */
export function recordAtLine(records: LogRecords, line: number, lineCount: number): number {
  if (!(line >= 1 && line <= lineCount)) {
    return -1;
  }
  let low = 0;
  let high = records.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (records.startLine(middle) <= line) low = middle + 1;
    else high = middle;
  }
  const index = low - 1;
  // Only blank lines stand between two records: the line before one must be looked at.
  const isBefore = records.startLine(index) < line;
  return !isBefore || (records.at(index)?.endLine ?? 0) >= line ? index : -1;
}
