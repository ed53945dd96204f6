import type { PackageSigns } from '../../../model/packageRegistry.ts';

/** Days in which a name that was taken for its likeness is usually found out. */
const YOUNG = 30;

/** Downloads of what hardly anybody uses. Mirrors and scanners fetch every package now and then. */
const FEW = { week: 50, quarter: 300, always: 1_000 } as const;

/**
 * What speaks for a name that was taken in order to be mistaken, as parts of a sentence. That it is new
 * or that nobody uses it does; one version or one maintainer has many a sound package, so that these
 * are only told beside it, or of a name that is nearly another's.
 */
export function suspicionsOf(signs: PackageSigns, isNearAnother: boolean): readonly string[] {
  const { ageDays, versions, maintainers, downloads } = signs;
  const strong: string[] = [];
  if (versions?.length && versions.every((version) => /-security(?:\.|$)/.test(version))) {
    strong.push("npm's placeholder for a name that did harm");
  }
  if (ageDays !== undefined && ageDays < YOUNG) {
    strong.push(`first published ${daysAgo(ageDays)}`);
  }
  if (downloads && downloads.count < FEW[downloads.within]) {
    strong.push(`downloaded ${times(downloads.count)}${within[downloads.within]}`);
  }
  const weak: string[] = [];
  if (versions?.length === 1) weak.push('of a single version');
  if (maintainers === 1) weak.push('kept by one person');
  if (strong.length === 0 && !(isNearAnother && weak.length > 0)) return [];
  return [...strong, ...weak];
}

const within = {
  week: ' in the last week',
  quarter: ' in the last 90 days',
  always: ' since it was published',
} as const;

function daysAgo(days: number): string {
  const whole = Math.floor(days);
  return whole < 1 ? 'today' : whole === 1 ? 'a day ago' : `${whole} days ago`;
}

function times(count: number): string {
  return count === 0 ? 'not once' : count === 1 ? 'once' : `${count} times`;
}

/** `a, b and c` */
export function inWords(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
