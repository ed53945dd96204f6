import type { Baseline } from './baseline.ts';
import type { SeverityNumber } from './severity.ts';

/** Points at one record of one file of the run. */
export interface RecordRef {
  /** Index into the run's files. */
  readonly file: number;
  /** Index into that file's `records`. */
  readonly record: number;
}

/** A kind of message, in Drain's notation: what varies is written `<*>`. */
export interface Template {
  /** Index into `MinedLogs.templates`. */
  readonly id: number;
  readonly text: string;
  /** How many records of the run have it. */
  readonly count: number;
  /** In the order of the run (by time where there are times, else by file and line). */
  readonly first: RecordRef;
  readonly last: RecordRef;
  /** Time of the earliest and latest record that states one. */
  readonly firstSeen: number | undefined;
  readonly lastSeen: number | undefined;
  /** Highest severity any of its records states. */
  readonly severityNumber: SeverityNumber;
  /** Up to three records, spread over its occurrences. */
  readonly exemplars: readonly RecordRef[];
}

/** The logs of a run, mined for templates over all files together. */
export interface MinedLogs {
  readonly templates: readonly Template[];
  /** Template id of each record: `templateIds[file][record]`. */
  readonly templateIds: readonly Uint32Array[];
  readonly signals: readonly Signal[];
  /** Measurements in the messages that changed over the run, strongest first. */
  readonly numbers?: readonly NumberFinding[];
  /** Values of the places in the messages that measure something, and of HTTP statuses; by template. */
  readonly slots?: readonly SlotSummary[];
  readonly statuses?: readonly StatusSummary[];
  /** How its kinds of messages compare with good runs, where some were given. */
  readonly baseline?: Baseline;
}

/**
 * What is remarkable about a template, each kind found by its own method and never blended:
 * - `novel`: appears only late, after a stretch without it;
 * - `burst`: many more in some window than its own baseline;
 * - `silent`: used to come regularly and stopped;
 * - `rare`: among the rarest of the run;
 */
export type SignalKind = 'novel' | 'burst' | 'silent' | 'rare';

export interface Signal {
  readonly kind: SignalKind;
  readonly template: number;
  /** Where it starts to show. */
  readonly onset: RecordRef;
  /** 0..1 within its kind, for ordering only. */
  readonly strength: number;
  /** One sentence with the numbers, e.g. "38 a minute from 10:31:07, 0.2 a minute before". */
  readonly reason: string;
}

/**
 * How the values of one place in one kind of message change over the run:
 * - `step`: another level from some moment on, or up to another moment;
 * - `growth`: it rises (or what is left falls) steadily;
 * - `spikes`: mostly as always, but again and again many times that.
 */
export type NumberKind = 'step' | 'growth' | 'spikes';

/**
 * What is measured: `time` something took; `usage`, of which more is worse (memory in use, a queue);
 * `room`, of which less is worse (free, idle, hit ratio); `count` of anything else.
 */
export type Measure = 'time' | 'usage' | 'room' | 'count';

export interface NumberFinding {
  readonly kind: NumberKind;
  readonly template: number;
  /** The place by its name in the message, e.g. `resident`, `took`, `bytes in use`. */
  readonly slot: string;
  readonly measure: Measure;
  /** Of `before` and `after`; empty where the message names none. */
  readonly unit: 'ms' | 'bytes' | '%' | '';
  /** Median before the change, and after it (at the end for growth, of the outliers for spikes). */
  readonly before: number;
  readonly after: number;
  /** Where the change starts. */
  readonly onset: RecordRef;
  /** Where it is as before again; absent where it stays. */
  readonly until?: RecordRef;
  /** Of growth: it never fell back, and was still going on at the end. */
  readonly isUnbroken?: true;
  /** A record from before, the first that deviates, and the last or worst; ordered by time. */
  readonly exemplars: readonly RecordRef[];
  /** What stands there in each exemplar, e.g. `resident=2.00GiB`, `took 812 ms`. */
  readonly written: readonly string[];
  /** 0..1; from .7 on it is more than healthy systems do. */
  readonly strength: number;
  /** One sentence with the numbers, e.g. "resident grew from 2.0 GiB to 5.9 GiB from 06:01:00 on". */
  readonly reason: string;
}

/** The values of one place in one kind of message, over the run and all its files. */
export interface SlotSummary extends Sampled {
  readonly template: number;
  /** As of a `NumberFinding`. */
  readonly slot: string;
  readonly measure: Measure;
  readonly unit: NumberFinding['unit'];
  readonly min: number;
  readonly median: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** HTTP statuses of one kind of message: shares by class, e.g. `{ '2xx': .97, '5xx': .03 }`. */
export interface StatusSummary extends Sampled {
  readonly template: number;
  readonly shares: Readonly<Record<string, number>>;
}

export interface Sampled {
  /** Values that were read. */
  readonly read: number;
  /** Whether these are only some, evenly spread over the run, so that rare values may be missing. */
  readonly isSample: boolean;
}
