import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { ModelAnswer } from '../core/ports.ts';
import type { DiagnoseResult } from '../protocol/languageServer.ts';
import type { PanelState } from '../protocol/webview.ts';
import { registerAccessibleHelp } from './accessibleHelp.ts';
import { registerAgentTools } from './agentTools.ts';
import { registerAudit } from './auditCommands.ts';
import { registerCases } from './cases/registerCases.ts';
import { createWorkspaceCases } from './cases/workspaceCases.ts';
import { type ChangeDocuments, registerChangeDocuments } from './changeDocuments.ts';
import { registerChat } from './chat/chat.ts';
import { ranContext, runningContext } from './commandIds.ts';
import { registerCommand } from './commands.ts';
import { createConsents } from './consents.ts';
import { registerDiagnoseCommands } from './diagnoseCommands.ts';
import { chooseExplainer } from './explainer.ts';
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
import { consentSettings } from './settings.ts';
import { registerStatusBar } from './statusBar.ts';
import { createTriedLists } from './suggestions/triedLists.ts';
import { registerSystemMap } from './systemMapPanel.ts';
import { registerTreatAsLog } from './treatAsLog.ts';
import { registerUnpackedDocuments } from './unpackedDocuments.ts';
import { createVerdictStore } from './verdicts.ts';
import { registerWindowLineNumbers } from './windowLineNumbers.ts';

/** Registers, and does nothing else: what is heavy is loaded when it is first used. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Whytrace', { log: true });
  const modelParts = registerModels(context, log);
  const { access, models, approvals, ledger, keepers } = modelParts;
  const changes = registerChangeDocuments(context);
  registerUnpackedDocuments(context);
  const tried = createTriedLists(context);
  const verdicts = createVerdictStore(storageOf(context));
  const cases = createWorkspaceCases(storageOf(context), {
    log,
    verdicts: () => verdicts.known,
    onDidChange: () => caseViews.draw(),
  });

  const server = registerLanguageServer(context, log, {
    onProgress: (progress) => runs.report(progress),
    onReading: (progress) => overview.report(progress),
    onChat: (progress) => chat.report(progress),
    async askModel(params, token, onText) {
      // The last door: whatever the server may ask, nothing goes that was not allowed.
      const isAllowed = consents.allows(params.runId, `${params.system}\n\n${params.user}`);
      const onStreamed = ({ characters, text }: { characters: number; text: string }): void => {
        runs.reportStreamed(params.runId, characters);
        chat.reportStreamed(params.runId, characters);
        onText(text);
      };
      return isAllowed ? models.ask(params, onStreamed, token) : notAllowed;
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
      prepareRun({ models, changes, log, verdicts, tried }, runId, request, cancelled),
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
      chat.diagnosed(state);
      status.draw();
      void vscode.commands.executeCommand('setContext', runningContext, state.kind === 'running');
      void vscode.commands.executeCommand('setContext', ranContext, runs.request !== undefined);
      // A run is saved as such when it begins, so that a reload does not show the answer before it.
      const isProgress = state.kind === 'running' && drawn === 'running';
      drawn = state.kind;
      if (!isProgress) {
        cases
          .keep({ state, request: runs.request, texts: changes.texts })
          .then(panel.redraw, (error: unknown) => log.warn('The run was not kept', String(error)));
      }
    },
  });
  const consents = createConsents({
    ...{ settings: consentSettings, approvals, used: ledger.today },
    ...{ isBarred: models.isBarred, keptAt: models.keptAt },
    show(runId, preview) {
      if (audit.reportPreview(runId, preview) || chat.reportPreview(runId, preview)) return;
      const isFirst = runs.state.kind === 'running' && !runs.state.preview;
      runs.reportPreview(runId, preview);
      if (preview && isFirst) panel.show('keepFocus');
    },
  });
  const requests = registerRequestDocuments(context);
  const parts = {
    ...{ log, runs, consents, requests, changes, revealer, cases, verdicts, tried },
    audit: server.audit,
  };
  const panel = registerPanel(context, parts);
  const hasModel = access.isConfigured;
  const all = [...keepers, { erase: () => chat.erase() }, tried];
  const caseViews = registerCases(context, {
    ...{ ...parts, panel, hasModel, keepers: all },
    views: { audit: (kept) => audit.replay(kept), chat: (kept) => chat.open(kept) },
  });

  const overview = registerOverview(context, { log, server, revealer });
  const systemMap = registerSystemMap(context, { log, server, revealer });
  // Audits and conversations belong to what is investigated while they are made.
  const attach = (kind: string, key: string, data: unknown): void =>
    void cases
      .attach(kind, key, data)
      .catch((error: unknown) => log.warn(`The ${kind} was not kept`, String(error)));
  const audit = registerAudit(context, {
    ...{ log, server, revealer, tried, requests, consents },
    explainer: () => chooseExplainer({ models, consents }),
    diagnosis: () => runs.state,
    onAudited: (id, state) => attach('audit', id, state),
  });
  registerAgentTools(context, server);
  const chat = registerChat(context, {
    ...{ log, server, runs, consents, requests, revealer, panel, models: modelParts },
    onKept: (conversation) => attach('chat', conversation.id, conversation),
    storage: storageOf(context),
    overviewLog: () => overview.log,
    prepare: (runId, request, cancelled) =>
      prepareRun(
        { models, changes: keptChanges(changes), log, verdicts, tried },
        runId,
        request,
        cancelled,
      ),
  });
  const status = registerStatusBar(context, () => runs.state, access.isConfigured);
  registerAccessibleHelp(context, log, [panel, audit, systemMap]);
  registerWindowLineNumbers(context);

  registerLineCommands(context, log, server, windows);
  registerDiagnoseCommands(context, log, runs, panel, access.isConfigured);
  registerJudgeCommand(context, log, { runs, verdicts, panel });
  registerLogCommands(context, log, server, windows);
  registerTreatAsLog(context, log, server.looksLikeLog);
  registerCommand(context, log, 'whytrace.restartLanguageServer', server.restart);
}

/** Changes that a question is told of come beside those that the open diagnosis cites. */
function keptChanges(changes: ChangeDocuments): ChangeDocuments {
  return { ...changes, replace: (texts) => changes.replace({ ...changes.texts, ...texts }) };
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

/** Cases belong to the workspace; a window without one keeps them with the user. */
function storageOf({ storageUri, globalStorageUri }: vscode.ExtensionContext): string {
  return (storageUri ?? globalStorageUri).fsPath;
}
