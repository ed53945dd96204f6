import type { NumberFinding } from './template.ts';

/** How a kind of message of a run compares with runs that went well. */
export type Standing =
  /** No good run has it. */
  | 'new'
  /** Good runs have it, about as often. */
  | 'known'
  | 'more'
  | 'fewer'
  /** They have it with another version, or with a count where this run has none. */
  | 'changed';

/** A run beside runs of the same kind that went well. */
export interface Baseline {
  /** Names of the good logs, for people. */
  readonly names: readonly string[];
  /** Why it is thought to have gone well, where nobody said so: then it weighs less. */
  readonly found?: string;
  /** By template of the run. */
  readonly standings: readonly Standing[];
  /** How often each template would have come by the good runs; 0 of what is new. */
  readonly expected: readonly number[];
  /** What the value was in the good runs, by template: of those that are `changed`. */
  readonly values: ReadonlyMap<number, ChangedValue>;
  /** Measurements that usually are another here, from the first line on. */
  readonly numbers: readonly NumberFinding[];
  /** What good runs write and this one does not, in their order. */
  readonly gone: readonly GoneKind[];
}

export interface ChangedValue {
  readonly was: string;
  readonly is: string;
}

/** A kind of message that only the good runs have. */
export interface GoneKind {
  /** The message as it first stands there. */
  readonly text: string;
  /** How often it would have come. */
  readonly expected: number;
  /** Whether it comes in good runs before the last thing that both have. */
  readonly isSkipped: boolean;
}
