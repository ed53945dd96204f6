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
  /** Adds what the source has from `start` to `end`: `copied` as it stands there, `decoded` for the rest. */
  add(copied: string, decoded: string, start: number, end: number): void;
  /** What follows belongs to another place. */
  endPiece(): void;
  build(): View;
}

/** Between pieces, so that no word and no line goes on from one to the next. */
const GAP = '\n\n';

/** What one call of `add` brought. */
interface Entries {
  /** Where its text begins in the view. */
  readonly viewAt: number[];
  readonly copied: number[];
  readonly start: number[];
  readonly end: number[];
}

export function createViewBuilder(): ViewBuilder {
  const entries: Entries = { viewAt: [], copied: [], start: [], end: [] };
  const pieces: number[] = [];
  let text = '';
  let pieceAt = 0;
  return {
    add(copied, decoded, start, end) {
      entries.viewAt.push(text.length);
      entries.copied.push(copied.length);
      entries.start.push(start);
      entries.end.push(end);
      text += copied;
      text += decoded;
    },
    endPiece() {
      if (text.length > pieceAt) {
        text += GAP;
        pieceAt = text.length;
        pieces.push(pieceAt);
      }
    },
    build: () => ({ text, sourceOf: (start, end) => sourceOf(entries, pieces, start, end) }),
  };
}

function sourceOf(
  entries: Entries,
  pieces: readonly number[],
  start: number,
  end: number,
): readonly SourceRange[] {
  const isWithinPiece = lastUpTo(pieces, start) === lastUpTo(pieces, end - 1);
  if (end <= start || !isWithinPiece) {
    return [];
  }
  const ranges: { start: number; end: number }[] = [];
  const last = lastUpTo(entries.viewAt, end - 1);
  for (let entry = Math.max(0, lastUpTo(entries.viewAt, start)); entry <= last; entry += 1) {
    const range = rangeOf(entries, entry, start, end);
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
  entries: Entries,
  entry: number,
  from: number,
  to: number,
): { start: number; end: number } {
  const viewAt = entries.viewAt[entry] ?? 0;
  const copied = entries.copied[entry] ?? 0;
  const start = entries.start[entry] ?? 0;
  return {
    start: start + Math.min(copied, Math.max(0, from - viewAt)),
    end: to - viewAt <= copied ? start + to - viewAt : (entries.end[entry] ?? 0),
  };
}

/** The index of the last of the ordered numbers that is not above a limit, or -1. */
function lastUpTo(numbers: readonly number[], limit: number): number {
  let low = -1;
  let high = numbers.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= limit) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return low;
}
