import type { Pace } from '../model/pace.ts';
import type { RecordRef } from '../model/template.ts';
import { risingOrder } from './risingOrder.ts';

/** All records of a run in one row: by time where there are times, else by file and line. */
export interface RunOrder {
  readonly length: number;
  /** File and record at each position. */
  readonly file: Uint16Array | Uint32Array;
  readonly record: Uint32Array;
  /**
   * Milliseconds at each position, never falling. A record without a time has that of the record
   * before it in its file; NaN, after all others, where a whole file has none.
   */
  readonly time: Float64Array;
  /** SeverityNumber at each position. */
  readonly severity: Uint8Array;
  /** Template at each position. */
  readonly template: Uint32Array;
}

export function refAt(order: RunOrder, position: number): RecordRef {
  return { file: order.file[position] ?? 0, record: order.record[position] ?? 0 };
}

/** Records in the order of their files, which a pass over each file fills. */
export function emptyOrder(files: number, length: number): RunOrder {
  return {
    length,
    file: files <= 0x10000 ? new Uint16Array(length) : new Uint32Array(length),
    record: new Uint32Array(length),
    time: new Float64Array(length),
    severity: new Uint8Array(length),
    template: new Uint32Array(length),
  };
}

/** Linear where the records of each file are nearly in order, n log n at most. */
export async function byTime(order: RunOrder, pace: Pace): Promise<RunOrder> {
  const places = await risingOrder(order.time, pace);
  if (places === undefined) {
    return order;
  }
  const sorted = emptyOrder(order.file instanceof Uint16Array ? 1 : 0x10001, order.length);
  for (let i = 0; i < order.length; i++) {
    const place = places[i] as number;
    sorted.file[i] = order.file[place] as number;
    sorted.record[i] = order.record[place] as number;
    sorted.time[i] = order.time[place] as number;
    sorted.severity[i] = order.severity[place] as number;
    sorted.template[i] = order.template[place] as number;
  }
  return sorted;
}
