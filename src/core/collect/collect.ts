import { type ByteSource, bytesSource } from '../model/byteSource.ts';
import type { LogFile } from '../model/logFile.ts';
import type { Pace } from '../model/pace.ts';
import type { LogSource } from './indexedLog.ts';
import { createLiveLog, logFileOf, type OtherHalf, type ReadLog } from './liveLog.ts';

export type { LogSource } from './indexedLog.ts';

/** Reads the bytes of a file as log records. Nothing in them makes it fail: see `problems`. */
export async function collectLog(
  source: LogSource,
  bytes: ByteSource,
  pace: Pace,
  half?: OtherHalf,
): Promise<LogFile> {
  const { log, detected } = await createLiveLog(source.year).read(bytes, pace, half);
  return logFileOf(source, bytes, log, detected);
}

interface OpenedLog {
  readonly bytes: ByteSource;
  readonly read?: ReadLog;
  readonly half?: OtherHalf;
}

/** The same for a file that was opened; what somebody has read as a log already is not read again. */
export function collectOpened(
  source: LogSource,
  { bytes, read, half }: OpenedLog,
  pace: Pace,
): LogFile | Promise<LogFile> {
  return read ? logFileOf(source, bytes, read) : collectLog(source, bytes, pace, half);
}

/** The same for text that is in no file yet, as an unsaved document or a selection. */
export async function collectText(source: LogSource, text: string, pace: Pace): Promise<LogFile> {
  return collectLog(source, bytesSource(new TextEncoder().encode(text)), pace);
}
