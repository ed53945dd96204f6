import { env } from 'node:process';
import type {
  Ecosystem,
  PackageRegistries,
  PackageSigns,
  RegistryAnswer,
  RegistryUrls,
} from '../../core/model/packageRegistry.ts';
import { type AnswerCache, cacheFile, fileCache } from './cache.ts';
import { type Got, get } from './get.ts';
import { objectIn, type RegistryReader, readers, textOf } from './readers.ts';
import { userSettings } from './userSettings.ts';

export interface RegistryOptions {
  readonly urls: RegistryUrls;
  /** Milliseconds since the Unix epoch. */
  readonly now?: () => number;
  readonly cache?: AnswerCache;
  readonly settings?: PackageRegistries['settings'];
  /** Milliseconds for one question. */
  readonly patience?: number;
}

/** Questions to one registry at a time. */
const AT_ONCE = 6;

/** The one door through which an audit asks the network; it is made only where the user allows that. */
export function createRegistries({
  urls,
  now = Date.now,
  cache = fileCache(cacheFile(), now),
  settings = () => userSettings(env),
  patience,
}: RegistryOptions): PackageRegistries {
  const asked = new Map<Ecosystem, Registry>();
  const registryOf = (ecosystem: Ecosystem): Registry => {
    const known = asked.get(ecosystem) ?? createRegistry(ecosystem, urls, patience, now);
    asked.set(ecosystem, known);
    return known;
  };
  return {
    host: (ecosystem) => hostOf(baseOf(ecosystem, urls)),
    settings,
    async lookUp(ecosystem, name) {
      const key = `${baseOf(ecosystem, urls)} ${name}`;
      const known = await cache.get(key);
      if (known) return known;
      const answer = await registryOf(ecosystem).ask(name);
      await cache.set(key, answer);
      return answer;
    },
  };
}

function baseOf(ecosystem: Ecosystem, urls: RegistryUrls): string {
  return (urls[ecosystem] || readers[ecosystem].base).replace(/\/+$/, '');
}

function hostOf(base: string): string {
  return URL.parse(base)?.host || base;
}

interface Registry {
  ask(name: string): Promise<RegistryAnswer>;
}

function createRegistry(
  ecosystem: Ecosystem,
  urls: RegistryUrls,
  patience: number | undefined,
  now: () => number,
): Registry {
  const base = baseOf(ecosystem, urls);
  const reader = readers[ecosystem];
  const turn = turns(AT_ONCE);
  let down: string | undefined;
  let control: Promise<string | undefined> | undefined;

  const fetched = (url: string): Promise<Got> =>
    turn(async () => {
      if (down !== undefined) return { kind: 'failed', why: down, isLasting: true };
      const got = await get(url, patience);
      if (got.kind === 'failed' && got.isLasting) down = got.why;
      return got;
    });
  const answerOf = async (name: string): Promise<RegistryAnswer> => {
    const got = await fetched(`${base}/${reader.path(name)}`);
    if (got.kind === 'missing') return { kind: 'notFound' };
    if (got.kind === 'failed') return { kind: 'couldNotCheck', why: got.why };
    const signs = reader.read(got.text, name, now());
    if (signs === 'gone') return { kind: 'notFound' };
    return signs
      ? { kind: 'found', signs }
      : { kind: 'couldNotCheck', why: `its answer is no description of ${name}` };
  };
  // A wrong address, and a proxy that wants a login, have no package at all.
  const whyDoubted = async (): Promise<string | undefined> => {
    const { kind } = await answerOf(reader.control);
    return kind === 'found' ? undefined : doubt(reader);
  };
  return {
    async ask(name) {
      if (!/^https?:\/\//.test(base) || URL.parse(base) === null) {
        return { kind: 'couldNotCheck', why: 'its address in the settings is none' };
      }
      const answer = await answerOf(name);
      if (answer.kind === 'notFound') {
        control ??= whyDoubted();
        const why = await control;
        return why === undefined ? answer : { kind: 'couldNotCheck', why };
      }
      if (answer.kind !== 'found') return answer;
      const more = await moreSigns(ecosystem, name, answer.signs, { base, urls, fetched, now });
      return { kind: 'found', signs: { ...answer.signs, ...more } };
    },
  };
}

function doubt({ control }: RegistryReader): string {
  return `it does not have ${control} either, so its address may be wrong`;
}

interface More {
  readonly base: string;
  readonly urls: RegistryUrls;
  readonly now: () => number;
  fetched(url: string): Promise<Got>;
}

/** What a registry tells at an address of its own; without it, the answer stands. */
async function moreSigns(
  ecosystem: Ecosystem,
  name: string,
  { versions }: PackageSigns,
  more: More,
): Promise<PackageSigns> {
  if (ecosystem === 'npm') return downloadsOf(name, more.urls);
  const first = ecosystem === 'go' ? [...(versions ?? [])].sort(byNumbers)[0] : undefined;
  return first === undefined ? {} : ageSince(name, first, more);
}

/** Another server than the registry: that it is down says nothing of the other. */
async function downloadsOf(name: string, urls: RegistryUrls): Promise<PackageSigns> {
  const url = urls.npmDownloads ?? (urls.npm ? '' : 'https://api.npmjs.org/downloads');
  if (url === '') return {};
  const got = await get(`${url.replace(/\/+$/, '')}/point/last-week/${name}`);
  const count = got.kind === 'text' ? objectIn(got.text)?.['downloads'] : undefined;
  return typeof count === 'number' ? { downloads: { count, within: 'week' } } : {};
}

/** A Go proxy tells the time of each version for itself. */
async function ageSince(name: string, first: string, more: More): Promise<PackageSigns> {
  const path = readers.go.path(name).replace(/list$/, `${first}.info`);
  const got = await more.fetched(`${more.base}/${path}`);
  const time = Date.parse(got.kind === 'text' ? (textOf(objectIn(got.text)?.['Time']) ?? '') : '');
  return Number.isNaN(time) ? {} : { ageDays: Math.max(0, (more.now() - time) / 86_400_000) };
}

function byNumbers(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

/** Lets so many tasks run at a time, the others after them. */
function turns(most: number): <T>(task: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (task) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      return await task();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
}
