import type { SourceView } from '../../source/sourceView.ts';

/** A file before or after a change. */
export interface FileSide {
  readonly path: string;
  readonly text: string;
  readonly view: SourceView;
  /** Only parts of the file are known. */
  readonly isExcerpt: boolean;
}

/** Something that a constraint forbids, or that lacks what it requires. */
export interface Occurrence {
  /** The same before and after a change means that it was there before. */
  readonly key: string;
  /** 1-based. */
  readonly line: number;
  /** A clause about it, e.g. `src/a.ts imports npm:request`. */
  readonly what: string;
  /** It may be harmless, so it is a warning at most. */
  readonly isWeak?: true;
}

export interface Finder {
  /** Where it stands on some lines of a file, 1-based. */
  inFile(side: FileSide, lines: ReadonlySet<number>): readonly Occurrence[];
  inCommand?(text: string): readonly Omit<Occurrence, 'line'>[];
  /** What a change makes wrong may stand on a line that it leaves alone. */
  readonly isOfWholeFile?: true;
}

/** Longer lines are data or made by a machine. */
const LONGEST_LINE = 2_000;

export function eachLine(
  lines: readonly string[],
  wanted: ReadonlySet<number>,
): readonly { readonly text: string; readonly line: number }[] {
  return [...wanted].flatMap((line) => {
    const text = lines[line - 1] ?? '';
    return text.trim() === '' || text.length > LONGEST_LINE ? [] : [{ text, line }];
  });
}
