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
  const { records } = file;
  const [from, to] = [file.recordAt(startLine), file.recordAt(endLine)];
  let count = 0;
  let first: number | undefined;
  for (let index = 0; index < records.length; index++) {
    const line = records.startLine(index);
    const isSelected = (line >= startLine || index === from) && (line <= endLine || index === to);
    if (!isSelected && records.severityNumber(index) >= Severity.error) {
      count++;
      first ??= line;
    }
  }
  const selected = `Nothing in lines ${startLine}–${endLine} of ${file.name} tells of a failure.`;
  if (first === undefined) {
    return selected;
  }
  const errors = count === 1 ? 'one error stands' : `${count} errors stand`;
  return `${selected} Outside of them ${errors}, the first in line ${first}.`;
}
