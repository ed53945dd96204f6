import { html, nothing, type TemplateResult } from 'lit';
import { formatCount } from '../format.ts';
import { t } from '../l10n.ts';
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
  const pieces = piecesOf(excerpt.text.split('\n'));
  const cut = cutOf(pieces);
  const isOpen = ui.isOpen(key);
  const shown = isOpen || !cut ? pieces : cut.shown;
  return html`
    <div class="excerpt" dir="ltr">${shown.map((piece) =>
      piece.isStack
        ? stack(ui, key, piece, excerpt)
        : piece.lines.map((text, index) => row(text, excerpt, piece.from + index)),
    )}</div>
    ${cut ? moreButton(ui, key, isOpen ? t('Show less') : cut.label) : nothing}`;
}

/** The first frame says where; the others are there for who wants them. */
function stack(ui: Folds, key: string, { from, lines }: Piece, excerpt: Excerpt): unknown {
  const frames = `${key}.frames${from}`;
  const isOpen = ui.isOpen(frames);
  const label = isOpen ? t('Fold the frames') : formatCount(lines.length - 1, 'more frame');
  const shown = isOpen ? lines : lines.slice(0, 1);
  return [
    shown.map((text, index) => row(text, excerpt, from + index)),
    html`<div class="line"><span></span>${moreButton(ui, frames, label)}</div>`,
  ];
}

function row(text: string, { startLine, words, focus }: Excerpt, index: number): TemplateResult {
  const line = startLine + index;
  const isFocus = focus?.some((span) => span.startLine <= line && line <= span.endLine) ?? false;
  return html`
    <div class=${isFocus ? 'line focus' : 'line'}>
      <span class="number" aria-hidden="true" data-line=${line}></span>
      <code lang="en">${highlighted(text, words)}</code>
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
  readonly lines: readonly string[];
  readonly isStack: boolean;
}

/** Fewer frames than this are shown as they are. */
const LEAST_FRAMES = 4;

function piecesOf(lines: readonly string[]): readonly Piece[] {
  const runs: { from: number; lines: string[]; isStack: boolean }[] = [];
  lines.forEach((line, from) => {
    const isStack = frame.test(line);
    const last = runs.at(-1);
    if (last && last.isStack === isStack) last.lines.push(line);
    else runs.push({ from, lines: [line], isStack });
  });
  return runs.map((run) => ({
    ...run,
    isStack: run.isStack && run.lines.length >= LEAST_FRAMES,
  }));
}

/** A frame as Java, JavaScript, .NET, Python, Ruby, Go and native debuggers write it. */
const frame =
  /^\s{1,40}at [\w$<[./(]|^\s{1,40}\.{3} \d{1,6} (?:more|common frames)|^\s{1,40}File "[^"]{0,400}", line \d|^\s{1,40}from .{1,200}:\d{1,6}:in |^\s{1,40}\S{1,200}\.go:\d|^\s{0,40}#\d{1,4}\s{1,4}0x[\da-f]/;

/** What is shown of a long text, and how much that leaves out. */
function cutOf(
  pieces: readonly Piece[],
): { readonly shown: readonly Piece[]; readonly label: string } | undefined {
  const shown: Piece[] = [];
  let rows = foldedLines;
  let room = foldedCharacters;
  for (const piece of pieces) {
    if (rows <= 0 || room < 0) break;
    const lines: string[] = [];
    for (const line of piece.isStack ? piece.lines.slice(0, 1) : piece.lines.slice(0, rows)) {
      if (room < 0) break;
      lines.push(line.slice(0, room));
      room -= line.length;
    }
    rows -= lines.length;
    shown.push(piece.isStack ? piece : { ...piece, lines });
  }
  return labelled(pieces, shown, room);
}

function labelled(
  pieces: readonly Piece[],
  shown: readonly Piece[],
  room: number,
): { readonly shown: readonly Piece[]; readonly label: string } | undefined {
  const linesOf = (some: readonly Piece[]): readonly string[] => some.flatMap(({ lines }) => lines);
  const lengthOf = (some: readonly Piece[]): number =>
    linesOf(some).reduce((sum, line) => sum + line.length, 0);
  if (room < 0) {
    const characters = lengthOf(pieces) - lengthOf(shown);
    return characters < 100
      ? undefined
      : { shown, label: formatCount(characters, 'more character') };
  }
  const hidden = linesOf(pieces).length - linesOf(shown).length;
  return hidden < 3 ? undefined : { shown, label: formatCount(hidden, 'more line') };
}
