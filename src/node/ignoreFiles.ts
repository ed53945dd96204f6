import { access, readFile, realpath } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { createIgnoreFiles, unreadableIgnoreFile } from '../core/ignoreFiles.ts';
import { keeperOfPatch } from '../core/patchedFiles.ts';
import { codeOf } from './fileFailure.ts';
import { pathOf } from './filePath.ts';

/** What the file system says where a folder has no such file. */
const notThere = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'ENAMETOOLONG']);

/** What ignore files say of what lies in a folder; paths are those below it. */
export interface FolderIgnores {
  /** The path of the AI-ignore file that keeps a file, or a folder whose path ends with `/`. */
  keptBy(path: string): Promise<string | undefined>;
  /** The one that keeps the text of a patch, by the files it changes. */
  patchKeptBy(path: string, patch: string): Promise<string | undefined>;
  isHidden(path: string): Promise<boolean>;
}

/**
 * The ignore files around what lies in a folder that somebody named. Its repository's .gitignore files
 * count too, but for those that hide the folder itself: who names it wants it read.
 */
export async function ignoresOf(folder: string): Promise<FolderIgnores> {
  const real = await realPath(folder);
  const repository = await repositoryOf(real);
  const around = createIgnoreFiles((at, name) => readIgnoreFile(at, name, repository));
  const ignores = (await around.isHidden(`${slashed(real)}/`))
    ? createIgnoreFiles((at, name) => readIgnoreFile(at, name, real))
    : around;
  const places = placesOf(folder, real);
  const placed = (place: string, path: string): string => `${place}/${path.split(sep).join('/')}`;
  return {
    keptBy: (path) => firstOf(places, (place) => ignores.keptBy(placed(place, path))),
    patchKeptBy: (path, patch) =>
      firstOf(places, (place) => keeperOfPatch(ignores, placed(place, path), patch)),
    isHidden: (path) => ignores.isHidden(placed(slashed(real), path)),
  };
}

/** The AI-ignore file that keeps a log from every model; nothing where none does. */
export async function keeperOf(uri: string): Promise<string | undefined> {
  const path = pathOf(uri);
  if (path === undefined) {
    return undefined;
  }
  const { keptBy } = createIgnoreFiles((at, name) => readIgnoreFile(at, name, at));
  return firstOf(placesOf(path, await realPath(path)), keptBy);
}

/** Where something lies, and where the links lead by which it was named: ignore files of both count. */
function placesOf(path: string, real: string): readonly string[] {
  return [...new Set([resolve(path), real].map(slashed))];
}

async function firstOf(
  places: readonly string[],
  keeper: (place: string) => Promise<string | undefined>,
): Promise<string | undefined> {
  for (const place of places) {
    const found = await keeper(place);
    if (found !== undefined) return found;
  }
  return undefined;
}

const slashed = (path: string): string =>
  path
    .split(sep)
    .join('/')
    .replace(/(?<=.)\/$/, '');

/** @param top the folder above which no .gitignore counts; AI-ignore files count wherever they lie. */
async function readIgnoreFile(
  folder: string,
  name: string,
  top: string,
): Promise<string | undefined> {
  const isGit = name === '.gitignore';
  if (isGit && relative(top, folder).startsWith('..')) {
    return undefined;
  }
  try {
    return await readFile(join(folder, name), 'utf8');
  } catch (error) {
    const code = codeOf(error);
    if (code === '') throw error;
    return isGit || notThere.has(code) ? undefined : unreadableIgnoreFile;
  }
}

/** The folder itself where it stands in no repository. */
async function repositoryOf(folder: string): Promise<string> {
  for (let at = folder; ; at = dirname(at)) {
    const isRoot = await access(join(at, '.git')).then(
      () => true,
      () => false,
    );
    if (isRoot) return at;
    if (at === dirname(at)) return folder;
  }
}

/** What can't be followed stays as it was named: reading it says why. */
function realPath(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path));
}
