import { createSkeletonIndex } from '../masking/skeletonIndex.ts';
import type { ByteSource } from '../model/byteSource.ts';
import type { LogFile, LogRecords, TimeSpan } from '../model/logFile.ts';
import type { LogRecord } from '../model/logRecord.ts';
import type { Pace } from '../model/pace.ts';
import type { Problem } from '../model/problem.ts';
import { createDamage, type Encoding } from './decode.ts';
import { type Detected, detectFormats } from './detectFormats.ts';
import { ciStep } from './formats/ci.ts';
import { emptyHeader, type Header } from './header.ts';
import { LINE_FIELDS, type LineScanner } from './lineScanner.ts';
import { type LineShape, type ReadShape, readShape } from './lineShape.ts';
import { stripControls } from './lines.ts';
import { createLineTable, type LineTable } from './lineTable.ts';
import { createRecordColumns, type RecordColumns } from './recordColumns.ts';
import { createRecordJoiner, type JoinedRecord, type RecordJoiner } from './recordJoiner.ts';
import { readRecord } from './recordReader.ts';
import { sampleLines } from './sampleLines.ts';
import { createShapeTable, type ShapeTable } from './shapeTable.ts';
import { createTimeline, type Timeline } from './timeline.ts';

export interface LogSource {
  readonly uri: string;
  readonly name: string;
  /** Year of times that are written without one, where the caller knows it. */
  readonly year?: number;
}

/** Bytes scanned between two looks at other work; about 20 ms. */
const PIECE = 4 << 20;
const LINES = 1 << 15;
/** Records whose text is kept after it was read. */
const KEPT = 4096;

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
  const indexer = new LogIndexer(source, bytes, encoding, scanner);
  await indexer.read(pace);
  return indexer.file();
}

class LogIndexer {
  readonly #source: LogSource;
  readonly #bytes: ByteSource;
  readonly #scanner: LineScanner;
  readonly #decoder: TextDecoder;
  readonly #detected: Detected;
  readonly #lines: LineTable;
  readonly #columns: RecordColumns = createRecordColumns();
  readonly #skeletons = createSkeletonIndex();
  readonly #shapes: ShapeTable = createShapeTable();
  readonly #variants = new Map<string, LineShape>();
  readonly #joiner: RecordJoiner;
  readonly #timeline: Timeline;
  readonly #formats = new Map<string, number>();
  readonly #steps: Steps = { from: [], names: [], current: undefined };
  readonly #damage: ReturnType<typeof createDamage>;
  readonly #found = new Int32Array(LINES * LINE_FIELDS);
  #offset = 0;
  /** End of the lines that were added. */
  #known = 0;
  #span: { from: number; to: number } | undefined;

  /** The line that is looked at: one set of fields, as they are set for every line. */
  #piece: Uint8Array = new Uint8Array(0);
  #pieceOffset = 0;
  #start = 0;
  #end = 0;
  #moment: Header = emptyHeader();

  constructor(source: LogSource, bytes: ByteSource, encoding: Encoding, scanner: LineScanner) {
    this.#source = source;
    this.#bytes = bytes;
    this.#scanner = scanner;
    this.#decoder = new TextDecoder(encoding, { ignoreBOM: true });
    this.#lines = createLineTable(bytes, encoding, () => this.#known);
    this.#detected = detectFormats(sampleLines(bytes, encoding), source.year);
    this.#timeline = createTimeline(this.#detected.start);
    this.#damage = createDamage(encoding);
    const blank = readShape('', '', this.#detected).shape;
    this.#joiner = createRecordJoiner(this.#detected, blank, (record) => this.#keep(record));
  }

  async read(pace: Pace): Promise<void> {
    const size = this.#bytes.size;
    let buffer = new Uint8Array(Math.min(size, PIECE));
    while (this.#offset < size) {
      const from = this.#offset;
      const to = Math.min(size, from + buffer.length);
      const piece = this.#bytes.read(from, to, buffer);
      if (piece.length === 0) break;
      const firstLine = this.#lines.count + 1;
      const end = this.#scan(piece, from + piece.length >= size);
      this.#damage.note(piece.subarray(0, end), firstLine);
      this.#offset = from + end;
      this.#known = this.#offset;
      if (end === 0) {
        // A line longer than a piece: it has to be seen whole.
        buffer = new Uint8Array(Math.min(size, buffer.length * 4));
      }
      const wait = pace.step();
      if (wait !== undefined) await wait;
    }
    this.#endLines(size);
    this.#joiner.finish();
  }

  /** After the last break there is a line too, if an empty one. */
  #endLines(size: number): void {
    const last = size === 0 ? BREAK : this.#bytes.read(size - 1, size)[0];
    if (last === BREAK || last === RETURN) {
      this.#lines.add(size);
    }
  }

  /** Takes the complete lines of a piece, and gives the offset after them. */
  #scan(piece: Uint8Array, isEnd: boolean): number {
    this.#piece = piece;
    this.#pieceOffset = this.#offset;
    const found = this.#found;
    let at = 0;
    for (;;) {
      const { count, end } = this.#scanner.scan(piece, at, piece.length, isEnd, found);
      const isLast = end >= piece.length || count < LINES;
      // The last line waits for the next, which may decide on it.
      const taken = isLast && isEnd ? count : count - 1;
      for (let i = 0; i < taken; i++) {
        this.#take(i * LINE_FIELDS, i + 1 < count);
      }
      at = taken < count && taken > 0 ? (found[taken * LINE_FIELDS] as number) : at;
      if (taken === count) return end;
      if (isLast || taken <= 0) return at;
    }
  }

  #take(place: number, hasNext: boolean): void {
    const found = this.#found;
    this.#known = this.#pieceOffset + (found[place] as number);
    this.#lines.add(this.#known);
    const shape = this.#shapeAt(place);
    if (shape.isStep) {
      this.#noteStep();
    }
    this.#joiner.add(
      this.#lines.count,
      shape,
      () => this.#timeline.resolve(this.#moment) ?? Number.NaN,
      () => (hasNext ? this.#peek(place + LINE_FIELDS) : undefined),
    );
  }

  /** The shape of the line after the current one. */
  #peek(place: number): LineShape {
    const moment = this.#moment;
    this.#moment = emptyHeader();
    const shape = this.#shapeAt(place);
    this.#moment = moment;
    return shape;
  }

  #shapeAt(place: number): LineShape {
    const found = this.#found;
    const a = found[place + 2] as number;
    const b = found[place + 3] as number;
    this.#start = found[place] as number;
    this.#end = found[place + 1] as number;
    const general = this.#shapes.find(a, b);
    const key = general?.varies?.keyOf(this.#raw());
    const shape = key === undefined ? general : this.#variants.get(`${a} ${b} ${key}`);
    if (!shape || (general?.varies && key === undefined) || !this.#readTime(shape)) {
      return this.#learn(a, b);
    }
    return shape;
  }

  /** Whether the time of the line could be read as its shape says; it is the current moment then. */
  #readTime(shape: LineShape): boolean {
    const moment = this.#moment;
    moment.timeKind = shape.timeKind;
    moment.uptime = undefined;
    if (shape.timeKind === 'none') {
      return true;
    }
    moment.time = shape.time?.read(this.#piece, this.#start, this.#end) ?? Number.NaN;
    moment.uptime = shape.timeKind === 'uptime' ? moment.time : undefined;
    return !Number.isNaN(moment.time);
  }

  /** Reads the line with all patterns, and remembers what they make of it. */
  #learn(a: number, b: number): LineShape {
    const raw = this.#raw();
    const text = stripControls(this.#text());
    const read: ReadShape = readShape(text, raw, this.#detected);
    const { shape, header } = read;
    const known = this.#shapes.find(a, b);
    if (!known || !known.varies) {
      this.#shapes.put(a, b, shape);
    }
    const key = (known?.varies ?? shape.varies)?.keyOf(raw);
    if (key !== undefined) {
      if (this.#variants.size >= MOST_VARIANTS) this.#variants.clear();
      this.#variants.set(`${a} ${b} ${key}`, shape);
    }
    this.#moment.time = header.time;
    this.#moment.timeKind = header.timeKind;
    this.#moment.uptime = header.uptime;
    return shape;
  }

  #text(): string {
    const text = this.#decoder.decode(
      this.#piece.subarray(this.#start, Math.min(this.#end, this.#start + LONGEST)),
    );
    return this.#pieceOffset + this.#start === 0 && text.charCodeAt(0) === BOM
      ? text.slice(1)
      : text;
  }

  /** A character a byte. */
  #raw(): string {
    const end = Math.min(this.#end, this.#start + HEAD);
    return bytesAsText.decode(this.#piece.subarray(this.#start, end));
  }

  #noteStep(): void {
    const message = this.#detected.read(stripControls(this.#text()), emptyHeader());
    const step = ciStep(message);
    const steps = this.#steps;
    const before = steps.current;
    steps.current = step === '' ? undefined : step;
    // The line that ends a step still belongs to it.
    this.#noteStepFrom(steps.current ?? before, this.#lines.count);
    this.#noteStepFrom(steps.current, this.#lines.count + 1);
  }

  #noteStepFrom(name: string | undefined, line: number): void {
    this.#steps.from.push(line);
    this.#steps.names.push(name);
  }

  #keep(record: Readonly<JoinedRecord>): void {
    const { startLine, endLine, time, severityNumber, shape } = record;
    if (!record.isComposed) {
      shape.skeleton ??= this.#skeletons.numberOf(shape.message);
    }
    const skeleton =
      (record.isComposed ? undefined : shape.skeleton) ??
      this.#skeletons.numberOf(this.#recordAt(startLine, endLine, time).body);
    this.#columns.push(startLine, time, severityNumber, skeleton);
    const name = shape.format || 'text';
    this.#formats.set(name, (this.#formats.get(name) ?? 0) + 1);
    if (!Number.isNaN(time)) {
      this.#span ??= { from: time, to: time };
      this.#span.from = Math.min(this.#span.from, time);
      this.#span.to = Math.max(this.#span.to, time);
    }
  }

  /** The record of these lines, read again. */
  #recordAt(startLine: number, endLine: number, time: number): LogRecord {
    const lines: (readonly [number, string])[] = [];
    for (let line = startLine; line <= endLine; line++) {
      const text = this.#lines.textAt(line);
      if (text.trim() !== '') lines.push([line, text]);
    }
    const timestamp = Number.isNaN(time) ? undefined : time;
    return readRecord({ lines, timestamp, step: this.#stepAt(startLine) }, this.#detected);
  }

  #stepAt(line: number): string | undefined {
    const { from, names } = this.#steps;
    let low = 0;
    let high = from.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((from[middle] as number) <= line) low = middle + 1;
      else high = middle;
    }
    return names[low - 1];
  }

  file(): LogFile {
    const { uri, name } = this.#source;
    const records = this.#records();
    return {
      uri,
      name,
      bytes: this.#bytes.size,
      lineCount: this.#lines.count,
      format: mostFrequent(this.#formats),
      records,
      skeletons: this.#skeletons.texts,
      span: this.#span as TimeSpan | undefined,
      lineAt: (line) => this.#lines.textAt(line),
      recordAt: (line) => this.#findRecord(records, line),
      problems: this.#damage.problems(name) as readonly Problem[],
    };
  }

  #records(): LogRecords {
    const columns = this.#columns;
    const lines = this.#lines;
    const kept = new Map<number, LogRecord>();
    const at = (index: number): LogRecord | undefined => {
      if (!(index >= 0 && index < columns.length)) return undefined;
      const known = kept.get(index);
      if (known) return known;
      const end = index + 1 < columns.length ? columns.startLine(index + 1) - 1 : lines.count;
      const record = this.#recordAt(columns.startLine(index), end, columns.time(index));
      if (kept.size >= KEPT) kept.delete(kept.keys().next().value ?? 0);
      kept.set(index, record);
      return record;
    };
    return {
      get length() {
        return columns.length;
      },
      at,
      slice: (from, to) =>
        Array.from(
          { length: Math.max(0, Math.min(to, columns.length) - Math.max(0, from)) },
          (_, i) => at(Math.max(0, from) + i) as LogRecord,
        ),
      startLine: (index) => (index < columns.length ? columns.startLine(index) : 0),
      timestamp: (index) => (index < columns.length ? columns.time(index) : Number.NaN),
      severityNumber: (index) => (index < columns.length ? columns.severity(index) : 0),
      skeleton: (index) => (index < columns.length ? columns.skeleton(index) : 0),
    };
  }

  /** Index of the record whose lines include `line`, or -1. */
  #findRecord(records: LogRecords, line: number): number {
    if (!(line >= 1 && line <= this.#lines.count)) return -1;
    let low = 0;
    let high = records.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (records.startLine(middle) <= line) low = middle + 1;
      else high = middle;
    }
    const isNext = low === records.length || records.startLine(low) > line + 1;
    const isInside = low > 0 && (!isNext || (records.at(low - 1)?.endLine ?? 0) >= line);
    return isInside ? low - 1 : -1;
  }
}

const BREAK = 10;
const RETURN = 13;
const BOM = 0xfeff;
/** Bytes of a line that are read for its shape; JSON has to be seen whole. */
const LONGEST = 1_100_000;
const HEAD = 8192;
const MOST_VARIANTS = 50_000;
const bytesAsText = new TextDecoder('latin1');

interface Steps {
  /** Lines from which on a step, or none, is the current one. */
  readonly from: number[];
  readonly names: (string | undefined)[];
  current: string | undefined;
}

function mostFrequent(formats: ReadonlyMap<string, number>): string {
  let best = 'text';
  for (const [name, count] of formats) {
    if (count > (formats.get(best) ?? 0)) best = name;
  }
  return best;
}
