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
  find(text: string): readonly Span[];
}

/**
 * A password that stands behind `password=` in one line may stand bare in an error message in another.
 *
 * Only values that can't be ordinary words are looked for. `password=postgres` must not blank out
 * every mention of the database.
 */
export function createRepeatFinder(): RepeatFinder {
  const kinds = new Map<string, string>();
  const lengthsOf = new Map<number, number[]>();
  // Says of most hashes at once that no value has them.
  const known = new Uint8Array(1 << 16);
  const found = (text: string, end: number, hash: number): Span | undefined => {
    for (const length of lengthsOf.get(hash) ?? []) {
      const start = end - length;
      const kind = start < 0 ? undefined : kinds.get(text.slice(start, end));
      if (kind !== undefined) {
        return { start, end, kind };
      }
    }
    return undefined;
  };
  return {
    learn(value, kind) {
      if (kinds.has(value) || !isWorthSearching(value, kind)) {
        return;
      }
      const hash = hashOfEnd(value);
      const lengths = lengthsOf.get(hash) ?? [];
      if (!lengths.includes(value.length) && lengths.length < MOST_LENGTHS) {
        // The longest one first.
        lengthsOf.set(
          hash,
          [...lengths, value.length].sort((a, b) => b - a),
        );
      }
      known[hash >>> 16] = 1;
      kinds.set(value, kind);
    },
    find(text) {
      const spans: Span[] = [];
      if (kinds.size === 0) {
        return spans;
      }
      let hash = 0;
      for (let at = 0; at < text.length; at += 1) {
        hash = rolled(hash, text, at);
        const span = known[hash >>> 16] === 1 ? found(text, at + 1, hash) : undefined;
        if (span) {
          add(spans, span);
        }
      }
      return spans;
    },
  };
}

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
