import { LINE_FIELDS, type LineScanner, MOST_LINES, type Scanned } from './lineScanner.ts';

/** The scanner in plain TypeScript: for where there is no WebAssembly, and the measure of the other. */
export function createTypescriptScanner(): LineScanner {
  let input = new Uint8Array(0);
  const lines = new Int32Array(MOST_LINES * LINE_FIELDS);
  return {
    lines,
    input(size) {
      if (input.length < size + SLACK) input = new Uint8Array(size + SLACK);
      return input.subarray(0, size);
    },
    scan: (from, to, isEnd) => scan(input, from, to, isEnd, lines),
    inspect(from, to) {
      let bits = 0;
      for (let i = from; i < to; i++) {
        bits |= input[i] as number;
      }
      const nul = input.indexOf(0, from);
      return { isHigh: bits > 127, hasNul: nul >= 0 && nul < to };
    },
  };
}

/** Room for the break that is put after the last byte. */
const SLACK = 1;

const LF = 10;
const CR = 13;

/** Bytes of a line that are hashed; what follows tells kinds of messages apart no better. */
const HASHED = 4096;

function scan(
  bytes: Uint8Array,
  from: number,
  to: number,
  isEnd: boolean,
  lines: Int32Array,
): Scanned {
  const behind = bytes[to] as number;
  bytes[to] = LF;
  let count = 0;
  let at = from;
  while (count < MOST_LINES && at < to) {
    const end = hashLine(bytes, at);
    // A carriage return at the very end of a piece may be the first half of a break.
    const isCut = end >= to || (end === to - 1 && bytes[end] === CR);
    if (isCut && !isEnd) {
      break;
    }
    const place = count * LINE_FIELDS;
    lines[place] = at;
    lines[place + 1] = end;
    lines[place + 2] = hash.a;
    lines[place + 3] = hash.b;
    count++;
    at = afterBreak(bytes, end, to);
  }
  bytes[to] = behind;
  return { count, end: at };
}

function afterBreak(bytes: Uint8Array, end: number, to: number): number {
  const isPair = bytes[end] === CR && end + 1 < to && bytes[end + 1] === LF;
  return Math.min(to, end + (isPair ? 2 : 1));
}

/** Hash of the line that is read; one object, as it runs for every line. */
const hash = { a: 0, b: 0 };

const SEED_A = 0x811c9dc5 | 0;
const SEED_B = 0x2c1b3c6d;
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
const WORD = DIGIT | HEX_LETTER | LETTER | CAPITAL;
const BREAK = 16;

const KINDS = new Uint8Array(256).map((_, code) => {
  const char = String.fromCharCode(code);
  if (code === LF || code === CR) return BREAK;
  if (code > 127) return 0;
  const capital = /[A-Z]/.test(char) ? CAPITAL : 0;
  if (/[a-f]/i.test(char)) return HEX_LETTER | capital;
  if (/[a-z]/i.test(char)) return LETTER | capital;
  return /\d/.test(char) ? DIGIT : 0;
});

/** Hashes the line that starts at `start`, and gives the offset of its break. */
function hashLine(bytes: Uint8Array, start: number): number {
  hash.a = SEED_A;
  hash.b = SEED_B;
  const cap = start + HASHED;
  let text = start;
  for (let at = start; ; ) {
    while (((KINDS[bytes[at] as number] as number) & (DIGIT | BREAK)) === 0) at++;
    if (at >= cap) {
      mixText(bytes, text, cap);
      return findBreak(bytes, at);
    }
    if (KINDS[bytes[at] as number] === BREAK) {
      mixText(bytes, text, at);
      return at;
    }
    let word = at;
    while (word > text && ((KINDS[bytes[word - 1] as number] as number) & WORD) !== 0) word--;
    const isLinked = word === text + 1 && text > start && isLink(bytes[text] as number);
    mixText(bytes, text, word);
    const value = hashWord(bytes, start, word, isLinked);
    mix(value);
    at = endOfValue(bytes, word + numbered.length, value);
    text = at;
  }
}

/** Where what began with the word just read ends, as ids and tokens are words with signs between. */
function endOfValue(bytes: Uint8Array, end: number, value: number): number {
  if (value === NUMBER) {
    return mixHexGroups(bytes, end);
  }
  return value === RANDOM && numbered.length >= BLOB ? endOfBlob(bytes, end) : end;
}

function findBreak(bytes: Uint8Array, from: number): number {
  let at = from;
  while (KINDS[bytes[at] as number] !== BREAK) at++;
  return at;
}

function mix(word: number): void {
  hash.a = Math.imul(hash.a ^ word, PRIME);
  hash.a ^= hash.a >>> 15;
  hash.b = Math.imul(hash.b + word, MIX);
  hash.b ^= hash.b >>> 13;
}

/** Mixes text in which nothing varies, eight bytes at a time, and its length. */
function mixText(bytes: Uint8Array, from: number, to: number): void {
  const length = to - from;
  if (length <= 0) return;
  if (length < 4) {
    mix(wordAt(bytes, from, to) | (length << 24));
    return;
  }
  let { a, b } = hash;
  for (let at = from; ; at += 8) {
    a = Math.imul(a ^ wordAt(bytes, at, to), PRIME);
    a ^= a >>> 15;
    b = Math.imul(b + wordAt(bytes, at + 4, to), MIX);
    b ^= b >>> 13;
    if (at + 8 > to) break;
  }
  hash.a = a ^ b;
  hash.b = b;
  mix(length);
}

/** Four bytes as one number, zeros for those from `to` on. */
function wordAt(bytes: Uint8Array, at: number, to: number): number {
  let word = 0;
  for (let i = 0; i < 4 && at + i < to; i++) {
    word |= (bytes[at + i] as number) << (i * 8);
  }
  return word;
}

/** Hash of every number and hexadecimal id: an id may happen to have digits only. */
const NUMBER = 0x4e756d;
/** `0x7ffd`. */
const ZERO = 48;
const X = 120;
/** Numbers this long are epochs and ids rather than counts: those of unequal length stay apart. */
const LONG_NUMBER = 10;
/** Fractions of a second this long tell runtimes apart: `.1234567Z` is not `.123456789Z`. */
const FRACTION = 7;

/** The word that `hashWord` read last. */
const numbered = { length: 0, digits: 0, letters: 0, kinds: 0, exact: 0, loose: 0 };

/**
 * Hash of the word with digits in it that starts at `start`.
 * @param isLinked it follows another such word and a hyphen or colon, as `M1` in `R02-M1`.
 */
function hashWord(bytes: Uint8Array, lineStart: number, start: number, isLinked: boolean): number {
  readWord(bytes, start);
  const { length, digits, loose } = numbered;
  if (digits === length) {
    return digits < LONG_NUMBER ? NUMBER : NUMBER + digits;
  }
  const isSmall = (numbered.kinds & CAPITAL) === 0;
  if (isHexadecimal(bytes, start, isSmall)) {
    return NUMBER;
  }
  if (length - digits <= 2 && !isSmall && (isLinked || isLinking(bytes, start + length))) {
    return loose;
  }
  if (isRandom(bytes, start, isSmall) || isInPath(bytes, lineStart, start)) {
    return RANDOM;
  }
  return hashOfName(bytes, start, isSmall);
}

/** Hash of a word just read that is no number, but may hold one. */
function hashOfName(bytes: Uint8Array, start: number, isSmall: boolean): number {
  const { length, digits, kinds, exact, loose } = numbered;
  if ((kinds & LETTER) === 0) {
    return exact;
  }
  const isNumbered = KINDS[bytes[start] as number] === DIGIT;
  if (isNumbered && digits >= FRACTION) {
    return (loose + digits) | 0;
  }
  const isValue = isNumbered && (digits >= 2 || isUnit(bytes, start + 1, length - 1));
  return isValue || (isSmall && digits >= 3) ? loose : exact;
}

/** Hash of every word in which letters and digits are mixed at random, and of names in paths. */
const RANDOM = 0x52616e64;
/** From so many bytes on such a word may be the start of a longer one in base 64. */
const BLOB = 16;

/**
 * Whether the word just read is an id or a token rather than a name with a number. It is counted in
 * pieces: digits, small letters, or capitals and the small letters after them (`x`, `7`, `Gh`, `2`,
 * `k`, `Q`, `9`); in names they are few, or long. A time such as `20261120T100000Z` has four.
 */
function isRandom(bytes: Uint8Array, start: number, isSmall: boolean): boolean {
  const { length, digits } = numbered;
  let pieces = 0;
  let groups = 0;
  let before = 0;
  for (let at = start; at < start + length; at++) {
    const kind = KINDS[bytes[at] as number] as number;
    const now = kind === DIGIT ? DIGIT : kind & CAPITAL;
    const isNext = at === start || (now !== before && (now !== 0 || before === DIGIT));
    if (isNext) {
      pieces++;
      groups += now & DIGIT;
    }
    before = now;
  }
  const isNumbered = KINDS[bytes[start] as number] === DIGIT;
  if (isNumbered && pieces < 5) {
    return false;
  }
  if (length >= 6 && length <= 12 && pieces >= Math.max(5, length / 2 + 1)) {
    return true;
  }
  return groups >= 2 && (length >= 10 || (isSmall && digits >= 3));
}

const SLASH = 47;
/** Bytes of a path that are looked back on for its start. */
const LONGEST_PATH = 120;
/** What a path may hold besides letters and digits: `%+-./:=@_~$`. */
const PATH_SIGNS = new Uint8Array(128);
for (const sign of '%+-./:=@_~$') PATH_SIGNS[sign.charCodeAt(0)] = 1;

/** Whether a word is a folder of an absolute path, all of which is masked: `/var/lib/v12/a`. */
function isInPath(bytes: Uint8Array, lineStart: number, start: number): boolean {
  const end = start + numbered.length;
  if (start === lineStart || bytes[start - 1] !== SLASH || bytes[end] !== SLASH) {
    return false;
  }
  const next = bytes[end + 1] as number;
  if (((KINDS[next] as number) & WORD) === 0) {
    return false;
  }
  let from = start - 1;
  const least = Math.max(lineStart, start - LONGEST_PATH);
  while (from > least && isOfPath(bytes[from - 1] as number)) from--;
  const isWhole = from === lineStart || from > least;
  return isWhole && bytes[from] === SLASH && bytes[from + 1] !== SLASH;
}

const isOfPath = (code: number): boolean =>
  ((KINDS[code] as number) & WORD) !== 0 || PATH_SIGNS[code] === 1;

/** Units of the values that are masked together with them, by up to three bytes: `5ms`, `5 KB`. */
const UNITS = new Set(
  's ms us ns h d x min sec B b k K M G kB KB MB GB TB kb Kb Mb Gb KiB MiB GiB'
    .split(' ')
    .map((unit) => packed(unit.charCodeAt(0), unit.charCodeAt(1), unit.charCodeAt(2))),
);

function packed(one: number, two: number, three: number): number {
  return one | ((two || 0) << 8) | ((three || 0) << 16);
}

function isUnit(bytes: Uint8Array, at: number, length: number): boolean {
  const [one = 0, two = 0, three = 0] = bytes.subarray(at, at + length);
  return length <= 3 && UNITS.has(packed(one, two, three));
}

const PLUS = 43;
const LOW_LINE = 95;
const EQUALS = 61;

/** End of a token in base 64 whose first word ends at `from`: it goes on after signs of base 64. */
function endOfBlob(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    const sign = bytes[at] as number;
    if (sign !== PLUS && sign !== SLASH && sign !== LOW_LINE && sign !== HYPHEN) break;
    let end = at + 1;
    let kinds = 0;
    for (;;) {
      const kind = (KINDS[bytes[end] as number] as number) & WORD;
      if (kind === 0) break;
      kinds |= kind;
      end++;
    }
    // A word without a digit is the next name of a path.
    if (sign !== PLUS && (kinds & DIGIT) === 0) break;
    at = end;
  }
  while (bytes[at] === EQUALS) at++;
  return at;
}

const HYPHEN = 45;
const COLON = 58;
const isLink = (code: number): boolean => code === HYPHEN || code === COLON;

/** Whether a hyphen or colon joins what stands before `end` to another word. */
function isLinking(bytes: Uint8Array, end: number): boolean {
  const next = KINDS[bytes[end + 1] as number] as number;
  return isLink(bytes[end] as number) && (next & WORD) !== 0;
}

/** Groups of an id that happen to have letters only: `-abed-` in `781f9c58-abed-4a0e-...`. */
function mixHexGroups(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === HYPHEN) {
    let end = at + 1;
    while (KINDS[bytes[end] as number] === HEX_LETTER) end++;
    const length = end - at - 1;
    const isGroup = length === 4 || length === 8 || length === 12;
    if (!isGroup || ((KINDS[bytes[end] as number] as number) & WORD) !== 0) break;
    mixText(bytes, at, at + 1);
    mix(NUMBER);
    at = end;
  }
  return at;
}

/** Whether the word just read is `0x7ffd`, or long enough for an id and no code such as `E0308`. */
function isHexadecimal(bytes: Uint8Array, start: number, isSmall: boolean): boolean {
  const { length, digits, letters } = numbered;
  if (letters > 0) {
    return letters === 1 && bytes[start] === ZERO && ((bytes[start + 1] as number) | 32) === X;
  }
  const isCode = !isSmall && digits === length - 1;
  return length >= (isSmall ? 4 : 6) && !isCode;
}

function readWord(bytes: Uint8Array, start: number): void {
  let exact = SEED_A;
  let loose = SEED_A;
  let digits = 0;
  let letters = 0;
  let kinds = 0;
  let at = start;
  for (;;) {
    const code = bytes[at] as number;
    const kind = KINDS[code] as number;
    if ((kind & WORD) === 0) break;
    exact = Math.imul(exact ^ code, PRIME);
    loose = kind === DIGIT ? loose : Math.imul(loose ^ code, PRIME);
    digits += kind & DIGIT;
    letters += (kind & LETTER) >> 2;
    kinds |= kind;
    at++;
  }
  numbered.length = at - start;
  numbered.digits = digits;
  numbered.letters = letters;
  numbered.kinds = kinds;
  numbered.exact = exact;
  numbered.loose = loose;
}
