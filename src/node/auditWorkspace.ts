import { readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditWorkspace } from '../core/model/audit.ts';
import type { Coverage } from '../core/model/topology.ts';
import { codeOf } from './fileFailure.ts';
import { type FolderIgnores, ignoresOf } from './ignoreFiles.ts';
import { LARGEST_FILE, nameIn, type Reading, wantedPaths } from './systemFolder.ts';

export interface FolderWorkspace extends AuditWorkspace {
  /** What was not listed, and why. */
  readonly skipped: Coverage['skipped'];
}

/**
 * A folder that a suggestion is audited against. What ignore files name is not listed; what lies in
 * foreign folders can be read by its path, but for what is kept from an AI.
 */
export async function folderWorkspace(root: string): Promise<FolderWorkspace> {
  const ignores = await ignoresOf(root);
  const reading: Reading = { root, ignores, skipped: [], isWanted: () => true };
  const paths = new Set((await wantedPaths(root, reading)).map((path) => nameIn(root, path)));
  const texts = new Map<string, Promise<string | undefined>>();
  return {
    paths,
    skipped: reading.skipped,
    isKept: async (path) => (await ignores.keptBy(path)) !== undefined,
    read(path) {
      const known = texts.get(path);
      if (known !== undefined) return known;
      const text = readInside(root, path, ignores);
      texts.set(path, text);
      return text;
    },
  };
}

/** Nothing for what is not there, no text, kept from an AI, or reached by a link that leads out. */
async function readInside(
  root: string,
  path: string,
  ignores: FolderIgnores,
): Promise<string | undefined> {
  try {
    const real = nameIn(await realpath(root), await realpath(join(root, path)));
    const isOutside = real === '' || real.split('/')[0] === '..' || /^([/\\]|[A-Za-z]:)/.test(real);
    if (isOutside || (await ignores.keptBy(path)) || (await ignores.keptBy(real))) return undefined;
    const { size } = await stat(join(root, path));
    const text = size > LARGEST_FILE ? '\0' : await readFile(join(root, path), 'utf8');
    return text.includes('\0') ? undefined : text.replace(/^\uFEFF/, '');
  } catch (error) {
    if (codeOf(error) === '') throw error;
    return undefined;
  }
}
