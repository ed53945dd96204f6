import type { LogFile, LogRecords, TimeSpan } from './model/logFile.ts';

/** What the overview counts along: time where the log has times, else its records. */
export interface OverviewClock {
  readonly isTimed: boolean;
  /** Milliseconds since the epoch, or indexes of records. */
  readonly from: number;
  readonly to: number;
  /** Where the last tenth begins. */
  readonly nowFrom: number;
  /** The moment of a record, that of the record before it where it states none. */
  at(record: number, before: number): number;
  /** In which of equal parts a moment lies. */
  partAt(moment: number, parts: number): number;
  /** Records a minute, or in a hundred records. */
  rate(count: number, from: number, to: number): number;
}

export function overviewClock({ records, span }: LogFile): OverviewClock {
  const usual = span && span.from < span.to ? withoutStrays(records, span) : undefined;
  const { from, to } = usual ?? { from: 0, to: records.length };
  const unit = usual ? 60_000 : 100;
  return {
    isTimed: usual !== undefined,
    from,
    to,
    nowFrom: to - (to - from) / 10,
    at(record, before) {
      const moment = usual ? records.timestamp(record) : record;
      return Number.isNaN(moment) ? before : moment;
    },
    partAt(moment, parts) {
      const part = Math.floor((parts * (moment - from)) / (to - from));
      return Math.min(parts - 1, Math.max(0, part));
    },
    rate: (count, start, end) => (end > start ? (count * unit) / (end - start) : 0),
  };
}

/** Records whose times tell what is usual. */
const SAMPLE = 2000;
/** A stray lies this many times the length of the rest away from it. */
const STRAY = 5;
/** In a hundred, how many may be strays. */
const FEW = 0.01;

/**
 * The span of a log but for a few records of a wrong clock, say of 1970 before the time was set:
 * they would squeeze all others into one bar.
 */
function withoutStrays(records: LogRecords, { from, to }: TimeSpan): TimeSpan {
  const every = Math.max(1, Math.floor(records.length / SAMPLE));
  const times: number[] = [];
  for (let i = 0; i < records.length; i += every) {
    const time = records.timestamp(i);
    if (!Number.isNaN(time)) times.push(time);
  }
  times.sort((a, b) => a - b);
  const few = Math.floor(times.length * FEW);
  const first = times[few] ?? from;
  const last = times[times.length - 1 - few] ?? to;
  const reach = (last - first) * STRAY;
  const usual = {
    from: first - from > reach ? first : from,
    to: to - last > reach ? last : to,
  };
  return usual.from < usual.to ? usual : { from, to };
}
