import * as vscode from 'vscode';
import type {
  HostEvent,
  HostEvents,
  PanelState,
  RequestHandlers,
  Requests,
} from '../protocol/webview.ts';
import { type Explained, helpOf } from './accessibleHelp.ts';
import type { Cases } from './cases/cases.ts';
import type { ChangeDocuments } from './changeDocuments.ts';
import { type CommandId, type EditorCommand, panelCommands } from './commandIds.ts';
import type { Consents } from './consents.ts';
import { dressWebview } from './dressWebview.ts';
import type { LanguageServer } from './languageServer.ts';
import { placesOf } from './places.ts';
import { probeHandlers } from './probeOutputs.ts';
import { terminalHandlers } from './probeTerminal.ts';
import type { RequestDocuments } from './requestDocuments.ts';
import type { Revealer } from './reveal.ts';
import type { Runs } from './runs.ts';
import { copyCarefully, insertCarefully } from './suggestions/installs.ts';
import type { TriedLists } from './suggestions/triedLists.ts';
import { shownState, verdictHandlers } from './verdictHandlers.ts';
import type { VerdictStore } from './verdicts.ts';
import { parseMessage } from './webviewMessage.ts';
import { createWebviewServer, type WebviewServer } from './webviewServer.ts';

const VIEW_TYPE = 'whytrace.diagnosis';

/** The panel that shows the diagnosis; one for a window. */
export interface Panel extends Explained {
  /** Opens it beside the active editor, or brings it to the front. */
  show(focus: 'takeFocus' | 'keepFocus'): void;
  /** Resolves when what an earlier window showed has been taken over, where there was something. */
  restored(): Promise<void>;
  draw(state: PanelState): void;
  /** Draws again what is shown, with what else is known of it by now. */
  redraw(): void;
}

export interface PanelParts {
  readonly log: vscode.LogOutputChannel;
  readonly runs: Runs;
  readonly consents: Consents;
  readonly requests: RequestDocuments;
  readonly changes: ChangeDocuments;
  readonly revealer: Revealer;
  readonly cases: Cases;
  readonly verdicts: VerdictStore;
  readonly tried: TriedLists;
  readonly audit: LanguageServer['audit'];
}

export function registerPanel(context: vscode.ExtensionContext, parts: PanelParts): Panel {
  let open:
    | { readonly panel: vscode.WebviewPanel; readonly server: WebviewServer<HostEvent> }
    | undefined;
  let restoring: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const restored = (): Promise<void> => {
    restoring ??= restore(parts);
    return restoring;
  };
  const send = (): void => {
    timer = undefined;
    open?.server.send({ kind: 'event', name: 'panel/state', data: present(parts) });
  };
  const attach = (panel: vscode.WebviewPanel): void => {
    const handlers = handlersFor(parts, send, () => panel.viewColumn, restored);
    const server = createWebviewServer<Requests, HostEvents>({
      handlers,
      parse: parseMessage,
      post: (message) => void panel.webview.postMessage(message),
      onError: (error) => parts.log.warn('A request of the panel failed', String(error)),
    });
    open = { panel, server };
    panel.webview.onDidReceiveMessage((message: unknown) => void server.receive(message));
    panel.onDidDispose(() => {
      open = undefined;
    });
    dress(panel, context.extensionUri);
  };
  context.subscriptions.push(
    vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
      async deserializeWebviewPanel(panel) {
        await restored();
        attach(panel);
      },
    }),
    { dispose: () => clearTimeout(timer) },
  );
  return {
    restored,
    help: () => helpOf(open?.panel),
    redraw: send,
    show(focus) {
      const preserveFocus = focus === 'keepFocus';
      if (open) {
        open.panel.reveal(undefined, preserveFocus);
        return;
      }
      const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus };
      attach(vscode.window.createWebviewPanel(VIEW_TYPE, 'Whytrace', column));
    },
    draw(state) {
      if (state.kind === 'running') {
        timer ??= setTimeout(send, PAUSE);
        return;
      }
      clearTimeout(timer);
      send();
    },
  };
}

/** What the panel draws, and whether the workspace it is about is trusted. */
function present(parts: PanelParts): PanelState {
  const state = shownState(parts);
  const isRestricted = !vscode.workspace.isTrusted;
  const isTold = isRestricted && (state.kind === 'empty' || state.kind === 'done');
  return isTold ? { ...state, isRestricted } : state;
}

/** Milliseconds between two drawings while a run goes on; a model streams far more often. */
const PAUSE = 50;

async function restore({ cases, runs, changes, log }: PanelParts): Promise<void> {
  const saved = await cases.restore();
  if (saved) {
    changes.replace(saved.texts);
    runs.restore(saved.state, saved.request);
    log.info(`Restored the last run: ${saved.state.kind}`);
  }
}

function dress(panel: vscode.WebviewPanel, extension: vscode.Uri): void {
  panel.iconPath = vscode.Uri.joinPath(extension, 'media', 'icon.svg');
  dressWebview(panel.webview, extension, 'Whytrace', 'panel');
}

/** Begins a command that may go on for long; the panel learns of it by its state. */
function run(command: CommandId | EditorCommand): void {
  vscode.commands.executeCommand(command).then(undefined, (error: unknown) => {
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
  });
}

function handlersFor(
  parts: PanelParts,
  redraw: () => void,
  column: () => vscode.ViewColumn | undefined,
  restored: () => Promise<void>,
): RequestHandlers {
  const { runs, revealer } = parts;
  return {
    ...verdictHandlers(parts, redraw),
    ...probeHandlers(runs, (action, target) =>
      parts.tried.mark({ action, target }, vscode.workspace.workspaceFolders?.[0]?.uri),
    ),
    ...terminalHandlers(runs, (command) => insertCarefully(command, parts.audit)),
    'panel/ready': async () => {
      await restored();
      await parts.verdicts.all();
      return present(parts);
    },
    'source/reveal': async (place) => {
      if (!placesOf(runs.state).has(place.uri)) {
        throw new Error('This place is not part of the diagnosis.');
      }
      await revealer.reveal(place, column());
      return null;
    },
    'editor/focus': async () => {
      await vscode.commands.executeCommand('workbench.action.focusPreviousGroup');
      return null;
    },
    'clipboard/write': async ({ text }) => {
      await copyCarefully(text, parts.audit);
      return null;
    },
    'run/cancel': async ({ runId }) => {
      runs.cancel(runId);
      return null;
    },
    'case/open': async ({ caseId }) => {
      // It may take another case's place, which is said by what is drawn.
      await vscode.commands.executeCommand('whytrace.openCase', caseId);
      return null;
    },
    ...previewHandlers(parts, column),
    'run/again': async () => {
      run('whytrace.diagnoseAgain');
      return null;
    },
    'command/run': async ({ command }) => {
      run(panelCommands[command]);
      return null;
    },
  };
}

/** What the user decides of a request, and its text. */
function previewHandlers(
  { runs, consents, requests }: PanelParts,
  column: () => vscode.ViewColumn | undefined,
): Pick<RequestHandlers, 'preview/wish' | 'preview/end' | 'request/open'> {
  return {
    'preview/wish': async ({ runId, item, wish }) => {
      consents.wish(runId, item, wish);
      return null;
    },
    'preview/end': async ({ runId, end }) => {
      await consents.end(runId, end);
      return null;
    },
    'request/open': async () => {
      await requests.open(runs.state, column());
      return null;
    },
  };
}
