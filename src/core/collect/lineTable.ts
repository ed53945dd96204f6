import type { ByteSource } from '../model/byteSource.ts';
import { stripControls } from './lines.ts';

/**
 * Where the lines of a log begin, and their text. Only every 32nd place is kept, so that a line
 * costs a quarter of a byte; a line is read again with its neighbours.
 */
export interface LineTable {
  /** Lines so far, as the editor counts: one more than there are breaks. */
  readonly count: number;
  /** Tells of the next line, which begins at `offset`. */
  add(offset: number): void;
  /** 1-based; '' outside. Control sequences are removed. */
  textAt(line: number): string;
}

const SHIFT = 5;
const BLOCK = 1 << SHIFT;
/** Blocks of lines whose text is kept, and the bytes from which on a block is never decoded whole. */
const KEPT = 256;
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
  const kept = new Map<number, { readonly texts: readonly string[]; readonly end: number }>();

  const startOf = (block: number): number =>
    block << SHIFT < count ? (starts[block] as number) : sizeOf();
  const textsOf = (block: number): readonly string[] => {
    const end = startOf(block + 1);
    const known = kept.get(block);
    // Of the last block more may be known by now.
    if (known?.end === end) return known.texts;
    const bytes = source.read(startOf(block), end);
    const texts = decoder.decode(bytes).split(BREAKS).map(stripControls);
    if (kept.size >= KEPT) kept.delete(kept.keys().next().value ?? 0);
    kept.set(block, { texts, end });
    return texts;
  };
  /** A block that holds a line of megabytes: only the wanted line is decoded, and of it the first. */
  const ofLarge = (block: number, place: number): string => {
    const { start, end } = findLine(source, startOf(block), startOf(block + 1), place);
    const bytes = source.read(start, Math.min(end, start + LARGE));
    return stripControls(decoder.decode(bytes));
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
      const text = isLarge ? ofLarge(block, place) : (textsOf(block)[place] ?? '');
      return line === 1 && text.charCodeAt(0) === BOM ? text.slice(1) : text;
    },
  };
}

const BREAKS = /\r\n|\r|\n/;
const BOM = 0xfeff;
const LF = 10;
const CR = 13;
const PIECE = 1 << 20;

/** Where the line that is `place` lines after `from` starts and ends, without its break. */
function findLine(
  source: ByteSource,
  from: number,
  to: number,
  place: number,
): { readonly start: number; readonly end: number } {
  let start = from;
  let passed = 0;
  let wasReturn = false;
  for (let at = from; at < to; at += PIECE) {
    const bytes = source.read(at, Math.min(to, at + PIECE));
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i];
      if (byte === LF && wasReturn) {
        wasReturn = false;
        start = at + i + 1;
        continue;
      }
      wasReturn = byte === CR;
      if (byte === LF || byte === CR) {
        if (passed === place) return { start, end: at + i };
        passed++;
        start = at + i + 1;
      }
    }
  }
  return { start, end: to };
}
