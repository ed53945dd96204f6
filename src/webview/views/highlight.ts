import { html, type TemplateResult } from 'lit';

/** Words of a claim worth finding again in a quote: names, numbers and longer words. */
export function tellingWords(text: string): ReadonlySet<string> {
  const words = text.match(wordPattern) ?? [];
  return new Set(
    words
      .map(normalised)
      .filter((word) => /\d/.test(word) || (word.length > 4 && !plainWords.has(word))),
  );
}

const wordPattern = /[\p{L}\p{N}_.:/-]+/gu;
const plainWords = new Set(
  'about after again before every first there these those their which while where with without from since until would could should being because other message written times'.split(
    ' ',
  ),
);

function normalised(word: string): string {
  return word.toLowerCase().replace(/^[.:/-]{1,20}|[.:/-]{1,20}$/g, '');
}

type Kind = 'mark' | 'when' | 'bad' | 'fair';

interface Range {
  readonly from: number;
  readonly to: number;
  readonly kind: Kind;
}

/**
 * A line of a log with the words of the claim marked, its time quiet and its level told. Only within
 * the first characters of a line, where times and levels stand.
 */
export function highlighted(text: string, words: ReadonlySet<string> | undefined): unknown {
  const ranges = [...marked(text, words), ...head(text)].sort((a, b) => a.from - b.from);
  const parts: unknown[] = [];
  let end = 0;
  for (const { from, to, kind } of ranges) {
    if (from < end) continue;
    parts.push(text.slice(end, from), piece(kind, text.slice(from, to)));
    end = to;
  }
  parts.push(text.slice(end));
  return parts;
}

function piece(kind: Kind, text: string): TemplateResult {
  return kind === 'mark'
    ? html`<mark>${text}</mark>`
    : html`<span class="token ${kind}">${text}</span>`;
}

/** Marked words that only blanks part are one mark. */
function marked(text: string, words: ReadonlySet<string> | undefined): readonly Range[] {
  if (!words || words.size === 0) return [];
  const ranges: { from: number; to: number; kind: 'mark' }[] = [];
  for (const match of text.matchAll(wordPattern)) {
    if (!words.has(normalised(match[0]))) continue;
    const to = match.index + match[0].length;
    const last = ranges.at(-1);
    if (last && /^ {1,2}$/.test(text.slice(last.to, match.index))) last.to = to;
    else ranges.push({ from: match.index, to, kind: 'mark' });
  }
  return ranges;
}

/** Characters of a line in which its time and level are looked for. */
const HEAD = 160;

const time =
  /^\W{0,3}(?:\d{4}[-/]\d\d[-/]\d\d|\d\d[-/]\w{2,3}[-/]\d{2,4}|\w{3} [ \d]\d)[T :,]{0,2}\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z| ?[+-]\d\d:?\d\d| UTC)?|^\W?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?/;
const level = /\b(?:(FATAL|ERROR|CRITICAL|SEVERE|PANIC|EMERG|ALERT|CRIT)|(WARN(?:ING)?))\b/;

function head(text: string): readonly Range[] {
  const start = text.slice(0, HEAD);
  const ranges: Range[] = [];
  const when = time.exec(start);
  if (when) ranges.push({ from: 0, to: when[0].length, kind: 'when' });
  const told = level.exec(start);
  if (told) {
    const to = told.index + told[0].length;
    ranges.push({ from: told.index, to, kind: told[1] ? 'bad' : 'fair' });
  }
  return ranges;
}
