import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { ChatConversation, ChatSubject, ChatTurn } from '../../core/model/chat.ts';
import type { Diagnosis } from '../../core/model/diagnosis.ts';
import type { PanelState } from '../../protocol/webview.ts';
import { counted, type Keeper } from '../cases/deleteAllData.ts';
import { registerCommand } from '../commands.ts';
import type { Consents } from '../consents.ts';
import type { LanguageServer } from '../languageServer.ts';
import type { ModelParts } from '../modelParts.ts';
import type { Panel } from '../panel.ts';
import type { RequestDocuments } from '../requestDocuments.ts';
import type { Revealer } from '../reveal.ts';
import type { Runs } from '../runs.ts';
import { consentSettings, evidenceBudget } from '../settings.ts';
import { addedSubjects } from './addToChat.ts';
import type { AnswerPorts } from './answerTurn.ts';
import { historyTokens, subjectTokens } from './budget.ts';
import { isCandidate } from './candidates.ts';
import { registerChatCommands } from './chatCommands.ts';
import { chatHandlers } from './chatHandlers.ts';
import { type ChatParamParts, chatParams } from './chatParams.ts';
import { type Chats, createChats, type Surroundings } from './chats.ts';
import { registerChatView } from './chatView.ts';
import { createConversationStore } from './conversationStore.ts';
import { registerParticipant } from './participant.ts';
import { reasonerName } from './reasonerName.ts';
import { startersFor } from './starters.ts';
import { createWorkspaceLogs, openLogSubjects, visibleSelections } from './subjects.ts';

export interface ChatParts {
  readonly log: vscode.LogOutputChannel;
  readonly server: LanguageServer;
  readonly runs: Runs;
  readonly models: ModelParts;
  readonly consents: Consents;
  readonly requests: RequestDocuments;
  readonly revealer: Revealer;
  readonly panel: Panel;
  readonly prepare: ChatParamParts['prepare'];
  /** Told of each state of a conversation that is kept. */
  onKept(conversation: ChatConversation): void;
  /** Where what the workspace keeps lies. */
  readonly storage: string;
  /** The log that the overview shows. */
  overviewLog(): string | undefined;
}

/** What the rest of the extension tells the chat of its turns, each of which is a run. */
export type Chat = Pick<Chats, 'report' | 'reportStreamed' | 'reportPreview'> & {
  /** The diagnosis that is shown is another one. */
  diagnosed(state: PanelState): void;
  /** Shows a conversation that was kept with a case; to read, where it is none of this workspace. */
  open(conversation: ChatConversation): Promise<void>;
} & Keeper;

export function registerChat(context: vscode.ExtensionContext, parts: ChatParts): Chat {
  const { log, server, runs, models, consents, panel } = parts;
  const workspaceLogs = createWorkspaceLogs(Date.now);
  const store = createConversationStore(join(parts.storage, 'chats'));
  const ports: AnswerPorts = {
    async prepare(runId, asked, cancelled) {
      await panel.restored();
      return chatParams(parts, runId, asked, cancelled);
    },
    chat: server.chat,
    release(runId) {
      consents.release(runId);
      models.models.release(runId);
    },
    found({ diagnosis }, { runId, sources }) {
      // Where one is shown already it stays: nobody asked for another.
      if (diagnosis) runs.restore({ kind: 'done', runId, diagnosis, notice: '' }, { sources });
    },
  };
  const chats = createChats({
    ...ports,
    store: {
      ...store,
      async save(conversation) {
        await store.save(conversation);
        parts.onKept(conversation);
      },
    },
    surroundings: (path, subjects) => surroundings(parts, path, subjects),
    onDidChange: (state) => view.draw(state),
    onDidChangeTurn: (turn) => view.drawTurn(turn),
    onDidChangeAround: (around) => view.drawAround(around),
    onNotSaved: (error) => log.warn('The conversation was not saved', String(error)),
    now: Date.now,
    newId: randomUUID,
  });
  const refresh = (): void => {
    if (view.isVisible) chats.refresh().catch((error: unknown) => log.warn(String(error)));
  };
  const candidates = async () => ({
    lines: visibleSelections(),
    logs: [...openLogSubjects(), ...(await workspaceLogs())],
    diagnosis: diagnosisOf(runs.state),
  });
  const handlers = () => chatHandlers({ ...parts, chats, candidates, onReady: () => view.ready() });
  const view = registerChatView(context, log, handlers, refresh);
  registerChatCommands(context, log, chats, view);
  registerCommand(context, log, 'whytrace.addToChat', async (...args) => {
    const own = {
      diagnosis: () => runs.state,
      overviewLog: parts.overviewLog,
      isOffered: async (subject: ChatSubject) => isCandidate(await candidates(), subject),
    };
    await chats.addChips(await addedSubjects(args, own));
    await view.focus();
  });
  context.subscriptions.push(followEditor(refresh));
  const participant = registerParticipant(context, {
    ...{ log, ports, consents, models: models.models, requests: parts.requests },
    starters: () => startersFor({ logs: openLogNames(), diagnosis: diagnosisOf(runs.state) }),
  });
  let shown = diagnosisOf(runs.state);
  return {
    report(progress) {
      chats.report(progress);
      participant.report(progress);
    },
    reportStreamed: chats.reportStreamed,
    reportPreview: (runId, preview) =>
      chats.reportPreview(runId, preview) || participant.reportPreview(runId, preview),
    async open(conversation) {
      if (await store.load(conversation.id)) {
        await chats.show(conversation.id);
        await view.focus();
        return;
      }
      const { conversationMarkdown } = await import('./markdown.ts');
      const content = conversationMarkdown(conversation);
      const document = await vscode.workspace.openTextDocument({ content, language: 'markdown' });
      await vscode.window.showTextDocument(document, { preview: true });
    },
    erase: async () => counted(await chats.removeAll(), 'conversation'),
    diagnosed(state) {
      if (diagnosisOf(state) !== shown) {
        shown = diagnosisOf(state);
        refresh();
      }
    },
  };
}

function diagnosisOf(state: PanelState): Diagnosis | undefined {
  return state.kind === 'done' ? state.diagnosis : undefined;
}

async function surroundings(
  { runs, models, panel }: ChatParts,
  path: readonly ChatTurn[],
  subjects: readonly ChatSubject[],
): Promise<Surroundings> {
  await panel.restored();
  const diagnosis = diagnosisOf(runs.state);
  const sends = await models.access.isConfigured();
  const tokensOf = (subject: ChatSubject): number =>
    sends ? subjectTokens(subject, evidenceBudget(), diagnosis) : 0;
  const { tokensPerRequest: limit, tokensPerDay } = consentSettings();
  return {
    tokensOf,
    starters: startersFor({ logs: openLogNames(), diagnosis }),
    ...(!vscode.workspace.isTrusted && { notice: untrusted }),
    budget: {
      answers: reasonerName(sends),
      sends,
      history: sends ? historyTokens(path) : 0,
      subjects: subjects.reduce((sum, subject) => sum + tokensOf(subject), 0),
      ...(limit !== undefined && { limit }),
      today: {
        used: models.ledger.today(),
        ...(tokensPerDay !== undefined && { limit: tokensPerDay }),
      },
    },
  };
}

function openLogNames(): readonly string[] {
  return openLogSubjects().flatMap((log) => (log.kind === 'log' ? [log.name] : []));
}

const untrusted =
  'This workspace is not trusted: its git changes, its team’s files and its settings for models are not read, and nothing is put into a terminal.';

/** Milliseconds in which many events of one action are one. */
const TURN = 150;

/** What can be asked about changes with what is open, and who answers with the settings. */
function followEditor(onDidChange: () => void): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const soon = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      onDidChange();
    }, TURN);
  };
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(soon),
    vscode.window.tabGroups.onDidChangeTabs(soon),
    vscode.workspace.onDidGrantWorkspaceTrust(soon),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('whytrace')) soon();
    }),
    { dispose: () => clearTimeout(timer) },
  );
}
