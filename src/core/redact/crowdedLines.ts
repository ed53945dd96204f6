import { createWordScan, type WordScan } from './wordScan.ts';

/** A stretch of a text, or what is left of a crowded line: its end. */
export interface Piece {
  readonly text: string;
  readonly isCrowded: boolean;
}

/** Shorter lines are read in a moment whatever they hold, in UTF-16 units. */
const LONG = 200_000;

/**
 * Places of each thousand units where a secret might begin. Configurations, and dumps of users in
 * JSON with a password each, have 5 to 30; beyond that nobody wrote a line to be read.
 */
const MOST = 32;

/** Each of these is read again behind its encoding, which takes this part of what a place does. */
const marks: readonly (readonly [mark: string, cost: number])[] = [
  ['\\', 0.1],
  ['%', 0.1],
  ['&', 0.17],
];

/** What a secret that goes on in the next line, such as a key, needs to be known by. */
const END = 1000;

/**
 * Makes what finds the lines of hundreds of kilobytes in which every few characters might begin a
 * secret. To look at each such place takes a tenth of a second and more, and someone may write such lines
 * on purpose: they are hidden whole instead. Words are those at which secrets are looked for.
 */
export function createLineCutter(words: readonly string[]): (text: string) => readonly Piece[] {
  let scan: WordScan | undefined;
  const costs = [...words.map(() => 1), ...marks.map(([, cost]) => cost)];
  const isCrowded = (line: string): boolean => {
    // A log that pretends to hold our placeholders is rewritten at each of them.
    let places = countOf('⟦', line);
    scan ??= createWordScan([...words, ...marks.map(([mark]) => mark)]);
    scan(line, (word) => {
      places += costs[word] ?? 1;
    });
    return 1000 * places > MOST * line.length;
  };
  return (text) => {
    if (text.length < LONG) {
      return [{ text, isCrowded: false }];
    }
    const pieces: Piece[] = [];
    let from = 0;
    for (const { start, end } of longLines(text)) {
      if (isCrowded(text.slice(start, end))) {
        pieces.push({ text: text.slice(from, start), isCrowded: false });
        pieces.push({ text: text.slice(end - END, end), isCrowded: true });
        from = end;
      }
    }
    pieces.push({ text: text.slice(from), isCrowded: false });
    return pieces;
  };
}

function* longLines(text: string): Generator<{ start: number; end: number }> {
  for (let start = 0; start + LONG <= text.length; ) {
    const feed = text.indexOf('\n', start);
    const end = feed === -1 ? text.length : feed;
    if (end - start >= LONG) {
      yield { start, end };
    }
    start = end + 1;
  }
}

function countOf(character: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) {
    count += 1;
  }
  return count;
}
