import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorkspaceHistory } from '../core/model/audit.ts';
import { committedText, lastCommitTime, lineHistory } from './git.ts';

/** Milliseconds after which what was found by then is the answer, for all questions of one audit. */
const PATIENCE = 4_000;
/** Files whose times are looked at. */
const MOST_FILES = 200;
const MOST_EDITED = 12;

/**
 * What git says of the files of a folder, and which of them were written since the last commit.
 * @param unsaved Paths of files that the editor holds and that are not on the disk yet.
 */
export function folderHistory(
  root: string,
  paths: ReadonlySet<string>,
  unsaved: readonly string[] = [],
): WorkspaceHistory {
  let patience: AbortSignal | undefined;
  const late = (): AbortSignal => {
    patience ??= AbortSignal.timeout(PATIENCE);
    return patience;
  };
  // What is kept from readers, and what lies elsewhere, is asked of nobody.
  const isOwn = (path: string): boolean => paths.has(path);
  return {
    committed: async (path) => (isOwn(path) ? committedText(join(root, path), late()) : undefined),
    async edited(beside) {
      const folders = new Set(beside.map(folderOf));
      const near = [...paths].filter((path) => folders.has(folderOf(path))).slice(0, MOST_FILES);
      const since = await lastCommitTime(root, late());
      if (since === undefined) return unsaved.filter(isOwn);
      const times = await Promise.all(
        near.map(async (path) => ({ path, time: await writtenAt(join(root, path)) })),
      );
      const written = times
        .filter(({ time }) => time > since)
        .sort((a, b) => b.time - a.time)
        .map(({ path }) => path);
      return [...new Set([...unsaved.filter(isOwn), ...written])].slice(0, MOST_EDITED);
    },
    async changesOf(path, startLine, endLine) {
      if (!isOwn(path)) return [];
      const told = await lineHistory(join(root, path), { startLine, endLine }, late());
      return told?.changes ?? [];
    },
  };
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

async function writtenAt(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  return found?.mtimeMs ?? 0;
}
