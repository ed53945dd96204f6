import { normalise } from './normalise.ts';

/** A stretch of lines in the form in which quotes are looked for. */
export interface LineText {
  /** 1-based number of its first line. */
  readonly startLine: number;
  readonly endLine: number;
  /** The lines' normalised text, joined by one space. */
  readonly text: string;
  /** Where each line begins in `text`. */
  readonly offsets: readonly number[];
}

/** Lines, 1-based and inclusive. */
export interface Lines {
  readonly startLine: number;
  readonly endLine: number;
}

/** At most so many places of one quote are told apart. */
const MOST_PLACES = 1000;
/** A quote of this length may be cut anywhere, also within a number. */
export const LONG_QUOTE = 80;

export function toLineText(startLine: number, lines: readonly string[]): LineText {
  const offsets: number[] = [];
  const parts: string[] = [];
  let length = 0;
  for (const line of lines) {
    const part = normalise(line);
    offsets.push(length);
    parts.push(part);
    length += part.length + 1;
  }
  return { startLine, endLine: startLine + lines.length - 1, text: parts.join(' '), offsets };
}

/**
 * Where a normalised quote stands, in order. A quote that ends in a digit is not found inside a
 * longer number: `after 30` does not stand in `after 300 ms`.
 */
export function placesOf(quote: string, within: LineText): readonly Lines[] {
  const places: Lines[] = [];
  let at = quote === '' ? -1 : within.text.indexOf(quote);
  while (at >= 0 && places.length < MOST_PLACES) {
    if (quote.length >= LONG_QUOTE || !isInsideNumber(within.text, at, at + quote.length)) {
      places.push(linesBetween(within, at, at + quote.length));
    }
    at = within.text.indexOf(quote, at + 1);
  }
  return places;
}

/** Where a part of a quote stands at or after `from`, not within a longer number; -1 if nowhere. */
export function indexOfWhole(text: string, part: string, from: number): number {
  let at = text.indexOf(part, from);
  while (at >= 0 && isInsideNumber(text, at, at + part.length)) at = text.indexOf(part, at + 1);
  return at;
}

/** Of several places the nearest to a line, no further off than `within`. */
export function nearest(
  places: readonly Lines[],
  line: number,
  within = Number.POSITIVE_INFINITY,
): Lines | undefined {
  let best: Lines | undefined;
  for (const place of places) {
    const off = distance(place, line);
    if (off <= within && (!best || off < distance(best, line))) best = place;
  }
  return best;
}

/** Lines between a place and a line; 0 if the line is part of it. */
export function distance(place: Lines, line: number): number {
  return Math.max(0, place.startLine - line, line - place.endLine);
}

/** The lines which characters `from..to` (exclusive) of the text belong to. */
export function linesBetween(within: LineText, from: number, to: number): Lines {
  return { startLine: lineAt(within, from), endLine: lineAt(within, Math.max(from, to - 1)) };
}

function isInsideNumber(text: string, from: number, to: number): boolean {
  return (
    (isDigit(text, from) && isDigit(text, from - 1)) || (isDigit(text, to - 1) && isDigit(text, to))
  );
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

/** The last line that begins at or before `offset`, by bisection. */
function lineAt(within: LineText, offset: number): number {
  let low = 0;
  let high = within.offsets.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((within.offsets[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return within.startLine + low;
}
