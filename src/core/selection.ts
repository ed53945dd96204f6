import type { LineRange, LogFile } from './model/logFile.ts';
import { Severity } from './model/severity.ts';

/**
 * Why the lines that a user selected hold no incident, and what fails beside them: an all-clear for
 * a part must not read like one for the whole. Nothing where no lines were selected.
 */
export function selectionReason(
  files: readonly LogFile[],
  ranges: readonly (LineRange | undefined)[],
): string | undefined {
  const sentences = files.flatMap((file, index) => {
    const range = ranges[index];
    return range ? [sentenceOf(file, range)] : [];
  });
  return sentences.length === 0 ? undefined : sentences.join(' ');
}

function sentenceOf(file: LogFile, { startLine, endLine }: LineRange): string {
  const outside = file.records.filter(
    (record) =>
      record.severityNumber >= Severity.error &&
      (record.endLine < startLine || record.startLine > endLine),
  );
  const [first] = outside;
  const selected = `Nothing in lines ${startLine}–${endLine} of ${file.name} tells of a failure.`;
  if (!first) {
    return selected;
  }
  const errors = outside.length === 1 ? 'one error stands' : `${outside.length} errors stand`;
  return `${selected} Outside of them ${errors}, the first in line ${first.startLine}.`;
}
