import * as vscode from 'vscode';
import type { ChangeDocuments } from '../changeDocuments.ts';
import type { Panel } from '../panel.ts';
import type { Runs } from '../runs.ts';
import type { VerdictStore } from '../verdicts.ts';
import type { Cases } from './cases.ts';

/** What the commands on cases work with. */
export interface CaseParts {
  readonly log: vscode.LogOutputChannel;
  readonly cases: Cases;
  readonly runs: Runs;
  readonly verdicts: VerdictStore;
  readonly changes: ChangeDocuments;
  readonly panel: Panel;
}

/** Shows a case in the panel as it was left; nothing is asked of a model. */
export async function openCase(
  { cases, runs, changes, panel, verdicts }: CaseParts,
  caseId: string,
  runId: string | undefined,
  focus: 'takeFocus' | 'keepFocus',
): Promise<void> {
  await panel.restored();
  if (runs.state.kind === 'running') {
    throw new Error(vscode.l10n.t('A diagnosis is running: cancel it first, or wait for its end.'));
  }
  await verdicts.all();
  const { state, request, texts } = await cases.open(caseId, runId);
  changes.replace(texts);
  runs.replay(state, request);
  panel.show(focus);
}

/** What was shown is gone. */
export function showNothing({ runs, changes }: CaseParts): void {
  if (runs.state.kind === 'running') return;
  changes.replace({});
  runs.replay({ kind: 'empty' }, undefined);
}
