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

/** The run comes first: a case without a place in the list gets one by its runs. */
export async function writeRun(
  { store, shown }: Kept,
  list: CaseList,
  present: Present,
  step: Replay,
): Promise<void> {
  const { caseId, runId } = present;
  const run = runOf(present, step);
  await store.saveRun(caseId, run);
  await list.change(caseId, (summary) => withRun(summary, run));
  await shown.save({ caseId, runId });
}

/** What a run that begins makes useless: runs that came to nothing, and a case that never came to anything. */
export async function clearUp(
  { store }: Kept,
  list: CaseList,
  left: Present | undefined,
  next: Present,
  drop: (caseId: string) => Promise<void>,
): Promise<void> {
  if (left && left.caseId !== next.caseId && (await isBare(store, list.find(left.caseId)))) {
    await drop(left.caseId);
  }
  const summary = list.find(next.caseId);
  await takeOut(store, list, next.caseId, summary ? dispensable(summary, next.runId) : []);
}

/** Takes runs out of a case; nobody did anything to it. */
export async function takeOut(
  store: CaseStore,
  list: CaseList,
  caseId: string,
  runIds: readonly string[],
): Promise<void> {
  if (runIds.length === 0) return;
  for (const id of runIds) await store.removeRun(caseId, id);
  await list.tidy(caseId, (one) => withoutRuns(one, runIds));
}

async function isBare(store: CaseStore, summary: CaseSummary | undefined): Promise<boolean> {
  if (!summary || summary.conclusion || `${summary.title}${summary.note}` !== '') return false;
  return (await store.attachments(summary.id)).length === 0;
}
