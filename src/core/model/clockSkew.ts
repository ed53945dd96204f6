/**
 * How far the times of one log are ahead of another's: another clock, another zone, or a steady
 * delay between the two. It is measured and shown; times are never moved by it.
 */
export interface ClockSkew {
  readonly ahead: SkewedLog;
  readonly behind: SkewedLog;
  readonly milliseconds: number;
  /** It may be so much more or less. */
  readonly uncertainty: number;
  /** Ids that stand in both logs, by which it was measured. */
  readonly pairs: number;
}

/** A log with all its files. */
export interface SkewedLog {
  /** Of the newest of its files; for people. */
  readonly name: string;
  readonly uris: readonly string[];
}
