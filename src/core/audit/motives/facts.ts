import type { AuditWorkspace, ChangedFile, ChangedLine, Suggestion } from '../../model/audit.ts';
import { changedSource, linesIn } from '../source/changedSource.ts';
import { isForeignFile } from '../source/language.ts';

/** What inferences are made from: the suggestion, the workspace without it, and texts that were read. */
export interface MotiveFacts {
  readonly suggestion: Suggestion;
  readonly workspace: AuditWorkspace;
  /** Files of the workspace as they are, by path, as far as they were read. */
  readonly texts: ReadonlyMap<string, string>;
}

/** A change with the parts of it that inferences read. */
export interface ReadChange {
  readonly file: ChangedFile;
  /** New lines without their comments, those of one letter or brace left out. */
  readonly added: readonly ChangedLine[];
  /** The same without what strings hold. */
  readonly bare: readonly ChangedLine[];
  /** All lines of the file as it would be. */
  readonly lines: readonly string[];
  /** 1-based lines of `lines` that are new. */
  readonly isNew: ReadonlySet<number>;
}

/** More than so many new lines of a file tell nothing more of why they were proposed. */
const MOST_LINES = 300;

export function readChanges({ files }: Suggestion): readonly ReadChange[] {
  return files.flatMap((file) => {
    const { path, after, added } = file;
    if (after === undefined || isForeignFile(path)) return [];
    const some = { ...file, added: added.slice(0, MOST_LINES) };
    const source = changedSource(some);
    return [
      {
        file,
        added: linesIn(source.after, 'code', some.added).filter(({ text }) => isTelling(text)),
        bare: linesIn(source.after, 'bare', some.added),
        lines: source.after.raw,
        isNew: new Set(added.map(({ line }) => line)),
      },
    ];
  });
}

export function isTelling(line: string): boolean {
  return (line.match(/\w{2,}/g) ?? []).length >= 2;
}

/** `catalogTimeoutMs` and `CATALOG_TIMEOUT_MS` have the same words. */
export function wordsOf(text: string): readonly string[] {
  const split = text.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return split.match(/[a-z]{2,}|\d+/g) ?? [];
}
