import { ciStep } from '../../core/collect/formats/ci.ts';
import type { Pace } from '../../core/model/pace.ts';
import type { LogView } from '../logViews.ts';
import { eachRecord } from './records.ts';

/** A step or group of a build's log; lines 1-based and inclusive. */
export interface CiStep {
  readonly name: string;
  readonly startLine: number;
  readonly endLine: number;
}

/** Steps that are looked for; a log has a few dozen. */
const MOST = 1000;

/** How a message begins that may open or close a step; read before any record is. */
const marks = /^(?:##\[|::)(?:end)?group|^travis_fold:|^section_(?:start|end):|^\[Pipeline\] /;
/** Maven's banner of a plugin, whose level stands before it. */
const banner = /^-{3,} [\w.-]{1,80}:\S/;

/** The steps in the order they begin; one that is not closed ends where the next of its level begins. */
export async function ciSteps(view: LogView, pace: Pace): Promise<readonly CiStep[]> {
  const { records, lineCount } = view.file;
  const steps: CiStep[] = [];
  let open: { readonly name: string; readonly startLine: number } | undefined;
  const close = (endLine: number): void => {
    if (open && steps.length < MOST) steps.push({ ...open, endLine });
    open = undefined;
  };
  for (const record of await marked(view, pace)) {
    const mark = markOf(view, record);
    const line = records.startLine(record);
    if (mark !== undefined) close(mark === '' ? line : line - 1);
    if (mark) open = { name: mark, startLine: line };
  }
  close(lineCount);
  return steps.filter(({ startLine, endLine }) => endLine >= startLine);
}

/** Records whose kind of message may be such a mark. */
async function marked({ file }: LogView, pace: Pace): Promise<readonly number[]> {
  const kinds = new Set<number>();
  file.skeletons.forEach((text, skeleton) => {
    if (marks.test(text) || banner.test(text)) kinds.add(skeleton);
  });
  const found: number[] = [];
  if (kinds.size === 0) {
    return found;
  }
  await eachRecord(0, file.records.length, pace, (record) => {
    if (found.length < MOST * 4 && kinds.has(file.records.skeleton(record))) found.push(record);
  });
  return found;
}

/** The name of the step it opens, '' where it closes one. */
function markOf({ file }: LogView, record: number): string | undefined {
  const body = file.records.at(record)?.body ?? '';
  const text = body.split('\n', 1)[0] ?? '';
  return ciStep(text) ?? (banner.test(text) ? ciStep(`[INFO] ${text}`) : undefined);
}
