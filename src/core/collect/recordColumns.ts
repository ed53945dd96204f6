import type { CopiedColumns } from '../model/logFile.ts';
import type { SeverityNumber } from '../model/severity.ts';

/** What is kept of each record, by its place. */
export interface RecordColumns {
  readonly length: number;
  startLine(index: number): number;
  /** Milliseconds, NaN for none. */
  time(index: number): number;
  severity(index: number): SeverityNumber;
  skeleton(index: number): number;
  /** Columns of the records from `from` on, as many as there is room for. */
  copy(from: number, into: CopiedColumns): void;
}

/**
 * Columns that grow: mostly 11 bytes a record. They do so by chunks, so that nothing is copied and
 * no memory stands ready for records that never come.
 */
export interface GrowingColumns extends RecordColumns {
  push(startLine: number, time: number, severity: SeverityNumber, skeleton: number): void;
  /**
   * Adds records of a log's part that was read apart.
   * @param lines added to their lines.
   * @param numbers what their skeletons are called here.
   */
  append(part: PartColumns, lines: number, numbers: Uint32Array): void;
  /** Drops the records after so many. */
  truncate(length: number): void;
  /**
   * What there is now, for another thread. Records after the first `settled` may still change here,
   * and stay as they are there.
   */
  data(settled: number): ColumnsData;
}

/** Columns as plain data, whose memory threads share. */
export interface ColumnsData {
  readonly length: number;
  readonly chunks: readonly Readonly<Chunk>[];
}

/** Records `from` to `to`, exclusive, of columns. */
export interface PartColumns {
  readonly records: ColumnsData;
  readonly from: number;
  readonly to: number;
}

const SHIFT = 14;
const RECORDS = 1 << SHIFT;

interface Chunk {
  lines: Uint32Array;
  severities: Uint8Array;
  /** Milliseconds after `base`; `NO_TIME` for none. The whole times where one does not fit. */
  times: Int32Array | Float64Array;
  base: number;
  skeletons: Uint16Array | Uint32Array;
}

const NO_TIME = -0x80000000;
const FARTHEST = 0x7fffffff;
const MOST_SMALL = 0xffff;

/** @param length how many of the records in the chunks there are. */
function reading(chunks: readonly Readonly<Chunk>[], length: () => number): RecordColumns {
  const chunkOf = (index: number): Readonly<Chunk> | undefined =>
    index >= 0 && index < length() ? chunks[index >> SHIFT] : undefined;
  return {
    get length() {
      return length();
    },
    startLine: (index) => chunkOf(index)?.lines[index & (RECORDS - 1)] ?? 0,
    time(index) {
      const chunk = chunkOf(index);
      return chunk ? timeIn(chunk, index & (RECORDS - 1)) : Number.NaN;
    },
    severity: (index) => chunkOf(index)?.severities[index & (RECORDS - 1)] ?? 0,
    skeleton: (index) => chunkOf(index)?.skeletons[index & (RECORDS - 1)] ?? 0,
    copy(from, into) {
      const end = Math.min(length(), from + into.timestamps.length);
      for (let index = from; index < end; ) {
        const chunk = chunks[index >> SHIFT] as Chunk;
        const place = index & (RECORDS - 1);
        const count = Math.min(RECORDS - place, end - index);
        copyChunk(chunk, place, count, into, index - from);
        index += count;
      }
    },
  };
}

function copyChunk(
  chunk: Readonly<Chunk>,
  place: number,
  count: number,
  { timestamps, severityNumbers, skeletons }: CopiedColumns,
  at: number,
): void {
  severityNumbers.set(chunk.severities.subarray(place, place + count), at);
  skeletons.set(chunk.skeletons.subarray(place, place + count), at);
  if (chunk.times instanceof Float64Array) {
    timestamps.set(chunk.times.subarray(place, place + count), at);
    return;
  }
  const { times, base } = chunk;
  for (let i = 0; i < count; i++) {
    const time = times[place + i] as number;
    timestamps[at + i] = time === NO_TIME ? Number.NaN : base + time;
  }
}

export function columnsOf({ chunks, length }: ColumnsData): RecordColumns {
  return reading(chunks, () => length);
}

/** The skeletons of some records, each once, as they come. */
export function skeletonsOf({ records, from, to }: PartColumns): readonly number[] {
  const found = new Set<number>();
  let last = -1;
  for (let index = from; index < to; index++) {
    const { skeletons } = records.chunks[index >> SHIFT] as Chunk;
    const skeleton = skeletons[index & (RECORDS - 1)] as number;
    // Most records are like one shortly before; those of one kind come in runs.
    if (skeleton !== last) found.add(skeleton);
    last = skeleton;
  }
  return [...found];
}

export function createRecordColumns(): GrowingColumns {
  const chunks: Chunk[] = [];
  let length = 0;
  const { startLine, time, severity, skeleton, copy } = reading(chunks, () => length);
  return {
    get length() {
      return length;
    },
    startLine,
    time,
    severity,
    skeleton,
    copy,
    push(startLine, time, severity, skeleton) {
      const place = length & (RECORDS - 1);
      if (place === 0) chunks.push(emptyChunk());
      const chunk = chunks[chunks.length - 1] as Chunk;
      chunk.lines[place] = startLine;
      chunk.severities[place] = severity;
      putTime(chunk, place, time);
      if (skeleton > MOST_SMALL) widen(chunk);
      chunk.skeletons[place] = skeleton;
      length++;
    },
    append({ records, from, to }, lines, numbers) {
      const isWide = numbers.some((number) => number > MOST_SMALL);
      for (let index = from; index < to; ) {
        const source = records.chunks[index >> SHIFT] as Chunk;
        const place = length & (RECORDS - 1);
        if (place === 0) chunks.push(emptyChunk());
        const chunk = chunks[chunks.length - 1] as Chunk;
        if (isWide) widen(chunk);
        const start = index & (RECORDS - 1);
        const count = Math.min(RECORDS - start, RECORDS - place, to - index);
        chunk.severities.set(source.severities.subarray(start, start + count), place);
        for (let i = 0; i < count; i++) {
          chunk.lines[place + i] = (source.lines[start + i] as number) + lines;
          chunk.skeletons[place + i] = numbers[source.skeletons[start + i] as number] as number;
          putTime(chunk, place + i, timeIn(source, start + i));
        }
        index += count;
        length += count;
      }
    },
    truncate(to) {
      length = to;
      chunks.length = Math.ceil(to / RECORDS);
    },
    data(settled) {
      const whole = settled >> SHIFT;
      return {
        length,
        chunks: chunks.map((chunk, i) => (i < whole ? { ...chunk } : copyOf(chunk))),
      };
    },
  };
}

function widen(chunk: Chunk): void {
  if (chunk.skeletons instanceof Uint16Array) {
    const wide = new Uint32Array(new SharedArrayBuffer(RECORDS * 4));
    wide.set(chunk.skeletons);
    chunk.skeletons = wide;
  }
}

function emptyChunk(): Chunk {
  return {
    lines: new Uint32Array(new SharedArrayBuffer(RECORDS * 4)),
    severities: new Uint8Array(new SharedArrayBuffer(RECORDS)),
    times: new Int32Array(new SharedArrayBuffer(RECORDS * 4)),
    base: Number.NaN,
    skeletons: new Uint16Array(new SharedArrayBuffer(RECORDS * 2)),
  };
}

function copyOf({ lines, severities, times, base, skeletons }: Chunk): Chunk {
  return {
    lines: lines.slice(),
    severities: severities.slice(),
    times: times.slice(),
    base,
    skeletons: skeletons.slice(),
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
    return;
  }
  const whole = new Float64Array(new SharedArrayBuffer(RECORDS * 8));
  for (let i = 0; i < place; i++) whole[i] = timeIn(chunk, i);
  whole[place] = time;
  chunk.times = whole;
}

function timeIn({ times, base }: Readonly<Chunk>, place: number): number {
  const time = times[place] as number;
  if (times instanceof Float64Array) {
    return time;
  }
  return time === NO_TIME ? Number.NaN : base + time;
}
