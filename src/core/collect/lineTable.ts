import type { ByteSource } from '../model/byteSource.ts';
import { stripControls } from './lines.ts';

/**
 * Where the lines of a log begin, and their text. Only every eighth place is kept, so that a line
 * costs a byte; a line is read again with its neighbours.
 */
export interface LineTable {
  /** Lines so far, as the editor counts: one more than there are breaks. */
  readonly count: number;
  /** Tells of the next line, which begins at `offset`. */
  add(offset: number): void;
  /** 1-based; '' outside. Control sequences are removed. */
  textAt(line: number): string;
}

const SHIFT = 3;
const BLOCK = 1 << SHIFT;
/** Blocks of lines whose bytes are kept, and the bytes from which on a block never is. */
const KEPT = 512;
const LARGE = 1 << 20;

/** @param sizeOf bytes of the source that belong to lines which were added. */
export function createLineTable(
  source: ByteSource,
  encoding: string,
  sizeOf: () => number,
): LineTable {
  let starts = new Float64Array(1024);
  let count = 0;
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  const kept = new Map<number, Block>();
  const large = new Map<number, Omit<Block, 'bytes'>>();

  const startOf = (block: number): number =>
    block << SHIFT < count ? (starts[block] as number) : sizeOf();
  const blockAt = (number: number): Block => {
    const end = startOf(number + 1);
    const known = kept.get(number);
    // Of the last block more may be known by now.
    if (known?.end === end) return known;
    const bytes = source.read(startOf(number), end);
    const block = { end, bytes, places: placesIn(bytes) };
    if (kept.size >= KEPT) kept.delete(kept.keys().next().value ?? 0);
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
      found = { end, places: largePlaces(source, startOf(number), end) };
      large.set(number, found);
    }
    const start = found.places[place * 2] ?? end;
    return source.read(start, Math.min(found.places[place * 2 + 1] ?? end, start + LARGE));
  };
  return {
    get count() {
      return count;
    },
    add(offset) {
      if ((count & (BLOCK - 1)) === 0) {
        const block = count >> SHIFT;
        if (block === starts.length) {
          const grown = new Float64Array(block * 2);
          grown.set(starts);
          starts = grown;
        }
        starts[block] = offset;
      }
      count++;
    },
    textAt(line) {
      if (!(line >= 1 && line <= count)) return '';
      const block = (line - 1) >> SHIFT;
      const place = (line - 1) & (BLOCK - 1);
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
