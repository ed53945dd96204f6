import type { ByteSource } from '../model/byteSource.ts';
import type { LogFile, TimeSpan } from '../model/logFile.ts';
import type { MissingDate } from '../model/missingDate.ts';
import { type StepsData, stepAt } from './buildSteps.ts';
import { type DamageState, damageProblems, type Encoding } from './decode.ts';
import type { Detected } from './detectFormats.ts';
import { type LineStartsData, lineStartsOf } from './lineStarts.ts';
import { createLineTable } from './lineTable.ts';
import { createLogRecords, recordAtLine } from './logRecords.ts';
import { type ColumnsData, columnsOf } from './recordColumns.ts';
import { recordOfLines } from './recordReader.ts';
import { yearlessYear } from './times.ts';

/** What a pass over a log found, as plain data whose memory threads share. */
export interface IndexData {
  /** Bytes that were read. */
  readonly size: number;
  readonly starts: LineStartsData;
  readonly records: ColumnsData;
  readonly skeletons: readonly string[];
  readonly steps: StepsData;
  readonly damage: DamageState;
  /** The format that most records have. */
  readonly format: string;
  readonly span: TimeSpan | undefined;
}

/** Who a log is. */
export interface LogSource {
  readonly uri: string;
  readonly name: string;
  /** Year of times that are written without one, where the caller knows it. */
  readonly year?: number;
}

/** A log that was indexed, here or in another thread; its lines are read from `bytes` again. */
export function indexedLog(
  { uri, name }: LogSource,
  bytes: ByteSource,
  encoding: Encoding,
  detected: Detected,
  index: IndexData,
): LogFile {
  const { size, skeletons, span, format } = index;
  const starts = lineStartsOf(index.starts);
  const columns = columnsOf(index.records);
  const lines = createLineTable(
    () => bytes,
    encoding,
    starts,
    () => size,
  );
  const lineAt = (line: number): string => lines.textAt(line);
  const lineCount = starts.count;
  const records = createLogRecords(columns, lineCount, (place) =>
    recordOfLines(place, lineAt, (line) => stepAt(index.steps, line), detected),
  );
  const missingDate = missingDateOf(span, detected);
  return {
    ...{ uri, name, bytes: size, lineCount, format, records, skeletons, span },
    ...(missingDate && { missingDate }),
    lineAt,
    recordAt: (line) => recordAtLine(records, line, lineCount),
    problems: damageProblems(index.damage, encoding, name),
  };
}

/** The timeline places times without a date in 1970, and those without a year in 2000. */
function missingDateOf(
  span: TimeSpan | undefined,
  { missingDate }: Detected,
): MissingDate | undefined {
  const year = span && new Date(span.from).getUTCFullYear();
  return year !== undefined && (year <= 1970 || year === yearlessYear) ? missingDate : undefined;
}
