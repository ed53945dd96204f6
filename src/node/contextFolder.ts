import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ContextItem, ContextKind, RunContext } from '../core/model/context.ts';
import type { Problem } from '../core/model/problem.ts';
import type { Topology } from '../core/model/topology.ts';

/** Limits in bytes and files: context is a hint, the logs are the matter. */
const LARGEST_FILE = 256 * 1024;
const LARGEST_SUM = 4 * 1024 * 1024;
const MOST_FILES = 500;

const SKIPPED = new Set([
  '.git',
  'node_modules',
  'dist',
  'out',
  'build',
  'target',
  'vendor',
  '.venv',
]);

const KINDS: Readonly<Record<string, ContextKind>> = {
  '.yaml': 'config',
  '.yml': 'config',
  '.toml': 'config',
  '.properties': 'config',
  '.conf': 'config',
  '.ini': 'config',
  '.tf': 'config',
  '.xml': 'config',
  '.json': 'config',
  '.diff': 'change',
  '.patch': 'change',
};

const BAD_TOPOLOGY =
  'topology.json was not used: it must hold { "services": [...], "calls": [{ "caller", "callee" }] }.';

const CODE = /^\.(c|cc|cpp|cs|go|h|hpp|java|js|kt|mjs|php|py|rb|rs|scala|sh|sql|swift|ts|tsx|vue)$/;

/**
 * Reads what lies beside the logs: code, manifests, patches, and `topology.json`
 * (`{ services: [...], calls: [{ caller, callee }] }`). Files beyond the limits are left out.
 */
export async function readContextFolder(
  folder: string,
): Promise<{ readonly context: RunContext; readonly problems: readonly Problem[] }> {
  const items: ContextItem[] = [];
  const problems: Problem[] = [];
  let topology: Topology | undefined;
  let bytes = 0;
  for await (const path of walk(folder)) {
    const { size } = await stat(path);
    if (basename(path) === 'topology.json') {
      topology = parseTopology(await readFile(path, 'utf8'));
      if (!topology) {
        problems.push({ code: 'badTopology', message: BAD_TOPOLOGY, file: relative(folder, path) });
      }
      continue;
    }
    const kind = kindOf(path);
    if (!kind || size > LARGEST_FILE || bytes + size > LARGEST_SUM || items.length >= MOST_FILES) {
      continue;
    }
    bytes += size;
    const text = await readFile(path, 'utf8');
    items.push({
      kind,
      uri: pathToFileURL(path).href,
      name: relative(folder, path),
      startLine: 1,
      endLine: text.split(/\r\n|\r|\n/).length,
      text,
    });
  }
  return { context: { items, topology }, problems };
}

async function* walk(folder: string): AsyncGenerator<string> {
  const entries: Dirent[] = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !SKIPPED.has(entry.name)) {
      yield* walk(path);
    } else if (entry.isFile()) {
      yield path;
    }
  }
}

function kindOf(path: string): ContextKind | undefined {
  if (/^(Dockerfile|Containerfile|Makefile|Jenkinsfile)/.test(basename(path))) {
    return 'config';
  }
  const extension = extname(path).toLowerCase();
  return CODE.test(extension) ? 'code' : KINDS[extension];
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
