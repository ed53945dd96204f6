import type { Finding, FindingSource, Suggestion } from '../../model/audit.ts';
import { didYouMean } from '../existence/report.ts';

/** Tells of a place whether the suggestion wrote it. */
export function addedLines({ files }: Suggestion): (file: string, line: number) => boolean {
  const lines = new Map(
    files.map(({ path, added }) => [path, new Set(added.map(({ line }) => line))]),
  );
  return (file, line) => lines.get(file)?.has(line) ?? false;
}

export interface Missing {
  readonly subject: string;
  readonly file: string;
  readonly line: number;
  /** A sentence that says what is not there. */
  readonly sentence: string;
  /** What was probably meant. */
  readonly near?: string | undefined;
  readonly severity?: Finding['severity'];
  readonly source: FindingSource;
}

/** A name that nothing in the workspace has. */
export function missing({ sentence, near, severity = 'error', ...rest }: Missing): Finding {
  const message = `${sentence}${didYouMean(near)}`;
  return { kind: 'existence', verdict: 'notFound', severity, message, ...rest };
}
