import type { ChangedFile, ChangedLine } from '../../../src/core/model/audit.ts';

/**
 * A change of a file as a hunk shows it: lines begin with `+`, `-` or a blank. A text without such marks
 * is a new file.
 */
export function change(path: string, text: string): ChangedFile {
  const lines = text.split('\n');
  const isHunk =
    lines.every((line) => /^[+\- ]|^$/.test(line)) && lines.some((line) => /^[+-]/.test(line));
  return isHunk ? hunk(path, lines) : newFile(path, text);
}

export function newFile(path: string, text: string): ChangedFile {
  return {
    path,
    before: undefined,
    after: text,
    isExcerpt: false,
    added: text.split('\n').map((line, index) => ({ line: index + 1, text: line })),
    removed: [],
  };
}

export function deletedFile(path: string, text: string): ChangedFile {
  const { added } = newFile(path, text);
  return { path, before: text, after: undefined, isExcerpt: false, added: [], removed: added };
}

function hunk(path: string, lines: readonly string[]): ChangedFile {
  const side = (
    other: string,
  ): { readonly text: string; readonly changed: readonly ChangedLine[] } => {
    const own = lines.filter((line) => !line.startsWith(other));
    const changed = own.flatMap((line, index) =>
      /^[+-]/.test(line) ? [{ line: index + 1, text: line.slice(1) }] : [],
    );
    return { text: own.map((line) => line.slice(1)).join('\n'), changed };
  };
  const before = side('+');
  const after = side('-');
  return {
    path,
    before: before.text,
    after: after.text,
    isExcerpt: false,
    added: after.changed,
    removed: before.changed,
  };
}
