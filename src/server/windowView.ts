import type { LogFile, LogRecords } from '../core/model/logFile.ts';
import type { LogRecord } from '../core/model/logRecord.ts';
import { type LogWindow, logLine, WINDOW_LINES, windowUri } from '../protocol/logWindow.ts';
import type { LogView } from './logViews.ts';

/**
 * A log as if it was only what a window shows, with the window's line numbers: for what is drawn
 * beside lines. What tells of the whole log, as counts and first times, must ask the log itself.
 */
export function windowView({ file, mined }: LogView, window: LogWindow): LogView {
  const records = windowRecords(file, window);
  const { from, to } = records;
  const first = firstLine(window);
  const shown: LogFile = {
    ...file,
    uri: windowUri(window),
    lineCount: Math.min(WINDOW_LINES, Math.max(0, file.lineCount - window.startLine + 1)) + 1,
    records,
    lineAt: (line) => (line >= 2 ? file.lineAt(line - first) : ''),
    recordAt(line) {
      const index = line >= 2 ? file.recordAt(line - first) : -1;
      return index >= from && index < to ? index - from : -1;
    },
  };
  return {
    file: shown,
    mined: { ...mined, templateIds: mined.templateIds.map((ids) => ids.subarray(from, to)) },
  };
}

/** What is added to a line of the log to get the window's. */
function firstLine(window: LogWindow): number {
  const at = logLine(windowUri(window), 2);
  return at ? 2 - at.line : 0;
}

function windowRecords(
  { records }: LogFile,
  window: LogWindow,
): LogRecords & { readonly from: number; readonly to: number } {
  const from = firstFrom(records, window.startLine);
  const to = firstFrom(records, window.startLine + WINDOW_LINES);
  const add = firstLine(window);
  const length = to - from;
  const inside = (index: number): number => (index >= 0 && index < length ? from + index : -1);
  const move = (record: LogRecord): LogRecord => ({
    ...record,
    startLine: record.startLine + add,
    endLine: Math.min(record.endLine + add, WINDOW_LINES + 1),
    ...(record.messageLine !== undefined && { messageLine: record.messageLine + add }),
  });
  return {
    from,
    to,
    length,
    at(index) {
      const record = records.at(inside(index));
      return record && move(record);
    },
    slice: (start, end) =>
      records.slice(from + Math.max(0, start), Math.min(to, from + end)).map(move),
    startLine: (index) => (inside(index) < 0 ? 0 : records.startLine(inside(index)) + add),
    timestamp: (index) => records.timestamp(inside(index)),
    severityNumber: (index) => records.severityNumber(inside(index)),
    skeleton: (index) => records.skeleton(inside(index)),
  };
}

/** Index of the first record that begins at a line or after it. */
function firstFrom(records: LogRecords, line: number): number {
  let low = 0;
  let high = records.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (records.startLine(middle) < line) low = middle + 1;
    else high = middle;
  }
  return low;
}
