import * as vscode from 'vscode';
import { homeOf, isLaterIncident } from '../../core/cases/belongs.ts';
import { conclusionOf } from '../../core/cases/fingerprint.ts';
import type { CaseRun, CaseSummary, Conclusion, RunEnd } from '../../core/model/case.ts';
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
  /** What its case concluded before this run, and what this run does. */
  readonly before: Conclusion | undefined;
  readonly last: Conclusion | undefined;
}

interface Begun {
  readonly runId: string;
  readonly request: RunRequest | undefined;
  readonly now: number;
}

/** A run that begins goes on with an open case of the same logs, or is the first one of another. */
export function presentOf(
  shownId: string | undefined,
  known: readonly CaseSummary[],
  { runId, request, now }: Begun,
  newId: () => string,
): Present {
  const uris = request?.sources.map(({ uri }) => uri) ?? [];
  const shown = known.find(({ id }) => id === shownId);
  const home = homeOf(uris, shown, known);
  const caseId = home?.id ?? newId();
  const before = home?.conclusion;
  return { caseId, runId, request, began: now, before, last: undefined };
}

/** What has become of it; the case changes where the logs turn out to tell of a later incident. */
export function answered(present: Present, diagnosis: Diagnosis, newId: () => string): Present {
  const { before, runId } = present;
  const last = conclusionOf(runId, diagnosis);
  return before && isLaterIncident(before, diagnosis)
    ? { ...present, caseId: newId(), before: undefined, last }
    : { ...present, last };
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
      return interrupted();
    default:
      return end;
  }
}

function interrupted(): PanelState {
  return {
    kind: 'failed',
    message: vscode.l10n.t('The window was reloaded before the run had ended.'),
    canRetry: true,
    reason: 'interrupted',
  };
}

/** A run that is shown again. */
export function presentAgain(caseId: string, { id, request, began, end }: CaseRun): Present {
  const last = end.kind === 'done' ? conclusionOf(id, end.diagnosis) : undefined;
  return { caseId, runId: id, request, began, before: undefined, last };
}
