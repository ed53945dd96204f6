import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { rotationsOf } from '../core/rotations.ts';

/** Paths of the other files of a log, oldest first; none where its folder can't be listed. */
export async function rotatedFiles(path: string): Promise<readonly string[]> {
  const folder = dirname(path);
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  return rotationsOf(basename(path), files).map((name) => join(folder, name));
}
