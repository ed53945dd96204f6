import type { LogFile } from '../model/logFile.ts';
import type { LogRecord } from '../model/logRecord.ts';
import type { Pace } from '../model/pace.ts';
import type { Problem } from '../model/problem.ts';
import { decodeText } from './decode.ts';
import { detectFormats } from './detectFormats.ts';
import { joinRecords } from './joinRecords.ts';
import { splitLines } from './lines.ts';

export interface LogSource {
  readonly uri: string;
  readonly name: string;
  /** Year of times that are written without one, where the caller knows it. */
  readonly year?: number;
}

/** Reads the bytes of a file as log records. Nothing in them makes it fail: see `problems`. */
export async function collectLog(
  source: LogSource,
  bytes: Uint8Array,
  pace: Pace,
): Promise<LogFile> {
  const { text, problems } = await decodeText(bytes, source.name, pace);
  return collect(source, text, bytes.length, problems, pace);
}

/** The same for text that is in no file yet, as an unsaved document or a selection. */
export async function collectText(source: LogSource, text: string, pace: Pace): Promise<LogFile> {
  return collect(source, text, new TextEncoder().encode(text).length, [], pace);
}

async function collect(
  source: LogSource,
  text: string,
  bytes: number,
  problems: readonly Problem[],
  pace: Pace,
): Promise<LogFile> {
  const lines = await splitLines(text, pace);
  const { records, format } = await joinRecords(lines, detectFormats(lines, source.year), pace);
  return {
    uri: source.uri,
    name: source.name,
    bytes,
    lineCount: lines.count,
    format,
    records,
    lineAt: lines.at,
    recordAt: (line) => findRecord(records, line),
    problems,
  };
}

/** Index of the record whose lines include `line`, or -1. */
function findRecord(records: readonly LogRecord[], line: number): number {
  let low = 0;
  let high = records.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const record = records[middle];
    if (!record || line < record.startLine) high = middle - 1;
    else if (line > record.endLine) low = middle + 1;
    else return middle;
  }
  return -1;
}
