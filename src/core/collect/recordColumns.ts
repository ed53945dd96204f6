import type { SeverityNumber } from '../model/severity.ts';

/**
 * What is kept of each record, in columns: mostly 11 bytes. They grow by chunks, so that nothing is
 * copied and no memory stands ready for records that never come.
 */
export interface RecordColumns {
  readonly length: number;
  push(startLine: number, time: number, severity: SeverityNumber, skeleton: number): void;
  startLine(index: number): number;
  /** Milliseconds, NaN for none. */
  time(index: number): number;
  severity(index: number): SeverityNumber;
  skeleton(index: number): number;
}

const SHIFT = 14;
const RECORDS = 1 << SHIFT;

interface Chunk {
  readonly lines: Uint32Array;
  readonly severities: Uint8Array;
  /** Milliseconds after `base`; `NO_TIME` for none. The whole times where one does not fit. */
  times: Int32Array | Float64Array;
  base: number;
  skeletons: Uint16Array | Uint32Array;
}

const NO_TIME = -0x80000000;
const FARTHEST = 0x7fffffff;
const MOST_SMALL = 0xffff;

export function createRecordColumns(): RecordColumns {
  const chunks: Chunk[] = [];
  let length = 0;
  const chunkOf = (index: number): Chunk | undefined =>
    index >= 0 && index < length ? chunks[index >> SHIFT] : undefined;
  return {
    get length() {
      return length;
    },
    push(startLine, time, severity, skeleton) {
      const place = length & (RECORDS - 1);
      if (place === 0) chunks.push(emptyChunk());
      const chunk = chunks[chunks.length - 1] as Chunk;
      chunk.lines[place] = startLine;
      chunk.severities[place] = severity;
      putTime(chunk, place, time);
      if (skeleton > MOST_SMALL && chunk.skeletons instanceof Uint16Array) {
        chunk.skeletons = Uint32Array.from(chunk.skeletons);
      }
      chunk.skeletons[place] = skeleton;
      length++;
    },
    startLine: (index) => chunkOf(index)?.lines[index & (RECORDS - 1)] ?? 0,
    time(index) {
      const chunk = chunkOf(index);
      return chunk ? timeIn(chunk, index & (RECORDS - 1)) : Number.NaN;
    },
    severity: (index) => chunkOf(index)?.severities[index & (RECORDS - 1)] ?? 0,
    skeleton: (index) => chunkOf(index)?.skeletons[index & (RECORDS - 1)] ?? 0,
  };
}

function emptyChunk(): Chunk {
  return {
    lines: new Uint32Array(RECORDS),
    severities: new Uint8Array(RECORDS),
    times: new Int32Array(RECORDS),
    base: Number.NaN,
    skeletons: new Uint16Array(RECORDS),
  };
}

function putTime(chunk: Chunk, place: number, time: number): void {
  if (chunk.times instanceof Float64Array) {
    chunk.times[place] = time;
    return;
  }
  if (Number.isNaN(time)) {
    chunk.times[place] = NO_TIME;
    return;
  }
  if (Number.isNaN(chunk.base)) chunk.base = time;
  const delta = time - chunk.base;
  if (Number.isInteger(delta) && Math.abs(delta) <= FARTHEST) {
    chunk.times[place] = delta;
  } else {
    chunk.times = Float64Array.from(chunk.times, (_, i) => timeIn(chunk, i));
    chunk.times[place] = time;
  }
}

function timeIn({ times, base }: Chunk, place: number): number {
  const time = times[place] as number;
  if (times instanceof Float64Array) {
    return time;
  }
  return time === NO_TIME ? Number.NaN : base + time;
}
