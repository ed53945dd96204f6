import { distance, type Lines, type LineText, nearest, placesOf } from './lineText.ts';
import { found, inWords, type Match, missing } from './match.ts';
import { normalise } from './normalise.ts';
import { findParts } from './parts.ts';
import { genericReason } from './shape.ts';
import { findParaphrase, findTemplate } from './similar.ts';
import type { Source } from './sources.ts';

/** What a reasoner claims to have read. */
export interface Quote {
  /** With our placeholders undone. */
  readonly text: string;
  /** Where it is said to stand. */
  readonly line: number | undefined;
}

/** A line this far from the named one is a slip; further off, another line. */
const SLIP = 3;
/** Characters of a quote of ordinary words that may yet point at one line. */
const LONG_ENOUGH = 16;
/** Of several equal lines, the nearest to the named one is meant if it is this near. */
const NEAR = 50;

/**
 * Re-finds a quote, by the first of these that succeeds: in the excerpt; elsewhere in its log; its
 * parts in order, where it is shortened by an ellipsis; a line of the same template; a line of
 * nearly the same words.
 */
export function findQuote(
  quote: Quote,
  source: Source,
  templateOf: (text: string) => string,
): Match {
  const words = withoutEllipses(normalise(quote.text));
  const generic = genericReason(quote.text);
  if (generic && !isWholeFocusLine(words, source) && !isRare(words, source)) {
    return missing('tooGeneric', generic);
  }
  return (
    findInExcerpt(words, quote, source) ??
    findInLog(words, quote, source) ??
    findParts(words, quote.line, source) ??
    findTemplate(quote.text, source, templateOf) ??
    findParaphrase(words, source) ??
    missing('notFound', notFoundReason(source))
  );
}

function findInExcerpt(words: string, quote: Quote, source: Source): Match | undefined {
  const places = placesOf(words, source.text);
  const place =
    (quote.line === undefined ? undefined : nearest(places, quote.line)) ??
    places.find((at) => isFocus(at, source)) ??
    places[0];
  return place && describe(place, quote, source);
}

/**
 * Elsewhere in the log: the only place, or of several the one near the named line, or else the only
 * one that belongs to what the excerpt tells of.
 */
function findInLog(words: string, quote: Quote, source: Source): Match | undefined {
  const around = source.around();
  const places = around ? placesOf(words, around) : [];
  const related = places.filter((place) => isRelated(place, source));
  const place =
    places.length === 1
      ? places[0]
      : ((quote.line === undefined ? undefined : nearest(places, quote.line, NEAR)) ??
        (related.length === 1 ? related[0] : undefined));
  if (place) return describe(place, quote, source);
  return places.length > 1
    ? missing(
        'ambiguous',
        `The quote stands in ${places.length} places of ${source.evidence.file}, none of them in ${source.evidence.id}; which is meant is open.`,
      )
    : undefined;
}

/** Records this close in time may tell of one event. */
const ONE_EVENT = 10_000;

/** By the trace, or else the thread and the time, of the record that the excerpt was chosen for. */
function isRelated(place: Lines, { evidence, log }: Source): boolean {
  const focus = evidence.focus[0]?.startLine ?? evidence.startLine;
  const own = log?.file.records.at(log.file.recordAt(focus));
  const other = log?.file.records.at(log.file.recordAt(place.startLine));
  if (!own || !other) return false;
  if (own.traceId !== undefined || other.traceId !== undefined) {
    return own.traceId === other.traceId;
  }
  const isNear =
    own.timestamp !== undefined &&
    other.timestamp !== undefined &&
    Math.abs(own.timestamp - other.timestamp) <= ONE_EVENT;
  return isNear && own.attributes['thread.name'] === other.attributes['thread.name'];
}

function describe(place: Lines, quote: Quote, source: Source): Match {
  const off = quote.line === undefined ? 0 : distance(place, quote.line);
  const stands = `The quote stands in ${inWords(place)} of ${source.evidence.file}`;
  if (off > 0) {
    const reason = `${stands}, not in line ${quote.line}; repaired.`;
    return found('lineRepaired', off <= SLIP ? 0.9 : 0.7, place, reason);
  }
  if (!isInside(place, source.evidence)) {
    return found('lineRepaired', 0.7, place, `${stands}, outside ${source.evidence.id}; repaired.`);
  }
  return standsVerbatim(quote.text, place, source)
    ? found('exact', 1, place, `${stands}, word for word.`)
    : found('normalised', 0.9, place, `${stands}, but for spaces, case or punctuation marks.`);
}

function notFoundReason(source: Source): string {
  const { file, id } = source.evidence;
  const around = source.around();
  if (!source.log || !around) return `The quote does not stand in ${id} (${file}).`;
  return around.endLine - around.startLine + 1 < source.log.file.lineCount
    ? `The quote stands neither in ${id} nor in ${inWords(around)} of ${file}.`
    : `The quote stands nowhere in ${file}.`;
}

/** `… refused by peer …` is `refused by peer`. */
function withoutEllipses(words: string): string {
  return words.replace(/^[\s.[\]]*\.{3,}\]?\s*/, '').replace(/\s*\[?\.{3,}[\s.[\]]*$/, '');
}

/** A short line such as `Killed` may be quoted whole where the excerpt is about it. */
function isWholeFocusLine(words: string, source: Source): boolean {
  return source.evidence.focus.some(({ startLine, endLine }) =>
    lineTexts(source.text, startLine, endLine).includes(words),
  );
}

/** Ordinary words in a combination that stands in one line only, e.g. with its time. */
function isRare(words: string, source: Source): boolean {
  const around = source.around() ?? source.text;
  return words.length >= LONG_ENOUGH && placesOf(words, around).length === 1;
}

function lineTexts(text: LineText, from: number, to: number): readonly string[] {
  const texts: string[] = [];
  for (let line = from; line <= to; line++) {
    const at = text.offsets[line - text.startLine];
    const next = text.offsets[line - text.startLine + 1];
    if (at !== undefined)
      texts.push(text.text.slice(at, next === undefined ? undefined : next - 1));
  }
  return texts;
}

function standsVerbatim(quote: string, { startLine, endLine }: Lines, source: Source): boolean {
  const lines: string[] = [];
  for (let line = startLine; line <= endLine; line++) lines.push(source.lineAt(line));
  return lines.join('\n').includes(quote.trim());
}

function isInside(place: Lines, outer: Lines): boolean {
  return place.startLine >= outer.startLine && place.endLine <= outer.endLine;
}

function isFocus(place: Lines, source: Source): boolean {
  return source.evidence.focus.some(
    (focus) => place.startLine <= focus.endLine && place.endLine >= focus.startLine,
  );
}
