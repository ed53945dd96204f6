/** A place in code that a line of a log names. */
export interface SourcePlace {
  /** As it is written but for its separators, which are `/`; not yet known to exist. */
  readonly path: string;
  /** 1-based; the column 0 where none is written. */
  readonly line: number;
  readonly column: number;
  /** Where it stands in the text: from the path to the end of its numbers. */
  readonly start: number;
  readonly end: number;
}

/** A statement of a program that writes a message into a log, or raises an error with one. */
export interface LogStatement {
  /** 1-based and inclusive. */
  readonly line: number;
  readonly endLine: number;
  /** The constant parts of its message, in their order; between them stands what varies. */
  readonly parts: readonly string[];
  readonly does: 'prints' | 'raises';
}

/** Lines of the workspace's own source that a line of a log comes from. */
export interface SourceSpot {
  /** Which of the messages or places of the question it answers, by its number. */
  readonly asked: number;
  readonly uri: string;
  /** Path below the folder, with `/`. */
  readonly name: string;
  /** 1-based and inclusive. */
  readonly startLine: number;
  readonly endLine: number;
  /** Those lines with some around them. */
  readonly excerpt: { readonly startLine: number; readonly text: string };
  /** Other places that fit as well, e.g. `src/store.go:42`. */
  readonly others: readonly string[];
  /** Nothing where git was not asked, or knows nothing of the file. */
  readonly history: LineHistory | undefined;
}

/** How lines of a file came to be as they are. */
export interface LineHistory {
  /** Some of them differ from what was committed last. */
  readonly isUncommitted: boolean;
  /** When the branch was committed to last, in milliseconds since the epoch. */
  readonly headTime: number;
  /** Commits that changed these very lines, newest first; the last one may have made them. */
  readonly changes: readonly LineChange[];
}

export interface LineChange {
  /** Whole, in hexadecimal. */
  readonly commit: string;
  readonly author: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly subject: string;
  /** What it did to these lines, as a patch. */
  readonly patch: string;
}

/** Where one record of a log comes from. */
export interface SourceQuestion {
  /** What it says: its message, and perhaps that of an error in it. */
  readonly messages: readonly string[];
  /** What its stack names, the most telling first. */
  readonly places: readonly SourcePlace[];
}

export interface SourceAnswer {
  /** What prints or raises the messages that were found, in their order. */
  readonly statements: readonly (SourceSpot & { readonly does: LogStatement['does'] })[];
  /** The first of the places that the workspace has. */
  readonly frame: SourceSpot | undefined;
}

/** How a piece of source hangs together with a line of a log. */
export interface Origin {
  /** `prints`: its statement writes the line; `raises`: its error is told there; `frame`: the line's stack names it. */
  readonly how: 'prints' | 'raises' | 'frame';
  /** The line that says so, 1-based. */
  readonly log: { readonly uri: string; readonly line: number };
  /** e.g. `src/store.go:42`. */
  readonly place: string;
  readonly others: readonly string[];
  /** The lines of the item that are meant, 1-based and inclusive. */
  readonly focus: readonly { readonly startLine: number; readonly endLine: number }[];
  /** Why it is shown, for people. */
  readonly reason: string;
  /** Of a change: which commit, when, and by whom. */
  readonly change?: Omit<LineChange, 'patch'>;
}
