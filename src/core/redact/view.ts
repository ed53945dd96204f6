/** Another reading of a text, e.g. with escapes undone, that knows what of the text it was read from. */
export interface View {
  readonly text: string;
  /** Where the text holds what the view shows from `start` to `end`; nothing across two pieces. */
  sourceOf(start: number, end: number): readonly SourceRange[];
}

export interface SourceRange {
  readonly start: number;
  readonly end: number;
}

export interface ViewBuilder {
  /**
   * Adds what the source has from `start` to `end`: as it stands there up to `copied`; the rest is
   * what `write` tells next.
   */
  add(start: number, copied: number, end: number): void;
  /** What the rest of the place added last is read as, in code units. */
  write(code: number): void;
  /** The first `count` of the codes. */
  writeAll(codes: Uint16Array, count: number): void;
  /** What follows belongs to another place. */
  endPiece(): void;
  build(): View;
}

const LINE_FEED = 10;

/** Of each call of `add`: where its text begins in the view, how much was copied, and its source. */
const VIEW_AT = 0;
const COPIED = 1;
const START = 2;
const END = 3;
const WIDTH = 4;

export function createViewBuilder(source: string): ViewBuilder {
  // Strings put together of single characters, and arrays that grow by one, take several times as long.
  let codes = new Uint16Array(1024);
  let length = 0;
  let entries = new Int32Array(256);
  let filled = 0;
  const pieces: number[] = [];
  let pieceAt = 0;
  const makeRoom = (more: number): void => {
    const wider = new Uint16Array(Math.max(length + more, 2 * codes.length));
    wider.set(codes);
    codes = wider;
  };
  const addEntry = (copied: number, start: number, end: number): void => {
    if (filled + WIDTH > entries.length) {
      const wider = new Int32Array(2 * entries.length);
      wider.set(entries);
      entries = wider;
    }
    entries[filled + VIEW_AT] = length;
    entries[filled + COPIED] = copied;
    entries[filled + START] = start;
    entries[filled + END] = end;
    filled += WIDTH;
  };
  const write = (code: number): void => {
    if (length === codes.length) {
      makeRoom(1);
    }
    codes[length] = code;
    length += 1;
  };
  return {
    add(start, copied, end) {
      addEntry(copied - start, start, end);
      if (length + copied - start > codes.length) {
        makeRoom(copied - start);
      }
      for (let at = start; at < copied; at += 1) {
        codes[length] = source.charCodeAt(at);
        length += 1;
      }
    },
    write,
    writeAll(more, count) {
      if (length + count > codes.length) {
        makeRoom(count);
      }
      for (let at = 0; at < count; at += 1) {
        codes[length] = more[at] ?? 0;
        length += 1;
      }
    },
    endPiece() {
      if (length > pieceAt) {
        // A gap between pieces, so that no word and no line goes on from one to the next.
        write(LINE_FEED);
        write(LINE_FEED);
        pieceAt = length;
        pieces.push(pieceAt);
      }
    },
    build() {
      const columns = entries.subarray(0, filled);
      return {
        text: textOf(codes.subarray(0, length)),
        sourceOf: (start, end) => sourceOf(columns, pieces, start, end),
      };
    },
  };
}

/** A text of ASCII is kept in half the room, and everything that reads it is faster. */
function textOf(codes: Uint16Array): string {
  return isAscii(codes)
    ? new TextDecoder().decode(new Uint8Array(codes))
    : new TextDecoder('utf-16le', { ignoreBOM: true }).decode(
        new Uint8Array(codes.buffer, codes.byteOffset, codes.byteLength),
      );
}

function isAscii(codes: Uint16Array): boolean {
  let all = 0;
  for (let at = 0; at < codes.length; at += 1) {
    all |= codes[at] ?? 0;
  }
  return all < 128;
}

function sourceOf(
  entries: Int32Array,
  pieces: readonly number[],
  start: number,
  end: number,
): readonly SourceRange[] {
  const isWithinPiece = lastUpTo(pieces, 1, start) === lastUpTo(pieces, 1, end - 1);
  if (end <= start || !isWithinPiece) {
    return [];
  }
  const ranges: { start: number; end: number }[] = [];
  const last = lastUpTo(entries, WIDTH, end - 1);
  for (let entry = Math.max(0, lastUpTo(entries, WIDTH, start)); entry <= last; entry += 1) {
    const range = rangeOf(entries, entry * WIDTH, start, end);
    const before = ranges.at(-1);
    if (before && before.end >= range.start) {
      before.end = Math.max(before.end, range.end);
    } else {
      ranges.push(range);
    }
  }
  return ranges;
}

/** What was copied is known to the character, what was decoded as a whole. */
function rangeOf(
  entries: Int32Array,
  entry: number,
  from: number,
  to: number,
): { start: number; end: number } {
  const viewAt = entries[entry + VIEW_AT] ?? 0;
  const copied = entries[entry + COPIED] ?? 0;
  const start = entries[entry + START] ?? 0;
  return {
    start: start + Math.min(copied, Math.max(0, from - viewAt)),
    end: to - viewAt <= copied ? start + to - viewAt : (entries[entry + END] ?? 0),
  };
}

/** The index of the last of the ordered numbers, which stand `step` apart, that is not above a limit, or -1. */
function lastUpTo(numbers: ArrayLike<number>, step: number, limit: number): number {
  let low = -1;
  let high = numbers.length / step;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((numbers[middle * step] ?? 0) <= limit) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return low;
}
