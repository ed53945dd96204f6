import type { CaseSummary } from '../model/case.ts';

/** How long cases are kept, and how many; nothing means without a limit. */
export interface Retention {
  readonly days?: number | undefined;
  readonly count?: number | undefined;
}

const DAY = 86_400_000;

/** The cases whose time is over, those that were touched least recently first. */
export function expired(
  cases: readonly CaseSummary[],
  { days, count }: Retention,
  now: number,
): readonly CaseSummary[] {
  const byAge = cases.toSorted((a, b) => b.changed - a.changed);
  const isOver = ({ changed }: CaseSummary, place: number): boolean =>
    (days !== undefined && changed < now - days * DAY) || (count !== undefined && place >= count);
  return byAge.filter(isOver).reverse();
}
