import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LogSource } from '../core/diagnose.ts';
import type { TriedList } from '../core/model/tried.ts';
import { readTriedFiles } from '../node/triedFiles.ts';
import { inputText } from './inputText.ts';

/** Files that tell what was tried, as they were named. */
export interface TriedNames {
  /** Lists like `.whytrace/tried.yaml` that lie elsewhere. */
  readonly tried: readonly string[];
  /** What `git log` printed: what was reverted there was tried. */
  readonly history: readonly string[];
}

/** What the named files hold; a sentence where one can't be read. */
export async function namedLists({
  tried,
  history,
}: TriedNames): Promise<readonly TriedList[] | string> {
  const named = [
    ...tried.map((name) => ({ name, kind: 'entries' }) as const),
    ...history.map((name) => ({ name, kind: 'commits' }) as const),
  ];
  const lists: TriedList[] = [];
  for (const { name, kind } of named) {
    const read = await inputText(name);
    if (read.kind === 'unreadable') return read.message;
    lists.push({ name: name === '-' ? 'standard input' : name, kind, text: read.text });
  }
  return lists;
}

/** With the team's own lists: the nearest above each log, the context folder, and where the command runs. */
export async function triedListsOf(
  sources: readonly LogSource[],
  context: string | undefined,
  names: TriedNames,
): Promise<readonly TriedList[] | string> {
  const named = await namedLists(names);
  if (typeof named === 'string') return named;
  const logs = sources.flatMap(({ uri }) =>
    uri.startsWith('file:') ? [dirname(fileURLToPath(uri))] : [],
  );
  const folders = [...(context === undefined ? [] : [context]), ...logs, '.'];
  return [...(await readTriedFiles(folders, (path) => relative('.', path))), ...named];
}
