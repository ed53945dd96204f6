import { createSkeletonIndex } from '../masking/skeletonIndex.ts';
import type { ByteSource } from '../model/byteSource.ts';
import type { LogFile, TimeSpan } from '../model/logFile.ts';
import type { LogRecord } from '../model/logRecord.ts';
import type { Pace } from '../model/pace.ts';
import { Severity } from '../model/severity.ts';
import { createBuildSteps } from './buildSteps.ts';
import { createDamage, type Encoding } from './decode.ts';
import { detectFormats } from './detectFormats.ts';
import { LINE_FIELDS, type LineScanner, MOST_LINES } from './kernel/lineScanner.ts';
import type { LineShape } from './lineShape.ts';
import { createLineTable } from './lineTable.ts';
import { createLogRecords, recordAtLine } from './logRecords.ts';
import { createRecordColumns } from './recordColumns.ts';
import { createRecordJoiner, type JoinedRecord, type LineAsked } from './recordJoiner.ts';
import { readRecord } from './recordReader.ts';
import { restOfLine } from './restOfLine.ts';
import { sampleLines } from './sampleLines.ts';
import { blankShape, createShapeReader, type LinePlace, messageOf, noLine } from './shapeReader.ts';
import { createTimeline } from './timeline.ts';

export interface LogSource {
  readonly uri: string;
  readonly name: string;
  /** Year of times that are written without one, where the caller knows it. */
  readonly year?: number;
}

/** Bytes scanned between two looks at other work; about 20 ms. */
const PIECE = 4 << 20;
/** Bytes of a line that are seen at most: a file may have been filled up with gigabytes of NUL. */
const LONGEST = 64 << 20;
const LF = 10;
const CR = 13;

/**
 * Reads all lines of a source in one pass over its bytes. A line is hashed, not decoded: only the
 * first line of each kind is read by the patterns of the formats, see `LineShape`.
 */
export async function indexLog(
  source: LogSource,
  bytes: ByteSource,
  encoding: Encoding,
  scanner: LineScanner,
  pace: Pace,
): Promise<LogFile> {
  const index = new LogIndex(source, bytes, encoding, scanner);
  await index.read(pace);
  return index.file();
}

class LogIndex implements LineAsked {
  readonly #source: LogSource;
  readonly #bytes: ByteSource;
  readonly #scanner: LineScanner;
  readonly #detected;
  readonly #shapes;
  readonly #lines;
  readonly #joiner;
  readonly #timeline;
  readonly #damage;
  readonly #columns = createRecordColumns();
  readonly #skeletons = createSkeletonIndex();
  readonly #formats = new Map<string, number>();
  readonly #steps = createBuildSteps();
  readonly #line: LinePlace = { ...noLine };
  /** Bytes that were taken, and those among them that belong to lines which were added. */
  #offset = 0;
  #known = 0;
  /** Places of the next line in what the scanner found; -1 where it is not known yet. */
  #next = -1;
  /** Format of the last records, and how many they are. */
  #format = 'text';
  #ofFormat = 0;
  #from = Number.POSITIVE_INFINITY;
  #to = Number.NEGATIVE_INFINITY;

  constructor(source: LogSource, bytes: ByteSource, encoding: Encoding, scanner: LineScanner) {
    this.#source = source;
    this.#bytes = bytes;
    this.#scanner = scanner;
    this.#lines = createLineTable(bytes, encoding, () => this.#known);
    this.#detected = detectFormats(sampleLines(bytes, encoding), source.year);
    this.#shapes = createShapeReader(this.#detected, encoding);
    this.#timeline = createTimeline(this.#detected.start);
    this.#damage = createDamage(encoding);
    const blank = blankShape(this.#detected);
    this.#joiner = createRecordJoiner(this.#detected, blank, (record) => this.#keep(record));
  }

  async read(pace: Pace): Promise<void> {
    const { size } = this.#bytes;
    let want = Math.min(size, PIECE);
    while (this.#offset < size) {
      const input = this.#scanner.input(Math.min(want, size - this.#offset));
      const length = this.#bytes.readInto(this.#offset, input);
      // The rest is lost, see `ByteSource.loss`: what was read is all there is.
      const isCut = length < input.length;
      const piece = input.subarray(0, length);
      const end = this.#take(piece, isCut || this.#offset + length >= size);
      // A line longer than a piece has to be seen whole, up to a length.
      want = end === 0 ? want * 4 : PIECE;
      this.#offset +=
        want > LONGEST
          ? this.#take(piece, true) + (await restOfLine(this.#bytes, this.#offset + length, pace))
          : end;
      this.#known = this.#offset;
      if (isCut) break;
      const wait = pace.step();
      if (wait !== undefined) await wait;
    }
    const last = size === 0 ? LF : this.#bytes.read(size - 1, size)[0];
    if (this.#offset === size && (last === LF || last === CR)) {
      // After the last break there is a line too, if an empty one.
      this.#lines.add(size);
    }
    this.#joiner.finish();
  }

  /** Takes the complete lines of a piece, and gives the offset after them. */
  #take(piece: Uint8Array, isEnd: boolean): number {
    this.#line.bytes = piece;
    const firstLine = this.#lines.count + 1;
    let at = 0;
    for (let isMore = true; isMore; ) {
      const { count, end } = this.#scanner.scan(at, piece.length, isEnd);
      const isLast = count < MOST_LINES;
      // The last line waits for the next, which may decide on it.
      const taken = isLast && isEnd ? count : count - 1;
      this.#takeLines(taken, count);
      if (taken === count) at = end;
      else if (taken > 0) at = this.#scanner.lines[taken * LINE_FIELDS] as number;
      isMore = !isLast && taken > 0;
    }
    this.#noteDamage(at, firstLine);
    return at;
  }

  #takeLines(taken: number, count: number): void {
    const { lines } = this.#scanner;
    const shapes = this.#shapes;
    const line = this.#line;
    for (let i = 0, place = 0; i < taken; i++, place += LINE_FIELDS) {
      line.start = lines[place] as number;
      line.end = lines[place + 1] as number;
      this.#known = this.#offset + line.start;
      line.isFirst = this.#known === 0;
      this.#lines.add(this.#known);
      const shape = shapes.shapeOf(line, lines[place + 2] as number, lines[place + 3] as number);
      if (shape.isBlank) continue;
      if (shape.isStep) {
        const message = messageOf(shapes.textOf(line), this.#detected);
        this.#steps.note(this.#lines.count, message);
      }
      this.#next = i + 1 < count ? place + LINE_FIELDS : -1;
      this.#joiner.add(this.#lines.count, shape, this);
    }
  }

  #noteDamage(end: number, firstLine: number): void {
    const { isHigh, hasNul } = this.#scanner.inspect(0, end);
    if (hasNul) this.#damage.noteNul();
    if (isHigh) this.#damage.noteHigh(this.#line.bytes.subarray(0, end), firstLine);
  }

  /** The time of the current line. */
  time(): number {
    return this.#timeline.resolve(this.#shapes.moment) ?? Number.NaN;
  }

  /** The shape of the line after the current one. */
  next(): LineShape | undefined {
    if (this.#next < 0) {
      return undefined;
    }
    const { lines } = this.#scanner;
    const [start = 0, end = 0, a = 0, b = 0] = lines.subarray(this.#next, this.#next + LINE_FIELDS);
    const { moment } = this.#shapes;
    const own = { ...moment };
    const shape = this.#shapes.shapeOf({ ...this.#line, start, end }, a, b);
    Object.assign(moment, own);
    return shape;
  }

  #keep(record: Readonly<JoinedRecord>): void {
    const { startLine, endLine, time, severityNumber, shape } = record;
    let skeleton = record.isComposed ? undefined : shape.skeleton;
    if (skeleton === undefined) {
      const { isComposed } = record;
      const body = isComposed ? this.#recordAt(startLine, endLine, time).body : shape.message;
      skeleton = this.#skeletons.numberOf(body, severityNumber >= Severity.error);
      if (!isComposed) shape.skeleton = skeleton;
    }
    this.#columns.push(startLine, time, severityNumber, skeleton);
    this.#countFormat(shape.format || 'text');
    this.#from = time < this.#from ? time : this.#from;
    this.#to = time > this.#to ? time : this.#to;
  }

  /** Neighbours mostly have one format: they are counted together. */
  #countFormat(format: string): void {
    if (format !== this.#format) {
      this.#formats.set(this.#format, (this.#formats.get(this.#format) ?? 0) + this.#ofFormat);
      this.#format = format;
      this.#ofFormat = 0;
    }
    this.#ofFormat++;
  }

  /** The record of these lines, read again. */
  #recordAt(startLine: number, endLine: number, time: number): LogRecord {
    const lines: (readonly [number, string])[] = [];
    for (let line = startLine; line <= endLine; line++) {
      const text = this.#lines.textAt(line);
      if (text.trim() !== '') lines.push([line, text]);
    }
    const timestamp = Number.isNaN(time) ? undefined : time;
    return readRecord({ lines, timestamp, step: this.#steps.at(startLine) }, this.#detected);
  }

  file(): LogFile {
    const { uri, name } = this.#source;
    const lines = this.#lines;
    this.#countFormat('');
    const records = createLogRecords(this.#columns, () => lines.count, this.#recordAt.bind(this));
    return {
      uri,
      name,
      bytes: this.#bytes.size,
      lineCount: lines.count,
      format: mostFrequent(this.#formats),
      records,
      skeletons: this.#skeletons.texts,
      span: this.#span(),
      lineAt: (line) => lines.textAt(line),
      recordAt: (line) => recordAtLine(records, line, lines.count),
      problems: this.#damage.problems(name),
    };
  }

  #span(): TimeSpan | undefined {
    return this.#from <= this.#to ? { from: this.#from, to: this.#to } : undefined;
  }
}

function mostFrequent(formats: ReadonlyMap<string, number>): string {
  let best = 'text';
  for (const [name, count] of formats) {
    if (count > (formats.get(best) ?? 0)) best = name;
  }
  return best;
}
