import { readFile, stat } from 'node:fs/promises';
import type { LogStatement } from '../core/model/source.ts';
import type { Clock } from '../core/ports.ts';
import { bestByEnd } from '../core/source/bestByEnd.ts';
import { codeLanguageOf } from '../core/source/languages.ts';
import { logStatementsIn } from '../core/source/logStatements.ts';
import { createPrinters, type Printers } from '../core/source/printers.ts';
import { ignoresOf } from './ignoreFiles.ts';
import { nameIn, type Reading, wantedPaths } from './systemFolder.ts';

/** The sources of a folder: what they print, and which of them a log names. */
export interface SourceIndex {
  readonly printers: Printers;
  /** The path of the file that a log's path means; nothing where there is none, or none for sure. */
  find(path: string): string | undefined;
  /** The whole path of a file by its path below the folder. */
  pathOf(name: string): string | undefined;
}

/** Keeps what was read of a folder, so that it is read again only as far as it has changed. */
export interface SourceIndexes {
  of(folder: string): Promise<SourceIndex>;
}

/** What one reading takes at most; what was not reached is read by the next one. */
const PATIENCE = 2000;
const LARGEST_FILE = 512 * 1024;
const LARGEST_SUM = 64 * 1024 * 1024;
const AT_ONCE = 16;
/** Milliseconds for which an index counts as true. */
const FRESH = 60_000;

interface ReadFile {
  readonly modified: number;
  readonly size: number;
  readonly statements: readonly LogStatement[];
}

interface Kept {
  readonly read: number;
  readonly index: Promise<SourceIndex>;
}

export function createSourceIndexes(clock: Pick<Clock, 'now'>): SourceIndexes {
  const kept = new Map<string, Kept>();
  const files = new Map<string, ReadFile>();
  return {
    of(folder) {
      const known = kept.get(folder);
      if (known && clock.now() - known.read < FRESH) return known.index;
      const index = readFolder(folder, files, clock);
      kept.set(folder, { read: clock.now(), index });
      return index;
    },
  };
}

async function readFolder(
  folder: string,
  known: Map<string, ReadFile>,
  clock: Pick<Clock, 'now'>,
): Promise<SourceIndex> {
  const start = clock.now();
  const isOver = (share: number): boolean => clock.now() > start + PATIENCE * share;
  const isWanted = (path: string): boolean => codeLanguageOf(path) !== undefined;
  const ignores = await ignoresOf(folder);
  // Half of the time for the list, so that some of a huge folder is read in any case.
  const reading: Reading = {
    ...{ root: folder, ignores, skipped: [], isWanted },
    isOver: () => isOver(0.5),
  };
  const paths = await wantedPaths(folder, reading);
  let room = LARGEST_SUM;
  for (let at = 0; at < paths.length && room > 0 && !isOver(1); at += AT_ONCE) {
    const sizes = await Promise.all(
      paths.slice(at, at + AT_ONCE).map((path) => readSource(folder, path, known)),
    );
    room -= sizes.reduce((sum, size) => sum + size, 0);
  }
  return indexOf(folder, paths, known);
}

/** Reads a file that is new or has changed; gives its size. One that can't be read has no statements. */
async function readSource(
  folder: string,
  path: string,
  known: Map<string, ReadFile>,
): Promise<number> {
  try {
    const { size, mtimeMs: modified } = await stat(path);
    const before = known.get(path);
    if (before?.size === size && before.modified === modified) {
      return size;
    }
    const text = size > LARGEST_FILE ? '' : await readFile(path, 'utf8');
    known.set(path, { size, modified, statements: logStatementsIn(nameIn(folder, path), text) });
    return Math.min(size, LARGEST_FILE);
  } catch {
    // It went away since it was listed, or may not be read: it prints nothing for us.
    known.delete(path);
    return 0;
  }
}

function indexOf(
  folder: string,
  paths: readonly string[],
  known: ReadonlyMap<string, ReadFile>,
): SourceIndex {
  const names = new Map(paths.map((path) => [nameIn(folder, path), path]));
  const byEnd = new Map<string, string[]>();
  for (const name of names.keys()) {
    const end = name.slice(name.lastIndexOf('/') + 1);
    byEnd.set(end, [...(byEnd.get(end) ?? []), name]);
  }
  const statements = [...names].flatMap(([name, path]) =>
    (known.get(path)?.statements ?? []).map((statement) => ({ ...statement, path: name })),
  );
  return {
    printers: createPrinters(statements),
    pathOf: (name) => names.get(name),
    find(path) {
      const alike = byEnd.get(path.slice(path.lastIndexOf('/') + 1)) ?? [];
      return bestByEnd(path, alike, (name) => name.split('/'));
    },
  };
}
