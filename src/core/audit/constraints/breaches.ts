import type { ChangedFile, SuggestedCommand, SystemChange } from '../../model/audit.ts';
import { type ChangedSource, placeOfRemoved } from '../source/changedSource.ts';
import { isForeignFile } from '../source/language.ts';
import type { Demand, FileDemand, LicenceDemand } from './constraint.ts';
import { callFinder } from './finders/calls.ts';
import { forbiddenEdges } from './finders/dependencies.ts';
import type { FileSide, Finder, Occurrence } from './finders/finder.ts';
import { imageFinder } from './finders/images.ts';
import { kubernetesFinder } from './finders/kubernetes.ts';
import { packageFinder } from './finders/packages.ts';
import { patternFinder } from './finders/patterns.ts';
import { versionFinder } from './finders/versions.ts';

/** A demand that a suggestion does not meet. */
export interface Breach {
  readonly what: string;
  readonly file: string | undefined;
  readonly line: number | undefined;
  /** The suggestion changes the line, but the same was wrong before. */
  readonly wasThere: boolean;
  readonly isWeak: boolean;
  /** Nothing tells whether it is one. */
  readonly isUnknown?: boolean;
  /** Who depends, where the demand is about an edge. */
  readonly services?: readonly string[];
}

/** Breaches of a demand in files and commands, without those that the suggestion leaves as they were. */
export function breachesOf(
  demand: Exclude<Demand, LicenceDemand>,
  sources: readonly ChangedSource[],
  commands: readonly SuggestedCommand[],
  system: SystemChange | undefined,
): readonly Breach[] {
  if (demand.kind === 'dependency') {
    const files = sources.map(({ file }) => file);
    return system ? edgeBreaches(system, files, demand.from, demand.to) : [];
  }
  const finder = finderOf(demand);
  return [
    ...sources.flatMap((source) => fileBreaches(finder, source)),
    ...commands.flatMap(({ text, place }) =>
      (finder.inCommand?.(text) ?? []).map(({ what, isWeak = false }) => ({
        what,
        file: place?.file,
        line: place?.line,
        wasThere: false,
        isWeak,
      })),
    ),
  ];
}

function finderOf(demand: FileDemand): Finder {
  switch (demand.kind) {
    case 'package':
      return packageFinder(demand.name);
    case 'call':
      return callFinder(demand.name);
    case 'image':
      return imageFinder(demand.name);
    case 'pattern':
      return patternFinder(demand.name);
    case 'kubernetes':
      return kubernetesFinder(demand);
    case 'version':
      return versionFinder(demand.name, demand.range);
  }
}

function edgeBreaches(
  system: SystemChange,
  files: readonly ChangedFile[],
  from: string,
  to: string,
): readonly Breach[] {
  return forbiddenEdges(system, files, from, to).map((edge) => ({
    what: `${edge.from} ${edge.wasThere ? 'still depends' : 'would depend'} on ${edge.to}`,
    file: edge.place.file,
    line: edge.place.line,
    wasThere: edge.wasThere,
    isWeak: false,
    services: [edge.from],
  }));
}

/**
 * What is found on new lines and was not on those that go. A line that is only moved or mended around
 * what was wrong before is told as such, and not blamed on the suggestion.
 */
function fileBreaches(finder: Finder, { file, before, after }: ChangedSource): readonly Breach[] {
  if (file.after === undefined || isForeignFile(file.path)) return [];
  const { path, isExcerpt } = file;
  const old: FileSide = { path, text: file.before ?? '', view: before, isExcerpt };
  const now: FileSide = { path, text: file.after, view: after, isExcerpt };
  const added = new Set(file.added.map(({ line }) => line));
  const left = countsOf(finder.inFile(old, new Set(file.removed.map(({ line }) => line))));
  return finder.inFile(now, added).flatMap((found) => {
    const { key, what, line, isWeak = false } = found;
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    const wasThere = count > 0;
    // Of a whole file what was wrong before and is the same now was not touched at all.
    if (wasThere && finder.isOfWholeFile && !added.has(line)) return [];
    return [{ what, file: path, line: placeOf(file, line), wasThere, isWeak }];
  });
}

function placeOf(file: ChangedFile, line: number): number | undefined {
  return line > 0 ? line : placeOfRemoved(file, 1);
}

function countsOf(found: readonly Occurrence[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { key } of found) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
