import { readFile, stat } from 'node:fs/promises';
import type { TriedList } from '../core/model/tried.ts';
import { codeOf } from './fileFailure.ts';
import { isOpenToAll, nearestAbove } from './teamFiles.ts';

/** Where a team keeps what it has tried, below the folder of its project. */
const TRIED_FILE = '.whytrace/tried.yaml';

/** Bytes from which on a list is left alone. */
const LARGEST = 1_000_000;

/**
 * The lists of the nearest `.whytrace/tried.yaml` at or above each folder; none of what everybody may
 * write, as a list of strangers would hide advice.
 * @param nameOf how a path is told to people.
 */
export async function readTriedFiles(
  folders: readonly string[],
  nameOf: (path: string) => string,
): Promise<readonly TriedList[]> {
  const paths = await Promise.all([...new Set(folders)].map((at) => nearestAbove(at, TRIED_FILE)));
  const lists: TriedList[] = [];
  for (const path of new Set(paths.filter((each) => each !== undefined))) {
    const text = (await isOpenToAll(path)) ? undefined : await textOf(path);
    if (text !== undefined) lists.push({ name: nameOf(path), kind: 'entries', text });
  }
  return lists;
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    const { size } = await stat(path);
    return size > LARGEST ? undefined : await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === '') throw error;
    return undefined;
  }
}
