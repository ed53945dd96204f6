import type { LogFile } from '../model/logFile.ts';

/** Characters of one line that are shown: a longer one would take the place of all others. */
const longest = 2_000;

/** A line as an excerpt shows it; of one that is too long its beginning, marked by ` …`. */
export function shownLine(file: LogFile | undefined, line: number): string {
  const text = file?.lineAt(line) ?? '';
  return text.length > longest ? `${text.slice(0, longest)} …` : text;
}
