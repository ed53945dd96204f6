import type { LogFile, LogRecords } from '../model/logFile.ts';
import type { Pace } from '../model/pace.ts';
import type { RecordRef } from '../model/template.ts';

/** All records of a run in one row: by time where there are times, else by file and line. */
export interface RunOrder {
  readonly length: number;
  /** File and record at each position. */
  readonly file: Uint32Array;
  readonly record: Uint32Array;
  /**
   * Milliseconds at each position, never falling. A record without a time has that of the record
   * before it in its file; NaN, after all others, where a whole file has none that can be placed.
   */
  readonly time: Float64Array;
}

export function refAt(order: RunOrder, position: number): RecordRef {
  return { file: order.file[position] ?? 0, record: order.record[position] ?? 0 };
}

/**
 * The times of a file's records. Those that count from a start which nobody knows can't be merged with
 * dates of other files: beside such it has none.
 */
function timesOf({ records, missingDate }: LogFile, all: readonly LogFile[]): Times {
  const isPlaced =
    missingDate !== 'start' || all.every((file) => !file.span || file.missingDate === 'start');
  return isPlaced ? (index) => records.timestamp(index) : () => Number.NaN;
}

type Times = (index: number) => number;

/** Linear, and n log n where the files' times interleave. */
export async function orderRecords(files: readonly LogFile[], pace: Pace): Promise<RunOrder> {
  const length = files.reduce((sum, file) => sum + file.records.length, 0);
  const unordered = {
    length,
    file: new Uint32Array(length),
    record: new Uint32Array(length),
    time: new Float64Array(length),
  };
  let position = 0;
  for (const [f, file] of files.entries()) {
    const { records } = file;
    const timeOf = timesOf(file, files);
    let time = firstTime(records, timeOf);
    for (let r = 0; r < records.length; r++) {
      if (r % 1000 === 0) {
        const wait = pace.step();
        if (wait !== undefined) await wait;
      }
      const stated = timeOf(r);
      time = Number.isNaN(stated) ? time : stated;
      unordered.file[position] = f;
      unordered.record[position] = r;
      unordered.time[position] = time;
      position++;
    }
  }
  return isOrdered(unordered.time) ? unordered : sorted(unordered);
}

function firstTime({ length }: LogRecords, timeOf: Times): number {
  for (let i = 0; i < length; i++) {
    const time = timeOf(i);
    if (!Number.isNaN(time)) return time;
  }
  return Number.NaN;
}

function isOrdered(time: Float64Array): boolean {
  for (let i = 1; i < time.length; i++) {
    if (compare(time[i - 1] ?? 0, time[i] ?? 0) > 0) {
      return false;
    }
  }
  return true;
}

/** NaN, i.e. no time, comes last. */
function compare(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) {
    return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  }
  return a - b;
}

function sorted(order: RunOrder): RunOrder {
  const { time } = order;
  const places = new Uint32Array(order.length).map((_, i) => i);
  places.sort((a, b) => compare(time[a] ?? 0, time[b] ?? 0) || a - b);
  return {
    length: order.length,
    file: places.map((place) => order.file[place] ?? 0),
    record: places.map((place) => order.record[place] ?? 0),
    time: new Float64Array(order.length).map((_, i) => time[places[i] ?? 0] ?? Number.NaN),
  };
}
