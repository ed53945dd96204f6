import { looksRandom } from './secretValue.ts';
import type { Span } from './span.ts';
import { createWordScan } from './wordScan.ts';

/** Letters of all values that are looked for together; the table for them grows with each. */
const MOST_LETTERS = 40_000;

/**
 * Finds further places of values that were recognised by their context once: a password that stands
 * behind `password=` in one line and bare in an error message in another.
 *
 * Only values that can't be ordinary words are looked for. `password=postgres` must not blank out
 * every mention of the database.
 */
export function findRepeats(
  text: string,
  found: readonly Span[],
  known: ReadonlyMap<string, string>,
): readonly Span[] {
  const values = new Map(known);
  for (const { start, end, kind } of found) {
    values.set(text.slice(start, end), kind);
  }
  const wanted: string[] = [];
  let letters = 0;
  for (const [value, kind] of values) {
    if (letters + value.length <= MOST_LETTERS && isWorthSearching(value, kind)) {
      wanted.push(value);
      letters += value.length;
    }
  }
  const spans: Span[] = [];
  if (wanted.length > 0) {
    // The scan takes capitals for small letters; values of one word are told apart here.
    createWordScan(wanted.map((value) => value.toLowerCase()))(text, (word, start, end) => {
      const value = text.slice(start, end);
      if (value === wanted[word]) {
        spans.push({ start, end, kind: values.get(value) ?? 'SECRET' });
      }
    });
  }
  return spans;
}

/** The scan knows ASCII only. */
const ascii = /^[ -~]*$/;

function isWorthSearching(value: string, kind: string): boolean {
  return (
    !kinds.has(kind) &&
    value.length >= 8 &&
    value.length <= 512 &&
    ascii.test(value) &&
    looksRandom(value)
  );
}

/** They are found wherever they stand. */
const kinds: ReadonlySet<string> = new Set(['EMAIL', 'IP', 'HOST', 'USER', 'PHONE', 'CARD']);
