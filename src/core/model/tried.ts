/** Something that was tried already, and what came of it. */
export interface TriedEntry {
  readonly action: string;
  readonly target: string;
  readonly result: string;
  /** A day, e.g. `2026-11-02`. */
  readonly when: string | undefined;
  readonly note: string | undefined;
  /** Where it is written: the team's list, the user's own one, or a log of commits; as people call it. */
  readonly file: string;
  /** 1-based, where the entry begins. */
  readonly line: number;
}

/** A list of what was tried that does not lie in the workspace, as its owner keeps it. */
export interface TriedList {
  /** For people, e.g. `your own list`. */
  readonly name: string;
  /** As `.whytrace/tried.yaml`; of commits as `git log` prints them. */
  readonly kind: 'entries' | 'commits';
  readonly text: string;
}
