import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { foreignFolders, kindOfFile } from '../core/contextFiles.ts';
import type { ContextItem, RunContext } from '../core/model/context.ts';
import type { Problem } from '../core/model/problem.ts';
import type { Topology } from '../core/model/topology.ts';
import { codeOf } from './fileFailure.ts';
import { type FolderIgnores, ignoresOf } from './ignoreFiles.ts';

/** Limits in bytes and files: context is a hint, the logs are the matter. */
const LARGEST_FILE = 256 * 1024;
const LARGEST_SUM = 4 * 1024 * 1024;
const MOST_FILES = 500;

const BAD_TOPOLOGY =
  'topology.json was not used: it must hold { "services": [...], "calls": [{ "caller", "callee" }] }.';

const SKIPPED = new Set(foreignFolders);

interface ReadContext {
  readonly context: RunContext;
  readonly problems: readonly Problem[];
}

/**
 * Reads what lies beside the logs: code, manifests, patches, and `topology.json`
 * (`{ services: [...], calls: [{ caller, callee }] }`). Files beyond the limits are left out, as are
 * those that .gitignore names; what can't be read, or is kept from models, is a problem.
 */
export async function readContextFolder(folder: string): Promise<ReadContext> {
  const items: ContextItem[] = [];
  const walking: Walking = {
    folder,
    ignores: await ignoresOf(folder),
    problems: [],
    kept: new Map(),
  };
  const { problems } = walking;
  let topology: Topology | undefined;
  let room = LARGEST_SUM;
  for await (const path of walk(folder, walking)) {
    const name = relative(folder, path);
    try {
      if (basename(path) === 'topology.json') {
        topology = parseTopology(await readFile(path, 'utf8'));
        if (!topology) problems.push({ code: 'badTopology', message: BAD_TOPOLOGY, file: name });
        continue;
      }
      const item = items.length < MOST_FILES && (await readItem(path, name, room));
      if (!item) continue;
      room -= Buffer.byteLength(item.text);
      if (!(await isKeptPatch(item, walking))) items.push(item);
    } catch (error) {
      problems.push(unreadable(name, error));
    }
  }
  const told = [...walking.kept].map(([keeper, names]) => keptProblem(folder, keeper, names));
  return { context: { items, topology }, problems: [...problems, ...told] };
}

/** What is met on the way through a folder. */
interface Walking {
  readonly folder: string;
  readonly ignores: FolderIgnores;
  readonly problems: Problem[];
  /** What each AI-ignore file keeps, by its path. */
  readonly kept: Map<string, string[]>;
}

function keep({ kept }: Walking, keeper: string, name: string): void {
  const names = kept.get(keeper) ?? [];
  names.push(name);
  kept.set(keeper, names);
}

/** How many names a sentence holds. */
const MOST_NAMES = 3;

function keptProblem(folder: string, keeper: string, names: readonly string[]): Problem {
  const rest = names.length - MOST_NAMES;
  const shown = names.slice(0, MOST_NAMES).join(', ');
  const what = rest > 0 ? `${shown} and ${rest} more` : shown;
  const inside = relative(folder, keeper);
  const file = inside.startsWith('..') ? keeper : inside;
  return { code: 'keptFromModels', message: `It keeps ${what} from models: not read.`, file };
}

async function readItem(
  path: string,
  name: string,
  room: number,
): Promise<ContextItem | undefined> {
  const kind = kindOfFile(path);
  if (!kind || (await stat(path)).size > Math.min(LARGEST_FILE, room)) {
    return undefined;
  }
  const text = await readFile(path, 'utf8');
  const endLine = text.split(/\r\n|\r|\n/).length;
  return { kind, uri: pathToFileURL(path).href, name, startLine: 1, endLine, text };
}

/** A patch holds text of the files it changes. */
async function isKeptPatch({ kind, name, text }: ContextItem, walking: Walking): Promise<boolean> {
  const keeper = kind === 'change' ? await walking.ignores.patchKeptBy(name, text) : undefined;
  if (keeper !== undefined) keep(walking, keeper, name);
  return keeper !== undefined;
}

/** Files of a folder and of those in it, in the order of their names, but for what is ignored. */
async function* walk(at: string, walking: Walking): AsyncGenerator<string> {
  const { folder, problems } = walking;
  let entries: Dirent[] = [];
  try {
    entries = await readdir(at, { withFileTypes: true });
  } catch (error) {
    problems.push(unreadable(relative(folder, at) || folder, error));
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(at, entry.name);
    const isWanted = entry.isDirectory() ? !SKIPPED.has(entry.name) : entry.isFile();
    if (!isWanted || (await isIgnored(path, entry.isDirectory(), walking))) {
      continue;
    }
    if (entry.isDirectory()) yield* walk(path, walking);
    else yield path;
  }
}

/** What an AI-ignore file keeps is told, where a .gitignore does not hide it anyway. */
async function isIgnored(path: string, isFolder: boolean, walking: Walking): Promise<boolean> {
  const { folder, ignores } = walking;
  const name = `${relative(folder, path)}${isFolder ? sep : ''}`;
  if (await ignores.isHidden(name)) {
    return true;
  }
  const keeper = await ignores.keptBy(name);
  if (keeper === undefined) {
    return false;
  }
  const isOurs = isFolder || kindOfFile(path) !== undefined;
  if (isOurs) keep(walking, keeper, name);
  return true;
}

/** Context is a hint: what of it can't be read is told, and the run goes on. */
function unreadable(file: string, error: unknown): Problem {
  const code = codeOf(error);
  if (code === '') {
    throw error;
  }
  const message = `It lies beside the logs and was not read (${code}).`;
  return { code: 'contextUnreadable', message, file };
}

function parseTopology(text: string): Topology | undefined {
  const { services, calls } = (parseJson(text) ?? {}) as { services?: unknown; calls?: unknown };
  if (!Array.isArray(calls)) {
    return undefined;
  }
  const edges = calls.flatMap((call: unknown) => {
    const { caller, callee } = (call ?? {}) as { caller?: unknown; callee?: unknown };
    return typeof caller === 'string' && typeof callee === 'string'
      ? [{ from: caller, to: callee, status: 'observed' as const }]
      : [];
  });
  const named: readonly unknown[] = Array.isArray(services) ? services : [];
  return { services: named.filter((name) => typeof name === 'string'), edges };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
