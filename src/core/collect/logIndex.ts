import type { ByteSource } from '../model/byteSource.ts';
import type { LogRecord } from '../model/logRecord.ts';
import type { Pace } from '../model/pace.ts';
import type { Encoding } from './decode.ts';
import type { Detected } from './detectFormats.ts';
import type { IndexData } from './indexedLog.ts';
import {
  FORGOTTEN,
  type IndexPart,
  type PartPlace,
  standsAlone,
  surelyBegins,
} from './indexPart.ts';
import { IndexState, type SavedState } from './indexState.ts';
import { LINE_FIELDS, type LineScanner, MOST_LINES } from './kernel/lineScanner.ts';
import type { LineShape } from './lineShape.ts';
import { BLOCK } from './lineStarts.ts';
import { createLineTable, findBreak } from './lineTable.ts';
import { skeletonsOf } from './recordColumns.ts';
import type { JoinedRecord, LineAsked } from './recordJoiner.ts';
import { recordOfLines } from './recordReader.ts';
import { createShapeReader, type LinePlace, messageOf, noLine } from './shapeReader.ts';

/** What is known of a log before its lines are read. */
export interface IndexInput {
  readonly encoding: Encoding;
  readonly detected: Detected;
  readonly scanner: LineScanner;
}

/** Bytes scanned between two looks at other work; about 20 ms. */
const PIECE = 4 << 20;
/** Of a line that is longer than a piece so many bytes are scanned. */
const HEAD = 1 << 20;
const LF = 10;
const CR = 13;

/**
 * Reads all lines of a log in one pass over its bytes. A line is hashed, not decoded: only the first
 * line of each kind is read by the patterns of the formats, see `LineShape`. It goes on where it
 * ended when the log has grown, and takes over parts that were read apart.
 */
export class LogIndex implements LineAsked {
  readonly #scanner: LineScanner;
  readonly #detected: Detected;
  readonly #shapes;
  readonly #lines;
  readonly #found: IndexState;
  readonly #line: LinePlace = { ...noLine };
  #bytes: ByteSource;
  /** Bytes of it that there are; fewer than its size where it became shorter. */
  #size = 0;
  /** Bytes that were taken, and those that belong to lines which were added. */
  #offset = 0;
  #known = 0;
  /** Bytes of the piece that were looked at for damage, and the number of the line that follows. */
  #inspected = 0;
  #inspectedLine = 1;
  /** Places of the next line in what the scanner found; -1 where it is not known yet. */
  #next = -1;
  /** Set while the last lines are taken, which may still go on. */
  #settled: SavedState | undefined;
  readonly #part: PartPlaces | undefined;

  /** @param from offset of the line with which a part begins that is read apart. */
  constructor(bytes: ByteSource, { encoding, detected, scanner }: IndexInput, from?: number) {
    this.#bytes = bytes;
    this.#scanner = scanner;
    this.#detected = detected;
    this.#shapes = createShapeReader(detected, encoding);
    this.#found = new IndexState(detected, encoding, (record) => this.#recordOf(record).body);
    const source = (): ByteSource => this.#bytes;
    this.#lines = createLineTable(source, encoding, this.#found.starts, () => this.#known);
    this.#offset = from ?? 0;
    this.#known = this.#offset;
    this.#part =
      from === undefined
        ? undefined
        : { cut: undefined, end: undefined, seeks: true, isAlone: true };
  }

  /** Reads from where it stands to the end of the log, which may have grown. */
  async read(bytes: ByteSource, pace: Pace): Promise<void> {
    this.#unsettle();
    this.#bytes = bytes;
    await this.readTo(bytes.size, pace);
    await this.#settle(pace);
  }

  /**
   * Reads all lines that begin before an offset, but for the last ones of the log.
   * @param onCut is told the first place of a part, once it is known.
   */
  async readTo(limit: number, pace: Pace, onCut?: (offset: number) => void): Promise<void> {
    this.#size = this.#bytes.size;
    let isCutKnown = false;
    while (this.#offset < Math.min(limit, this.#size) && this.#part?.isAlone !== false) {
      const piece = this.#piece(Math.min(PIECE, this.#size - this.#offset));
      const isEnd = this.#offset + piece.length >= this.#size;
      const taken = this.#take(piece, limit - this.#offset, false);
      if (taken > 0) this.#advance(taken);
      else if (!isEnd && !(await this.#takeLong(pace))) break;
      if (onCut && !isCutKnown && this.#part?.cut) {
        isCutKnown = true;
        onCut(this.#part.cut.offset);
      }
      // The last lines wait for what may follow them.
      if (isEnd) break;
      const wait = pace.step();
      if (wait !== undefined) await wait;
    }
  }

  #piece(length: number): Uint8Array {
    const input = this.#scanner.input(length);
    const read = this.#bytes.readInto(this.#offset, input);
    // The rest is lost, see `ByteSource.loss`: what was read is all there is.
    if (read < length) this.#size = this.#offset + read;
    return input.subarray(0, read);
  }

  #advance(bytes: number): void {
    this.#offset += bytes;
    this.#known = this.#offset;
  }

  /** Takes the complete lines of a piece that begin before the limit, and gives the offset after them. */
  #take(piece: Uint8Array, limit: number, isEnd: boolean): number {
    this.#line.bytes = piece;
    this.#inspected = 0;
    this.#inspectedLine = this.#found.starts.count + 1;
    if (this.#part) this.#part.seeks = true;
    let at = 0;
    for (let isMore = true; isMore; ) {
      const { count, end } = this.#scanner.scan(at, piece.length, isEnd);
      const isLast = count < MOST_LINES;
      // The last line waits for the next, which may decide on it.
      const whole = isLast && isEnd ? count : count - 1;
      const taken = this.#before(limit, whole);
      this.#takeLines(taken, count);
      if (taken === count) at = end;
      else if (taken > 0) at = this.#scanner.lines[taken * LINE_FIELDS] as number;
      isMore = !isLast && taken > 0 && taken === whole;
    }
    this.#inspect(at);
    return at;
  }

  /** How many of the first lines that were scanned begin before an offset. */
  #before(limit: number, count: number): number {
    const { lines } = this.#scanner;
    let before = Math.max(0, count);
    while (before > 0 && (lines[(before - 1) * LINE_FIELDS] as number) >= limit) before--;
    return before;
  }

  #takeLines(taken: number, count: number): void {
    const { lines } = this.#scanner;
    const line = this.#line;
    for (let i = 0, place = 0; i < taken; i++, place += LINE_FIELDS) {
      line.start = lines[place] as number;
      line.end = lines[place + 1] as number;
      this.#next = i + 1 < count ? place + LINE_FIELDS : -1;
      this.#takeLine(lines[place + 2] as number, lines[place + 3] as number);
    }
  }

  #takeLine(a: number, b: number): void {
    const line = this.#line;
    this.#known = this.#offset + line.start;
    line.isFirst = this.#known === 0;
    const shape = this.#shapes.shapeOf(line, a, b);
    if (this.#part) this.#notePlace(shape);
    this.#found.starts.add(this.#known);
    if (shape.isBlank) return;
    if (shape.isStep) {
      const message = messageOf(this.#shapes.textOf(line), this.#detected);
      this.#found.steps.note(this.#found.starts.count, message);
    }
    this.#found.joiner.add(this.#found.starts.count, shape, this);
  }

  /** Takes a line that is longer than a piece by its head; not the last of the log, which may go on. */
  async #takeLong(pace: Pace): Promise<boolean> {
    const found = findBreak(this.#bytes, this.#offset, this.#size);
    if (!found) return false;
    await this.#takeHead(found.end, pace);
    this.#advance(found.next - this.#offset);
    return true;
  }

  async #takeHead(end: number, pace: Pace): Promise<void> {
    const length = end - this.#offset;
    const head = this.#piece(Math.min(length, HEAD));
    this.#scanner.scan(0, head.length, true);
    this.#line.bytes = head;
    this.#takeLines(1, 1);
    this.#known = end;
    await this.#inspectLong(end, pace);
  }

  /** Characters that stand across two pieces are looked at with the second. */
  async #inspectLong(end: number, pace: Pace): Promise<void> {
    const start = this.#offset;
    for (let at = start; at < end; ) {
      const input = this.#scanner.input(Math.min(PIECE, end - at));
      const bytes = input.subarray(0, this.#bytes.readInto(at, input));
      if (bytes.length === 0) break;
      const isLast = at + bytes.length >= end;
      const whole = isLast ? bytes.length : endOfCharacters(bytes);
      this.#note(bytes, 0, whole, this.#found.starts.count);
      at += whole;
      const wait = pace.step();
      if (wait !== undefined) await wait;
    }
  }

  #inspect(end: number): void {
    this.#note(this.#line.bytes, this.#inspected, end, this.#inspectedLine);
    this.#inspected = end;
    this.#inspectedLine = this.#found.starts.count + 1;
  }

  #note(bytes: Uint8Array, from: number, to: number, line: number): void {
    const { isHigh, hasNul } = this.#scanner.inspect(from, to);
    if (hasNul) this.#found.damage.noteNul();
    if (isHigh) this.#found.damage.noteHigh(bytes.subarray(from, to), line);
  }

  /** Takes the last lines as if nothing followed. */
  async #settle(pace: Pace): Promise<void> {
    this.#settled = this.#found.save();
    const rest = this.#size - this.#offset;
    if (rest > PIECE) await this.#takeHead(this.#size, pace);
    else if (rest > 0) this.#take(this.#piece(rest), Number.POSITIVE_INFINITY, true);
    this.#known = this.#size;
    const last = this.#size === 0 ? LF : this.#bytes.read(this.#size - 1, this.#size)[0];
    if (last === LF || last === CR) {
      // After the last break there is a line too, if an empty one.
      this.#found.starts.add(this.#size);
    }
    this.#found.joiner.finish();
  }

  #unsettle(): void {
    if (!this.#settled) return;
    this.#found.restore(this.#settled);
    this.#settled = undefined;
    this.#known = this.#offset;
  }

  /** The time of the current line. */
  time(): number {
    return this.#found.timeline.resolve(this.#shapes.moment) ?? Number.NaN;
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

  /** A record read again from its lines. */
  #recordOf(record: Readonly<JoinedRecord>): LogRecord {
    const lineAt = (line: number): string => this.#lines.textAt(line);
    const stepAt = (line: number): string | undefined => this.#found.steps.at(line);
    return recordOfLines(record, lineAt, stepAt, this.#detected);
  }

  /** Notes the first and the last place of a part, and whether it can be one. */
  #notePlace(shape: LineShape): void {
    const part = this.#part;
    if (!part) return;
    part.isAlone &&= standsAlone(shape);
    if (!(part.seeks && surelyBegins(shape))) return;
    const { count } = this.#found.starts;
    if (part.cut) {
      part.end = this.#place();
      part.seeks = false;
    } else if (count >= FORGOTTEN && count % BLOCK === 0) {
      part.cut = this.#place();
    }
  }

  /** The place before the current line. */
  #place(): PartPlace {
    this.#inspect(this.#line.start);
    return this.#found.placeAt(this.#known);
  }

  /** What was read apart; nothing where it depends on what stands before it, or is too little. */
  part(): IndexPart | undefined {
    const { cut, end, isAlone } = this.#part ?? {};
    const { starts, records, skeletons } = this.#found;
    if (!(cut && end && isAlone) || skeletons.isFull) {
      return undefined;
    }
    const data = records.data(end.records);
    return {
      ...{ cut, end, ...this.#found.times },
      ...{ starts: starts.data(end.lines), records: data },
      skeletons: skeletons.texts,
      order: skeletonsOf({ records: data, from: cut.records, to: end.records }),
    };
  }

  /** Takes over a part that was read apart, having read to where it begins; goes on after it. */
  absorb(part: IndexPart): void {
    this.#found.absorb(part);
    this.#offset = part.end.offset;
    this.#known = this.#offset;
  }

  /** What was found in the log that was read. */
  data(): IndexData {
    return { ...this.#found.data(this.#settled ?? { lines: 0, records: 0 }), size: this.#known };
  }
}

/** What a part that is read apart has noted of itself. */
interface PartPlaces {
  cut: PartPlace | undefined;
  end: PartPlace | undefined;
  /** A place of the current piece is still to be noted. */
  seeks: boolean;
  isAlone: boolean;
}

/** Bytes of a piece up to the last character that may go on in the next. */
function endOfCharacters(bytes: Uint8Array): number {
  let end = bytes.length;
  while (end > 0 && bytes.length - end < 3 && ((bytes[end - 1] as number) & 0xc0) === 0x80) end--;
  return end > 1 && (bytes[end - 1] as number) >= 0xc0 ? end - 1 : bytes.length;
}
