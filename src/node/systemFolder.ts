import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { foreignFolders } from '../core/contextFiles.ts';
import type { Coverage } from '../core/model/topology.ts';
import type { SourceText } from '../core/topology/facts.ts';
import { mayTell } from '../core/topology/formats.ts';
import { codeOf } from './fileFailure.ts';
import { type FolderIgnores, ignoresOf } from './ignoreFiles.ts';

/** Limits that hold a repository of some ten thousand files within seconds and some hundred megabytes. */
const MOST_FILES = 20_000;
export const LARGEST_FILE = 8 * 1024 * 1024;
const LARGEST_SUM = 256 * 1024 * 1024;
const AT_ONCE = 16;

const SKIPPED = new Set(foreignFolders);

export interface SystemFolder {
  readonly files: readonly SourceText[];
  readonly skipped: Coverage['skipped'];
}

export interface Reading {
  readonly root: string;
  readonly ignores: FolderIgnores;
  readonly skipped: { file: string; reason: string }[];
  /** Whether a file is asked for, by its path below the root. */
  readonly isWanted: (path: string) => boolean;
  /** Whether there is no time for more. */
  readonly isOver?: () => boolean;
}

/** Reads the files of a folder that may tell what runs there and who calls whom. */
export async function readSystemFolder(root: string): Promise<SystemFolder> {
  const ignores = await ignoresOf(root);
  const reading: Reading = { root, ignores, skipped: [], isWanted: mayTell };
  const paths = await wantedPaths(root, reading);
  const files: SourceText[] = [];
  let room = LARGEST_SUM;
  for (let index = 0; index < paths.length; index += AT_ONCE) {
    const texts = paths.slice(index, index + AT_ONCE).map((path) => readSmall(path, reading));
    for (const file of await Promise.all(texts)) {
      room -= file?.text.length ?? 0;
      if (file && room >= 0) files.push(file);
    }
  }
  if (room < 0) {
    reading.skipped.push({
      file: '.',
      reason: `More than ${LARGEST_SUM / 1024 / 1024} MB: the rest was not read.`,
    });
  }
  return { files, skipped: reading.skipped };
}

/** Whole paths of the files that are wanted, without those that ignore files or their folder keep. */
export async function wantedPaths(root: string, reading: Reading): Promise<readonly string[]> {
  const paths: string[] = [];
  for await (const path of walk(root, reading)) {
    if (reading.isOver?.()) break;
    if (paths.length >= MOST_FILES) {
      reading.skipped.push({
        file: '.',
        reason: `More than ${MOST_FILES} files: the rest was not read.`,
      });
      break;
    }
    paths.push(path);
  }
  return paths;
}

export function nameIn(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}

async function readSmall(
  path: string,
  { root, skipped }: Reading,
): Promise<SourceText | undefined> {
  const name = nameIn(root, path);
  try {
    const { size } = await stat(path);
    if (size <= LARGEST_FILE) {
      return { path: name, text: (await readFile(path, 'utf8')).replace(/^\uFEFF/, '') };
    }
    skipped.push({ file: name, reason: `Larger than ${LARGEST_FILE / 1024 / 1024} MB.` });
  } catch (error) {
    skipped.push({ file: name, reason: unreadable(error) });
  }
  return undefined;
}

/** What the file system refuses is told; anything else is a bug. */
function unreadable(error: unknown): string {
  const code = codeOf(error);
  if (code === '') throw error;
  return `Not readable (${code}).`;
}

/** Files of a folder and of those in it that may tell something, in the order of their names. */
async function* walk(folder: string, reading: Reading): AsyncGenerator<string> {
  let entries: Dirent[] = [];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    reading.skipped.push({ file: nameIn(reading.root, folder) || '.', reason: unreadable(error) });
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    const isFolder = entry.isDirectory();
    const name = `${nameIn(reading.root, path)}${isFolder ? '/' : ''}`;
    const isWanted = isFolder || (entry.isFile() && reading.isWanted(name));
    const reason = isWanted ? await reasonToSkip(name, reading) : '';
    if (reason) reading.skipped.push({ file: name, reason });
    else if (isFolder) yield* walk(path, reading);
    else if (isWanted) yield path;
  }
}

/** What people keep from an AI is not read here either: what is printed here is often read by one. */
async function reasonToSkip(name: string, { ignores }: Reading): Promise<string> {
  if (name.endsWith('/') && SKIPPED.has(basename(name))) {
    return 'Written by others, or built.';
  }
  const keeper = (await ignores.isHidden(name)) ? '.gitignore' : await ignores.keptBy(name);
  return keeper === undefined ? '' : `Named by ${basename(keeper)}.`;
}
