import type { ChangedFile } from '../../core/model/audit.ts';

export type FilePair = Pick<ChangedFile, 'path' | 'before' | 'after'>;

/** A file that was changed, as the editor or git can tell it. */
export interface EditedFile {
  /** Below the folder; nothing of what lies elsewhere. */
  readonly path: string | undefined;
  before(): Promise<string | undefined>;
  after(): Promise<string | undefined>;
  /** Whether there is something where `after` reads, be it text or not. */
  isThere(): Promise<boolean>;
}

export interface ReadFiles {
  readonly files: readonly FilePair[];
  /** Files that were changed too, and were not read. */
  readonly leftOut: number;
}

/** Files of one audit; beyond it a review would not be read. */
const MOST = 300;

/** The texts of changed files; pictures and the like are no part of a review. */
export async function readPairs(
  edited: readonly EditedFile[],
  most: number = MOST,
): Promise<ReadFiles> {
  const files: FilePair[] = [];
  for (const { path, before, after, isThere } of edited.slice(0, most)) {
    const [old, now] = [await before(), await after()];
    // A picture that was changed is not one that was deleted.
    const isNoText =
      old?.includes('\0') || now?.includes('\0') || (now === undefined && (await isThere()));
    if (path !== undefined && !isNoText) files.push({ path, before: old, after: now });
  }
  return { files, leftOut: Math.max(0, edited.length - most) };
}
