import { looksRandom } from './secretValue.ts';
import type { Span } from './span.ts';

/** More values than this are not looked for again: each costs one pass over the text. */
const MOST_VALUES = 200;

/**
 * Finds further places of values that were recognised by their context once: a password that stands
 * behind `password=` in one line and bare in an error message in another.
 *
 * Only values that can't be ordinary words are looked for. `password=postgres` must not blank out
 * every mention of the database.
 */
export function* findRepeats(
  text: string,
  found: readonly Span[],
  known: ReadonlyMap<string, string>,
): Iterable<Span> {
  const values = new Map(known);
  for (const { start, end, kind } of found) {
    values.set(text.slice(start, end), kind);
  }
  let searched = 0;
  for (const [value, kind] of values) {
    if (!isWorthSearching(value, kind)) {
      continue;
    }
    searched += 1;
    if (searched > MOST_VALUES) {
      return;
    }
    for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length)) {
      yield { start: at, end: at + value.length, kind };
    }
  }
}

function isWorthSearching(value: string, kind: string): boolean {
  return kind !== 'EMAIL' && value.length >= 8 && value.length <= 512 && looksRandom(value);
}
