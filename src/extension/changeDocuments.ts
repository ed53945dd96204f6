import * as vscode from 'vscode';
import type { DiagnoseResult } from '../protocol/languageServer.ts';
import { changeScheme } from './changeScheme.ts';

/** A change as git tells it is no file; it gets a read-only document, so that it can be cited and opened. */
export interface ChangeDocuments {
  /** The texts by URI; those of the run before are dropped. */
  replace(texts: Readonly<Record<string, string>>): void;
  /** Those that a diagnosis cites and the server found. */
  addOf(result: DiagnoseResult): void;
  readonly texts: Readonly<Record<string, string>>;
}

export function registerChangeDocuments(context: vscode.ExtensionContext): ChangeDocuments {
  let texts: Readonly<Record<string, string>> = {};
  const provider: vscode.TextDocumentContentProvider = {
    provideTextDocumentContent: (uri) =>
      texts[uri.toString()] ?? vscode.l10n.t('This change belongs to an earlier diagnosis.'),
  };
  context.subscriptions.push(
    vscode.workspace.registerTextDocumentContentProvider(changeScheme, provider),
  );
  return {
    get texts() {
      return texts;
    },
    replace(next) {
      texts = next;
    },
    addOf(result) {
      const cited = result.kind === 'diagnosis' ? result.diagnosis.evidence : [];
      const found = cited.filter(({ uri }) => uri.startsWith(`${changeScheme}:`));
      // By the URI as the editor writes it, under which it asks for the text.
      const more = found.map(({ uri, text }) => [vscode.Uri.parse(uri, true).toString(), text]);
      texts = { ...Object.fromEntries(more), ...texts };
    },
  };
}
