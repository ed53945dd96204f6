import type { ChangedFile, ChangedLine } from '../../model/audit.ts';
import { type SourceView, sourceView } from './sourceView.ts';

/** A changed file as rules read it. */
export interface ChangedSource {
  readonly file: ChangedFile;
  readonly before: SourceView;
  readonly after: SourceView;
}

/** Longer lines are data or made by a machine. */
const LONGEST_LINE = 2_000;

export function changedSource(file: ChangedFile): ChangedSource {
  return {
    file,
    before: sourceView(file.path, file.before ?? ''),
    after: sourceView(file.path, file.after ?? ''),
  };
}

/** Lines of a view that were added or removed; `line` is that of the file. */
export function linesIn(
  view: SourceView,
  kind: keyof SourceView,
  lines: readonly ChangedLine[],
): readonly ChangedLine[] {
  return lines
    .map(({ line }) => ({ line, text: view[kind][line - 1] ?? '' }))
    .filter(({ text }) => text.trim() !== '' && text.length <= LONGEST_LINE);
}

/** Where a line that is gone stood, in the file as it would be; nothing where the file is gone. */
export function placeOfRemoved(
  { after, added, removed }: ChangedFile,
  line: number,
): number | undefined {
  if (after === undefined) return undefined;
  const kept = line - 1 - removed.filter((each) => each.line < line).length;
  // Added lines push what was kept down, one after the other.
  const place = added.reduce((at, each) => (each.line <= at ? at + 1 : at), kept) + 1;
  const last = after.split(/\r\n|\r|\n/).length;
  return Math.max(1, Math.min(place, last));
}
