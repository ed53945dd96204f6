import type { Pace } from '../model/pace.ts';

/** Places that a value may have to go back for its run to go on: threads write a little out of order. */
const REACH = 32;

/**
 * The places of `values` in rising order, equal ones as they stand and NaN last; nothing where they
 * rise already. A natural merge sort: stretches that rise, or nearly, are runs, and runs are merged in
 * pairs, so that a few logs one after another are merged in a few passes.
 */
export async function risingOrder(
  values: Float64Array,
  pace: Pace,
): Promise<Uint32Array | undefined> {
  if (isRising(values)) {
    return undefined;
  }
  const keys = values.map((value) => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : value));
  let places = new Uint32Array(keys.length).map((_, i) => i);
  let runs = formRuns(keys, places);
  let spare = new Uint32Array(keys.length);
  while (runs.length > 2) {
    const merged: number[] = [0];
    for (let run = 0; run + 1 < runs.length; run += 2) {
      const from = runs[run] as number;
      const middle = runs[run + 1] as number;
      const end = runs[run + 2] ?? middle;
      merge(keys, places, spare, from, middle, end);
      merged.push(end);
      const wait = pace.step();
      if (wait !== undefined) await wait;
    }
    runs = merged;
    [places, spare] = [spare, places];
  }
  return places;
}

function isRising(values: Float64Array): boolean {
  for (let i = 1; i < values.length; i++) {
    const value = values[i] as number;
    const before = values[i - 1] as number;
    if (value < before || (Number.isNaN(before) && !Number.isNaN(value))) {
      return false;
    }
  }
  return true;
}

/** Sorts what is nearly in order where it stands, and gives where runs start, and the end. */
function formRuns(keys: Float64Array, places: Uint32Array): number[] {
  const starts = [0];
  let start = 0;
  for (let i = 1; i < places.length; i++) {
    const key = keys[i] as number;
    let to = i;
    const lowest = Math.max(start, i - REACH);
    while (to > lowest && (keys[places[to - 1] as number] as number) > key) to--;
    if (to === lowest && to > start && (keys[places[to - 1] as number] as number) > key) {
      start = i;
      starts.push(i);
    } else if (to < i) {
      places.copyWithin(to + 1, to, i);
      places[to] = i;
    }
  }
  starts.push(places.length);
  return starts;
}

/** Of equal ones that of the first run comes first. */
function merge(
  keys: Float64Array,
  from: Uint32Array,
  into: Uint32Array,
  start: number,
  middle: number,
  end: number,
): void {
  let left = start;
  let right = middle;
  for (let to = start; to < end; to++) {
    const isLeft =
      right >= end ||
      (left < middle &&
        (keys[from[left] as number] as number) <= (keys[from[right] as number] as number));
    into[to] = from[isLeft ? left++ : right++] as number;
  }
}
