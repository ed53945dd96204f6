import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Retention } from '../../core/cases/retention.ts';
import type { KeptVerdict } from '../../core/model/case.ts';
import { type Cases, createCases } from './cases.ts';
import { createLastRunFile } from './lastRunFile.ts';
import { createShownStore } from './shown.ts';
import { createCaseStore } from './store.ts';

interface Given {
  readonly log: vscode.LogOutputChannel;
  verdicts(): readonly KeptVerdict[];
  onDidChange(): void;
}

/** The cases of the workspace, as files of its storage on this machine. */
export function createWorkspaceCases(folder: string, { log, ...given }: Given): Cases {
  let isTold = false;
  const onProblem = (message: string): void => {
    log.warn(message);
    if (isTold) return;
    isTold = true;
    void tell(log, message);
  };
  const store = createCaseStore(join(folder, 'cases'), onProblem);
  const shown = createShownStore(folder);
  const lastRun = createLastRunFile(folder);
  const clock = { now: Date.now, newId: randomUUID };
  return createCases({ ...given, store, shown, lastRun, retention, ...clock });
}

/** Once for a window: the others are in the log. */
async function tell(log: vscode.LogOutputChannel, message: string): Promise<void> {
  const show = vscode.l10n.t('Show Log');
  if ((await vscode.window.showWarningMessage(message, show)) === show) log.show();
}

function retention(): Retention {
  const settings = vscode.workspace.getConfiguration('whytrace.cases');
  const limit = (name: string): number | undefined => {
    const value: unknown = settings.get(name);
    return typeof value === 'number' && value > 0 ? value : undefined;
  };
  return { days: limit('keepDays'), count: limit('keepCount') };
}
