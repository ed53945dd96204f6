import { type MissingDate, statedTime } from '../../../model/missingDate.ts';
import type { Material } from '../../reasoner.ts';
import type { Clue } from '../clues.ts';

/** How often and when one kind of message was written, over all files. */
export interface Extent {
  readonly count: number;
  /** As it is written in sentences, e.g. `14:03:12`. */
  readonly first: string | undefined;
  readonly last: string | undefined;
}

export function extentOf(clue: Clue, { mined }: Material): Extent {
  const { firstSeen, lastSeen } = mined.templates[clue.template] ?? {};
  const isLong = isLongRun(mined.templates);
  const inWords = (time: number | undefined): string | undefined =>
    time === undefined ? undefined : inClock(time, isLong, clue.file.missingDate);
  return { count: clue.count, first: inWords(firstSeen), last: inWords(lastSeen) };
}

/** `412 times since 14:03:12`, `at 14:03:12`, `412 times`; empty for a single line without a time. */
export function inWords({ count, first, last }: Extent): string {
  if (count > 1 && first !== undefined && first === last) {
    return `${grouped(count)} times at ${first}`;
  }
  if (count < 2) {
    return first === undefined ? '' : `at ${first}`;
  }
  return first === undefined ? `${grouped(count)} times` : `${grouped(count)} times since ${first}`;
}

/** `between 14:03:12 and 14:10:00`, or nothing where that is no stretch. */
export function stretch({ first, last }: Extent): string {
  return first === undefined || last === undefined || first === last
    ? ''
    : ` between ${first} and ${last}`;
}

export const grouped = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');

/** Milliseconds after which a time of day alone would be ambiguous. */
const day = 20 * 3_600_000;

function isLongRun(templates: Material['mined']['templates']): boolean {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const { firstSeen, lastSeen } of templates) {
    from = Math.min(from, firstSeen ?? from);
    to = Math.max(to, lastSeen ?? to);
  }
  return to - from > day;
}

function inClock(time: number, isLong: boolean, missing: MissingDate | undefined): string {
  return isLong && missing !== 'start'
    ? statedTime(time, missing)
    : new Date(time).toISOString().slice(11, 19);
}
