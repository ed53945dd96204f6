// The scanner of `typescriptScanner.ts` in AssemblyScript with SIMD: the same lines and hashes, held
// together by test/core/collect/lineScanner.test.ts. `npm run kernel` compiles it into `wasmKernel.ts`.

const LF: u8 = 10;
const CR: u8 = 13;
const HASHED: usize = 4096;

const SEED_A: u32 = 0x811c9dc5;
const SEED_B: u32 = 0x2c1b3c6d;
const PRIME: u32 = 0x01000193;
const MIX: u32 = 0x5bd1e995;

const DIGIT: u8 = 1;
const HEX_LETTER: u8 = 2;
const LETTER: u8 = 4;
const CAPITAL: u8 = 8;
const WORD: u8 = 15;
const BREAK: u8 = 16;

const NUMBER: u32 = 0x4e756d;
const HYPHEN: u8 = 45;
const COLON: u8 = 58;

const KINDS: usize = memory.data(256);

for (let code: u32 = 0; code < 256; code++) {
  let kind: u8 = 0;
  const small = code | 32;
  if (code == LF || code == CR) kind = BREAK;
  else if (code >= 48 && code <= 57) kind = DIGIT;
  else if (small >= 97 && small <= 122 && code < 128) {
    kind = (small <= 102 ? HEX_LETTER : LETTER) | (code < 97 ? CAPITAL : 0);
  }
  store<u8>(KINDS + code, kind);
}

let a: u32 = 0;
let b: u32 = 0;
let scannedTo: usize = 0;

/** Offset after the lines that `scan` found. */
export function end(): usize {
  return scannedTo;
}

// @ts-ignore: decorator
@inline
function kindAt(at: usize): u8 {
  return load<u8>(KINDS + load<u8>(at));
}

// @ts-ignore: decorator
@inline
function mix(word: u32): void {
  a = (a ^ word) * PRIME;
  a ^= a >> 15;
  b = (b + word) * MIX;
  b ^= b >> 13;
}

// @ts-ignore: decorator
@inline
function part(at: usize, length: usize): u32 {
  return load<u32>(at) & ((1 << (<u32>length << 3)) - 1);
}

/** Mixes text in which nothing varies, eight bytes at a time, and its length. */
function mixText(from: usize, to: usize): void {
  const length = to - from;
  if (length < 4) {
    mix(part(from, length) | (<u32>length << 24));
    return;
  }
  let at = from;
  let x = a;
  let y = b;
  for (; at + 8 <= to; at += 8) {
    x = (x ^ load<u32>(at)) * PRIME;
    x ^= x >> 15;
    y = (y + load<u32>(at, 4)) * MIX;
    y ^= y >> 13;
  }
  const rest = to - at;
  x = (x ^ (rest < 4 ? part(at, rest) : load<u32>(at))) * PRIME;
  x ^= x >> 15;
  y = (y + (rest > 4 ? part(at + 4, rest - 4) : 0)) * MIX;
  y ^= y >> 13;
  a = x ^ y;
  b = y;
  mix(<u32>length);
}

// @ts-ignore: decorator
@inline
function digitOrBreak(v: v128): i32 {
  const isDigit = i8x16.lt_u(i8x16.sub(v, i8x16.splat(48)), i8x16.splat(10));
  const isBreak = v128.or(i8x16.eq(v, i8x16.splat(10)), i8x16.eq(v, i8x16.splat(13)));
  return i8x16.bitmask(v128.or(isDigit, isBreak));
}

function findDigitOrBreak(from: usize): usize {
  let at = from;
  let mask = digitOrBreak(v128.load(at));
  while (mask == 0) {
    at += 16;
    mask = digitOrBreak(v128.load(at));
  }
  return at + ctz(mask);
}

function findBreak(from: usize): usize {
  let at = from;
  while (true) {
    const v = v128.load(at);
    const mask = i8x16.bitmask(
      v128.or(i8x16.eq(v, i8x16.splat(10)), i8x16.eq(v, i8x16.splat(13))),
    );
    if (mask != 0) return at + ctz(mask);
    at += 16;
  }
}

let wordEnd: usize = 0;

// @ts-ignore: decorator
@inline
function isLink(at: usize): bool {
  const code = load<u8>(at);
  return code == HYPHEN || code == COLON;
}

/** Groups of an id that happen to have letters only. */
function mixHexGroups(from: usize): usize {
  let at = from;
  while (load<u8>(at) == HYPHEN) {
    let end = at + 1;
    while (kindAt(end) == HEX_LETTER) end++;
    const length = end - at - 1;
    const isGroup = length == 4 || length == 8 || length == 12;
    if (!isGroup || (kindAt(end) & WORD) != 0) break;
    mixText(at, at + 1);
    mix(NUMBER);
    at = end;
  }
  return at;
}

const RANDOM: u32 = 0x52616e64;
const BLOB: usize = 16;
const LONGEST_PATH: usize = 120;
const SLASH: u8 = 47;
const PLUS: u8 = 43;
const LOW_LINE: u8 = 95;
const EQUALS: u8 = 61;

function isRandom(start: usize, end: usize, digits: u32, isSmall: bool): bool {
  let pieces: u32 = 0;
  let groups: u32 = 0;
  let before: u8 = 0;
  for (let at = start; at < end; at++) {
    const kind = kindAt(at);
    const now: u8 = kind == DIGIT ? DIGIT : kind & CAPITAL;
    if (at == start || (now != before && (now != 0 || before == DIGIT))) {
      pieces++;
      groups += now & DIGIT;
    }
    before = now;
  }
  const length = <u32>(end - start);
  if (kindAt(start) == DIGIT && pieces < 5) return false;
  if (length >= 6 && length <= 12 && pieces >= 5 && pieces * 2 >= length + 2) return true;
  return groups >= 2 && (length >= 10 || (isSmall && digits >= 3));
}

function isOfPath(code: u8): bool {
  if ((load<u8>(KINDS + code) & WORD) != 0) return true;
  // `%+-./:=@_~$`
  return (
    code == 37 || code == 43 || (code >= 45 && code <= 47) || code == 58 || code == 61 ||
    code == 64 || code == 95 || code == 126 || code == 36
  );
}

function isInPath(lineStart: usize, start: usize, end: usize): bool {
  if (start == lineStart || load<u8>(start - 1) != SLASH || load<u8>(end) != SLASH) return false;
  if ((kindAt(end + 1) & WORD) == 0) return false;
  let from = start - 1;
  const least = start - lineStart > LONGEST_PATH ? start - LONGEST_PATH : lineStart;
  while (from > least && isOfPath(load<u8>(from - 1))) from--;
  const isWhole = from == lineStart || from > least;
  return isWhole && load<u8>(from) == SLASH && load<u8>(from + 1) != SLASH;
}

/** Up to three letters as one number. */
// @ts-ignore: decorator
@inline
function unit(one: u8, two: u8, three: u8): u32 {
  return <u32>one | (<u32>two << 8) | (<u32>three << 16);
}

function isUnit(at: usize, length: u32): bool {
  if (length > 3) return false;
  const one = load<u8>(at);
  const two: u8 = length > 1 ? load<u8>(at + 1) : 0;
  const three: u8 = length > 2 ? load<u8>(at + 2) : 0;
  if (two == 0) {
    // s h d x B b k K M G
    return (
      one == 115 || one == 104 || one == 100 || one == 120 || (one | 32) == 98 ||
      (one | 32) == 107 || one == 77 || one == 71
    );
  }
  if (three == 0) {
    // ms us ns, kB KB MB GB TB, kb Kb Mb Gb
    if (two == 115) return one == 109 || one == 117 || one == 110;
    const isPrefix = (one | 32) == 107 || one == 77 || one == 71;
    return two == 66 ? isPrefix || one == 84 : two == 98 && isPrefix;
  }
  const word = unit(one, two, three);
  if (word == unit(109, 105, 110) || word == unit(115, 101, 99)) return true;
  return two == 105 && three == 66 && (one == 75 || one == 77 || one == 71);
}

function endOfBlob(from: usize): usize {
  let at = from;
  while (true) {
    const sign = load<u8>(at);
    if (sign != PLUS && sign != SLASH && sign != LOW_LINE && sign != HYPHEN) break;
    let end = at + 1;
    let kinds: u8 = 0;
    while (true) {
      const kind = kindAt(end) & WORD;
      if (kind == 0) break;
      kinds |= kind;
      end++;
    }
    if (sign != PLUS && (kinds & DIGIT) == 0) break;
    at = end;
  }
  while (load<u8>(at) == EQUALS) at++;
  return at;
}

/** Hash of the word with digits in it that starts at `start`; its end is `wordEnd` then. */
function hashWord(lineStart: usize, start: usize, isLinked: bool): u32 {
  let exact: u32 = SEED_A;
  let loose: u32 = SEED_A;
  let kinds: u8 = 0;
  let digits: u32 = 0;
  let letters: u32 = 0;
  let at = start;
  while (true) {
    const code = load<u8>(at);
    const kind = load<u8>(KINDS + code);
    if ((kind & WORD) == 0) break;
    exact = (exact ^ code) * PRIME;
    if (kind == DIGIT) digits++;
    else loose = (loose ^ code) * PRIME;
    letters += (kind & LETTER) >> 2;
    kinds |= kind;
    at++;
  }
  wordEnd = at;
  const length = <u32>(at - start);
  if (digits == length) return digits < 10 ? NUMBER : NUMBER + digits;
  // `0x7ffd`
  if (letters == 1 && load<u8>(start) == 48 && (load<u8>(start + 1) | 32) == 120) return NUMBER;
  const isSmall = (kinds & CAPITAL) == 0;
  if ((kinds & LETTER) == 0) {
    const isLong = length >= (isSmall ? <u32>4 : <u32>6);
    const isCode = !isSmall && digits == length - 1;
    if (isLong && !isCode) return NUMBER;
  }
  if (length - digits <= 2 && !isSmall) {
    if (isLinked || (isLink(at) && (kindAt(at + 1) & WORD) != 0)) return loose;
  }
  if (isRandom(start, at, digits, isSmall) || isInPath(lineStart, start, at)) return RANDOM;
  if ((kinds & LETTER) == 0) return exact;
  const isNumbered = kindAt(start) == DIGIT;
  if (isNumbered && digits >= 7) return loose + digits;
  const isValue = isNumbered && (digits >= 2 || isUnit(start + 1, length - 1));
  return isValue || (isSmall && digits >= 3) ? loose : exact;
}

/** Hashes the line that starts at `at` into `a` and `b`, and gives the place of its break. */
function hashLine(start: usize): usize {
  a = SEED_A;
  b = SEED_B;
  const cap = start + HASHED;
  let text = start;
  let at = start;
  while (true) {
    const found = findDigitOrBreak(at);
    if (found >= cap) {
      if (text < cap) mixText(text, cap);
      return findBreak(found);
    }
    const first = load<u8>(found);
    if (first == LF || first == CR) {
      if (text < found) mixText(text, found);
      return found;
    }
    let word = found;
    while (word > text && (kindAt(word - 1) & WORD) != 0) word--;
    if (word == found) {
      // Mostly a number, and no more.
      let end = found + 1;
      while (kindAt(end) == DIGIT) end++;
      if ((kindAt(end) & WORD) == 0) {
        if (text < word) mixText(text, word);
        const digits = <u32>(end - found);
        mix(digits < 10 ? NUMBER : NUMBER + digits);
        text = digits < 10 && load<u8>(end) == HYPHEN ? mixHexGroups(end) : end;
        at = text;
        continue;
      }
    }
    const isLinked = word == text + 1 && text > start && isLink(text);
    if (text < word) mixText(text, word);
    const value = hashWord(start, word, isLinked);
    mix(value);
    text = wordEnd;
    if (value == NUMBER) text = mixHexGroups(text);
    else if (value == RANDOM && text - word >= BLOB) text = endOfBlob(text);
    at = text;
  }
}

/**
 * Scans `from .. to`; at `to` stands a line feed that the caller put there, and 16 bytes after it
 * may be read. Gives the number of lines written to `lines`, at most `most`.
 */
export function scan(from: usize, to: usize, isEnd: bool, lines: usize, most: i32, base: usize): i32 {
  let count = 0;
  let at = from;
  while (count < most && at < to) {
    const stop = hashLine(at);
    const isCut = stop >= to;
    if (isCut && !isEnd) break;
    // A carriage return at the very end of a piece may be the first half of a break.
    if (!isEnd && stop == to - 1 && load<u8>(stop) == CR) break;
    const place = lines + (<usize>count << 4);
    store<u32>(place, <u32>(at - base));
    store<u32>(place + 4, <u32>(stop - base));
    store<u32>(place + 8, a);
    store<u32>(place + 12, b);
    count++;
    const isPair = load<u8>(stop) == CR && stop + 1 < to && load<u8>(stop + 1) == LF;
    at = isCut ? to : stop + (isPair ? 2 : 1);
  }
  scannedTo = at - base;
  return count;
}

/** 1: a byte above 127 stands in `from .. to`; 2: a NUL byte; 3: both. */
export function inspect(from: usize, to: usize): i32 {
  let high = i8x16.splat(0);
  let nul = i8x16.splat(0);
  let at = from;
  for (; at + 16 <= to; at += 16) {
    const v = v128.load(at);
    high = v128.or(high, v);
    nul = v128.or(nul, i8x16.eq(v, i8x16.splat(0)));
  }
  let rest: u8 = 0;
  let hasNul = v128.any_true(nul);
  for (; at < to; at++) {
    rest |= load<u8>(at);
    hasNul = hasNul || load<u8>(at) == 0;
  }
  return (i8x16.bitmask(high) != 0 || rest >= 128 ? 1 : 0) | (hasNul ? 2 : 0);
}
