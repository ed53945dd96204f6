import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { ModelAnswer } from '../core/ports.ts';
import type { DiagnoseResult } from '../protocol/languageServer.ts';
import type { PanelState } from '../protocol/webview.ts';
import { registerAgentTools } from './agentTools.ts';
import { registerAudit } from './auditCommands.ts';
import { registerChangeDocuments } from './changeDocuments.ts';
import { ranContext, runningContext } from './commandIds.ts';
import { registerCommand } from './commands.ts';
import { createConsents } from './consents.ts';
import { registerDiagnoseCommands } from './diagnoseCommands.ts';
import { registerJudgeCommand } from './judgeCommand.ts';
import { registerLanguageServer } from './languageServer.ts';
import { registerLineCommands } from './lineCommands.ts';
import { registerLogCommands } from './logCommands.ts';
import { registerLogWindows } from './logWindows.ts';
import { registerModels } from './modelParts.ts';
import { registerOverview } from './overviewView.ts';
import { registerPanel } from './panel.ts';
import { prepareRun } from './prepareRun.ts';
import { registerRequestDocuments } from './requestDocuments.ts';
import { createRevealer } from './reveal.ts';
import { createRuns } from './runs.ts';
import { createSavedRunStore, type SavedRunStore } from './savedRun.ts';
import { consentSettings } from './settings.ts';
import { registerStatusBar } from './statusBar.ts';
import { registerSystemMap } from './systemMapPanel.ts';
import { registerTreatAsLog } from './treatAsLog.ts';
import { registerUnpackedDocuments } from './unpackedDocuments.ts';
import { createVerdictStore } from './verdicts.ts';
import { registerWindowLineNumbers } from './windowLineNumbers.ts';

/** Registers, and does nothing else: what is heavy is loaded when it is first used. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Whytrace', { log: true });
  const { access, models, approvals, ledger } = registerModels(context, log);
  const changes = registerChangeDocuments(context);
  registerUnpackedDocuments(context);
  const store = createStore(context);
  const verdicts = createVerdictStore(storageOf(context));

  const server = registerLanguageServer(context, log, {
    onProgress: (progress) => runs.report(progress),
    onReading: (progress) => overview.report(progress),
    async askModel(params, token) {
      // The last door: whatever the server may ask, nothing goes that was not allowed.
      const isAllowed = consents.allows(params.runId, `${params.system}\n\n${params.user}`);
      return isAllowed ? models.ask(params, runs.reportStreamed, token) : notAllowed;
    },
    consent: (params) => consents.ask(params),
    hasModel: access.isConfigured,
  });
  const windows = registerLogWindows(context, server);
  const revealer = createRevealer(windows);
  context.subscriptions.push(log, revealer);
  let drawn: PanelState['kind'] = 'empty';
  const runs = createRuns({
    prepare: (runId, request, cancelled) =>
      prepareRun({ models, changes, log, verdicts }, runId, request, cancelled),
    async diagnose(params, cancelled) {
      const result = await server.diagnose(params, cancelled);
      if (isOfNoUse(result)) models.forgetAnswers(params.runId);
      changes.addOf(result);
      return result;
    },
    release(runId) {
      consents.release(runId);
      models.release(runId);
    },
    now: () => performance.now(),
    newId: randomUUID,
    onDidChange(state) {
      panel.draw(state);
      systemMap.diagnosed(state);
      status.draw();
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
  const consents = createConsents({
    ...{ settings: consentSettings, approvals, used: ledger.today },
    ...{ isBarred: models.isBarred, keptAt: models.keptAt },
    show(runId, preview) {
      const isFirst = runs.state.kind === 'running' && !runs.state.preview;
      runs.reportPreview(runId, preview);
      if (preview && isFirst) panel.show('keepFocus');
    },
  });
  const requests = registerRequestDocuments(context);
  const parts = { log, runs, consents, requests, changes, revealer, store, verdicts };
  const panel = registerPanel(context, parts);

  const overview = registerOverview(context, { log, server, revealer });
  const systemMap = registerSystemMap(context, { log, server, revealer });
  registerAudit(context, { log, server, revealer, diagnosis: () => runs.state });
  registerAgentTools(context, server);
  const status = registerStatusBar(context, () => runs.state, access.isConfigured);
  registerWindowLineNumbers(context);

  registerLineCommands(context, log, server, windows);
  registerDiagnoseCommands(context, log, runs, panel, access.isConfigured);
  registerJudgeCommand(context, log, { runs, verdicts, panel });
  registerLogCommands(context, log, server, windows);
  registerTreatAsLog(context, log, server.looksLikeLog);
  registerCommand(context, log, 'whytrace.restartLanguageServer', server.restart);
}

const notAllowed: ModelAnswer = {
  kind: 'failure',
  failure: { kind: 'cancelled' },
  nothingSent: true,
};

/** A model answered, but not in the shape it was asked for; the same answer would fail again. */
function isOfNoUse(result: DiagnoseResult): boolean {
  const failure = result.kind === 'diagnosis' ? result.diagnosis.reasoner.failure?.kind : undefined;
  return failure === 'notJson' || failure === 'schema';
}

/** The last run belongs to the workspace; a window without one keeps it with the user. */
function createStore(context: vscode.ExtensionContext): SavedRunStore {
  return createSavedRunStore(storageOf(context));
}

function storageOf({ storageUri, globalStorageUri }: vscode.ExtensionContext): string {
  return (storageUri ?? globalStorageUri).fsPath;
}
