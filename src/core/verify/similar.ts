import type { Lines } from './lineText.ts';
import { found, inWords, type Match } from './match.ts';
import { normalise } from './normalise.ts';
import type { Source } from './sources.ts';

/** Literal characters a masked quote needs to be specific. */
const SHORTEST_TEMPLATE = 8;
/** Share of a quote's words which a line must hold to be its paraphrase. */
const PARAPHRASE = 0.9;
const FEWEST_WORDS = 5;

/** Masks every word that holds a digit, for runs whose miner lends us no template. */
export function maskDigits(text: string): string {
  return text.replace(/[^\s=:,;()[\]{}"'<>|]*\d[^\s=:,;()[\]{}"'<>|]*/g, '<*>');
}

/** A line of the same template: a line of this kind exists, but its values are others. */
export function findTemplate(
  quote: string,
  source: Source,
  templateOf: (text: string) => string,
): Match | undefined {
  const masked = normalise(templateOf(quote));
  if (!masked.includes('<*>') || masked.replace(/<\*>/g, '').trim().length < SHORTEST_TEMPLATE) {
    return undefined;
  }
  const place = stretches(source, lineCount(quote)).find(({ text }) =>
    normalise(templateOf(text)).includes(masked),
  )?.lines;
  return (
    place &&
    found(
      'templateOnly',
      0.5,
      place,
      `${capitalised(inWords(place))} of ${source.evidence.file} is of the same kind, but its values are not those of the quote.`,
    )
  );
}

/** A line that holds nearly all words of the quote, and no other negation. */
export function findParaphrase(words: string, source: Source): Match | undefined {
  const wanted = wordsOf(words);
  const denied = negatedWords(words);
  if (wanted.size < FEWEST_WORDS) return undefined;
  let best: { lines: Lines; share: number } | undefined;
  for (const { lines, text } of stretches(source, 1)) {
    const present = wordsOf(normalise(text));
    const share = sharedWords(wanted, present) / wanted.size;
    if (
      share >= PARAPHRASE &&
      share > (best?.share ?? 0) &&
      isSamePolarity(denied, negatedWords(normalise(text)))
    ) {
      best = { lines, share };
    }
  }
  return (
    best &&
    found(
      'paraphrase',
      0.5,
      best.lines,
      `${capitalised(inWords(best.lines))} of ${source.evidence.file} says nearly the same, in other words.`,
    )
  );
}

/** All runs of `count` lines of the excerpt. */
function stretches(source: Source, count: number): readonly { lines: Lines; text: string }[] {
  const { startLine } = source.evidence;
  const last = source.lines.length - count;
  return Array.from({ length: Math.max(0, last + 1) }, (_, index) => ({
    lines: { startLine: startLine + index, endLine: startLine + index + count - 1 },
    text: source.lines.slice(index, index + count).join('\n'),
  }));
}

function lineCount(quote: string): number {
  return quote.trim().split('\n').length;
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.match(/[\p{L}\p{N}_][\p{L}\p{N}_.:/-]*/gu)?.map(withoutStop));
}

function withoutStop(word: string): string {
  return word.replace(/[.:/-]+$/, '');
}

function sharedWords(wanted: ReadonlySet<string>, present: ReadonlySet<string>): number {
  return [...wanted].filter((word) => present.has(word)).length;
}

/** Each negation with the word that follows it. */
function negatedWords(text: string): readonly string[] {
  return text.match(/\b(?:not|no|never|none|without|cannot)\b(?:\W{1,3}\w{1,40})?/g) ?? [];
}

/** If one says "not" where the other does not, it is the opposite, not a paraphrase. */
function isSamePolarity(wanted: readonly string[], present: readonly string[]): boolean {
  return (
    wanted.every((pair) => present.includes(pair)) && (wanted.length > 0 || present.length === 0)
  );
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
