import { linesOf } from '../../tells/signs.ts';
import type { Clue } from './clues.ts';

/**
 * The lines of a clue's record, and of the trace below it where a reader of records parts the two:
 * `job=7 failed` says nothing, the last line of its traceback does.
 */
export function storyOf({ file, record, recordIndex }: Clue): readonly string[] {
  const own = linesOf(file, recordIndex);
  const next = file.records.at(recordIndex + 1);
  const goesOn =
    next !== undefined &&
    next.startLine === record.endLine + 1 &&
    next.timestamp === undefined &&
    /^Traceback \(most recent call last\):/.test(file.lineAt(next.startLine));
  return goesOn ? [...own, ...linesOf(file, recordIndex + 1)] : own;
}
