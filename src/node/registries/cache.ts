import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { env, platform } from 'node:process';
import type { RegistryAnswer } from '../../core/model/packageRegistry.ts';

/** What registries said: for a week where they have a package, for an hour where they have none. */
export interface AnswerCache {
  get(key: string): Promise<RegistryAnswer | undefined>;
  set(key: string, answer: RegistryAnswer): Promise<void>;
}

const HOUR = 3_600_000;
const lifetimes = { found: 7 * 24 * HOUR, notFound: HOUR } as const;
const DAY = 24 * HOUR;

interface Kept {
  readonly at: number;
  readonly answer: RegistryAnswer;
}

/** Kept in a file, so that a command line asks no more often than an editor; one that can't be used is none. */
export function fileCache(file: string, now: () => number): AnswerCache {
  let kept: Promise<Map<string, Kept>> | undefined;
  return {
    async get(key) {
      kept ??= readKept(file);
      const found = (await kept).get(key);
      if (!found || found.answer.kind === 'couldNotCheck') return undefined;
      const age = now() - found.at;
      return age >= 0 && age < lifetimes[found.answer.kind] ? older(found.answer, age) : undefined;
    },
    async set(key, answer) {
      if (answer.kind === 'couldNotCheck') return;
      kept ??= readKept(file);
      const all = await kept;
      all.set(key, { at: now(), answer });
      await writeKept(file, all, now());
    },
  };
}

function older(answer: RegistryAnswer, age: number): RegistryAnswer {
  if (answer.kind !== 'found' || answer.signs.ageDays === undefined) return answer;
  return { kind: 'found', signs: { ...answer.signs, ageDays: answer.signs.ageDays + age / DAY } };
}

async function readKept(file: string): Promise<Map<string, Kept>> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    return new Map(Object.entries(value ?? {}).filter(([, one]) => isKept(one)));
  } catch {
    return new Map();
  }
}

function isKept(value: unknown): value is Kept {
  const { at, answer } = (value ?? {}) as Partial<Kept>;
  const kind: unknown = answer?.kind;
  if (typeof at !== 'number' || (kind !== 'found' && kind !== 'notFound')) return false;
  return kind === 'notFound' || typeof (answer as { signs?: unknown }).signs === 'object';
}

async function writeKept(
  file: string,
  kept: ReadonlyMap<string, Kept>,
  now: number,
): Promise<void> {
  const fresh = [...kept].filter(([, { at }]) => now - at < lifetimes.found);
  const draft = `${file}.${randomUUID()}`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(draft, JSON.stringify(Object.fromEntries(fresh)), { mode: 0o600 });
    await rename(draft, file);
  } catch {
    // It is asked again next time.
  }
}

/** Where a system keeps what can be had again. */
export function cacheFile(): string {
  const folders: Readonly<Record<string, string | undefined>> = {
    win32: env['LOCALAPPDATA'],
    darwin: join(homedir(), 'Library', 'Caches'),
  };
  const folder = env['XDG_CACHE_HOME'] || folders[platform] || join(homedir(), '.cache');
  return join(folder, 'whytrace', 'registries.json');
}
