import { isLaterIncident, isSameInvestigation } from '../../core/cases/belongs.ts';
import type { CaseRun, CaseSummary, RunEnd } from '../../core/model/case.ts';
import type { Diagnosis } from '../../core/model/diagnosis.ts';
import type { RunRequest } from '../../core/model/runRequest.ts';
import type { PanelState } from '../../protocol/webview.ts';

/** What a run came to, as the window shows it and a later one shows it again. */
export interface Replay {
  readonly state: PanelState;
  readonly request: RunRequest | undefined;
  readonly texts: Readonly<Record<string, string>>;
}

/** The run that goes on or is shown, and the case it belongs to. */
export interface Present {
  readonly caseId: string;
  readonly runId: string;
  readonly request: RunRequest | undefined;
  readonly began: number;
  /** The last diagnosis that its case had before this run, and the last one it has. */
  readonly before: Diagnosis | undefined;
  readonly last: Diagnosis | undefined;
}

interface Begun {
  readonly runId: string;
  readonly request: RunRequest | undefined;
  readonly now: number;
}

/** A run that begins goes on with the open case that is shown, or is the first one of another. */
export function presentOf(
  shown: Present | undefined,
  summary: CaseSummary | undefined,
  { runId, request, now }: Begun,
  newId: () => string,
): Present {
  const goesOn = summary?.status === 'open' && isSameInvestigation(shown?.request, request);
  const before = goesOn ? shown?.last : undefined;
  const caseId = goesOn && shown ? shown.caseId : newId();
  return { caseId, runId, request, began: now, before, last: before };
}

/** What has become of it; the case changes where the logs turn out to tell of a later incident. */
export function answered(present: Present, diagnosis: Diagnosis, newId: () => string): Present {
  const isOther = present.before && isLaterIncident(present.before, diagnosis);
  return isOther
    ? { ...present, caseId: newId(), before: undefined, last: diagnosis }
    : { ...present, last: diagnosis };
}

export function runOf(present: Present, { state, texts }: Replay): CaseRun {
  const { runId, began, request } = present;
  return { id: runId, began, request, end: endOf(state), texts };
}

/** The run as the panel shows it; one that never ended is told as such where it is taken over. */
export function replayOf({ id, request, end, texts }: CaseRun): Replay {
  return { state: stateOf(id, end), request, texts };
}

function endOf(state: PanelState): RunEnd {
  switch (state.kind) {
    case 'done':
      return { kind: 'done', diagnosis: state.diagnosis, notice: state.notice };
    case 'cancelled':
    case 'failed':
      return state;
    case 'running':
    case 'empty':
      return { kind: 'running' };
  }
}

function stateOf(runId: string, end: RunEnd): PanelState {
  switch (end.kind) {
    case 'done':
      return { kind: 'done', runId, diagnosis: end.diagnosis, notice: end.notice };
    case 'running':
      return interrupted;
    default:
      return end;
  }
}

const interrupted: PanelState = {
  kind: 'failed',
  message: 'The window was reloaded before the run had ended.',
  canRetry: true,
};

/** The newest diagnosis of these. */
export function diagnosisOf(runs: readonly CaseRun[]): Diagnosis | undefined {
  const run = runs.findLast(({ end }) => end.kind === 'done');
  return run?.end.kind === 'done' ? run.end.diagnosis : undefined;
}
