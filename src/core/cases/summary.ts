import type { CaseRun, CaseSummary, RunSummary } from '../model/case.ts';
import { conclusionOf } from './fingerprint.ts';

/** More runs than this are not kept of one case; the oldest go. */
export const MOST_RUNS = 20;

/** A case to which nothing has happened yet. */
export function newCase(id: string, created: number): CaseSummary {
  return {
    ...{ id, title: '', status: 'open', note: '', solution: '' },
    ...{ created, changed: created, logs: [], uris: [], runs: [] },
  };
}

/** What the list tells of a case once a run of it has begun or ended. */
export function withRun(summary: CaseSummary, run: CaseRun): CaseSummary {
  const { id, request, end } = run;
  const sources = request?.sources ?? [];
  const others = summary.runs.filter((one) => one.id !== id);
  const runs = [...others, runSummary(run)].sort((a, b) => a.began - b.began);
  return {
    ...summary,
    runs,
    ...(sources.length > 0 && {
      logs: sources.map(({ name }) => name),
      uris: sources.map(({ uri }) => uri),
    }),
    ...(end.kind === 'done' && { conclusion: conclusionOf(id, end.diagnosis) }),
  };
}

/** Without some of its runs. What they concluded stays, as long as no other run has. */
export function withoutRuns(summary: CaseSummary, ids: readonly string[]): CaseSummary {
  return { ...summary, runs: summary.runs.filter(({ id }) => !ids.includes(id)) };
}

/** The runs that go once another begins: those that came to nothing, and the oldest of too many. */
export function dispensable({ runs }: CaseSummary, beginning: string): readonly string[] {
  const others = runs.filter(({ id }) => id !== beginning);
  const answered = others.filter(({ end }) => end === 'done');
  const kept = new Set(answered.slice(1 - MOST_RUNS).map(({ id }) => id));
  return others.flatMap(({ id }) => (kept.has(id) ? [] : [id]));
}

/** What people call a case. */
export function titleOf({ title, conclusion, logs }: CaseSummary): string {
  return title || conclusion?.headline || `Diagnosis of ${logs.slice(0, 3).join(', ') || 'logs'}`;
}

function runSummary({ id, began, end }: CaseRun): RunSummary {
  if (end.kind !== 'done') return { id, began, end: end.kind };
  const { headline, reasoner, confidence } = conclusionOf(id, end.diagnosis);
  const told = confidence === undefined ? {} : { confidence };
  return { ...{ id, began, end: end.kind, reasoner, headline }, ...told };
}
