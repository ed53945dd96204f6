import type { ByteSource } from '../model/byteSource.ts';
import type { Encoding } from './decode.ts';
import { createLastRead } from './lastRead.ts';
import type { LineStarts } from './lineStarts.ts';
import { stripControls } from './lines.ts';

/** The lines of a log by their numbers; a line is read again with its neighbours. */
export interface LineTable {
  /** 1-based; '' outside. Control sequences are removed. */
  textAt(line: number): string;
}

/** Blocks of lines whose bytes are kept, and the bytes from which on a block never is. */
const KEPT = 512;
const LARGE = 1 << 20;

/** @param end bytes of the source that belong to lines which are known. */
export function createLineTable(
  source: () => ByteSource,
  encoding: Encoding,
  starts: LineStarts,
  end: () => number,
): LineTable {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  const kept = createLastRead<Block>(KEPT);
  const large = new Map<number, Omit<Block, 'bytes'>>();

  const startOf = (block: number): number => starts.startOf(block) ?? end();
  const blockAt = (number: number): Block => {
    const blockEnd = startOf(number + 1);
    const known = kept.get(number);
    // Of the last block more may be known by now.
    if (known?.end === blockEnd) return known;
    const bytes = source().read(startOf(number), blockEnd);
    const block = { end: blockEnd, bytes, places: placesIn(bytes) };
    kept.set(number, block);
    return block;
  };
  const ofBlock = (number: number, place: number): Uint8Array => {
    const { bytes, places } = blockAt(number);
    return bytes.subarray(places[place * 2] ?? 0, places[place * 2 + 1] ?? 0);
  };
  /** Of a block that holds a line of megabytes the places alone are kept, and of such a line only the first one is read. */
  const ofLarge = (number: number, place: number): Uint8Array => {
    const end = startOf(number + 1);
    let found = large.get(number);
    if (found?.end !== end) {
      found = { end, places: largePlaces(source(), startOf(number), end) };
      large.set(number, found);
    }
    const start = found.places[place * 2] ?? end;
    return source().read(start, Math.min(found.places[place * 2 + 1] ?? end, start + LARGE));
  };
  return {
    textAt(line) {
      if (!(line >= 1 && line <= starts.count)) return '';
      const block = starts.blockOf(line);
      const place = starts.placeInBlock(line);
      const isLarge = startOf(block + 1) - startOf(block) > LARGE;
      const text = decoder.decode(isLarge ? ofLarge(block, place) : ofBlock(block, place));
      return stripControls(line === 1 && text.charCodeAt(0) === BOM ? text.slice(1) : text);
    },
  };
}

interface Block {
  /** Offset after it in the source. */
  readonly end: number;
  readonly bytes: Uint8Array;
  /** Where its lines start and end, without their breaks. */
  readonly places: readonly number[];
}

function placesIn(bytes: Uint8Array): readonly number[] {
  if (bytes.includes(CR)) return placesWithReturns(bytes);
  const places: number[] = [];
  let start = 0;
  for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, start)) {
    places.push(start, end);
    start = end + 1;
  }
  places.push(start, bytes.length);
  return places;
}

function placesWithReturns(bytes: Uint8Array): readonly number[] {
  const places: number[] = [];
  let start = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte !== LF && byte !== CR) continue;
    places.push(start, i);
    if (byte === CR && bytes[i + 1] === LF) i++;
    start = i + 1;
  }
  places.push(start, bytes.length);
  return places;
}

const BOM = 0xfeff;
const LF = 10;
const CR = 13;
const PIECE = 1 << 20;

/** As `placesIn`, of bytes that are read by the megabyte. */
function largePlaces(source: ByteSource, from: number, to: number): readonly number[] {
  const places: number[] = [];
  let start = from;
  let wasReturn = false;
  for (let at = from; at < to; at += PIECE) {
    const bytes = source.read(at, Math.min(to, at + PIECE));
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i];
      const isRest = byte === LF && wasReturn;
      wasReturn = byte === CR;
      if (byte !== LF && byte !== CR) continue;
      if (!isRest) places.push(start, at + i);
      start = at + i + 1;
    }
  }
  places.push(start, to);
  return places;
}

/** The first break from an offset on: where it starts and ends; nothing where the source ends before. */
export function findBreak(
  source: ByteSource,
  from: number,
  size: number,
): { readonly end: number; readonly next: number } | undefined {
  for (let at = from; at < size; at += PIECE) {
    const bytes = source.read(at, Math.min(size, at + PIECE));
    const end = bytes.findIndex((byte) => byte === LF || byte === CR);
    if (end < 0) continue;
    if (bytes[end] === LF) return { end: at + end, next: at + end + 1 };
    // At the very end of what there is, it may be the first half of a break.
    const [after] = source.read(at + end + 1, at + end + 2);
    return after === undefined
      ? undefined
      : { end: at + end, next: at + end + (after === LF ? 2 : 1) };
  }
  return undefined;
}
