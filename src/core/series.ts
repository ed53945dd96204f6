import type { LogFile } from './model/logFile.ts';
import type { Problem } from './model/problem.ts';
import { byLog } from './rotations.ts';

interface Named {
  readonly uri: string;
  /** Shown to people. */
  readonly name: string;
}

/** A source and its place in the run. */
export interface Placed<T> {
  readonly source: T;
  /** Of which log it is a file, where others of that log are there. */
  readonly series?: string;
}

/**
 * Templates are numbered and ties decided in the order of the files, so whatever order people name
 * the same files in, they are read in one: by name, and the files of one log oldest first.
 */
export function inOneOrder<T extends Named>(sources: readonly T[]): readonly Placed<T>[] {
  const members = seriesOf(sources);
  const keyOf = ({ name, uri }: T): string => `${name}\n${uri}`;
  const groups = new Map<string, T[]>();
  for (const source of sources.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))) {
    const key = members.get(source.uri)?.series ?? `\n${source.uri}`;
    groups.set(key, [...(groups.get(key) ?? []), source]);
  }
  return [...groups].flatMap(([key, group]) => {
    if (group.length === 1) return group.map((source) => ({ source }));
    const age = ({ uri }: T): number => members.get(uri)?.age ?? 0;
    return group.toSorted((a, b) => age(a) - age(b)).map((source) => ({ source, series: key }));
  });
}

/** For each file of a log with several: the log, and how many of its files are older. */
function seriesOf(
  sources: readonly Named[],
): ReadonlyMap<string, { readonly series: string; readonly age: number }> {
  const folders = new Map<string, Map<string, string>>();
  for (const { uri } of sources) {
    const [, folder = '', name = ''] = /^(.*\/)([^/]*)$/.exec(uri) ?? [];
    const names = folders.get(folder) ?? new Map<string, string>();
    folders.set(folder, names.set(unescaped(name), uri));
  }
  const members = new Map<string, { series: string; age: number }>();
  for (const [folder, names] of folders) {
    for (const [log, files] of byLog(names.keys())) {
      for (const [age, name] of files.entries()) {
        members.set(names.get(name) ?? '', { series: `${folder}${log}`, age });
      }
    }
  }
  return members;
}

function unescaped(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** The files of one log in the order of their times, where they state some; others stay in place. */
export function inTimeOrder(files: readonly LogFile[]): readonly LogFile[] {
  const sorted = [...files];
  for (const series of new Set(files.flatMap(({ series: own }) => own ?? []))) {
    const places = [...files.keys()].filter((at) => {
      const { series: own, span } = files[at] ?? {};
      return own === series && span !== undefined;
    });
    const byTime = places
      .flatMap((at) => files[at] ?? [])
      .sort((a, b) => (a.span?.from ?? 0) - (b.span?.from ?? 0));
    for (const [i, at] of places.entries()) {
      const file = byTime[i];
      if (file) sorted[at] = file;
    }
  }
  return sorted;
}

/** Says which files of a log lie beside it and were not asked for, nor read to compare with. */
export function notAskedFor(
  sources: readonly (Named & { readonly beside?: readonly string[] })[],
  baselines: readonly Named[] = [],
): readonly Problem[] {
  const compared = new Set(
    baselines.map(({ uri }) => unescaped(uri.slice(uri.lastIndexOf('/') + 1))),
  );
  return sources.flatMap(({ name, beside: all = [] }) => {
    const beside = all.filter((other) => !compared.has(other));
    const [oldest] = beside;
    if (oldest === undefined) return [];
    const others = beside.length === 1 ? '' : ` to ${beside.at(-1)}, ${beside.length} files`;
    const message = `More of this log lies beside it and was not read: ${oldest}${others}.`;
    return [{ code: 'rotated', file: name, message }];
  });
}
