import { firstLine, templateOf, WILDCARD } from './masking.ts';

/** Numbers the distinct masked messages, by first appearance. */
export interface SkeletonIndex {
  /** Masked text of each skeleton, by its number. */
  readonly texts: readonly string[];
  /** There are so many that some are only told apart coarsely, by what came before. */
  readonly isFull: boolean;
  numberOf(body: string): number;
  /** The same of a text that is masked already. */
  numberOfText(text: string): number;
  /** Drops the skeletons after so many. */
  truncate(length: number): void;
}

/** Distinct skeletons kept apart; random text would otherwise grow without bound. */
const MAX_SKELETONS = 20_000;

/**
 * Masking costs microseconds, and nearly every line of a log is like one before. So a cheap hash of
 * the line, in which numbers count alike, is looked up first, and only misses are masked.
 */
export function createSkeletonIndex(limit = MAX_SKELETONS): SkeletonIndex {
  const texts: string[] = [];
  const byText = new Map<string, number>();
  const byHash = new Map<number, number>();
  let strange = 0;
  let skipped = 0;
  /** Beyond the limit, whether masking a text is likely to be in vain; then some are not tried. */
  const isInVain = (): boolean => {
    if (strange < MANY_STRANGE) return false;
    skipped++;
    if (skipped >= SKIPPED) {
      strange = 0;
      skipped = 0;
    }
    return true;
  };
  return {
    texts,
    get isFull() {
      return texts.length >= limit;
    },
    numberOf(body) {
      const line = firstLine(body);
      const hash = skeletonHash(line);
      const known = byHash.get(hash);
      if (known !== undefined) {
        return known;
      }
      if (isInVain()) {
        return numberOfText(line.trim(), texts, byText, limit);
      }
      const text = templateOf(line);
      const isNew = texts.length >= limit && !byText.has(text);
      strange = Math.max(0, strange + (isNew ? 1 : -1));
      const number = numberOfText(text, texts, byText, limit);
      if (byHash.size >= MAX_HASHES) {
        byHash.clear();
      }
      byHash.set(hash, number);
      return number;
    },
    numberOfText: (text) => numberOfText(text, texts, byText, limit),
    truncate(length) {
      if (length === texts.length) return;
      for (const text of texts.splice(length)) byText.delete(text);
      byHash.clear();
    },
  };
}

const MAX_HASHES = 1 << 16;
/** So many more texts are unknown than known beyond the limit, before `SKIPPED` are not masked. */
const MANY_STRANGE = 64;
const SKIPPED = 4096;
/** Coarse kinds that are told apart by their first word, once the limit is reached. */
const MAX_COARSE = 1000;
const MAX_COARSE_WORDS = 20;

function numberOfText(
  text: string,
  texts: string[],
  byText: Map<string, number>,
  limit: number,
): number {
  let key = text;
  if (texts.length >= limit && !byText.has(key)) {
    key = coarse(text, texts.length < limit + MAX_COARSE);
  }
  let number = byText.get(key);
  if (number === undefined) {
    number = texts.length;
    texts.push(key);
    byText.set(key, number);
  }
  return number;
}

/** `<*> <*> <*>` for three words, or with its first word: at most 20 of the one and 1,000 of the other. */
function coarse(text: string, keepsFirst: boolean): string {
  const words = text.split(' ', MAX_COARSE_WORDS);
  const first = words[0] ?? '';
  return words
    .map((_, i) => (i === 0 && keepsFirst && /^[A-Za-z]{1,20}$/.test(first) ? first : WILDCARD))
    .join(' ');
}

/**
 * 53 bits over the characters. A number and a word of hexadecimal digits count as one sign. Of a
 * word with three digits and more and no capitals only the letters count, likewise where digits
 * begin it; any other is a name or code that stays, e.g. `ssh2` and `E0308`. It asks of words what the masks ask, so that lines of
 * one hash have one masked text.
 */
export function skeletonHash(line: string): number {
  let a = OFFSET;
  let b = 0x2c1b3c6d;
  let start = 0;
  let exact = OFFSET;
  let loose = OFFSET;
  let digits = 0;
  let kinds = 0;
  for (let i = 0; i <= line.length; i++) {
    const code = i < line.length ? line.charCodeAt(i) : 0;
    const kind = code < 128 ? (KINDS[code] ?? 0) : 0;
    if (kind === 0) {
      const word = start === i ? 0 : hashOfWord(line, start, i, { kinds, digits, exact, loose });
      a = Math.imul(Math.imul(a ^ word, PRIME) ^ code, PRIME);
      b = Math.imul((b ^ (b >>> 13)) + word, 0x5bd1e995) + code;
      start = i + 1;
      exact = loose = OFFSET;
      digits = kinds = 0;
      continue;
    }
    exact = Math.imul(exact ^ code, PRIME);
    loose = kind === DIGIT ? loose : Math.imul(loose ^ code, PRIME);
    digits += kind & DIGIT;
    kinds |= kind;
  }
  return (a >>> 0) * 0x200000 + (b >>> 11);
}

const OFFSET = 0x811c9dc5 | 0;
const PRIME = 0x01000193;

/** Kinds of characters in words, as bits. `a` to `f` are digits of hexadecimal numbers too. */
const DIGIT = 1;
const LOW_LETTER = 2;
const LETTER = 4;
const CAPITAL = 8;

const KINDS = new Uint8Array(128).map((_, code) => {
  const char = String.fromCharCode(code);
  const capital = /[A-Z]/.test(char) ? CAPITAL : 0;
  if (/[a-f]/i.test(char)) return LOW_LETTER | capital;
  if (/[a-z]/i.test(char)) return LETTER | capital;
  return /\d/.test(char) ? DIGIT : 0;
});

const NUMBER = 0x4e756d;
const HEXADECIMAL = 0x486578;

interface Word {
  readonly kinds: number;
  readonly digits: number;
  /** Hash of all its characters, and of all but its digits. */
  readonly exact: number;
  readonly loose: number;
}

function hashOfWord(line: string, start: number, end: number, word: Word): number {
  const { kinds, digits, exact, loose } = word;
  if (digits === 0) {
    return exact;
  }
  const isSmall = (kinds & CAPITAL) === 0;
  if (digits === end - start) {
    return NUMBER;
  }
  if ((kinds & LETTER) === 0) {
    const isLong = end - start >= (isSmall ? 4 : 6);
    const isCode = !isSmall && digits === end - start - 1;
    return isLong && !isCode ? HEXADECIMAL : exact;
  }
  const isNumbered = KINDS[line.charCodeAt(start)] === DIGIT && digits >= 2;
  return isNumbered || (isSmall && digits >= 3) ? loose : exact;
}
