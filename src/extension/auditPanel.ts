import * as vscode from 'vscode';
import type { AuditEvents, AuditHandlers, AuditRequests, AuditState } from '../protocol/audit.ts';
import { type Explained, helpOf } from './accessibleHelp.ts';
import { parseAuditMessage } from './auditMessage.ts';
import type { Audits } from './audits.ts';
import type { Consents } from './consents.ts';
import { dressWebview } from './dressWebview.ts';
import type { LanguageServer } from './languageServer.ts';
import { type RequestDocuments, wasSent, wouldBeSent } from './requestDocuments.ts';
import type { Revealer } from './reveal.ts';
import { copyCarefully } from './suggestions/installs.ts';
import type { TriedLists } from './suggestions/triedLists.ts';
import { createWebviewServer } from './webviewServer.ts';

const VIEW_TYPE = 'whytrace.audit';

export interface AuditPanel extends Explained {
  /** Opens it beside the editor, which keeps the focus: a suggestion that is shown there stays. */
  show(): void;
  draw(): void;
}

export interface AuditPanelParts {
  readonly audits: Audits;
  readonly revealer: Revealer;
  readonly tried: TriedLists;
  readonly server: Pick<LanguageServer, 'audit'>;
  readonly consents: Consents;
  readonly requests: RequestDocuments;
}

export function registerAuditPanel(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  parts: AuditPanelParts,
): AuditPanel {
  const { audits } = parts;
  let panel: vscode.WebviewPanel | undefined;
  let draw = (): void => {};
  const attach = (to: vscode.WebviewPanel): void => {
    panel = to;
    const host = createWebviewServer<AuditRequests, AuditEvents>({
      handlers: handlersFor(parts, () => to.viewColumn),
      parse: parseAuditMessage,
      post: (message) => void to.webview.postMessage(message),
      onError: (error) => log.warn('A request of the audit failed', String(error)),
    });
    draw = () => host.send({ kind: 'event', name: 'audit/state', data: audits.state });
    to.webview.onDidReceiveMessage((message: unknown) => void host.receive(message));
    to.onDidDispose(() => {
      panel = undefined;
      draw = () => {};
    });
    to.iconPath = vscode.Uri.joinPath(context.extensionUri, 'media', 'icon.svg');
    dressWebview(to.webview, context.extensionUri, 'Whytrace Audit', 'audit', ['panel', 'audit']);
  };
  context.subscriptions.push(
    vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
      async deserializeWebviewPanel(restored) {
        attach(restored);
      },
    }),
  );
  return {
    show() {
      if (panel) {
        panel.reveal(undefined, true);
        return;
      }
      const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
      attach(vscode.window.createWebviewPanel(VIEW_TYPE, 'Whytrace Audit', column));
    },
    draw: () => draw(),
    help: () => helpOf(panel),
  };
}

function placesIn(state: AuditState): readonly string[] {
  if (state.kind !== 'done') return [];
  const { items = [] } = state.explaining?.preview?.request ?? {};
  return [...state.places, ...items.map(({ file }) => file)];
}

/** Opens a file that the audit names, and no other. */
export async function openPlace(
  {
    audits: { state, subject },
    revealer,
    tried,
  }: Pick<AuditPanelParts, 'audits' | 'revealer' | 'tried'>,
  { file, line }: { readonly file: string; readonly line: number },
  column?: vscode.ViewColumn,
): Promise<void> {
  if (!(subject && placesIn(state).includes(file))) {
    throw new Error('It stands in no file of the audit that could be opened.');
  }
  const folder = vscode.Uri.parse(subject.folder, true);
  const uri = file === tried.ownName ? tried.ownFile : vscode.Uri.joinPath(folder, file);
  await revealer.reveal({ uri: uri.toString(), startLine: line, endLine: line }, column);
}

function handlersFor(
  parts: AuditPanelParts,
  column: () => vscode.ViewColumn | undefined,
): AuditHandlers {
  const { audits, server } = parts;
  return {
    'audit/ready': async () => audits.state,
    'audit/open': async (place) => {
      await openPlace(parts, place, column());
      return null;
    },
    'audit/again': async () => {
      if (!audits.subject) {
        throw new Error(vscode.l10n.t('This audit was kept with its case: audit the change anew.'));
      }
      void audits.start(audits.subject);
      return null;
    },
    ...explanationHandlers(parts, column),
    'audit/cancel': async () => {
      audits.cancel();
      return null;
    },
    'audit/choose': async () => {
      void vscode.commands.executeCommand('whytrace.auditChanges');
      return null;
    },
    'audit/tried': async () => {
      await vscode.commands.executeCommand('whytrace.markTried');
      return null;
    },
    'audit/copy': async () => {
      await vscode.commands.executeCommand('whytrace.copyReview');
      return null;
    },
    'map/show': async () => {
      await vscode.commands.executeCommand('whytrace.showSystemMap');
      return null;
    },
    'clipboard/write': async ({ text }) => {
      await copyCarefully(text, server.audit);
      return null;
    },
    'editor/focus': async () => {
      await vscode.commands.executeCommand('workbench.action.focusPreviousGroup');
      return null;
    },
  };
}

/** A model that explains, and what the user decides of its request. */
function explanationHandlers(
  { audits, consents, requests }: AuditPanelParts,
  column: () => vscode.ViewColumn | undefined,
): Pick<AuditHandlers, 'audit/explain' | 'preview/wish' | 'preview/end' | 'request/open'> {
  return {
    'audit/explain': async () => {
      await audits.explain();
      return null;
    },
    'preview/wish': async ({ item, wish }) => {
      if (audits.runId !== undefined) consents.wish(audits.runId, item, wish);
      return null;
    },
    'preview/end': async ({ end }) => {
      if (audits.runId !== undefined) await consents.end(audits.runId, end);
      return null;
    },
    'request/open': async () => {
      const { state, result } = audits;
      const waiting = state.kind === 'done' ? state.explaining?.preview?.request.text : undefined;
      const sent = result?.explanation?.receipt?.text;
      if (waiting !== undefined) await requests.openText([wouldBeSent, waiting], column());
      else if (sent !== undefined) await requests.openText([wasSent, sent], column());
      else throw new Error('There is no request to show.');
      return null;
    },
  };
}
