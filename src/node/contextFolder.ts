import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { foreignFolders, kindOfFile } from '../core/contextFiles.ts';
import type { ContextItem, ContextKind, RunContext } from '../core/model/context.ts';
import type { Problem } from '../core/model/problem.ts';
import type { Topology } from '../core/model/topology.ts';
import { codeOf } from './fileFailure.ts';

/** Limits in bytes and files: context is a hint, the logs are the matter. */
const LARGEST_FILE = 256 * 1024;
const LARGEST_SUM = 4 * 1024 * 1024;
const MOST_FILES = 500;

const BAD_TOPOLOGY =
  'topology.json was not used: it must hold { "services": [...], "calls": [{ "caller", "callee" }] }.';

const SKIPPED = new Set(foreignFolders);

/**
 * Reads what lies beside the logs: code, manifests, patches, and `topology.json`
 * (`{ services: [...], calls: [{ caller, callee }] }`). Files beyond the limits are left out, and
 * what can't be read is a problem.
 */
export async function readContextFolder(
  folder: string,
): Promise<{ readonly context: RunContext; readonly problems: readonly Problem[] }> {
  const items: ContextItem[] = [];
  const problems: Problem[] = [];
  let topology: Topology | undefined;
  let room = LARGEST_SUM;
  const skip = (path: string, error: unknown): void => {
    problems.push(unreadable(relative(folder, path) || folder, error));
  };
  for await (const path of walk(folder, skip)) {
    const name = relative(folder, path);
    try {
      if (basename(path) === 'topology.json') {
        topology = parseTopology(await readFile(path, 'utf8'));
        if (!topology) problems.push({ code: 'badTopology', message: BAD_TOPOLOGY, file: name });
        continue;
      }
      const kind = kindOfFile(path);
      const size = kind ? (await stat(path)).size : 0;
      if (kind && size <= Math.min(LARGEST_FILE, room) && items.length < MOST_FILES) {
        room -= size;
        items.push(itemOf(kind, path, name, await readFile(path, 'utf8')));
      }
    } catch (error) {
      skip(path, error);
    }
  }
  return { context: { items, topology }, problems };
}

function itemOf(kind: ContextKind, path: string, name: string, text: string): ContextItem {
  const endLine = text.split(/\r\n|\r|\n/).length;
  return { kind, uri: pathToFileURL(path).href, name, startLine: 1, endLine, text };
}

/** Files of a folder and of those in it, in the order of their names. */
async function* walk(
  folder: string,
  onUnreadable: (folder: string, error: unknown) => void,
): AsyncGenerator<string> {
  let entries: Dirent[] = [];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    onUnreadable(folder, error);
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !SKIPPED.has(entry.name)) {
      yield* walk(path, onUnreadable);
    } else if (entry.isFile()) {
      yield path;
    }
  }
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
