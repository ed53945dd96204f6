import type { Pace } from '../model/pace.ts';
import { httpStatusOf } from './httpStatus.ts';
import { type Measurement, measurementsOf } from './measurements.ts';
import { fileAt, type RunOrder, refAt } from './runOrder.ts';
import type { TemplatedRun } from './templatedRun.ts';
import { FEWEST } from './trends.ts';

/** One kind of message in one log. Machines write alike of different things: logs are kept apart. */
export interface Kind {
  readonly template: number;
  /** In run order. */
  readonly positions: Uint32Array;
}

/** What was read of a kind so far: some of its messages, by their ordinal. */
export interface Readings {
  readonly kind: Kind;
  readonly byOrdinal: Map<number, Reading>;
  /** The series of so many messages, until more are read. */
  known?: { readonly messages: number; readonly series: readonly Series[] };
}

export interface Reading {
  readonly measurements: readonly Measurement[];
  /** The HTTP status it states. */
  readonly status: number | undefined;
}

/** The values of one place in one kind of message, in the order in which they were written. */
export interface Series {
  readonly name: Pick<Measurement, 'slot' | 'unit' | 'measure'>;
  readonly values: number[];
  readonly ordinals: number[];
  readonly positions: number[];
  readonly written: string[];
}

/** Kinds of messages that come often enough for a series, most frequent first. */
export function kindsOf({ streams, occurrences, order }: TemplatedRun): readonly Kind[] {
  const isOneLog = new Set(streams).size === 1;
  const kinds: Kind[] = [];
  for (let template = 0; template < occurrences.templates; template++) {
    const positions = occurrences.of(template);
    if (positions.length < FEWEST) continue;
    if (isOneLog) kinds.push({ template, positions });
    else kinds.push(...byLog(template, positions, order, streams));
  }
  return kinds.sort((a, b) => b.positions.length - a.positions.length || a.template - b.template);
}

function byLog(
  template: number,
  positions: Uint32Array,
  order: RunOrder,
  streams: readonly number[],
): readonly Kind[] {
  const files = streams.length;
  const ends = new Uint32Array(files + 1);
  for (const position of positions) {
    const place = (streams[fileAt(order, position)] as number) + 1;
    ends[place] = (ends[place] as number) + 1;
  }
  for (let file = 0; file < files; file++) {
    ends[file + 1] = (ends[file + 1] as number) + (ends[file] as number);
  }
  const next = ends.slice();
  const sorted = new Uint32Array(positions.length);
  for (const position of positions) {
    const file = streams[fileAt(order, position)] as number;
    const place = next[file] as number;
    sorted[place] = position;
    next[file] = place + 1;
  }
  const kinds: Kind[] = [];
  for (let file = 0; file < files; file++) {
    const own = sorted.subarray(ends[file], ends[file + 1]);
    if (own.length >= FEWEST) kinds.push({ template, positions: own });
  }
  return kinds;
}

/** Reads up to `most` of the messages from ordinal `from` to `to`, exclusive, evenly spread. */
export async function readEvenly(
  run: TemplatedRun,
  { kind, byOrdinal }: Readings,
  most: number,
  pace: Pace,
  from = 0,
  to = kind.positions.length,
): Promise<void> {
  const count = Math.min(most, to - from);
  for (let i = 0; i < count; i++) {
    const ordinal = from + Math.floor((i * (to - from)) / count);
    if (byOrdinal.has(ordinal)) continue;
    const wait = byOrdinal.size % 100 === 0 ? pace.step() : undefined;
    if (wait !== undefined) await wait;
    byOrdinal.set(ordinal, measuredAt(run, kind, ordinal));
  }
}

function measuredAt({ files, order }: TemplatedRun, { positions }: Kind, ordinal: number): Reading {
  const { file, record } = refAt(order, positions[ordinal] ?? 0);
  const records = files[file]?.records;
  const read = records?.glance ? records.glance(record) : records?.at(record);
  return read ? { measurements: measurementsOf(read), status: httpStatusOf(read) } : nothing;
}

const nothing: Reading = { measurements: [], status: undefined };

/** The series of what was read; a place that few messages have makes none. */
export function seriesOf(readings: Readings): readonly Series[] {
  const messages = readings.byOrdinal.size;
  if (readings.known?.messages !== messages) {
    readings.known = { messages, series: readSeries(readings) };
  }
  return readings.known.series;
}

function readSeries({ kind, byOrdinal }: Readings): readonly Series[] {
  const all = new Map<string, Series[]>();
  for (const ordinal of Uint32Array.from(byOrdinal.keys()).sort()) {
    for (const measurement of byOrdinal.get(ordinal)?.measurements ?? []) {
      const series = seriesFor(all, measurement);
      series.values.push(measurement.value);
      series.ordinals.push(ordinal);
      series.positions.push(kind.positions[ordinal] ?? 0);
      series.written.push(measurement.written);
    }
  }
  return [...all.values()].flat().filter(({ values }) => values.length >= FEWEST);
}

/** A size that is written `93 B` here and `4` there is one place only where the units agree. */
function seriesFor(all: Map<string, Series[]>, measurement: Measurement): Series {
  const { slot, unit } = measurement;
  const alike = all.get(slot) ?? [];
  if (alike.length === 0) all.set(slot, alike);
  let series = alike.find(({ name }) => name.unit === unit);
  if (!series) {
    series = { name: measurement, values: [], ordinals: [], positions: [], written: [] };
    alike.push(series);
  }
  return series;
}
