/**
 * A place in the lines of one hash. They have the same signs (what is no letter and no digit) in the
 * same order, while numbers and ids between them are of any length: so a place is known by how often
 * the sign before it came before.
 */
export interface SignPlace {
  /** The byte of the sign, and how many such there are up to the place; 0 for the start of the line. */
  readonly sign: number;
  readonly count: number;
  /** Bytes from the sign to the place. */
  readonly skip: number;
}

/** Bytes of a line that are hashed, so that places in them can be counted on. */
export const HASHED = 4096;

/** The place `at` in a line, a character a byte. */
export function signPlaceOf(line: string, at: number): SignPlace {
  const before = signBefore(line, at);
  if (before < 0) {
    return { sign: 0, count: 0, skip: at };
  }
  const sign = line.charCodeAt(before);
  let count = 0;
  for (let i = 0; i <= before; i++) {
    count += line.charCodeAt(i) === sign ? 1 : 0;
  }
  return { sign, count, skip: at - before - 1 };
}

/** The next sign to the left, and none that tokens in base 64 hold too, if no digits are before that. */
function signBefore(line: string, at: number): number {
  let next = at - 1;
  while (next >= 0 && isWord(line.charCodeAt(next))) next--;
  let safe = at - 1;
  while (safe >= 0 && (isLetter(line.charCodeAt(safe)) || isOfToken(line.charCodeAt(safe)))) safe--;
  return safe >= 0 && isDigit(line.charCodeAt(safe)) ? next : safe;
}

/** Offset of the place in a line, `end` or more where there is none. */
export function findSignPlace(
  bytes: Uint8Array,
  start: number,
  end: number,
  { sign, count, skip }: SignPlace,
): number {
  let at = start;
  for (let left = count; left > 0; at++) {
    if (at >= end) return end;
    if (bytes[at] === sign) left--;
  }
  return at + skip;
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isLetter = (code: number): boolean => (code | 32) >= 97 && (code | 32) <= 122 && code < 128;
const isWord = (code: number): boolean => isDigit(code) || isLetter(code);
const isOfToken = (code: number): boolean => '+/_-='.includes(String.fromCharCode(code));
