import { access, readFile, realpath } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { createIgnoreFiles, type IgnoreFiles, unreadableIgnoreFile } from '../core/ignoreFiles.ts';
import { codeOf } from './fileFailure.ts';
import { pathOf } from './filePath.ts';

/** What the file system says where a folder has no such file. */
const notThere = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'ENAMETOOLONG']);

/**
 * The ignore files around what lies in a folder that somebody named. Its repository's .gitignore files
 * count too, but for those that hide the folder itself: who names it wants it read.
 */
export async function ignoreFilesOf(folder: string): Promise<IgnoreFiles> {
  const named = await realPath(folder);
  const repository = await repositoryOf(named);
  const ignored = createIgnoreFiles((at, name) => readIgnoreFile(at, name, repository));
  return (await ignored.isHidden(slashed(named, true)))
    ? createIgnoreFiles((at, name) => readIgnoreFile(at, name, named))
    : ignored;
}

/** The AI-ignore file that keeps a log from every model; by a link, the one of the link counts as well. */
export async function keeperOf(uri: string): Promise<string | undefined> {
  const path = pathOf(uri);
  if (path === undefined) {
    return undefined;
  }
  const ignored = createIgnoreFiles((at, name) => readIgnoreFile(at, name, dirname(path)));
  return (
    (await ignored.keptBy(slashed(resolve(path)))) ??
    (await ignored.keptBy(slashed(await realPath(path))))
  );
}

/** A path as ignore files are asked for it. */
export function slashed(path: string, isFolder = false): string {
  const plain = path.split(sep).join('/');
  return isFolder && !plain.endsWith('/') ? `${plain}/` : plain;
}

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
export function realPath(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path));
}
