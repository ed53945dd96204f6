import type { Pace } from '../model/pace.ts';
import type { RecordRef } from '../model/template.ts';
import { risingOrder } from './risingOrder.ts';

/** All records of a run in one row: by time where there are times, else by file and line. */
export interface RunOrder {
  readonly length: number;
  /** Where the records of each file begin, in the order of the files; last their number. */
  readonly starts: Uint32Array;
  /** Which record of all, in the order of the files, is at each position; absent where that is the row. */
  readonly places: Uint32Array | undefined;
  /**
   * Milliseconds at each position, never falling. A record without a time has that of the record
   * before it in its file; NaN, after all others, where a whole file has none that can be placed.
   */
  readonly time: Float64Array;
  /** SeverityNumber at each position. */
  readonly severity: Uint8Array;
  /** Template at each position. */
  readonly template: Uint32Array;
}

export function refAt({ starts, places }: RunOrder, position: number): RecordRef {
  const place = places ? (places[position] ?? 0) : position;
  const file = fileOf(starts, place);
  return { file, record: place - (starts[file] ?? 0) };
}

export function fileAt({ starts, places }: RunOrder, position: number): number {
  return fileOf(starts, places ? (places[position] ?? 0) : position);
}

function fileOf(starts: Uint32Array, place: number): number {
  let low = 0;
  let high = starts.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Room for the records of files of these lengths. */
export function emptyOrder(lengths: readonly number[]): RunOrder {
  const starts = new Uint32Array(lengths.length + 1);
  for (const [file, length] of lengths.entries()) {
    starts[file + 1] = (starts[file] as number) + length;
  }
  const length = starts[lengths.length] ?? 0;
  return {
    length,
    starts,
    places: undefined,
    time: new Float64Array(length),
    severity: new Uint8Array(length),
    template: new Uint32Array(length),
  };
}

/** Linear where the records of each file are nearly in order, n log n at most. */
export async function byTime(order: RunOrder, pace: Pace): Promise<RunOrder> {
  const places = await risingOrder(order.time, pace);
  return places ? sorted(order, places) : order;
}

function sorted({ length, starts, ...given }: RunOrder, places: Uint32Array): RunOrder {
  const time = new Float64Array(length);
  const severity = new Uint8Array(length);
  const template = new Uint32Array(length);
  for (let i = 0; i < length; i++) {
    const place = places[i] as number;
    time[i] = given.time[place] as number;
    severity[i] = given.severity[place] as number;
    template[i] = given.template[place] as number;
  }
  return { length, starts, places, time, severity, template };
}
