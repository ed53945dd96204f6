import { html, nothing, type TemplateResult } from 'lit';
import { formatCount } from '../format.ts';
import type { Folds } from '../ui.ts';
import { highlighted } from './highlight.ts';

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

/** Quoted lines with their numbers; stack traces and long ones are folded behind a button that says how much. */
export function excerpt(ui: Folds, key: string, excerpt: Excerpt): TemplateResult {
  const all = excerpt.text.split('\n');
  const cut = foldPoint(all);
  const isOpen = ui.isOpen(key);
  const shown = isOpen || !cut ? all : cut.shown;
  return html`
    <div class="excerpt" dir="ltr">${piecesOf(shown).map((piece) => {
      const frames = `${key}.frames${piece.from}`;
      const isFolded = piece.isStack && !ui.isOpen(frames);
      const lines = isFolded ? piece.lines.slice(0, 1) : piece.lines;
      const rows = lines.map((text, index) => row(text, excerpt, piece.from + index));
      const label = isFolded ? formatCount(piece.lines.length - 1, 'more frame') : 'Fold the frames';
      return piece.isStack
        ? [rows, html`<div class="line"><span></span>${moreButton(ui, frames, label)}</div>`]
        : rows;
    })}</div>
    ${cut ? moreButton(ui, key, isOpen ? 'Show less' : cut.label) : nothing}`;
}

function row(text: string, { startLine, words, focus }: Excerpt, index: number): TemplateResult {
  const line = startLine + index;
  const isFocus = focus?.some((span) => span.startLine <= line && line <= span.endLine) ?? false;
  return html`
    <div class=${isFocus ? 'line focus' : 'line'}>
      <span class="number" aria-hidden="true" data-line=${line}></span>
      <code>${highlighted(text, words)}</code>
    </div>`;
}

function moreButton(ui: Folds, key: string, label: string): TemplateResult {
  const isOpen = ui.isOpen(key);
  return html`
    <button type="button" class="link more"
      aria-expanded=${isOpen ? 'true' : 'false'}
      @click=${() => ui.setOpen(key, !isOpen)}
    >${label}</button>`;
}

/** Lines one after the other that are frames of a stack, or none of which is. */
interface Piece {
  /** Index of its first line. */
  readonly from: number;
  readonly lines: string[];
  isStack: boolean;
}

/** Fewer frames than this are shown as they are. */
const LEAST_FRAMES = 4;

function piecesOf(lines: readonly string[]): readonly Piece[] {
  const pieces: Piece[] = [];
  lines.forEach((line, from) => {
    const isStack = frame.test(line);
    const last = pieces.at(-1);
    if (last && last.isStack === isStack) last.lines.push(line);
    else pieces.push({ from, lines: [line], isStack });
  });
  for (const piece of pieces) {
    if (piece.lines.length < LEAST_FRAMES) piece.isStack = false;
  }
  return pieces;
}

/** A frame as Java, JavaScript, .NET, Python, Ruby, Go, PHP and native debuggers write it. */
const frame =
  /^\s+at [\w$<[.]|^\s+\.{3} \d+ (?:more|common frames)|^\s+File "[^"]*", line \d+|^\s+from .{1,200}:\d+:in |^\s+\S{1,200}\.go:\d+|^\s*#\d+\s+(?:0x[\da-f]+|\/\S+\(\d+\))/;

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
