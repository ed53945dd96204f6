/**
 * Finds the lines of a piece of a log and hashes their skeletons, without a string. Two lines have
 * one hash when they differ only in numbers, hexadecimal ids, tokens of letters and digits mixed at
 * random and the like: what counts alike is what the masks of templates count alike (`skeletonHash`
 * in core/masking asks the same of words).
 */
export interface LineScanner {
  /** The buffer that a piece of up to `size` bytes is to be read into; the same one each time. */
  input(size: number): Uint8Array;
  /**
   * Scans bytes `from` to `to` of the input, which begin at the start of a line. Complete lines are
   * written to `lines`; it stops where that is full.
   * @param isEnd the log ends at `to`, so that its last line is complete without a break.
   */
  scan(from: number, to: number, isEnd: boolean): Scanned;
  /**
   * Four numbers a line: the offset of its first byte, of the byte after its last (without the
   * break), and the two halves of its hash.
   */
  readonly lines: Int32Array;
  /** Whether bytes `from` to `to` hold any above 127, and any NUL. */
  inspect(from: number, to: number): { readonly isHigh: boolean; readonly hasNul: boolean };
}

export interface Scanned {
  /** Lines written. */
  readonly count: number;
  /** Offset of the first byte after them and their breaks. */
  readonly end: number;
}

/** Lines that one call of `scan` gives at most, and numbers of each. */
export const MOST_LINES = 1 << 15;
export const LINE_FIELDS = 4;
