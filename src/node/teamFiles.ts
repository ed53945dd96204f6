import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { platform } from 'node:process';
import { pathToFileURL } from 'node:url';
import type { Problem } from '../core/model/problem.ts';
import type { TeamFile } from '../core/model/signature.ts';
import { codeOf } from './fileFailure.ts';

/** Where a team keeps its signatures, below the folder of its project. */
const TEAM_FOLDER = '.whytrace/signatures';

/** Files that are read, and bytes of one from which on it is left alone. */
const MOST_FILES = 100;
const LARGEST = 1_000_000;

/** What was read, and what could not be. */
export interface ReadTeamFiles {
  readonly files: readonly TeamFile[];
  readonly problems: readonly Problem[];
}

/**
 * The files of the nearest `.whytrace/signatures` at or above each folder.
 * @param nameOf how a path is told to people.
 */
export async function readTeamFiles(
  folders: readonly string[],
  nameOf: (path: string) => string,
): Promise<ReadTeamFiles> {
  const found = await Promise.all([...new Set(folders)].map((at) => nearestAbove(at, TEAM_FOLDER)));
  const files: TeamFile[] = [];
  const problems: Problem[] = [];
  for (const folder of new Set(found.filter((each) => each !== undefined))) {
    const name = nameOf(folder);
    if (await isOpenToAll(folder)) {
      const message = `${name} was not used: everybody may write to the folder above it.`;
      problems.push({ code: 'signature', message, file: name });
      continue;
    }
    for (const path of await yamlFilesIn(folder)) {
      const file = await readTeamFile(path, nameOf(path));
      if ('text' in file) files.push(file);
      else problems.push(file);
    }
  }
  return { files: files.slice(0, MOST_FILES), problems };
}

/** The file or folder of that name that lies in the folder, or in the nearest above it. */
export async function nearestAbove(folder: string, name: string): Promise<string | undefined> {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const path = join(at, name);
    const found = await stat(path).catch(() => undefined);
    if (found) return path;
    if (at === dirname(at)) return undefined;
  }
}

/** In a folder such as `/tmp` anybody could have put it there for others. */
export async function isOpenToAll(folder: string): Promise<boolean> {
  const above = await stat(dirname(dirname(folder))).catch(() => undefined);
  return platform !== 'win32' && above !== undefined && (above.mode & 0o002) !== 0;
}

async function yamlFilesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder).catch(() => []);
  return entries
    .filter((name) => /\.ya?ml$/i.test(name))
    .sort()
    .map((name) => join(folder, name));
}

async function readTeamFile(path: string, name: string): Promise<TeamFile | Problem> {
  const problem = (what: string): Problem => ({
    code: 'signature',
    message: `${name} was not used: ${what}`,
    file: name,
  });
  try {
    const found = await stat(path);
    if (!found.isFile()) return problem('it is no file.');
    if (found.size > LARGEST) return problem('it is larger than a megabyte.');
    return { uri: pathToFileURL(path).href, name, text: await readFile(path, 'utf8') };
  } catch (error) {
    const code = codeOf(error);
    if (code === '') throw error;
    return problem(`it can't be read (${code}).`);
  }
}
