import { indexOfWhole, type Lines, type LineText, linesBetween, nearest } from './lineText.ts';
import { found, inWords, type Match } from './match.ts';
import type { Source } from './sources.ts';

/** The parts of a shortened quote stand within so many records. */
const MOST_RECORDS = 5;
/** The same for text that has no records. */
const MOST_LINES = 10;
/** A part shorter than this is left unproved; all parts together are a quote's length at least. */
const SHORTEST_PART = 3;
const SHORTEST_QUOTE = 8;
/** Starting places tried for the first part, and characters looked through from each. */
const MOST_STARTS = 200;
const MOST_CHARACTERS = 20_000;

/** An ellipsis as it stands in normalised text, or a template's wildcard. */
const ellipsis = /\s*(?:\[?\.{3,}\]?|<\*>)\s*/;

/**
 * Finds `A … B`: its parts in order, within five records, in the excerpt or else in its log; of
 * several such places the nearest to the line that was named.
 */
export function findParts(
  words: string,
  line: number | undefined,
  source: Source,
): Match | undefined {
  if (!ellipsis.test(words)) return undefined;
  const parts = words
    .split(ellipsis)
    .filter((part) => part.length >= SHORTEST_PART || /\d/.test(part));
  if (parts.join('').length < SHORTEST_QUOTE) return undefined;
  const inExcerpt = placeOfParts(parts, line, source.text, source);
  const around = inExcerpt ? undefined : source.around();
  const place = inExcerpt ?? (around && placeOfParts(parts, line, around, source));
  return (
    place &&
    found(
      'ellipsis',
      inExcerpt ? 0.9 : 0.7,
      place,
      `The parts of the quote stand in order in ${inWords(place)} of ${source.evidence.file}.`,
    )
  );
}

function placeOfParts(
  parts: readonly string[],
  line: number | undefined,
  within: LineText,
  source: Source,
): Lines | undefined {
  const first = parts[0] ?? '';
  const places: Lines[] = [];
  let start = indexOfWhole(within.text, first, 0);
  for (let tried = 0; start >= 0 && tried < MOST_STARTS; tried++) {
    const length = lengthOfParts(parts, within.text.slice(start, start + MOST_CHARACTERS));
    const place = length && linesBetween(within, start, start + length);
    if (place && isClose(place, source)) places.push(place);
    start = indexOfWhole(within.text, first, start + 1);
  }
  return line === undefined ? places[0] : nearest(places, line);
}

/** Characters from the text's start to the end of the last part; 0 if they do not follow in order. */
function lengthOfParts(parts: readonly string[], text: string): number {
  let at = 0;
  for (const part of parts) {
    const next = indexOfWhole(text, part, at);
    if (next < 0) return 0;
    at = next + part.length;
  }
  return at;
}

function isClose({ startLine, endLine }: Lines, source: Source): boolean {
  if (!source.log) return endLine - startLine < MOST_LINES;
  const { file } = source.log;
  return file.recordAt(endLine) - file.recordAt(startLine) < MOST_RECORDS;
}
