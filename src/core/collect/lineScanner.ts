/**
 * Finds the lines of a piece of a log and hashes their skeletons, byte by byte and without a string.
 * Two lines have one hash when they differ only in numbers, hexadecimal ids and the like.
 */
export interface LineScanner {
  /**
   * Scans `bytes[from .. to)`, which begins at the start of a line. Complete lines are written to
   * `lines`, four numbers each: the offset of the line's first byte, of the byte after its last
   * (without the break), and the two halves of its hash. Stops where `lines` is full.
   * @param isEnd the log ends at `to`, so that its last line is complete without a break.
   */
  scan(bytes: Uint8Array, from: number, to: number, isEnd: boolean, lines: Int32Array): Scanned;
}

export interface Scanned {
  /** Lines written. */
  readonly count: number;
  /** Offset of the first byte after them and their breaks. */
  readonly end: number;
}

/** Numbers per line in `lines`. */
export const LINE_FIELDS = 4;

/** Bytes of a line that are hashed; what follows tells kinds of messages apart no better. */
const HASHED = 4096;

export const typescriptScanner: LineScanner = { scan };

function scan(
  bytes: Uint8Array,
  from: number,
  to: number,
  isEnd: boolean,
  lines: Int32Array,
): Scanned {
  const limit = lines.length - LINE_FIELDS;
  let count = 0;
  let at = from;
  for (let written = 0; written <= limit && at < to; written += LINE_FIELDS) {
    const end = hashLine(bytes, at, to);
    if (end < 0 && !isEnd) {
      break;
    }
    lines[written] = at;
    lines[written + 1] = end < 0 ? to : end;
    lines[written + 2] = line.a;
    lines[written + 3] = line.b;
    count++;
    at = end < 0 ? to : afterBreak(bytes, end, to);
    // A carriage return at the very end of a piece may be the first half of a break.
    if (end === to - 1 && !isEnd && bytes[end] === CR) {
      count--;
      at = lines[written] ?? at;
      break;
    }
  }
  return { count, end: at };
}

const LF = 10;
const CR = 13;

function afterBreak(bytes: Uint8Array, end: number, to: number): number {
  return bytes[end] === CR && end + 1 < to && bytes[end + 1] === LF ? end + 2 : end + 1;
}

/** Hash of the line that `hashLine` read last; one object, as it runs for every line. */
const line = { a: 0, b: 0 };

const OFFSET = 0x811c9dc5 | 0;
const PRIME = 0x01000193;
const MIX = 0x5bd1e995;

/**
 * Kinds of bytes as bits: digits, the letters `a` to `f` which are digits of hexadecimal numbers
 * too, other letters, capitals, and line breaks. All others part words.
 */
const DIGIT = 1;
const HEX_LETTER = 2;
const LETTER = 4;
const CAPITAL = 8;
const BREAK = 16;

const KINDS = new Uint8Array(256).map((_, code) => {
  const char = String.fromCharCode(code);
  if (code === LF || code === CR) return BREAK;
  const capital = /[A-Z]/.test(char) ? CAPITAL : 0;
  if (/[a-f]/i.test(char)) return HEX_LETTER | capital;
  if (/[a-z]/i.test(char)) return LETTER | capital;
  return /\d/.test(char) ? DIGIT : 0;
});

const NUMBER = 0x4e756d;
const HEXADECIMAL = 0x486578;

/**
 * Hashes the line that starts at `at` into `line`, and gives the offset of its break, or -1 where
 * there is none before `to`. What counts alike is what the masks of templates count alike
 * (`skeletonHash` in core/masking asks the same of words).
 */
function hashLine(bytes: Uint8Array, at: number, to: number): number {
  let a = OFFSET;
  let b = 0x2c1b3c6d;
  let exact = OFFSET;
  let loose = OFFSET;
  let digits = 0;
  let kinds = 0;
  let start = at;
  const hashed = Math.min(to, at + HASHED);
  for (let i = at; i < hashed; i++) {
    const code = bytes[i] as number;
    const kind = KINDS[code] as number;
    if (kind !== 0 && kind !== BREAK) {
      exact = Math.imul(exact ^ code, PRIME);
      loose = kind === DIGIT ? loose : Math.imul(loose ^ code, PRIME);
      digits += kind & DIGIT;
      kinds |= kind;
      continue;
    }
    if (start !== i) {
      const word =
        digits === 0 ? exact : hashOfNumbered(bytes, start, i, kinds, digits, exact, loose);
      a = Math.imul(a ^ word, PRIME);
      b = Math.imul((b ^ (b >>> 13)) + word, MIX);
      exact = loose = OFFSET;
      digits = kinds = 0;
    }
    start = i + 1;
    if (kind === BREAK) {
      line.a = a;
      line.b = b;
      return i;
    }
    a = Math.imul(a ^ code, PRIME);
    b = (b + code) | 0;
  }
  if (start !== hashed) {
    const word =
      digits === 0 ? exact : hashOfNumbered(bytes, start, hashed, kinds, digits, exact, loose);
    a = Math.imul(a ^ word, PRIME);
    b = Math.imul((b ^ (b >>> 13)) + word, MIX);
  }
  line.a = a;
  line.b = b;
  return hashed === to ? -1 : findBreak(bytes, hashed, to);
}

function findBreak(bytes: Uint8Array, from: number, to: number): number {
  for (let i = from; i < to; i++) {
    if (KINDS[bytes[i] as number] === BREAK) return i;
  }
  return -1;
}

/** Numbers this long are epochs and ids rather than counts: those of unequal length stay apart. */
const LONG_NUMBER = 10;

/** Fractions of a second this long tell runtimes apart: `.1234567Z` is not `.123456789Z`. */
const FRACTION = 7;

/** Hash of a word with digits in it. */
function hashOfNumbered(
  bytes: Uint8Array,
  start: number,
  end: number,
  kinds: number,
  digits: number,
  exact: number,
  loose: number,
): number {
  const length = end - start;
  if (digits === length) {
    return digits < LONG_NUMBER ? NUMBER : NUMBER + digits;
  }
  const isSmall = (kinds & CAPITAL) === 0;
  if ((kinds & LETTER) === 0) {
    const isLong = length >= (isSmall ? 4 : 6);
    const isCode = !isSmall && digits === length - 1;
    return isLong && !isCode ? HEXADECIMAL : exact;
  }
  const isNumbered = KINDS[bytes[start] as number] === DIGIT && digits >= 2;
  if (isNumbered && digits >= FRACTION) {
    return loose + digits;
  }
  return isNumbered || (isSmall && digits >= 3) ? loose : exact;
}
