import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import type { Cancellation } from '../core/model/cancellation.ts';
import type { LineSpan } from '../core/model/evidence.ts';
import type {
  SourceAnswer,
  SourcePlace,
  SourceQuestion,
  SourceSpot,
} from '../core/model/source.ts';
import type { SourceAccess } from '../core/ports.ts';
import { type PlacedStatement, printerOf } from '../core/source/printers.ts';
import { lineHistory } from './git.ts';
import type { SourceIndex, SourceIndexes } from './sourceIndex.ts';

export interface SourceFolders {
  /** Paths of the folders that are looked through. */
  readonly folders: readonly string[];
  /** Whether git may be run there: not in a folder that its user does not trust. */
  readonly asksGit: boolean;
}

/** Milliseconds after which what was found by then is the answer. */
const PATIENCE = 5000;
/** Lines of source that are shown around those that are meant. */
const AROUND = 6;

/** Looks up in folders where the records of a log come from, and how those lines came to be. */
export function createSourceAccess(
  indexes: SourceIndexes,
  { folders, asksGit }: SourceFolders,
): SourceAccess {
  return {
    async find(questions, cancellation) {
      const late = AbortSignal.timeout(PATIENCE);
      const search: Search = { indexes: [], asksGit, late, cancellation, spots: new Map() };
      const found: SourceAnswer[] = [];
      const all = (async () => {
        search.indexes.push(...(await Promise.all(folders.map((folder) => indexes.of(folder)))));
        for (const question of questions) found.push(await answerOf(question, search));
      })();
      await Promise.race([all, aborted(late)]);
      return questions.map((_, index) => found[index] ?? { statements: [], frame: undefined });
    },
  };
}

interface Search {
  readonly indexes: SourceIndex[];
  readonly asksGit: boolean;
  readonly late: AbortSignal;
  readonly cancellation: Cancellation;
  /** Spots that were looked up, by file and lines: several records come from one. */
  readonly spots: Map<string, Promise<SourceSpot | undefined>>;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

async function answerOf(
  { messages, places }: SourceQuestion,
  search: Search,
): Promise<SourceAnswer> {
  const statements: SourceAnswer['statements'][number][] = [];
  for (const [asked, message] of messages.entries()) {
    const spot = await printed(message, search);
    if (spot && !statements.some((other) => isOne(other, spot))) {
      statements.push({ ...spot, asked });
    }
  }
  return { statements, frame: await framed(places, search) };
}

const isOne = (a: SourceSpot, b: SourceSpot): boolean =>
  a.uri === b.uri && a.startLine === b.startLine;

/** Of several folders the first that prints it. */
async function printed(message: string, search: Search) {
  for (const index of search.indexes) {
    const found = printerOf(message, index.printers);
    if (!found) continue;
    const { best, others } = found;
    const lines = { startLine: best.line, endLine: best.endLine };
    const spot = await spotAt(index, best.path, lines, search);
    return spot && { ...spot, others: others.map(placeText), does: best.does };
  }
  return undefined;
}

const placeText = ({ path, line }: PlacedStatement): string => `${path}:${line}`;

/** The first of the places that the folders have. */
async function framed(
  places: readonly SourcePlace[],
  search: Search,
): Promise<SourceSpot | undefined> {
  for (const [asked, { path, line }] of places.entries()) {
    for (const index of search.indexes) {
      const name = index.find(path);
      const lines = { startLine: line, endLine: line };
      const spot = name === undefined ? undefined : await spotAt(index, name, lines, search);
      if (spot) return { ...spot, asked };
    }
  }
  return undefined;
}

function spotAt(
  index: SourceIndex,
  name: string,
  lines: LineSpan,
  search: Search,
): Promise<SourceSpot | undefined> {
  const path = index.pathOf(name);
  if (path === undefined || search.cancellation.aborted || search.late.aborted) {
    return Promise.resolve(undefined);
  }
  const key = `${path}:${lines.startLine}`;
  const spot = search.spots.get(key) ?? readSpot(path, name, lines, search);
  search.spots.set(key, spot);
  return spot;
}

/** Nothing where the file has no such lines by now: it is of another version than the log. */
async function readSpot(
  path: string,
  name: string,
  { startLine, endLine }: LineSpan,
  { asksGit, late }: Search,
): Promise<SourceSpot | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const lines = text.split(/\r\n|\r|\n/);
  const own = lines.slice(startLine - 1, endLine);
  if (own.every((line) => line.trim() === '')) {
    return undefined;
  }
  const from = Math.max(1, startLine - AROUND);
  const excerpt = lines.slice(from - 1, endLine + AROUND).join('\n');
  return {
    asked: 0,
    uri: pathToFileURL(path).href,
    name,
    startLine,
    endLine: Math.min(endLine, lines.length),
    excerpt: { startLine: from, text: excerpt },
    others: [],
    history: asksGit ? await lineHistory(path, { startLine, endLine }, late) : undefined,
  };
}
