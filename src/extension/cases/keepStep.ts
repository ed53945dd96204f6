import { dispensable, newCase, withoutRuns, withRun } from '../../core/cases/summary.ts';
import type { CaseSummary } from '../../core/model/case.ts';
import type { CaseList } from './caseList.ts';
import type { LastRunFile } from './lastRunFile.ts';
import type { ShownStore } from './shown.ts';
import { type Present, type Replay, runOf } from './steps.ts';
import type { CaseStore } from './store.ts';

/** Where steps are kept. */
export interface Kept {
  readonly store: CaseStore;
  readonly shown: ShownStore;
  readonly lastRun: LastRunFile;
  now(): number;
}

/** What a version without cases kept becomes a case, which is known again by the id of its run. */
export async function takeOverLastRun(
  { store, shown, lastRun }: Kept,
  list: CaseList,
): Promise<void> {
  const run = await lastRun.read();
  if (!run) return;
  if (!list.find(run.id)) {
    await store.saveRun(run.id, run);
    await list.save(withRun(newCase(run.id, run.began), run));
    await shown.save({ caseId: run.id, runId: run.id });
  }
  await lastRun.done();
}

/** The run comes first: a case that lost its place in the list is found again by its runs. */
export async function writeRun(
  { store, shown, now }: Kept,
  list: CaseList,
  present: Present,
  step: Replay,
): Promise<void> {
  const { caseId, runId, began } = present;
  const run = runOf(present, step);
  await store.saveRun(caseId, run);
  if (list.find(caseId)) {
    await list.change(caseId, (summary) => withRun(summary, run));
  } else {
    await list.save({ ...withRun(newCase(caseId, began), run), changed: now() });
  }
  await shown.save({ caseId, runId });
}

/** What a step leaves behind: runs that came to nothing, or a case that never came to anything. */
export async function leave(
  { store }: Kept,
  list: CaseList,
  left: Present,
  next: Present,
  drop: (caseId: string) => Promise<void>,
): Promise<void> {
  const summary = list.find(left.caseId);
  if (!summary) return;
  if (left.caseId !== next.caseId && left.runId !== next.runId) {
    const isBare = !summary.conclusion && summary.title === '' && summary.note === '';
    if (isBare && (await store.attachments(left.caseId)).length === 0) await drop(left.caseId);
    return;
  }
  const goes = goneRuns(summary, left, next);
  if (goes.length === 0) return;
  for (const id of goes) await store.removeRun(left.caseId, id);
  await list.tidy(left.caseId, (one) => withoutRuns(one, goes));
}

/** A run that turned out to belong to another case, or what another run of the same case makes useless. */
function goneRuns(summary: CaseSummary, left: Present, next: Present): readonly string[] {
  if (left.caseId !== next.caseId) return [left.runId];
  return left.runId === next.runId ? [] : dispensable(summary, next.runId);
}
