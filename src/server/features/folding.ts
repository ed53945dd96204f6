import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver/node';
import type { Pace } from '../../core/model/pace.ts';
import type { LogView } from '../logViews.ts';
import { ciSteps } from './ciSteps.ts';
import { eachRecord, endLineOf, templateIdAt } from './records.ts';

/** What the editor takes by default. */
const MOST = 5000;
/** Equal messages in a row that are worth folding away. */
const RUN = 5;

/** Steps of a build, records of several lines, and runs of messages of one kind. */
export async function foldingRanges(view: LogView, pace: Pace): Promise<FoldingRange[]> {
  const steps = await ciSteps(view, pace);
  const ranges: FoldingRange[] = [];
  const add = (startLine: number, endLine: number, kind?: FoldingRangeKind): void => {
    if (endLine > startLine && ranges.length < MOST) {
      ranges.push({ startLine: startLine - 1, endLine: endLine - 1, ...(kind && { kind }) });
    }
  };
  // Where a record ends is read from the log: not once more than the editor takes.
  const addRecords = (first: number, last: number): void => {
    if (ranges.length < MOST) add(view.file.records.startLine(first), endLineOf(view, last));
  };
  for (const { startLine, endLine } of steps) {
    add(startLine, endLine, FoldingRangeKind.Region);
  }
  await eachTall(view, pace, (record) => addRecords(record, record));
  await eachRun(view, pace, addRecords);
  return ranges;
}

/** Records that take more than one line, as far as the index tells without reading them. */
async function eachTall(
  { file }: LogView,
  pace: Pace,
  visit: (record: number) => void,
): Promise<void> {
  const { records } = file;
  await eachRecord(0, records.length, pace, (record) => {
    const next = record + 1 < records.length ? records.startLine(record + 1) : file.lineCount + 1;
    if (next - records.startLine(record) > 1) visit(record);
  });
}

async function eachRun(
  view: LogView,
  pace: Pace,
  visit: (first: number, last: number) => void,
): Promise<void> {
  const { length } = view.file.records;
  let first = 0;
  await eachRecord(1, length + 1, pace, (record) => {
    if (record < length && templateIdAt(view, record) === templateIdAt(view, first)) return;
    if (record - first >= RUN) visit(first, record - 1);
    first = record;
  });
}
