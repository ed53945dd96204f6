import { type ByteSource, bytesSource } from '../model/byteSource.ts';
import type { LogFile } from '../model/logFile.ts';
import type { MissingDate } from '../model/missingDate.ts';
import type { Pace } from '../model/pace.ts';
import { type Encoded, encodingOf } from './decode.ts';
import { detectFormats } from './detectFormats.ts';
import type { LineScanner } from './kernel/lineScanner.ts';
import { createTypescriptScanner } from './kernel/typescriptScanner.ts';
import { createWasmScanner } from './kernel/wasmScanner.ts';
import { indexLog, type LogSource } from './logIndex.ts';
import { lossProblem } from './loss.ts';
import { sampleLines } from './sampleLines.ts';
import { yearlessYear } from './times.ts';

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
  const missingDate = mayBeInvented(file) ? missingDateIn(source, encoded) : undefined;
  const loss = bytes.loss();
  const lost = loss ? [lossProblem(source.name, loss, file.lineCount)] : [];
  const problems = [...lost, ...file.problems];
  return { ...file, bytes: bytes.size, problems, ...(missingDate && { missingDate }) };
}

/** The timeline places times without a date in 1970, and those without a year in 2000. */
function mayBeInvented({ span }: LogFile): boolean {
  const year = span && new Date(span.from).getUTCFullYear();
  return year !== undefined && (year <= 1970 || year === yearlessYear);
}

function missingDateIn({ year }: LogSource, { bytes, encoding }: Encoded): MissingDate | undefined {
  return detectFormats(sampleLines(bytes, encoding), year).missingDate;
}

/** The same for text that is in no file yet, as an unsaved document or a selection. */
export async function collectText(source: LogSource, text: string, pace: Pace): Promise<LogFile> {
  return collectLog(source, bytesSource(new TextEncoder().encode(text)), pace);
}
