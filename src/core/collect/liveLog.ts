import { type ByteSource, bytesSource, type Loss } from '../model/byteSource.ts';
import type { LogFile } from '../model/logFile.ts';
import type { Pace } from '../model/pace.ts';
import { type Encoded, type Encoding, encodingOf } from './decode.ts';
import { type Detected, detectFormats } from './detectFormats.ts';
import { type IndexData, indexedLog, type LogSource } from './indexedLog.ts';
import type { IndexPart } from './indexPart.ts';
import type { LineScanner } from './kernel/lineScanner.ts';
import { createTypescriptScanner } from './kernel/typescriptScanner.ts';
import { createWasmScanner } from './kernel/wasmScanner.ts';
import { LogIndex } from './logIndex.ts';
import { lossProblem } from './loss.ts';
import { readPart } from './readPart.ts';
import { headedShare } from './recordJoiner.ts';
import { sampleLines } from './sampleLines.ts';

/** A log that was read, as plain data: another thread makes a `LogFile` of it without reading it. */
export interface ReadLog {
  readonly encoding: Encoding;
  /** The lines that decided on its formats. */
  readonly sample: readonly string[];
  readonly index: IndexData;
  /** Its text as UTF-8, where its bytes are in another encoding. */
  readonly text?: Uint8Array;
  /** Why it was not read to its end. */
  readonly loss?: Loss;
}

/** The second half of a log, read by somebody else meanwhile. */
export interface OtherHalf {
  /** The offset at which it begins, as soon as that is known; nothing where it can't be read apart. */
  cut(): Promise<number | undefined>;
  part(): Promise<IndexPart | undefined>;
}

/** A log that is being read, and read on when it has grown. */
export interface LiveLog {
  /** Reads what `bytes` has more than last time; all of it where it is not the same log any more. */
  read(bytes: ByteSource, pace: Pace, half?: OtherHalf): Promise<JustRead>;
}

export interface JustRead {
  readonly log: ReadLog;
  readonly detected: Detected;
}

/** The formats are decided on anew when a log has grown by this factor. */
const GROWN = 1.25;
/** Bytes at the start and before the end by which a log that has grown is known again. */
const KNOWN = 4096;

interface Reading {
  readonly encoding: Encoding;
  readonly sample: readonly string[];
  readonly detected: Detected;
  readonly index: LogIndex;
  /** Bytes on which the formats were decided. */
  readonly decidedAt: number;
  /** Bytes that were read. */
  readonly size: number;
  /** What stands at the start, and at the end of what was read. */
  readonly marks: readonly [Uint8Array, Uint8Array];
}

export function createLiveLog(year?: number, scanner: LineScanner = createScanner()): LiveLog {
  let reading: Reading | undefined;
  return {
    async read(bytes, pace, half) {
      const encoded = await encodingOf(bytes, pace);
      if (encoded.bytes !== bytes) {
        reading = undefined;
        return readWide(encoded, year, scanner, pace, lossOf(bytes));
      }
      const start = goesOn(reading, encoded, year) ?? begin(encoded, year, scanner);
      // Until it is read to the end, it is not known what of it stands.
      reading = undefined;
      if (half) await readFirstHalf(start.index, half, middleOf(bytes), pace);
      await start.index.read(bytes, pace);
      const { size } = bytes;
      const loss = lossOf(bytes);
      if (!loss.loss) reading = { ...start, size, marks: marksOf(bytes, size) };
      const { encoding, sample, detected, index } = start;
      return { log: { encoding, sample, index: index.data(), ...loss }, detected };
    },
  };
}

/** Where the second half is looked for; it begins at the next line that stands for itself. */
const middleOf = ({ size }: ByteSource): number => Math.floor(size / 2);
/** Share of the first half that is read while it is not known yet where the second begins, as a thread starts late. */
const ALONE = 0.9;

/** Reads the second half of a log, for the one who reads it whole; nothing of what was lost. */
export async function readSecondHalf(
  bytes: ByteSource,
  onCut: (offset: number) => void,
  pace: Pace,
  year?: number,
): Promise<IndexPart | undefined> {
  const encoded = await encodingOf(bytes, pace);
  if (encoded.bytes !== bytes) {
    return undefined;
  }
  const { encoding } = encoded;
  const detected = detectFormats(sampleLines(bytes, encoding), year);
  const input = { encoding, detected, scanner: createScanner() };
  const part = await readPart(bytes, input, middleOf(bytes), onCut, pace);
  return bytes.loss() ? undefined : part;
}

/** @param middle the offset at about which the other half begins. */
async function readFirstHalf(
  index: LogIndex,
  half: OtherHalf,
  middle: number,
  pace: Pace,
): Promise<void> {
  const [cut] = await Promise.all([half.cut(), index.readTo(middle * ALONE, pace)]);
  if (cut === undefined) return;
  await index.readTo(cut, pace);
  const part = await half.part();
  if (part) index.absorb(part);
}

function begin({ bytes, encoding }: Encoded, year: number | undefined, scanner: LineScanner) {
  const sample = sampleLines(bytes, encoding);
  const detected = detectFormats(sample, year);
  const index = new LogIndex(bytes, { encoding, detected, scanner });
  return { encoding, sample, detected, index, decidedAt: bytes.size };
}

/** What was read, where the log begins with it and is still of the same formats. */
function goesOn(
  reading: Reading | undefined,
  { bytes, encoding }: Encoded,
  year: number | undefined,
): Omit<Reading, 'size' | 'marks'> | undefined {
  if (!reading || reading.encoding !== encoding || bytes.size < reading.size) {
    return undefined;
  }
  const [start, end] = marksOf(bytes, reading.size);
  if (!isSame(start, reading.marks[0]) || !isSame(end, reading.marks[1])) {
    return undefined;
  }
  if (bytes.size < reading.decidedAt * GROWN) {
    return reading;
  }
  const sample = sampleLines(bytes, encoding);
  const detected = detectFormats(sample, year);
  return decisions(detected) === decisions(reading.detected)
    ? { ...reading, decidedAt: bytes.size }
    : undefined;
}

function marksOf(bytes: ByteSource, size: number): readonly [Uint8Array, Uint8Array] {
  const at = (from: number, to: number) =>
    bytes.read(Math.max(0, from), Math.min(size, to)).slice();
  return [at(0, KNOWN), at(size - KNOWN, size)];
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);

/** What was decided on the formats of a log, to compare by. */
function decisions({ formats, isCi, headerShare, hasTraceIds, start, missingDate }: Detected) {
  const isHeaded = headerShare >= headedShare;
  return JSON.stringify([formats, isCi, isHeaded, hasTraceIds, start, missingDate]);
}

/** A log in UTF-16 is read from its start each time. */
async function readWide(
  { bytes, encoding }: Encoded,
  year: number | undefined,
  scanner: LineScanner,
  pace: Pace,
  loss: Pick<ReadLog, 'loss'>,
): Promise<JustRead> {
  const { index, sample, detected } = begin({ bytes, encoding }, year, scanner);
  await index.read(bytes, pace);
  const text = bytes.read(0, bytes.size);
  return { log: { encoding, sample, index: index.data(), text, ...loss }, detected };
}

function lossOf(bytes: ByteSource): Pick<ReadLog, 'loss'> {
  const loss = bytes.loss();
  return loss ? { loss } : {};
}

/** What decided on the formats of a log. */
export function detectedIn({ sample }: ReadLog, year?: number): Detected {
  return detectFormats(sample, year);
}

/** A log that was read, here or in another thread; its lines are read from `bytes` again. */
export function logFileOf(
  source: LogSource,
  bytes: ByteSource,
  log: ReadLog,
  detected: Detected = detectedIn(log, source.year),
): LogFile {
  const { encoding, index, text, loss } = log;
  const inText = text ? bytesSource(text) : bytes;
  const file = indexedLog(source, inText, encoding, detected, index);
  const lost = loss ? [lossProblem(source.name, loss, file.lineCount)] : [];
  return { ...file, bytes: bytes.size, problems: [...lost, ...file.problems] };
}

function createScanner(): LineScanner {
  return createWasmScanner() ?? createTypescriptScanner();
}
