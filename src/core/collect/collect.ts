import { type ByteSource, bytesSource } from '../model/byteSource.ts';
import type { LogFile } from '../model/logFile.ts';
import type { Pace } from '../model/pace.ts';
import { encodingOf } from './decode.ts';
import { detectFormats } from './detectFormats.ts';
import { indexedLog, type LogSource } from './indexedLog.ts';
import type { LineScanner } from './kernel/lineScanner.ts';
import { createTypescriptScanner } from './kernel/typescriptScanner.ts';
import { createWasmScanner } from './kernel/wasmScanner.ts';
import { LogIndex } from './logIndex.ts';
import { sampleLines } from './sampleLines.ts';

export type { LogSource } from './indexedLog.ts';

/** Reads the bytes of a file as log records. Nothing in them makes it fail: see `problems`. */
export async function collectLog(
  source: LogSource,
  bytes: ByteSource,
  pace: Pace,
  scanner: LineScanner = createScanner(),
): Promise<LogFile> {
  const encoded = await encodingOf(bytes, pace);
  const { encoding } = encoded;
  const detected = detectFormats(sampleLines(encoded.bytes, encoding), source.year);
  const index = new LogIndex(encoded.bytes, { encoding, detected, scanner });
  await index.read(encoded.bytes, pace);
  const file = indexedLog(source, encoded.bytes, encoding, detected, index.data());
  return { ...file, bytes: bytes.size };
}

export function createScanner(): LineScanner {
  return createWasmScanner() ?? createTypescriptScanner();
}

/** The same for text that is in no file yet, as an unsaved document or a selection. */
export async function collectText(source: LogSource, text: string, pace: Pace): Promise<LogFile> {
  return collectLog(source, bytesSource(new TextEncoder().encode(text)), pace);
}
