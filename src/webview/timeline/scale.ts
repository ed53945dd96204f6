import { formatClock, formatDate, formatMinute } from '../format.ts';
import type { Timeline } from '../model.ts';

/** A stretch of time, in milliseconds since the epoch. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export type Bucket = Timeline['buckets'][number];

/** What is drawn of a timeline: its buckets added up to bars that fit the room there is. */
export interface Bars {
  readonly start: number;
  /** Milliseconds a bar. */
  readonly step: number;
  readonly bars: readonly Bucket[];
  /** Records of the highest bar. */
  readonly most: number;
  /** Heights are square roots, as one bar would leave nothing of the others to see. */
  readonly isRoot: boolean;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Lengths of time that people name. */
const roundSteps = [
  ...[1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500],
  ...[1, 2, 5, 10, 15, 30].map((n) => n * second),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * minute),
  ...[1, 2, 3, 6, 12].map((n) => n * hour),
  ...[1, 2, 7, 14, 30, 90, 365].map((n) => n * day),
];

/** Pixels a bar takes at least. */
const LEAST_BAR = 7;
/** Buckets that the closest look still shows. */
const CLOSEST = 12;

export function wholeOf({ start, step, buckets }: Timeline): Span {
  return { from: start, to: start + step * buckets.length };
}

export function barsOf(timeline: Timeline, span: Span, width: number): Bars {
  const room = Math.max(24, Math.floor(width / LEAST_BAR));
  const wanted = Math.max((span.to - span.from) / room, timeline.step);
  const isFit = (step: number): boolean => step >= wanted && step % timeline.step === 0;
  const step = roundSteps.find(isFit) ?? Math.ceil(wanted / timeline.step) * timeline.step;
  const start = Math.floor(span.from / step) * step;
  const count = Math.max(1, Math.ceil((span.to - start) / step));
  const bars = Array.from({ length: count }, (_, index) =>
    added(timeline, start + index * step, step),
  );
  const totals = bars.map(totalOf);
  const most = Math.max(1, ...totals);
  return { start, step, bars, most, isRoot: most > DOMINANT * usual(totals) };
}

/** So many times the usual height leaves a bar of four pixels to the others. */
const DOMINANT = 20;

/** What three of four bars that have something stay below. */
function usual(totals: readonly number[]): number {
  const filled = totals.filter((total) => total > 0).sort((a, b) => a - b);
  return filled[Math.floor(filled.length * 0.75)] ?? 1;
}

/** Height of a part of a bar, 0..1 of the highest; parts share the height of their bar as their counts do. */
export function heightOf({ most, isRoot }: Bars, count: number, total: number): number {
  return isRoot ? (count / total) * Math.sqrt(total / most) : count / most;
}

export function totalOf({ info, warn, error }: Bucket): number {
  return info + warn + error;
}

/** Records of some time; only of whole buckets, which are never cut. */
export function added({ start, step, buckets }: Timeline, from: number, length: number): Bucket {
  const first = Math.max(0, Math.round((from - start) / step));
  const end = Math.max(0, Math.round((from + length - start) / step));
  const sum = { info: 0, warn: 0, error: 0 };
  for (const bucket of buckets.slice(first, end)) {
    sum.info += bucket.info;
    sum.warn += bucket.warn;
    sum.error += bucket.error;
  }
  return sum;
}

/** The time that the bars cover. */
export function shownSpan({ start, step, bars }: Bars): Span {
  return { from: start, to: start + step * bars.length };
}

/** Half or twice the span around a moment, as far as there is something to see. */
export function zoomed(timeline: Timeline, span: Span, at: number, factor: number): Span {
  const whole = wholeOf(timeline);
  const least = Math.min(timeline.step * CLOSEST, whole.to - whole.from);
  const length = Math.min(whole.to - whole.from, Math.max(least, (span.to - span.from) * factor));
  const from = Math.min(Math.max(whole.from, at - length / 2), whole.to - length);
  return { from, to: from + length };
}

export interface Tick {
  readonly time: number;
  readonly label: string;
}

/** Round times, about one every ninety pixels. */
export function ticksOf(bars: Bars, width: number): readonly Tick[] {
  const { from, to } = shownSpan(bars);
  const most = Math.max(2, Math.floor(width / 90));
  const size = roundSteps.find((step) => (to - from) / step <= most) ?? to - from;
  const label = size < minute ? formatClock : size < day ? formatMinute : formatDate;
  const ticks: Tick[] = [];
  for (let time = Math.ceil(from / size) * size; time <= to; time += size) {
    ticks.push({ time, label: label(time) });
  }
  return ticks;
}
