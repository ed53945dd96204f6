import { type ByteSource, bytesSource } from '../model/byteSource.ts';
import type { LogFile } from '../model/logFile.ts';
import type { Pace } from '../model/pace.ts';
import { encodingOf } from './decode.ts';
import type { LineScanner } from './kernel/lineScanner.ts';
import { createTypescriptScanner } from './kernel/typescriptScanner.ts';
import { createWasmScanner } from './kernel/wasmScanner.ts';
import { indexLog, type LogSource } from './logIndex.ts';

export type { LogSource } from './logIndex.ts';

/** Reads the bytes of a file as log records. Nothing in them makes it fail: see `problems`. */
export async function collectLog(
  source: LogSource,
  bytes: ByteSource,
  pace: Pace,
  scanner: LineScanner = createWasmScanner() ?? createTypescriptScanner(),
): Promise<LogFile> {
  const encoded = await encodingOf(bytes, pace);
  const file = await indexLog(source, encoded.bytes, encoded.encoding, scanner, pace);
  return { ...file, bytes: bytes.size };
}

/** The same for text that is in no file yet, as an unsaved document or a selection. */
export async function collectText(source: LogSource, text: string, pace: Pace): Promise<LogFile> {
  return collectLog(source, bytesSource(new TextEncoder().encode(text)), pace);
}
