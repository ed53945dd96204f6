import { open, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createRunJudge, type RunSample, SAMPLE } from '../core/goodRun.ts';
import type { Pace } from '../core/model/pace.ts';
import { otherRuns } from '../core/otherRuns.ts';
import { rotationsOf } from '../core/rotations.ts';
import { keeperOf } from './ignoreFiles.ts';

export interface FoundRun {
  readonly path: string;
  /** Why it is thought to have gone well, e.g. `it ends with “Finished: SUCCESS”`. */
  readonly why: string;
}

/** Logs that are looked at, and how large one may be: it is read whole later. */
const MOST = 6;
const LARGEST = 32 * 1024 * 1024;

/**
 * Finds the log of a run that went well: of the same thing as a failing one, by the names beside it and in
 * the folders beside its own, and then by the head and tail of the few that may be.
 */
async function findGoodRun(
  path: string,
  known: readonly string[],
  pace: Pace,
): Promise<FoundRun | undefined> {
  const all = await candidatesOf(path);
  const candidates = all.filter((other) => !known.includes(other)).slice(0, MOST);
  const own = candidates.length === 0 ? undefined : await sampleOf(path);
  const judge = own && (await createRunJudge(own, pace));
  for (const candidate of judge ? candidates : []) {
    // What is kept from models is not even compared with: how it differs could be told to one.
    if ((await keeperOf(pathToFileURL(candidate).href)) !== undefined) continue;
    const sample = await sampleOf(candidate, LARGEST);
    const why = sample && (await judge?.wentWell(sample));
    if (why !== undefined) return { path: candidate, why };
  }
  return undefined;
}

/** The same for the logs of a run: of several logs none is found, as it would have to be one for each. */
export async function goodRunFor(
  paths: readonly string[],
  pace: Pace,
): Promise<FoundRun | undefined> {
  const [path, ...others] = paths;
  const isOne = path !== undefined && others.every((other) => isRotationOf(other, path));
  return isOne ? findGoodRun(path, paths, pace) : undefined;
}

function isRotationOf(other: string, path: string): boolean {
  return (
    dirname(other) === dirname(path) &&
    rotationsOf(basename(path), [basename(other)]).includes(basename(other))
  );
}

async function candidatesOf(path: string): Promise<readonly string[]> {
  const [folder, name] = [dirname(path), basename(path)];
  const beside = otherRuns(name, await namesIn(folder, 'files'));
  const above = dirname(folder);
  const folders =
    above === folder ? [] : otherRuns(basename(folder), await namesIn(above, 'folders'));
  return [
    ...beside.map((other) => join(folder, other)),
    ...folders.map((other) => join(above, other, name)),
  ];
}

/** In the order of their names; none where the folder can't be listed. */
async function namesIn(folder: string, kind: 'files' | 'folders'): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => (kind === 'files' ? entry.isFile() : entry.isDirectory()))
    .map(({ name }) => name)
    .sort();
}

/** Nothing of what is no file, is empty or too large, or may not be read. */
async function sampleOf(
  path: string,
  largest = Number.POSITIVE_INFINITY,
): Promise<RunSample | undefined> {
  try {
    const found = await stat(path);
    if (!found.isFile() || found.size === 0 || found.size > largest) {
      return undefined;
    }
    const { size } = found;
    const handle = await open(path);
    try {
      const read = async (from: number, to: number): Promise<Uint8Array> => {
        const { buffer, bytesRead } = await handle.read(
          Buffer.alloc(to - from),
          0,
          to - from,
          from,
        );
        return buffer.subarray(0, bytesRead);
      };
      return size <= 2 * SAMPLE
        ? { head: await read(0, size), tail: new Uint8Array() }
        : { head: await read(0, SAMPLE), tail: await read(size - SAMPLE, size) };
    } finally {
      await handle.close();
    }
  } catch {
    // It went away since it was listed, or may not be read: another run will do.
    return undefined;
  }
}
