import type { NumberFinding } from '../model/template.ts';
import { mediansOf } from './medians.ts';
import type { Course } from './onsets.ts';
import type { Series } from './readings.ts';
import { refAt } from './runOrder.ts';
import type { TemplatedRun } from './templatedRun.ts';
import { MIN_VALUES, type Trend, trendOf } from './trends.ts';
import { quantityText } from './wording.ts';

/** What became of a series, if anything that is to be told. */
export function courseOf(run: TemplatedRun, series: Series): Course | undefined {
  const isShort = series.values.length < MIN_VALUES;
  if (isCounter(run, series) || (isShort && series.name.measure !== 'usage')) {
    return undefined;
  }
  const trend = trendOf(series.values);
  return trend && !isImprovement(series, trend) ? { series, trend } : undefined;
}

export function findingOf(
  run: TemplatedRun,
  template: number,
  { series, trend }: Course,
): NumberFinding {
  const { slot, unit, measure } = series.name;
  const places = exemplarsOf(series, trend);
  const refs = places.map((i) => refAt(run.order, series.positions[i] ?? 0));
  const onset = refAt(run.order, series.positions[trend.onset] ?? 0);
  const { kind, before, after, end } = trend;
  const until = end === undefined ? undefined : refAt(run.order, series.positions[end] ?? 0);
  return {
    ...{ kind, template, slot, measure, unit, before, after, onset },
    ...(until && { until }),
    ...(kind === 'growth' && goesOn(series.values) && { isUnbroken: true }),
    exemplars: refs,
    written: places.map((i) => series.written[i] ?? ''),
    strength: strengthOf({ series, trend }),
    reason: reasonOf(run, series, trend),
  };
}

/** Values from which on a growth has a shape, and parts it is cut into. */
const shaped = 24;
const parts = 8;
/** Share of the whole change that a part may fall back by, and that the last two parts gain at least. */
const backwards = 0.04;
const atTheEnd = 0.1;

/**
 * Whether a growth goes on from part to part and up to the end: a heap falls back when it is collected,
 * a cache and a pool end in a plateau, and what is lost for good does neither.
 */
function goesOn(values: readonly number[]): true | undefined {
  const medians = values.length < shaped ? [] : mediansOf(values, parts);
  const change = (medians.at(-1) ?? 0) - (medians[0] ?? 0);
  const isForward = medians
    .slice(1)
    .every(
      (value, i) =>
        (value - (medians[i] ?? 0)) * Math.sign(change) >= -backwards * Math.abs(change),
    );
  const late = ((medians.at(-1) ?? 0) - (medians.at(-3) ?? 0)) * Math.sign(change);
  return medians.length > 0 && isForward && late >= atTheEnd * Math.abs(change) ? true : undefined;
}

/** One from before, the first that clearly deviates, and the last or, of spikes, the worst. */
function exemplarsOf({ values }: Series, trend: Trend): readonly number[] {
  const worst = values.reduce((most, value, i) => (value > (values[most] ?? 0) ? i : most), 0);
  const { kind, onset, end, before, after } = trend;
  const change = after - before;
  const deviating = values.findIndex(
    (value, i) => i >= onset && (value - before) * Math.sign(change) >= Math.abs(change) / 4,
  );
  const first = kind === 'growth' ? 0 : Math.max(0, onset - 1);
  const last = kind === 'spikes' || end !== undefined ? worst : values.length - 1;
  return [...new Set([first, Math.max(onset, deviating), last])].sort((a, b) => a - b);
}

/** Totals, sequences and uptimes rise in good health: they never fall but to start again. */
export function isCounter(run: TemplatedRun, { name, values, positions }: Series): boolean {
  const steps = values.slice(1).map((value, i) => ({ from: values[i] ?? 0, to: value }));
  if (steps.some(({ from, to }) => to < from && to > from / 2)) {
    return false;
  }
  if (name.measure === 'count') {
    return steps.filter(({ from, to }) => to > from).length > values.length / 2;
  }
  const time = run.order.time;
  const passed = (time[positions.at(-1) ?? 0] ?? 0) - (time[positions[0] ?? 0] ?? 0);
  const gained = (values.at(-1) ?? 0) - (values[0] ?? 0);
  return name.measure === 'time' && passed > 0 && Math.abs(gained / passed - 1) < 0.1;
}

function isImprovement({ name }: Series, { kind, before, after }: Trend): boolean {
  const isRising = after > before;
  if (name.measure === 'room') return kind === 'spikes' || isRising;
  return name.measure === 'count' ? kind === 'spikes' : !isRising;
}

/** Milliseconds that nobody waits for in vain. */
const PATIENT = 100;
/** Outliers that come all through a log begin as late as they do no more often than this. */
const CHANCE = 0.05;
/** What is over by itself is told, but healthy systems have it too. */
const MOST_IF_OVER = 0.65;

/** 0..1 */
export function strengthOf({ series, trend }: Course): number {
  return trend.kind === 'spikes' ? spikesStrength(series, trend) : changeStrength(series, trend);
}

function spikesStrength({ name, values }: Series, trend: Trend): number {
  const worst = trend.before * trend.clarity;
  const quiet = trend.onset / values.length;
  const isLate = quiet > 0.1 && (1 - quiet) ** trend.spikes <= CHANCE;
  const isFelt = name.unit !== 'ms' || worst >= 2 * PATIENT;
  const strength =
    0.3 + (trend.clarity >= 15 ? 0.2 : 0) + (isLate ? 0.2 : 0) + (trend.rise >= 0.4 ? 0.25 : 0);
  return isFelt ? strength : Math.min(0.4, strength);
}

function changeStrength({ name, values }: Series, { before, after, clarity, end }: Trend): number {
  const low = Math.max(1e-9, Math.min(before, after));
  const times = Math.max(before, after) / low;
  const strength =
    0.3 +
    0.3 * Math.min(1, Math.log2(times) / 2) +
    0.2 * Math.min(1, clarity / 20) +
    (values.length >= 30 ? 0.15 : 0);
  const isFelt = name.unit !== 'ms' || after >= PATIENT;
  return Math.min(
    isFelt ? 1 : 0.4,
    name.measure === 'count' ? 0.6 : 1,
    end === undefined ? 1 : MOST_IF_OVER,
    strength,
  );
}

function reasonOf(run: TemplatedRun, { name, positions }: Series, trend: Trend): string {
  const { slot, unit } = name;
  const from = momentOf(run, positions[trend.onset]);
  const to = trend.end === undefined ? 'on' : `to ${momentOf(run, positions[trend.end])}`;
  const since = from === undefined ? '' : ` from ${from} ${to}`;
  const [before, after] = [quantityText(trend.before, unit), quantityText(trend.after, unit)];
  switch (trend.kind) {
    case 'spikes':
      return `${slot} is ${before} mostly, and ${after} or so ${trend.spikes} times${since}`;
    case 'step':
      return `${slot} went from ${before} to ${after}${since}`;
    case 'growth':
      return `${slot} ${trend.after > trend.before ? 'grew' : 'fell'} from ${before} to ${after}${since}`;
  }
}

/** `10:31:07`; nothing where the log states no time. */
function momentOf({ order }: TemplatedRun, position = 0): string | undefined {
  const time = order.time[position];
  return time === undefined || Number.isNaN(time)
    ? undefined
    : new Date(time).toISOString().slice(11, 19);
}
