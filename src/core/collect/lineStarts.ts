/**
 * Where the lines of a log begin. Only every eighth place is kept, so that a line costs a byte: a
 * block is eight lines, or fewer where a part of the log ends that was read apart from the next.
 */
export interface LineStarts {
  /** Lines so far, as the editor counts: one more than there are breaks. */
  readonly count: number;
  /** The block in which a line stands, 1-based. */
  blockOf(line: number): number;
  /** Lines of its block before a line. */
  placeInBlock(line: number): number;
  /** Offset of a block; nothing after the last. */
  startOf(block: number): number | undefined;
}

export interface GrowingLineStarts extends LineStarts {
  /** Tells of the next line, which begins at `offset`. */
  add(offset: number): void;
  /** Drops the lines after so many, which stand in the part that was added last. */
  truncate(count: number): void;
  /** Adds lines that were read apart: those after the first `from` up to `to`, from a block's start on. */
  append(part: LineStartsData, from: number, to: number): void;
  /** What there is now, for another thread. Lines after the first `settled` may still change here. */
  data(settled: number): LineStartsData;
}

/** Line starts as plain data, whose memory threads share. */
export interface LineStartsData {
  readonly count: number;
  readonly chunks: readonly Float64Array[];
  readonly parts: readonly Part[];
}

/** Lines that were read in one go. */
interface Part {
  /** Lines, and blocks, before it. */
  readonly lines: number;
  readonly blocks: number;
}

const SHIFT = 3;
/** Lines of a block. */
export const BLOCK = 1 << SHIFT;
const CHUNK_SHIFT = 12;
const CHUNK = 1 << CHUNK_SHIFT;

const start: Part = { lines: 0, blocks: 0 };

function reading(
  chunks: readonly Float64Array[],
  parts: readonly Part[],
  count: () => number,
): LineStarts {
  const partOf = (line: number): Part => {
    for (let i = parts.length - 1; i > 0; i--) {
      const part = parts[i] as Part;
      if (line > part.lines) return part;
    }
    return start;
  };
  const blockOf = (line: number): number => {
    const { lines, blocks } = partOf(line);
    return blocks + ((line - 1 - lines) >> SHIFT);
  };
  return {
    get count() {
      return count();
    },
    blockOf,
    placeInBlock: (line) => (line - 1 - partOf(line).lines) & (BLOCK - 1),
    startOf: (block) =>
      count() > 0 && block <= blockOf(count())
        ? chunks[block >> CHUNK_SHIFT]?.[block & (CHUNK - 1)]
        : undefined,
  };
}

export function lineStartsOf({ chunks, parts, count }: LineStartsData): LineStarts {
  return reading(chunks, parts, () => count);
}

export function createLineStarts(): GrowingLineStarts {
  const chunks: Float64Array[] = [];
  const parts: Part[] = [start];
  let part = start;
  let count = 0;
  const { blockOf, placeInBlock, startOf } = reading(chunks, parts, () => count);
  const put = (block: number, offset: number): void => {
    const chunk = block >> CHUNK_SHIFT;
    if (chunk === chunks.length) chunks.push(new Float64Array(new SharedArrayBuffer(CHUNK * 8)));
    (chunks[chunk] as Float64Array)[block & (CHUNK - 1)] = offset;
  };
  return {
    get count() {
      return count;
    },
    blockOf,
    placeInBlock,
    startOf,
    add(offset) {
      const own = count - part.lines;
      if ((own & (BLOCK - 1)) === 0) put(part.blocks + (own >> SHIFT), offset);
      count++;
    },
    truncate(to) {
      count = to;
    },
    append(other, from, to) {
      const blocks = count === 0 ? 0 : blockOf(count) + 1;
      const apart = lineStartsOf(other);
      const first = from >> SHIFT;
      for (let block = first; block << SHIFT < to; block++) {
        put(blocks + block - first, apart.startOf(block) as number);
      }
      part = { lines: count, blocks };
      parts.push(part);
      count += to - from;
    },
    data(settled) {
      const whole = settled === 0 ? 0 : blockOf(settled) >> CHUNK_SHIFT;
      return {
        count,
        chunks: chunks.map((chunk, i) => (i < whole ? chunk : chunk.slice())),
        parts: [...parts],
      };
    },
  };
}
