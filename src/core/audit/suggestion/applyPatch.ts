import type { ChangedLine } from '../../model/audit.ts';
import { linesOf, textOf } from './lines.ts';
import type { Hunk, HunkLine } from './patch.ts';

/** A file with the hunks of a patch in it. */
export interface Applied {
  readonly text: string;
  readonly added: readonly ChangedLine[];
  readonly removed: readonly ChangedLine[];
  /** The line numbers of the patch were off by some lines, or its blanks were. */
  readonly isMoved: boolean;
}

interface Placed {
  readonly hunk: Hunk;
  readonly lines: readonly HunkLine[];
  /** 0-based, in the text before. */
  readonly at: number;
}

/** Finds each hunk by its context; nothing where one of them fits nowhere, with that hunk. */
export function applyHunks(text: string, hunks: readonly Hunk[]): Applied | { misfit: Hunk } {
  const before = linesOf(text);
  const placed: Placed[] = [];
  let from = 0;
  let isMoved = false;
  for (const hunk of hunks) {
    const found = placeOf(hunk, before.lines, from);
    if (!found) return { misfit: hunk };
    placed.push(found);
    isMoved ||= hunk.oldStart > 0 && found.at !== expectedAt(hunk);
    from = found.at + found.lines.filter(({ kind }) => kind !== '+').length;
  }
  return { ...joined(before.lines, placed, text), isMoved };
}

/** The other way round, for a patch that is in the text already. */
export function reversed(hunks: readonly Hunk[]): readonly Hunk[] {
  const opposite = { '+': '-', '-': '+', ' ': ' ' } as const;
  return hunks.map((hunk) => ({
    ...hunk,
    oldStart: hunk.newStart,
    newStart: hunk.oldStart,
    lines: hunk.lines.map(({ kind, text }) => ({ kind: opposite[kind], text })),
  }));
}

function expectedAt({ oldStart, lines }: Hunk): number {
  const isInsertion = lines.every(({ kind }) => kind === '+');
  return Math.max(0, isInsertion ? oldStart : oldStart - 1);
}

/** As many lines of context as may be wrong at either end, as `patch` has it. */
const MOST_FUZZ = 2;

function placeOf(hunk: Hunk, text: readonly string[], from: number): Placed | undefined {
  for (let fuzz = 0; fuzz <= MOST_FUZZ; fuzz++) {
    const { lines, cut } = withoutOuterContext(hunk.lines, fuzz);
    const old = lines.filter(({ kind }) => kind !== '+').map((line) => line.text);
    // Nothing to find it by is only enough where nothing was cut.
    if (fuzz > 0 && old.length === 0) return undefined;
    for (const equal of [isSame, isSameButBlanks]) {
      const at = nearest(text, old, expectedAt(hunk) + cut, from, equal);
      if (at !== undefined) return { hunk, lines, at };
    }
  }
  return undefined;
}

function withoutOuterContext(
  lines: readonly HunkLine[],
  fuzz: number,
): { readonly lines: readonly HunkLine[]; readonly cut: number } {
  let start = 0;
  let end = lines.length;
  while (start < fuzz && lines[start]?.kind === ' ') start++;
  while (lines.length - end < fuzz && end > start && lines[end - 1]?.kind === ' ') end--;
  return { lines: lines.slice(start, end), cut: start };
}

type Equal = (one: string, other: string) => boolean;

const isSame: Equal = (one, other) => one === other;
const isSameButBlanks: Equal = (one, other) =>
  one.trim().replace(/\s+/g, ' ') === other.trim().replace(/\s+/g, ' ');

/** Where the lines stand, nearest to where they should. */
function nearest(
  text: readonly string[],
  wanted: readonly string[],
  expected: number,
  from: number,
  equal: Equal,
): number | undefined {
  const last = text.length - wanted.length;
  if (last < from) return undefined;
  const start = Math.min(Math.max(expected, from), last);
  if (wanted.length === 0) return start;
  for (let distance = 0; distance <= Math.max(start - from, last - start); distance++) {
    for (const at of distance === 0 ? [start] : [start + distance, start - distance]) {
      if (at < from || at > last) continue;
      if (wanted.every((line, index) => equal(text[at + index] ?? '', line))) return at;
    }
  }
  return undefined;
}

function joined(
  before: readonly string[],
  placed: readonly Placed[],
  text: string,
): Omit<Applied, 'isMoved'> {
  const after: string[] = [];
  const added: ChangedLine[] = [];
  const removed: ChangedLine[] = [];
  let copied = 0;
  for (const { lines, at } of placed) {
    after.push(...before.slice(copied, at));
    copied = at;
    for (const { kind, text: line } of lines) {
      if (kind === '+') {
        added.push({ line: after.push(line), text: line });
        continue;
      }
      const old = before[copied++] ?? '';
      if (kind === '-') removed.push({ line: copied, text: old });
      else after.push(old);
    }
  }
  const isAtEnd = copied >= before.length;
  after.push(...before.slice(copied));
  const { ending, isEnded } = linesOf(text);
  const isOpenEnded = isAtEnd && placed.at(-1)?.hunk.isOpenEnded === true;
  return {
    text: textOf({ lines: after, ending, isEnded: isAtEnd ? !isOpenEnded : isEnded }),
    added,
    removed,
  };
}

/** Both sides of hunks that fit no file, each line where the patch says; others are empty. */
export function excerptOf(hunks: readonly Hunk[]): {
  readonly before: string;
  readonly after: string;
  readonly added: readonly ChangedLine[];
  readonly removed: readonly ChangedLine[];
} {
  const before: string[] = [];
  const after: string[] = [];
  const added: ChangedLine[] = [];
  const removed: ChangedLine[] = [];
  for (const { oldStart, newStart, lines } of hunks) {
    fillTo(before, oldStart - 1);
    fillTo(after, newStart - 1);
    for (const { kind, text } of lines) {
      if (kind !== '+') before.push(text);
      if (kind !== '-') after.push(text);
      if (kind === '+') added.push({ line: after.length, text });
      if (kind === '-') removed.push({ line: before.length, text });
    }
  }
  return { before: before.join('\n'), after: after.join('\n'), added, removed };
}

/** A patch can claim any number; no file that people review has more lines. */
const MOST_LINES = 200_000;

function fillTo(lines: string[], length: number): void {
  while (lines.length < Math.min(length, MOST_LINES)) lines.push('');
}
