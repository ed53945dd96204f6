import * as vscode from 'vscode';
import type { SourceParams } from '../protocol/languageServer.ts';
import type { SourceRef } from './runs.ts';

/**
 * Adds the text of what the server can't read by itself: unsaved changes, untitled documents, output
 * channels and files that are not on this machine.
 */
export async function withTexts(sources: readonly SourceRef[]): Promise<readonly SourceParams[]> {
  return Promise.all(
    sources.map(async (source) => {
      const text = await textOf(vscode.Uri.parse(source.uri, true), source.name);
      return text === undefined ? source : { ...source, text };
    }),
  );
}

async function textOf(uri: vscode.Uri, name: string): Promise<string | undefined> {
  const key = uri.toString();
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
  if (uri.scheme === 'file') {
    return open?.isDirty ? open.getText() : undefined;
  }
  try {
    return (open ?? (await vscode.workspace.openTextDocument(uri))).getText();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(vscode.l10n.t("{0} can't be read: {1}", name, reason));
  }
}
