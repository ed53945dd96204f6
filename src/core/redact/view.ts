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
  /** Adds text that was read from `start` to `end` of the source. */
  add(text: string, start: number, end: number): void;
  /** What follows belongs to another place. */
  endPiece(): void;
  build(): View;
}

/** Between pieces, so that no word and no line goes on from one to the next. */
const GAP = '\n\n';

export function createViewBuilder(): ViewBuilder {
  const parts: string[] = [];
  let length = 0;
  // One entry for each call of add.
  const viewAt: number[] = [];
  const sourceAt: number[] = [];
  const sourceEnd: number[] = [];
  const pieceOf: number[] = [];
  let piece = 0;
  let isOpen = false;

  const entryAt = (position: number): number => {
    let low = 0;
    let high = viewAt.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((viewAt[middle] ?? 0) <= position) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  };

  /** Text that was only copied is known to the character, decoded text as a whole. */
  const rangeOf = (entry: number, from: number, to: number, total: number): SourceRange => {
    const start = sourceAt[entry] ?? 0;
    const end = sourceEnd[entry] ?? 0;
    const at = viewAt[entry] ?? 0;
    const next = viewAt[entry + 1] ?? total;
    const size = Math.min(next - at, end - start);
    const isCopy = lengths[entry] === end - start;
    return isCopy
      ? { start: start + Math.max(0, from - at), end: start + Math.min(size, to - at) }
      : { start, end };
  };
  const lengths: number[] = [];

  return {
    add(text, start, end) {
      if (text === '') {
        return;
      }
      viewAt.push(length);
      sourceAt.push(start);
      sourceEnd.push(end);
      pieceOf.push(piece);
      lengths.push(text.length);
      parts.push(text);
      length += text.length;
      isOpen = true;
    },
    endPiece() {
      if (isOpen) {
        parts.push(GAP);
        length += GAP.length;
        piece += 1;
        isOpen = false;
      }
    },
    build: () => ({
      text: parts.join(''),
      sourceOf(start, end) {
        const first = entryAt(start);
        const last = entryAt(end - 1);
        if (end <= start || viewAt.length === 0 || pieceOf[first] !== pieceOf[last]) {
          return [];
        }
        const ranges: { start: number; end: number }[] = [];
        for (let entry = first; entry <= last; entry += 1) {
          const range = rangeOf(entry, start, end, length);
          const before = ranges.at(-1);
          if (before && before.end >= range.start) {
            before.end = Math.max(before.end, range.end);
          } else {
            ranges.push({ ...range });
          }
        }
        return ranges;
      },
    }),
  };
}
