import { html, nothing, type TemplateResult } from 'lit';
import { formatCount } from '../format.ts';
import type { Folds } from '../ui.ts';

/** Lines of a file as they stand there. */
interface Excerpt {
  readonly text: string;
  /** 1-based number of the first line. */
  readonly startLine: number;
  /** Words to mark, in lower case. */
  readonly words?: ReadonlySet<string>;
  /** Lines it was chosen for; the others are the lines around them. */
  readonly focus?: readonly { readonly startLine: number; readonly endLine: number }[];
}

/** More than this is folded, if it saves more than a line or two. */
const foldedLines = 6;
const foldedCharacters = 1200;

/** Quoted lines with their numbers; long ones are folded behind a button that says how much. */
export function excerpt(ui: Folds, key: string, excerpt: Excerpt): TemplateResult {
  const all = excerpt.text.split('\n');
  const cut = foldPoint(all);
  const isOpen = ui.isOpen(key);
  const shown = isOpen || !cut ? all : cut.shown;
  const isFocus = (line: number): boolean =>
    excerpt.focus?.some((span) => span.startLine <= line && line <= span.endLine) ?? false;
  return html`
    <div class="excerpt" dir="ltr">${shown.map((text, index) => {
      const line = excerpt.startLine + index;
      return html`
        <div class=${isFocus(line) ? 'line focus' : 'line'}>
          <span class="number" aria-hidden="true" data-line=${line}></span>
          <code>${mark(text, excerpt.words)}</code>
        </div>`;
    })}</div>
    ${cut ? moreButton(ui, key, isOpen ? 'Show less' : cut.label) : nothing}`;
}

function moreButton(ui: Folds, key: string, label: string): TemplateResult {
  const isOpen = ui.isOpen(key);
  return html`
    <button type="button" class="link more"
      aria-expanded=${isOpen ? 'true' : 'false'}
      @click=${() => ui.setOpen(key, !isOpen)}
    >${label}</button>`;
}

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

/** The text with the telling words marked. */
function mark(text: string, words: ReadonlySet<string> | undefined): unknown {
  if (!words || words.size === 0) {
    return text;
  }
  const parts: unknown[] = [];
  let end = 0;
  for (const match of text.matchAll(wordPattern)) {
    if (words.has(normalised(match[0]))) {
      parts.push(text.slice(end, match.index), html`<mark>${match[0]}</mark>`);
      end = match.index + match[0].length;
    }
  }
  parts.push(text.slice(end));
  return parts;
}

function foldPoint(
  lines: readonly string[],
): { readonly shown: readonly string[]; readonly label: string } | undefined {
  const shown: string[] = [];
  let room = foldedCharacters;
  for (const line of lines.slice(0, foldedLines)) {
    shown.push(line.slice(0, room));
    room -= line.length;
    if (room < 0) {
      break;
    }
  }
  const hiddenLines = lines.length - shown.length;
  if (room < 0) {
    const characters = lines.reduce((sum, line) => sum + line.length, 0) - foldedCharacters;
    return characters < 100
      ? undefined
      : { shown, label: formatCount(characters, 'more character') };
  }
  return hiddenLines < 3 ? undefined : { shown, label: formatCount(hiddenLines, 'more line') };
}
