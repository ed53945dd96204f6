import type { Detected } from '../../core/collect/detectFormats.ts';
import { logFileOf, type ReadLog } from '../../core/collect/liveLog.ts';
import { placeDates } from '../../core/collect/placeDates.ts';
import { type ByteSource, bytesSource } from '../../core/model/byteSource.ts';
import type { LogFile } from '../../core/model/logFile.ts';
import { fileSource } from '../../node/files.ts';
import type { SharedBytes } from './tasks.ts';

/** Reads bytes that are shared, in any thread. */
export function sharedSource(bytes: SharedBytes): ByteSource {
  return bytes.kind === 'file' ? fileSource(bytes.fd, bytes.size) : bytesSource(bytes.bytes);
}

/** A log as the editor's features see it; worker and server must see the same. */
export function threadLog(
  uri: string,
  bytes: ByteSource,
  log: ReadLog,
  modified: number | undefined,
  detected?: Detected,
): LogFile {
  const file = logFileOf({ uri, name: uri }, bytes, log, detected);
  return placeDates([{ file, modified }])[0] ?? file;
}
