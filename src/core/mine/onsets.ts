import type { Pace } from '../model/pace.ts';
import { edgeOf } from './levelShift.ts';
import { type Readings, readEvenly, type Series, seriesOf } from './readings.ts';
import type { TemplatedRun } from './templatedRun.ts';
import type { Trend } from './trends.ts';

/** A series with what became of it. */
export interface Course {
  readonly series: Series;
  readonly trend: Trend;
}

/** Messages read in a round, and values on each side of the moment in which it is sought. */
const ROUND = 48;
const AROUND = 4;
const MAX_ROUNDS = 8;

/**
 * Where only every so many messages were read, those around a step are read until it is known with
 * which message it begins: each round narrows the stretch by some six times.
 */
export async function sharpenStep(
  run: TemplatedRun,
  readings: Readings,
  course: Course,
  pace: Pace,
): Promise<Course> {
  if (course.trend.kind !== 'step') {
    return course;
  }
  const { before, after, end } = course.trend;
  const begun = await sharpen(
    run,
    readings,
    course.series,
    { at: course.trend.onset, before, after },
    pace,
  );
  if (end === undefined) {
    return { series: begun.series, trend: { ...course.trend, onset: begun.at } };
  }
  const moved = indexOf(begun.series, course.series.ordinals[end]);
  const over = { at: moved, before: after, after: before };
  const ended = await sharpen(run, readings, begun.series, over, pace);
  const onset = indexOf(ended.series, begun.series.ordinals[begun.at]);
  return { series: ended.series, trend: { ...course.trend, onset, end: ended.at } };
}

/** A moment at which values go from a level to another, as an index of the first of the new one. */
interface Edge {
  readonly at: number;
  readonly before: number;
  readonly after: number;
}

async function sharpen(
  run: TemplatedRun,
  readings: Readings,
  known: Series,
  { at, before, after }: Edge,
  pace: Pace,
): Promise<{ readonly series: Series; readonly at: number }> {
  let series = known;
  let edge = at;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const first = Math.max(0, edge - AROUND);
    const last = Math.min(series.ordinals.length - 1, edge + AROUND - 1);
    const from = series.ordinals[first] ?? 0;
    const to = (series.ordinals[last] ?? 0) + 1;
    const narrow = to - from <= 2 * AROUND;
    await readEvenly(run, readings, ROUND, pace, from, to);
    // Another place of the same messages may have had them read before.
    series = seriesOf(readings).find(({ name }) => isSame(name, known.name)) ?? series;
    const stretch = { from: indexOf(series, from), to: indexOf(series, to) };
    edge = edgeOf(series.values, stretch, { before, after });
    if (narrow) break;
  }
  return { series, at: edge };
}

const isSame = (one: Series['name'], other: Series['name']): boolean =>
  one.slot === other.slot && one.unit === other.unit;

/** Index of the first value of an ordinal, or of the next one that has any. */
function indexOf({ ordinals }: Series, ordinal = 0): number {
  const index = ordinals.findIndex((one) => one >= ordinal);
  return index < 0 ? ordinals.length : index;
}
