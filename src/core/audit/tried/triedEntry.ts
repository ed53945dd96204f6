/** Something that the team has tried, of `.whytrace/tried.yaml`. */
export interface TriedEntry {
  readonly action: string;
  readonly target: string;
  readonly result: string;
  /** A day, e.g. `2026-11-02`. */
  readonly when: string | undefined;
  readonly note: string | undefined;
  /** 1-based, where the entry begins. */
  readonly line: number;
}
