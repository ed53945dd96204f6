import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import * as vscode from 'vscode';

/** Bytes beyond which the editor would refuse the text anyway. */
const LARGEST = 50 * 1024 * 1024;

const scheme = 'whytrace-unpacked';

/** A compressed log, which the editor can't show, gets a read-only document with its text. */
export function registerUnpackedDocuments(context: vscode.ExtensionContext): void {
  const provider: vscode.TextDocumentContentProvider = {
    async provideTextDocumentContent(uri) {
      const bytes = await readFile(uri.with({ scheme: 'file' }).fsPath);
      const { gunzip } = await import('node:zlib');
      const text = await promisify(gunzip)(bytes, { maxOutputLength: LARGEST });
      return new TextDecoder().decode(text);
    },
  };
  context.subscriptions.push(
    vscode.workspace.registerTextDocumentContentProvider(scheme, provider),
  );
}

/** `file:///app.log.gz` -> the URI of its unpacked text; any other URI stays as it is. */
export function readableUri(uri: vscode.Uri): vscode.Uri {
  return uri.scheme === 'file' && /\.gz$/i.test(uri.path) ? uri.with({ scheme }) : uri;
}
