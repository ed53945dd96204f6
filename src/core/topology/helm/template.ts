import { evaluate, isRecord, isTrue, type Scope, textOf, type Value } from './expression.ts';

/** A template in pieces: text, actions, and blocks with what stands in them. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string; readonly line: number }
  | { readonly kind: 'action'; readonly code: string; readonly line: number }
  | { readonly kind: 'block'; readonly word: string; readonly branches: readonly Branch[] };

interface Branch {
  /** Of `else` it is empty. */
  readonly code: string;
  readonly isElse: boolean;
  readonly pieces: readonly Piece[];
}

export interface Rendered {
  readonly text: string;
  /** The template's line for each line of the text. */
  readonly lines: readonly number[];
}

const action =
  /\{\{(-?)\s*(?:\/\*[\s\S]*?\*\/|((?:"(?:[^"\\\n]|\\.)*"|`[^`]*`|[^"`])*?))\s*(-?)\}\}/g;
const opening = /^(if|range|with|define|block)\b\s*(.*)$/s;

interface OpenBlock {
  readonly word: string;
  readonly branches: { code: string; isElse: boolean; pieces: Piece[] }[];
}

/** Reads a template; blocks that are never closed end with the file. */
export function parseTemplate(source: string): readonly Piece[] {
  const root: OpenBlock = { word: '', branches: [{ code: '', isElse: false, pieces: [] }] };
  const open = [root];
  let index = 0;
  let line = 1;
  let trimsNext = false;
  const addText = (end: number, trims: boolean): void => {
    const raw = source.slice(index, end);
    const start = trimsNext ? raw.trimStart() : raw;
    const skipped = raw.slice(0, raw.length - start.length);
    const from = line + newlines(skipped);
    line += newlines(raw);
    const text = trims ? start.trimEnd() : start;
    if (text !== '') here(open).push({ kind: 'text', text, line: from });
  };
  for (const match of source.matchAll(action)) {
    addText(match.index, match[1] === '-');
    addAction(open, match[2] ?? '', line);
    line += newlines(match[0]);
    trimsNext = match[3] === '-';
    index = match.index + match[0].length;
  }
  addText(source.length, false);
  while (open.length > 1) close(open);
  return root.branches[0]?.pieces ?? [];
}

function newlines(text: string): number {
  return text.split('\n').length - 1;
}

function here(open: readonly OpenBlock[]): Piece[] {
  return open.at(-1)?.branches.at(-1)?.pieces ?? [];
}

function addAction(open: OpenBlock[], code: string, line: number): void {
  const [, word = '', rest = ''] = opening.exec(code) ?? [];
  if (word !== '') {
    open.push({ word, branches: [{ code: rest, isElse: false, pieces: [] }] });
  } else if (/^end\b/.test(code)) {
    if (open.length > 1) close(open);
  } else if (/^else\b/.test(code)) {
    const condition = code.replace(/^else\s*(if|with)?\s*/, '');
    open.at(-1)?.branches.push({ code: condition, isElse: condition === '', pieces: [] });
  } else if (code !== '') {
    here(open).push({ kind: 'action', code, line });
  }
}

function close(open: OpenBlock[]): void {
  const done = open.pop();
  if (done) here(open).push({ kind: 'block', word: done.word, branches: done.branches });
}

/** The named templates of a file: `{{ define "x" }}`. */
export function definitionsIn(pieces: readonly Piece[]): ReadonlyMap<string, readonly Piece[]> {
  const found = new Map<string, readonly Piece[]>();
  for (const piece of pieces) {
    const [branch] = piece.kind === 'block' && piece.word === 'define' ? piece.branches : [];
    const name = /["`]([^"`]+)["`]/.exec(branch?.code ?? '')?.[1];
    if (branch && name) found.set(name, branch.pieces);
  }
  return found;
}

/** Loops in loops, and templates that include themselves, end here. */
const MOST_PIECES = 50_000;

interface Output {
  text: string;
  readonly lines: number[];
  left: number;
  /** Nothing stands on its last line yet. */
  isBlank: boolean;
}

export function renderTemplate(pieces: readonly Piece[], scope: Scope): Rendered {
  const output: Output = { text: '', lines: [1], left: MOST_PIECES, isBlank: true };
  render(pieces, scope, output);
  return output;
}

function render(pieces: readonly Piece[], scope: Scope, output: Output): void {
  for (const piece of pieces) {
    if (output.left-- <= 0) return;
    if (piece.kind === 'text') {
      emit(output, piece.text, piece.line, true);
    } else if (piece.kind === 'action') {
      emit(output, printed(piece.code, scope), piece.line, false);
    } else {
      renderBlock(piece.word, piece.branches, scope, output);
    }
  }
}

function emit(output: Output, text: string, line: number, countsLines: boolean): void {
  text.split('\n').forEach((part, index) => {
    if (index > 0) {
      output.lines.push(countsLines ? line + index : line);
      output.isBlank = true;
    }
    // A line comes from where its first word does.
    if (output.isBlank && part.trim() !== '') {
      output.lines[output.lines.length - 1] = countsLines ? line + index : line;
      output.isBlank = false;
    }
  });
  output.text += text;
}

/** `$x := value` prints nothing. */
function printed(code: string, scope: Scope): string {
  const assigned = /^(\$\w+)\s*:?=\s*(.*)$/s.exec(code);
  if (assigned?.[1]) {
    scope.variables.set(assigned[1], evaluate(assigned[2] ?? '', scope));
    return '';
  }
  return textOf(evaluate(code, scope));
}

function renderBlock(
  word: string,
  branches: readonly Branch[],
  scope: Scope,
  output: Output,
): void {
  if (word === 'define') return;
  if (word === 'range') {
    renderRange(branches, scope, output);
    return;
  }
  for (const { code, isElse, pieces } of branches) {
    const [, name, source = code] = /^(\$\w+)\s*:=\s*(.*)$/s.exec(code) ?? [];
    const value = isElse || word === 'block' || evaluate(source, scope);
    if (name) scope.variables.set(name, value);
    if (!isTrue(value)) continue;
    const isInner = word === 'with' && !isElse;
    render(pieces, isInner ? { ...scope, dot: value } : scope, output);
    return;
  }
}

function renderRange(branches: readonly Branch[], scope: Scope, output: Output): void {
  const [first, other] = branches;
  const code = first?.code ?? '';
  const [, names = '', source = code] = /^((?:\$\w+\s*,\s*)?\$\w+)\s*:=\s*(.*)$/s.exec(code) ?? [];
  const value = evaluate(source, scope);
  const items = itemsOf(value);
  if (items.length === 0) {
    if (other) render(other.pieces, scope, output);
    return;
  }
  const variables = names.split(',').map((name) => name.trim());
  for (const [key, item] of items.slice(0, 200)) {
    if (variables.length === 2) scope.variables.set(variables[0] ?? '', key);
    if (names !== '') scope.variables.set(variables.at(-1) ?? '', item);
    render(first?.pieces ?? [], { ...scope, dot: item }, output);
  }
}

function itemsOf(value: Value): readonly (readonly [Value, Value])[] {
  if (Array.isArray(value)) {
    const items: readonly Value[] = value;
    return items.map((item, index) => [index, item]);
  }
  return isRecord(value) ? Object.entries(value) : [];
}
