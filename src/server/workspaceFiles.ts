import { readdir, realpath } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import type { Clock } from '../core/ports.ts';
import { bestByEnd } from '../core/source/bestByEnd.ts';
import { pathOf } from '../node/filePath.ts';

/** The files of the workspace, so that what a log names can be found among them. */
export interface WorkspaceFiles {
  /** Whether a file of that name is known; reads the list first where there is none yet. */
  names(): Promise<(name: string) => boolean>;
  /** The same at once, from the list as far as it was read. */
  knows(name: string): boolean;
  /**
   * The file that a log's path means: the one that ends like it. A log often comes from another
   * machine, so the folders before do not count. Nothing where there is none, or none for sure.
   */
  find(path: string): Promise<string | undefined>;
}

/** Files that are listed; a larger workspace has links to those alone. */
const MOST_FILES = 20_000;
const DEEPEST = 24;
/** After this time the list is read again at the next question, which does not wait for it. */
const FRESH = 60_000;

const skipped = new Set([
  'node_modules',
  'bower_components',
  '__pycache__',
  'site-packages',
  'venv',
  'target',
]);

/** @param folders URIs of the folders that are open; those that are not on this machine are left out. */
export function createWorkspaceFiles(
  folders: () => readonly string[],
  clock: Pick<Clock, 'now'>,
): WorkspaceFiles {
  let byName: ReadonlyMap<string, readonly File[]> | undefined;
  let reading: Promise<void> | undefined;
  let read = Number.NEGATIVE_INFINITY;
  const refresh = (): Promise<void> => {
    if (clock.now() - read < FRESH && byName) {
      return Promise.resolve();
    }
    reading ??= listFiles(folders()).then((files) => {
      byName = files;
      read = clock.now();
      reading = undefined;
    });
    return byName ? Promise.resolve() : reading;
  };
  const knows = (name: string): boolean => byName?.has(name) === true;
  return {
    async names() {
      await refresh();
      return knows;
    },
    knows(name) {
      void refresh();
      return knows(name);
    },
    async find(path) {
      await refresh();
      const file = bestMatch(path, byName?.get(path.split('/').at(-1) ?? '') ?? []);
      return file && (await isInside(file)) ? file.path : undefined;
    },
  };
}

interface File {
  readonly folder: string;
  readonly path: string;
}

async function listFiles(
  folders: readonly string[],
): Promise<ReadonlyMap<string, readonly File[]>> {
  const byName = new Map<string, File[]>();
  let count = 0;
  const list = async (folder: string, at: string, depth: number): Promise<void> => {
    // A folder that is gone or may not be read has no files to link to.
    const entries = await readdir(at, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (count >= MOST_FILES) return;
      const path = join(at, entry.name);
      if (entry.isFile()) {
        count++;
        const alike = byName.get(entry.name) ?? [];
        alike.push({ folder, path });
        byName.set(entry.name, alike);
      } else if (entry.isDirectory() && depth < DEEPEST && !isSkipped(entry.name)) {
        await list(folder, path, depth + 1);
      }
    }
  };
  for (const uri of folders) {
    const folder = pathOf(uri);
    if (folder !== undefined) await list(folder, folder, 0);
  }
  return byName;
}

const isSkipped = (name: string): boolean => name.startsWith('.') || skipped.has(name);

function bestMatch(path: string, files: readonly File[]): File | undefined {
  const isForeign = path.split('/').some((part) => skipped.has(part));
  return isForeign
    ? undefined
    : bestByEnd(path, files, ({ folder, path: own }) => relative(folder, own).split(sep));
}

/** It exists, and a symbolic link on the way does not lead out of the workspace. */
async function isInside({ folder, path }: File): Promise<boolean> {
  try {
    const [root, real] = await Promise.all([realpath(folder), realpath(path)]);
    return real.startsWith(root.endsWith(sep) ? root : `${root}${sep}`) && basename(real) !== '';
  } catch {
    return false;
  }
}
