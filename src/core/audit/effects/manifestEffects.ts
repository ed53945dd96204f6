import type { ChangedFile, Effect } from '../../model/audit.ts';
import { type ManifestChange, manifestChanges, type Unit } from '../dependency/manifestChanges.ts';
import { isManifest, readManifest } from '../dependency/manifests.ts';
import { shownValue } from './shownValue.ts';

/** `changes replicas 3 → 1 of Deployment web`: value by value, with what is new or gone as a whole. */
export function manifestEffects(file: ChangedFile): readonly Effect[] {
  const { path, before, after = '', isExcerpt } = file;
  if (isExcerpt || !isManifest(path, after)) return [];
  const old = before === undefined ? undefined : readManifest(path, before);
  const now = readManifest(path, after);
  const changes = manifestChanges(old, now);
  const units = [...new Set(changes.map(({ unit }) => unit))];
  return units.flatMap((unit) =>
    unitEffects(
      unit,
      changes.filter((change) => change.unit === unit),
    ),
  );
}

function unitEffects(unit: Unit, changes: readonly ManifestChange[]): readonly Effect[] {
  const label = unit.kind === 'file' ? '' : `${unit.kind} ${unit.name}`;
  const isNew = label !== '' && isAllOf(changes, 'before');
  const isGone = label !== '' && isAllOf(changes, 'after');
  if (isNew) {
    return [{ file: unit.file, line: changes[0]?.after?.line ?? 1, text: `adds ${label}` }];
  }
  if (isGone) return [{ file: unit.file, line: undefined, text: `removes ${label}` }];
  return changes.map(({ path, before, after }) => ({
    file: unit.file,
    line: after?.line ?? before?.line,
    text: changeText(path, before?.text, after?.text, label),
  }));
}

/** Whether a unit has no side of its own: its kind or its image is among what is new or gone. */
function isAllOf(changes: readonly ManifestChange[], side: 'before' | 'after'): boolean {
  return (
    changes.every((change) => change[side] === undefined) &&
    changes.some(({ path }) => /^(kind|image|build|build\.context)$/.test(path))
  );
}

function changeText(
  path: string,
  before: string | undefined,
  after: string | undefined,
  label: string,
): string {
  const name = shortPath(path);
  const entry = /\[([^[\]]*)\]$/.exec(path)?.[1];
  const isListed = entry !== undefined && entry === (after ?? before);
  const what = isListed
    ? `${shownValue(path, entry)} in ${shortPath(path.replace(/\[[^[\]]*\]$/, ''))}`
    : name;
  const of = label === '' ? '' : ` of ${label}`;
  if (before !== undefined && after !== undefined) {
    return `changes ${name} ${shownValue(path, before)} → ${shownValue(path, after)}${of}`;
  }
  const value = isListed ? '' : ` = ${shownValue(path, after ?? before ?? '')}`;
  return after === undefined ? `removes ${what}${value}${of}` : `adds ${what}${value}${of}`;
}

/** What everything of its kind has in common tells nothing. */
function shortPath(path: string): string {
  return path
    .replace(/^spec\.(jobTemplate\.spec\.)?template\.(spec|metadata)\./, '')
    .replace(/^(spec|metadata|data|stringData)\./, '')
    .replace(/^containers\[([^\]]*)\]\./, '')
    .replace(/\.value$/, '')
    .replace(/^(env|environment)(\[|\.)([^\]]*)\]?$/, 'env $3');
}
