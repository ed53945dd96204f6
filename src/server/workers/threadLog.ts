import { basename } from 'node:path';
import type { Detected } from '../../core/collect/detectFormats.ts';
import { logFileOf } from '../../core/collect/liveLog.ts';
import { placeDates } from '../../core/collect/placeDates.ts';
import { type ByteSource, bytesSource } from '../../core/model/byteSource.ts';
import type { LogFile } from '../../core/model/logFile.ts';
import { pathOf } from '../../node/filePath.ts';
import { fileSource } from '../../node/files.ts';
import type { SharedBytes, SharedLog } from './tasks.ts';

/** Reads bytes that are shared, in any thread. */
export function sharedSource(bytes: SharedBytes): ByteSource {
  return bytes.kind === 'file' ? fileSource(bytes.fd, bytes.size) : bytesSource(bytes.bytes);
}

/** A log as the editor's features see it; worker and server must see the same. */
export function threadLog(
  uri: string,
  bytes: ByteSource,
  { log, modified, problem }: Omit<SharedLog, 'bytes'>,
  detected?: Detected,
): LogFile {
  const name = basename(pathOf(uri) ?? uri);
  const read = logFileOf({ uri, name }, bytes, log, detected);
  const file = placeDates([{ file: read, modified }])[0] ?? read;
  return problem ? { ...file, problems: [{ ...problem, file: name }, ...file.problems] } : file;
}
