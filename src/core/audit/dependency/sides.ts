import type { ChangedFile, ChangedLine, Suggestion } from '../../model/audit.ts';
import type { Systems } from './systems.ts';

/** The same asked of the system as it is and as it would be. */
export interface Sides<T> {
  readonly before: readonly T[];
  readonly after: readonly T[];
}

/** What files say, each read once where it stays the same. */
export function readSides<T>(
  { before, after }: Pick<Systems, 'before' | 'after'>,
  read: (path: string, text: string) => readonly T[],
): Sides<T> {
  const known = new Map<string, readonly T[]>();
  for (const [path, text] of before.texts) known.set(path, read(path, text));
  const later = [...after.texts].flatMap(([path, text]) => {
    const found = before.texts.get(path) === text ? known.get(path) : undefined;
    return found ?? read(path, text);
  });
  return { before: [...known.values()].flat(), after: later };
}

/** All lines that are new or gone: what they don't speak of does not change. */
export function changedText({ files }: Suggestion): string {
  return files
    .flatMap(({ added, removed }) => [...added, ...removed].map(({ text }) => text))
    .join('\n');
}

/** The same of the files alone that a suggestion changes: what can go away stands there. */
export function readChanged<T>(
  { before, after }: Pick<Systems, 'before' | 'after'>,
  { files }: Suggestion,
  read: (path: string, text: string) => readonly T[],
): Sides<T> {
  const side = (texts: ReadonlyMap<string, string>): readonly T[] =>
    files.flatMap(({ path, renamedFrom }) =>
      [...new Set([path, renamedFrom ?? path])].flatMap((one) => {
        const text = texts.get(one);
        return text === undefined ? [] : read(one, text);
      }),
    );
  return { before: side(before.texts), after: side(after.texts) };
}

/** Where a line of the file before stands in the file as it would be; that before it where it is gone. */
export function lineAfter({ after, added, removed }: ChangedFile, line: number): number {
  if (after === undefined) return 1;
  const gone = removed.filter((one) => one.line < line).length;
  let kept = line - gone;
  for (const { line: at } of added) {
    if (at > kept) break;
    kept++;
  }
  const isGone = removed.some((one) => one.line === line);
  return isGone ? nearestAdded(added, removed, line, kept) : kept;
}

/** What replaces a line stands where it stood; else the line that closed the gap. */
function nearestAdded(
  added: readonly ChangedLine[],
  removed: readonly ChangedLine[],
  line: number,
  kept: number,
): number {
  let first = line;
  while (removed.some((one) => one.line === first - 1)) first--;
  // Lines that replace others were counted as standing before them.
  const block: number[] = [];
  for (let at = kept - 1; added.some((one) => one.line === at); at--) block.unshift(at);
  return block[Math.min(line - first, block.length - 1)] ?? Math.max(1, kept);
}
