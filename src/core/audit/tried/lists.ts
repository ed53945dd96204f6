import type { TriedEntry, TriedList } from '../../model/tried.ts';
import { readTried } from './readTried.ts';
import { revertsIn } from './reverts.ts';

/** What several lists hold, and what is wrong with them. */
export interface ReadLists {
  readonly entries: readonly TriedEntry[];
  readonly problems: readonly {
    readonly file: string;
    readonly line: number;
    readonly message: string;
  }[];
}

/** What stands in two lists is told by the first of them. */
export function readLists(lists: readonly TriedList[]): ReadLists {
  const read = lists.map(({ kind, name, text }) =>
    kind === 'commits'
      ? { name, entries: revertsIn(text, name), problems: [] }
      : { name, ...readTried(text, name) },
  );
  return {
    entries: distinct(read.flatMap(({ entries }) => entries)),
    problems: read.flatMap(({ name, problems }) =>
      problems.map((problem) => ({ file: name, ...problem })),
    ),
  };
}

export function distinct(entries: readonly TriedEntry[]): readonly TriedEntry[] {
  const keys = new Set<string>();
  return entries.filter(({ action, target }) => {
    const key = `${action}\n${target}`.toLowerCase();
    const isNew = !keys.has(key);
    keys.add(key);
    return isNew;
  });
}
