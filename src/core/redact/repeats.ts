import { looksRandom } from './secretValue.ts';
import type { Span } from './span.ts';

/** Values are looked up by their ends, all of one length. */
const END = 8;
const LONGEST = 512;
/** Values that end alike are told apart by their lengths; of more lengths than this only some are looked for. */
const MOST_LENGTHS = 4;

/** Finds further places of values that were recognised by their context once. */
export interface RepeatFinder {
  learn(value: string, kind: string): void;
  /** Places outside of those that are known; these are in order. */
  find(text: string, known: readonly Span[]): readonly Span[];
}

/**
 * A password that stands behind `password=` in one line may stand bare in an error message in another.
 *
 * Only values that can't be ordinary words are looked for. `password=postgres` must not blank out
 * every mention of the database.
 */
export function createRepeatFinder(): RepeatFinder {
  const kinds = new Map<string, string>();
  const lengthsOf = new Map<number, number | readonly number[]>();
  // A bit for each of the hashes' beginnings: says of most that no value has them.
  let bits = new Uint32Array(0);
  const find = (text: string, end: number, hash: number): Span | undefined => {
    const lengths = lengthsOf.get(hash) ?? [];
    for (const length of typeof lengths === 'number' ? [lengths] : lengths) {
      const kind = length > end ? undefined : kinds.get(text.slice(end - length, end));
      if (kind !== undefined) {
        return { start: end - length, end, kind };
      }
    }
    return undefined;
  };
  return {
    learn(value, kind) {
      if (!isWorthSearching(value, kind) || kinds.has(value)) {
        return;
      }
      bits = bits.length === 0 ? new Uint32Array(1 << (HASH_BITS - 5)) : bits;
      const hash = hashOfEnd(value);
      bits[hash >>> WORD] = (bits[hash >>> WORD] ?? 0) | (1 << (hash >>> BIT));
      lengthsOf.set(hash, withLength(lengthsOf.get(hash), value.length));
      kinds.set(value, kind);
    },
    find(text, known) {
      const spans: Span[] = [];
      const isKnown = createPlaces(known);
      let hash = 0;
      for (let at = 0; at < text.length && kinds.size > 0; at += 1) {
        hash = rolled(hash, text, at);
        const mayBe = (((bits[hash >>> WORD] ?? 0) >>> (hash >>> BIT)) & 1) === 1;
        const span = mayBe && !isKnown(at + 1 - END, at) ? find(text, at + 1, hash) : undefined;
        if (span) {
          add(spans, span);
        }
      }
      return spans;
    },
  };
}

/** Whether a place lies within one of the spans. It is asked in order. */
function createPlaces(spans: readonly Span[]): (start: number, last: number) => boolean {
  let next = 0;
  return (start, last) => {
    while ((spans[next]?.end ?? last + 1) <= last) {
      next += 1;
    }
    return (spans[next]?.start ?? last + 1) <= start;
  };
}

/** The longest one first. */
function withLength(known: number | readonly number[] | undefined, length: number) {
  if (known === undefined || known === length) {
    return length;
  }
  const lengths = typeof known === 'number' ? [known] : known;
  return lengths.includes(length) || lengths.length === MOST_LENGTHS
    ? lengths
    : [...lengths, length].sort((a, b) => b - a);
}

const HASH_BITS = 20;
/** By how much a hash is shifted to the number of its bit, and to that of the word that holds the bit. */
const BIT = 32 - HASH_BITS;
const WORD = BIT + 5;
const FACTOR = 0x9e3779b1;
/** What the character before the last eight still adds to a hash. */
const OLDEST = Array.from({ length: END }).reduce((power: number) => Math.imul(power, FACTOR), 1);

/** The hash of the eight characters up to a place, made from that of the place before (Karp and Rabin, 1987). */
function rolled(hash: number, text: string, at: number): number {
  const leaving = at < END ? 0 : Math.imul(text.charCodeAt(at - END), OLDEST);
  return (Math.imul(hash, FACTOR) + text.charCodeAt(at) - leaving) >>> 0;
}

function hashOfEnd(value: string): number {
  const end = value.slice(-END);
  let hash = 0;
  for (let at = 0; at < end.length; at += 1) {
    hash = rolled(hash, end, at);
  }
  return hash;
}

/** Values that overlap are one piece to hide: `xx` again and again in `xxxx`. */
function add(spans: Span[], span: Span): void {
  const last = spans.at(-1);
  if (last && span.start < last.end) {
    const start = Math.min(last.start, span.start);
    spans[spans.length - 1] = { start, end: span.end, kind: last.kind };
  } else {
    spans.push(span);
  }
}

function isWorthSearching(value: string, kind: string): boolean {
  return !found.has(kind) && value.length >= END && value.length <= LONGEST && looksRandom(value);
}

/** They are found wherever they stand. */
const found: ReadonlySet<string> = new Set(['EMAIL', 'IP', 'HOST', 'USER', 'PHONE', 'CARD']);
