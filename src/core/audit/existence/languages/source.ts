import type { ChangedFile } from '../../../model/audit.ts';
import { type Code, lineFinder, readCode, type Syntax } from '../code.ts';

/** A changed file, ready to be searched. */
export interface Source {
  readonly path: string;
  readonly code: Code;
  readonly lineOf: (index: number) => number;
  readonly added: ReadonlySet<number>;
}

export function sourceOf(file: ChangedFile, syntax: Syntax): Source {
  const text = file.after ?? '';
  return {
    path: file.path,
    code: readCode(text, syntax),
    lineOf: lineFinder(text),
    added: new Set(file.added.map(({ line }) => line)),
  };
}

export interface Match {
  readonly groups: readonly (string | undefined)[];
  readonly index: number;
  readonly line: number;
}

/** Matches on new lines; their line is that of their last sign. */
export function newMatches(source: Source, pattern: RegExp): readonly Match[] {
  return [...source.code.text.matchAll(pattern)].flatMap((match) => {
    const line = source.lineOf(match.index + match[0].length - 1);
    return source.added.has(line) ? [{ groups: match.slice(1), index: match.index, line }] : [];
  });
}
