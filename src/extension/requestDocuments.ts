import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import type { PanelState } from '../protocol/webview.ts';
import { columnFor } from './openLines.ts';

const scheme = 'whytrace-request';

/** Documents that can be opened again while the window lives; a run has one or two. */
const MOST_DOCUMENTS = 10;

/** Where its document seems to lie, and the text. */
type RequestText = readonly [path: string, text: string];

export const wouldBeSent = (): string => `/${vscode.l10n.t('What would be sent')}.txt`;
export const wasSent = (): string => `/${vscode.l10n.t('What was sent')}.txt`;

/** What would be sent, or was, as a read-only document: it can be searched, compared and saved. */
export interface RequestDocuments {
  open(state: PanelState, panelColumn: vscode.ViewColumn | undefined): Promise<void>;
  openText(request: RequestText, panelColumn: vscode.ViewColumn | undefined): Promise<void>;
}

export function registerRequestDocuments(context: vscode.ExtensionContext): RequestDocuments {
  const texts = new Map<string, string>();
  const provider: vscode.TextDocumentContentProvider = {
    provideTextDocumentContent: (uri) =>
      texts.get(uri.toString()) ?? vscode.l10n.t('This request belongs to an earlier diagnosis.'),
  };
  context.subscriptions.push(
    vscode.workspace.registerTextDocumentContentProvider(scheme, provider),
  );
  const openText: RequestDocuments['openText'] = async ([path, text], panelColumn) => {
    const query = createHash('sha256').update(text).digest('hex').slice(0, 16);
    const uri = vscode.Uri.from({ scheme, path, query });
    texts.delete(uri.toString());
    texts.set(uri.toString(), text);
    for (const oldest of [...texts.keys()].slice(0, -MOST_DOCUMENTS)) texts.delete(oldest);
    const document = await vscode.workspace.openTextDocument(uri);
    const viewColumn = columnFor(uri, panelColumn);
    await vscode.window.showTextDocument(document, { viewColumn, preview: true });
  };
  return {
    openText,
    async open(state, panelColumn) {
      const request = requestOf(state);
      if (!request) {
        throw new Error(vscode.l10n.t('There is no request to show.'));
      }
      await openText(request, panelColumn);
    },
  };
}

/** What waits for the user, else what was sent in the end. */
function requestOf(state: PanelState): RequestText | undefined {
  switch (state.kind) {
    case 'running':
      return state.preview && [wouldBeSent(), state.preview.request.text];
    case 'done':
      return state.diagnosis.receipt && [wasSent(), state.diagnosis.receipt.text];
    default:
      return undefined;
  }
}
