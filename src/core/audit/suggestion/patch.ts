import { headerPaths, withoutPrefix, writtenPath } from './patchPath.ts';

/** What a patch says of one file. */
export interface FilePatch {
  /** As written, without `a/`; `undefined` of a new file. */
  readonly oldPath: string | undefined;
  /** `undefined` of a deleted one. */
  readonly newPath: string | undefined;
  readonly mode: { readonly before: string; readonly after: string } | undefined;
  readonly isBinary: boolean;
  readonly isCopy: boolean;
  readonly hunks: readonly Hunk[];
  /** Line of the patch where it begins, 1-based. */
  readonly line: number;
}

export interface Hunk {
  /** 1-based, as the patch says; 0 where it says nothing. */
  readonly oldStart: number;
  readonly newStart: number;
  readonly lines: readonly HunkLine[];
  /** Line of the patch where it begins, 1-based. */
  readonly line: number;
  /** The new text does not end its last line. */
  readonly isOpenEnded: boolean;
}

export interface HunkLine {
  readonly kind: ' ' | '+' | '-';
  readonly text: string;
}

export type ReadPatch =
  | { readonly kind: 'patch'; readonly files: readonly FilePatch[] }
  | { readonly kind: 'noPatch' }
  | { readonly kind: 'refused'; readonly message: string };

interface Draft {
  oldPath?: string | undefined;
  newPath?: string | undefined;
  oldMode?: string;
  newMode?: string;
  isBinary: boolean;
  isCopy: boolean;
  isNew: boolean;
  isDeleted: boolean;
  readonly hunks: Hunk[];
  readonly line: number;
}

/** Git's and other tools' unified diffs, also such as people and models write by hand. */
export function parsePatch(text: string): ReadPatch {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  const combined = lines.findIndex((line) => /^(diff --(cc|combined) |@@@+ )/.test(line));
  if (combined >= 0) {
    return {
      kind: 'refused',
      message: `Line ${combined + 1} begins a combined diff of a merge, which has several sides. Give the diff against one of them: git diff HEAD^1 HEAD.`,
    };
  }
  const files: Draft[] = [];
  for (let at = 0; at < lines.length; ) at = readAt(lines, at, files);
  const read = files.map(toFile).filter(saysSomething);
  return read.length > 0 ? { kind: 'patch', files: read } : { kind: 'noPatch' };
}

function draftAt(line: number): Draft {
  const flags = { isBinary: false, isCopy: false, isNew: false, isDeleted: false };
  return { ...flags, hunks: [], line: line + 1 };
}

/** Reads what begins at a line, and gives the line after it. */
function readAt(lines: readonly string[], at: number, files: Draft[]): number {
  const line = lines[at] ?? '';
  if (line.startsWith('diff --git ')) {
    const draft = draftAt(at);
    const [oldPath, newPath] = headerPaths(line.slice('diff --git '.length)) ?? [];
    files.push(Object.assign(draft, { oldPath, newPath }));
    return at + 1;
  }
  if (isFileHeader(lines, at)) {
    const last = files.at(-1);
    const draft = last && last.hunks.length === 0 && isOpen(last) ? last : draftAt(at);
    if (draft !== last) files.push(draft);
    nameSides(draft, line.slice(4), (lines[at + 1] ?? '').slice(4));
    return at + 2;
  }
  const draft = files.at(-1);
  if (draft && /^@@/.test(line)) return readHunk(lines, at, draft);
  if (draft) readExtended(line, draft);
  return at + 1;
}

/** One begun by `diff --git` whose sides were not named yet. */
function isOpen({ line, oldPath, newPath }: Draft): boolean {
  return line > 0 && (oldPath !== undefined || newPath !== undefined);
}

function isFileHeader(lines: readonly string[], at: number): boolean {
  return /^--- \S/.test(lines[at] ?? '') && /^\+\+\+ \S/.test(lines[at + 1] ?? '');
}

function nameSides(draft: Draft, oldWritten: string, newWritten: string): void {
  const [oldName, newName] = [writtenPath(oldWritten), writtenPath(newWritten)];
  draft.isNew ||= oldName === '/dev/null';
  draft.isDeleted ||= newName === '/dev/null';
  draft.oldPath = oldName === '/dev/null' ? newName : oldName;
  draft.newPath = newName === '/dev/null' ? oldName : newName;
}

/** What git says between the header and the hunks. */
const extended: readonly (readonly [RegExp, (value: string) => Partial<Draft>])[] = [
  [/^old mode (\d+)/, (oldMode) => ({ oldMode })],
  [/^new mode (\d+)/, (newMode) => ({ newMode })],
  [/^new file mode (\d+)/, () => ({ isNew: true })],
  [/^deleted file mode (\d+)/, () => ({ isDeleted: true })],
  [/^rename from (.+)/, (path) => ({ oldPath: `a/${writtenPath(path)}` })],
  [/^rename to (.+)/, (path) => ({ newPath: `b/${writtenPath(path)}` })],
  [/^copy from (.+)/, (path) => ({ oldPath: `a/${writtenPath(path)}`, isCopy: true })],
  [/^copy to (.+)/, (path) => ({ newPath: `b/${writtenPath(path)}` })],
  [/^(?:Binary files .* differ|GIT binary patch)/, () => ({ isBinary: true })],
];

function readExtended(line: string, draft: Draft): void {
  for (const [pattern, note] of extended) {
    const match = pattern.exec(line);
    if (match) Object.assign(draft, note(match[1] ?? ''));
  }
}

const hunkHeader = /^@@+(?:\s+-(\d+)(?:,(\d+))?\s+\+(\d+)(?:,(\d+))?)?/;

function readHunk(lines: readonly string[], at: number, draft: Draft): number {
  const [, oldStart, oldCount, newStart, newCount] = hunkHeader.exec(lines[at] ?? '') ?? [];
  // A header without numbers promises no number of lines.
  const one = oldStart === undefined ? 0 : 1;
  const left = { old: Number(oldCount ?? one), new: Number(newCount ?? one) };
  const read: HunkLine[] = [];
  let isOpenEnded = false;
  let next = at + 1;
  for (; next < lines.length; next++) {
    const line = lines[next] ?? '';
    if (line.startsWith('\\')) {
      isOpenEnded ||= read.at(-1)?.kind !== '-';
    } else if (endsHunk(lines, next, left.old > 0 || left.new > 0)) {
      break;
    } else {
      read.push(hunkLine(line, left));
    }
  }
  draft.hunks.push({
    oldStart: Number(oldStart ?? 0),
    newStart: Number(newStart ?? 0),
    lines: read,
    line: at + 1,
    isOpenEnded,
  });
  return next;
}

function hunkLine(line: string, left: { old: number; new: number }): HunkLine {
  const kind = line[0] === '+' || line[0] === '-' ? line[0] : ' ';
  if (kind !== '+') left.old--;
  if (kind !== '-') left.new--;
  return { kind, text: line.slice(1) };
}

/**
 * The counts of a hunk are often wrong where nobody ran `diff`, so lines go on as long as they look
 * like a hunk's; a blank line within the counts is one that lost its blank.
 */
function endsHunk(lines: readonly string[], at: number, isWanted: boolean): boolean {
  const line = lines[at] ?? '';
  const isHeader = isFileHeader(lines, at) && /^@@/.test(lines[at + 2] ?? '');
  if (isHeader) return true;
  if (line === '') return !isWanted || isLastBlank(lines, at);
  // Git's mails end with the version below `-- `.
  if (!isWanted && /^--\s?$/.test(line)) return true;
  return !/^[ +-]/.test(line);
}

function isLastBlank(lines: readonly string[], at: number): boolean {
  return lines.slice(at, at + 3).every((line) => line === '');
}

function toFile(draft: Draft): FilePatch {
  const { oldPath = '', newPath = '', isBinary, isCopy, hunks, line } = draft;
  const arePrefixed = withoutPrefix(oldPath) !== oldPath && withoutPrefix(newPath) !== newPath;
  const plain = (path: string): string => (arePrefixed ? withoutPrefix(path) : path);
  const mode =
    draft.oldMode !== undefined && draft.newMode !== undefined
      ? { before: draft.oldMode, after: draft.newMode }
      : undefined;
  return {
    oldPath: draft.isNew ? undefined : plain(oldPath),
    newPath: draft.isDeleted ? undefined : plain(newPath),
    mode,
    isBinary,
    isCopy,
    hunks,
    line,
  };
}

function saysSomething({ oldPath, newPath, hunks, mode, isBinary }: FilePatch): boolean {
  const isNamed = (oldPath ?? newPath ?? '') !== '';
  const isMoved = oldPath !== newPath;
  return isNamed && (hunks.length > 0 || isMoved || mode !== undefined || isBinary);
}
