import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { PanelState } from '../protocol/webview.ts';
import { createApiKeys } from './apiKeys.ts';
import { registerChangeDocuments } from './changeDocuments.ts';
import { ranContext, runningContext } from './commandIds.ts';
import { registerCommand } from './commands.ts';
import { registerDiagnoseCommands } from './diagnoseCommands.ts';
import { registerJudgeCommand } from './judgeCommand.ts';
import { registerLanguageServer } from './languageServer.ts';
import { registerLineCommands } from './lineCommands.ts';
import { registerLogCommands } from './logCommands.ts';
import { registerLogWindows } from './logWindows.ts';
import { createModelAccess } from './modelAccess.ts';
import { registerModelCommands } from './modelCommands.ts';
import { createModelRuns } from './modelRuns.ts';
import { registerOverview } from './overviewView.ts';
import { registerPanel } from './panel.ts';
import { prepareRun } from './prepareRun.ts';
import { createRevealer } from './reveal.ts';
import { createRuns } from './runs.ts';
import { createSavedRunStore, type SavedRunStore } from './savedRun.ts';
import { registerTreatAsLog } from './treatAsLog.ts';
import { registerUnpackedDocuments } from './unpackedDocuments.ts';
import { createVerdictStore } from './verdicts.ts';
import { registerWindowLineNumbers } from './windowLineNumbers.ts';

/** Registers, and does nothing else: what is heavy is loaded when it is first used. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Whytrace', { log: true });
  const keys = createApiKeys(context.secrets);
  const access = createModelAccess(context.globalState, keys);
  const models = createModelRuns(access);
  const changes = registerChangeDocuments(context);
  registerUnpackedDocuments(context);
  const store = createStore(context);
  const verdicts = createVerdictStore(storageOf(context));

  const server = registerLanguageServer(context, log, {
    onProgress: (progress) => runs.report(progress),
    onReading: (progress) => overview.report(progress),
    askModel: (params, token) => models.ask(params, runs.reportStreamed, token),
    hasModel: access.isConfigured,
  });
  const windows = registerLogWindows(context, server);
  const revealer = createRevealer(windows);
  context.subscriptions.push(log, revealer);
  let drawn: PanelState['kind'] = 'empty';
  const runs = createRuns({
    prepare: (runId, request, cancelled) =>
      prepareRun({ models, changes, log, verdicts }, runId, request, cancelled),
    diagnose: server.diagnose,
    release: models.release,
    now: () => performance.now(),
    newId: randomUUID,
    onDidChange(state) {
      panel.draw(state);
      void vscode.commands.executeCommand('setContext', runningContext, state.kind === 'running');
      void vscode.commands.executeCommand('setContext', ranContext, runs.request !== undefined);
      // A run is saved as such when it begins, so that a reload does not show the answer before it.
      const isProgress = state.kind === 'running' && drawn === 'running';
      drawn = state.kind;
      if (!isProgress) {
        const saved = { state, request: runs.request, changes: changes.texts };
        store
          .save(saved)
          .catch((error: unknown) => log.warn('The run was not saved', String(error)));
      }
    },
  });
  const panel = registerPanel(context, { log, runs, changes, revealer, store, verdicts });

  const overview = registerOverview(context, { log, server, revealer });
  registerWindowLineNumbers(context);

  registerLineCommands(context, log, server, windows);
  registerDiagnoseCommands(context, log, runs, panel, access.isConfigured);
  registerJudgeCommand(context, log, { runs, verdicts, panel });
  registerModelCommands(context, log, keys, access);
  registerLogCommands(context, log, server, windows);
  registerTreatAsLog(context, log, server.looksLikeLog);
  registerCommand(context, log, 'whytrace.restartLanguageServer', server.restart);
}

/** The last run belongs to the workspace; a window without one keeps it with the user. */
function createStore(context: vscode.ExtensionContext): SavedRunStore {
  return createSavedRunStore(storageOf(context));
}

function storageOf({ storageUri, globalStorageUri }: vscode.ExtensionContext): string {
  return (storageUri ?? globalStorageUri).fsPath;
}
