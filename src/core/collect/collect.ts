import { type ByteSource, bytesSource } from '../model/byteSource.ts';
import type { LogFile } from '../model/logFile.ts';
import type { Pace } from '../model/pace.ts';
import type { LogSource } from './indexedLog.ts';
import type { LineScanner } from './kernel/lineScanner.ts';
import { createLiveLog, logFileOf } from './liveLog.ts';

export type { LogSource } from './indexedLog.ts';

/** Reads the bytes of a file as log records. Nothing in them makes it fail: see `problems`. */
export async function collectLog(
  source: LogSource,
  bytes: ByteSource,
  pace: Pace,
  scanner?: LineScanner,
): Promise<LogFile> {
  const { log, detected } = await createLiveLog(source.year, scanner).read(bytes, pace);
  return logFileOf(source, bytes, log, detected);
}

/** The same for text that is in no file yet, as an unsaved document or a selection. */
export async function collectText(source: LogSource, text: string, pace: Pace): Promise<LogFile> {
  return collectLog(source, bytesSource(new TextEncoder().encode(text)), pace);
}
