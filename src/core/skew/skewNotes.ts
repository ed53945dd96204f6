import type { ClockSkew } from '../model/clockSkew.ts';
import type { Problem } from '../model/problem.ts';

const hour = 3_600_000;
/** Zones are up to so many hours apart. */
const farthestZone = 26;

/**
 * What people are told of clocks that are apart. Of three logs two sentences say all; the others follow
 * from them.
 */
export function skewNotes(skews: readonly ClockSkew[]): readonly Problem[] {
  const groups = new Map<string, string>();
  const rootOf = (name: string): string => {
    const next = groups.get(name);
    return next === undefined ? name : rootOf(next);
  };
  return skews.flatMap((skew) => {
    const [a, b] = [rootOf(skew.ahead.name), rootOf(skew.behind.name)];
    if (a === b) return [];
    groups.set(a, b);
    return [{ code: 'clockSkew', message: sentence(skew) }];
  });
}

function sentence(skew: ClockSkew): string {
  const { ahead, behind, milliseconds, uncertainty, pairs } = skew;
  const how = isZone(skew)
    ? 'as another time zone would'
    : 'as another clock or a steady delay would';
  return `${ahead.name} runs ${inWords(milliseconds)} (± ${inWords(uncertainty)}) ahead of ${behind.name}, by ${pairs} ids in both, ${how}; times are shown as written.`;
}

/** Whole or half hours, as far as can be told. */
function isZone({ milliseconds, uncertainty }: ClockSkew): boolean {
  const off = Math.abs(milliseconds - Math.round(milliseconds / (hour / 2)) * (hour / 2));
  const isNear = milliseconds >= hour / 2 && milliseconds <= farthestZone * hour;
  return isNear && off <= Math.max(2000, 2 * uncertainty);
}

/** `3.2 s`, `4 min 10 s`, `2 h`. */
function inWords(milliseconds: number): string {
  if (milliseconds < 60_000) {
    return milliseconds < 1000 ? `${milliseconds} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
  }
  const seconds = Math.round(milliseconds / 1000);
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'min'],
    [seconds % 60, 's'],
  ] as const;
  return parts.flatMap(([n, unit]) => (n > 0 ? `${n} ${unit}` : [])).join(' ');
}
