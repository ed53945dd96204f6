import { formatClock } from '../format.ts';
import { t } from '../l10n.ts';
import type { Claim, Timeline } from '../model.ts';
import type { Place } from '../ui.ts';
import { chainLinks } from '../views/chain.ts';
import { markWord, roleWord } from '../words.ts';

export type Mark = NonNullable<Timeline['marks']>[number];

/** Something with a time: a step of the chain, or what was found without a reasoner. */
export interface TimedEvent {
  readonly time: number;
  readonly kind: 'chain' | Mark['kind'];
  /** Number of the step, for the chain. */
  readonly step?: number;
  /** e.g. `Cause`, `Change`. */
  readonly word: string;
  readonly what: string;
  readonly remark: string;
  readonly place?: Place;
}

/** The chain's steps and the run's marks, in the order of time. */
export function eventsOf(
  { marks = [] }: Timeline,
  claims: readonly Claim[],
): readonly TimedEvent[] {
  const steps = chainLinks(claims).flatMap((claim, index): readonly TimedEvent[] => {
    const { timestamp: time, role, text, citations } = claim;
    const [place] = citations;
    const word = roleWord[role];
    const event = { kind: 'chain', step: index + 1, word, what: text, remark: '' } as const;
    return time === undefined ? [] : [{ ...event, time, ...(place && { place }) }];
  });
  const found = marks.map(({ kind, time, what, reason, uri, file, line }): TimedEvent => {
    const place = { uri, file, startLine: line, endLine: line };
    return { kind, time, word: markWord[kind], what, remark: reason, place };
  });
  return [...steps, ...found].sort((a, b) => a.time - b.time);
}

/** When the chain begins: the first thing that was not as before. */
export function firstDeviation(events: readonly TimedEvent[]): number | undefined {
  return events.find(({ kind }) => kind === 'chain')?.time;
}

/** A text above the bars with the line that leads down from it. */
export interface Label {
  readonly x: number;
  readonly text: string;
  readonly lane: number;
  readonly isEnd: boolean;
  readonly kind: 'first' | 'change';
}

/** Pixels of a letter, about; lanes that texts may take; letters of a change’s text. */
const LETTER = 6.3;
const lanes = [0, 1, 2];
/** Letters of a time. */
const CLOCK = 8;
const LONGEST = 34;

/**
 * The first deviation and the changes, each where its text has room; what finds none is still among
 * the marks below and in the table.
 */
export function labelsOf(
  events: readonly TimedEvent[],
  xOf: (time: number) => number,
  width: number,
): readonly Label[] {
  const first = firstDeviation(events);
  const wanted: { readonly time: number; text: string; readonly kind: Label['kind'] }[] = [];
  if (first !== undefined) {
    wanted.push({ time: first, text: t('{0} first deviation', formatClock(first)), kind: 'first' });
  }
  for (const { time, remark } of events.filter(({ kind }) => kind === 'change')) {
    const distance = (other: { readonly time: number }): number =>
      Math.abs(xOf(other.time) - xOf(time));
    const near = wanted.find((other) => distance(other) < 3);
    const isTold = wanted.some((other) => other.text.endsWith(cut(remark)) && distance(other) < 60);
    if (near?.kind === 'first') near.text = atChange(near.text);
    else if (!(near || isTold)) {
      wanted.push({ time, text: `${formatClock(time)} ${cut(remark)}`, kind: 'change' });
    }
  }
  return placed(wanted, xOf, width);
}

/** Several changes may stand at the same place of the picture. */
function atChange(text: string): string {
  return text.endsWith(AT_CHANGE) ? text : text + AT_CHANGE;
}

const AT_CHANGE = t(', at a change');

function placed(
  wanted: readonly { readonly time: number; readonly text: string; readonly kind: Label['kind'] }[],
  xOf: (time: number) => number,
  width: number,
): readonly Label[] {
  const taken: { readonly lane: number; readonly from: number; readonly to: number }[] = [];
  return wanted.flatMap(({ time, text: whole, kind }) => {
    const x = xOf(time);
    if (x < 0 || x > width) return [];
    // Where there is little room, the clock alone says more than nothing.
    for (const text of [whole, whole.slice(0, CLOCK)]) {
      const length = text.length * LETTER + 10;
      const isEnd = x + length > width;
      const [from, to] = isEnd ? [x - length, x] : [x, x + length];
      const isFree = (lane: number): boolean =>
        taken.every((one) => one.lane !== lane || one.to < from - 6 || to < one.from - 6);
      const lane = from < 0 ? undefined : lanes.find(isFree);
      if (lane === undefined) continue;
      taken.push({ lane, from, to });
      return [{ x, text, lane, isEnd, kind }];
    }
    return [];
  });
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1).trimEnd()}…` : text;
}

/** Events that would lie upon each other, as one mark. */
export interface Cluster {
  readonly x: number;
  readonly events: readonly TimedEvent[];
}

/** In one row, those nearer than so many pixels to the first of a cluster join it. */
export function clustersOf(
  events: readonly TimedEvent[],
  xOf: (time: number) => number,
  width: number,
  room: number,
): readonly Cluster[] {
  const clusters: { x: number; events: TimedEvent[] }[] = [];
  for (const event of events) {
    const x = xOf(event.time);
    if (x < 0 || x > width) continue;
    const last = clusters.at(-1);
    if (last && x - last.x < room) last.events.push(event);
    else clusters.push({ x, events: [event] });
  }
  return clusters;
}
