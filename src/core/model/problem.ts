/** Something about the input that a user may want to know and that did not stop the run. */
export interface Problem {
  /** Stable, for tests and for filtering, e.g. `invalidUtf8`. */
  readonly code: string;
  /** One sentence for people: what was met and what was done about it. */
  readonly message: string;
  /** Name of the file, where the problem belongs to one. */
  readonly file?: string;
  /** 1-based, as the editor counts. */
  readonly line?: number;
}
