import { realpath } from 'node:fs/promises';
import { basename, isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LogSource } from '../core/diagnose.ts';
import { keeperOf } from '../node/ignoreFiles.ts';

/** A file that an agent may be told of, or why not. */
export type Place =
  | { readonly kind: 'file'; readonly path: string; readonly root: string; readonly name: string }
  | { readonly kind: 'refused'; readonly message: string };

/**
 * Finds a file by the path that an agent gave. It has to lie in one of the folders, links followed, and
 * no AI-ignore file may keep it: what is told of it goes to a model.
 */
export async function placeOf(roots: readonly string[], given: string): Promise<Place> {
  for (const root of roots) {
    const path = await realpath(resolve(root, given)).catch(() => undefined);
    const real = await realpath(root).catch(() => undefined);
    if (path === undefined || real === undefined || !isInside(real, path)) continue;
    const keeper = await keeperOf(pathToFileURL(path).href);
    return keeper === undefined
      ? { kind: 'file', path, root: real, name: nameIn(real, path) }
      : refused(`${given} is kept from models by ${basename(keeper)}.`);
  }
  return refused(`There is no file ${given} in ${roots.join(' or ')}; nothing else may be read.`);
}

/** The same for a file that need not exist yet; the path below the first of the folders. */
export function pathBelow(root: string, given: string): string | undefined {
  const path = resolve(root, given);
  return isInside(root, path) ? nameIn(root, path) : undefined;
}

/** Logs by the paths that an agent gave, or why one of them can't be read. */
export async function logsOf(
  roots: readonly string[],
  given: readonly string[],
): Promise<readonly LogSource[] | string> {
  const logs: LogSource[] = [];
  for (const name of given) {
    const place = await placeOf(roots, name);
    if (place.kind === 'refused') return place.message;
    logs.push({ uri: pathToFileURL(place.path).href, name: place.name });
  }
  return logs;
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === '' || !(isAbsolute(way) || way === '..' || way.startsWith(`..${sep}`));
}

function nameIn(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}

function refused(message: string): Place {
  return { kind: 'refused', message };
}
