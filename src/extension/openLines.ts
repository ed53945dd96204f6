import * as vscode from 'vscode';
import type { LineRange } from '../core/model/logFile.ts';
import type { LogWindows, ShownLines } from './logWindows.ts';
import { logOf } from './openLogs.ts';
import { readableUri } from './unpackedDocuments.ts';

/** Bytes from which the editor shows a file but does not share its text with extensions. */
const UNSHARED = 50 * 1024 * 1024;

/**
 * Opens lines where they can be worked with: in the file itself, or in a window on it where the
 * editor would not share the file's text with extensions.
 */
export async function openLines(
  windows: LogWindows,
  file: vscode.Uri,
  lines: LineRange,
  viewColumn: vscode.ViewColumn,
): Promise<ShownLines> {
  if (await isUnshared(file)) {
    return windows.open(file, lines, viewColumn);
  }
  const document = await documentOf(file);
  if (!document) {
    return windows.open(file, lines, viewColumn);
  }
  const last = document.lineCount - 1;
  const start = Math.min(lines.startLine - 1, last);
  const end = Math.min(Math.max(lines.endLine - 1, start), last);
  const range = new vscode.Range(start, 0, end, document.lineAt(end).text.length);
  const selection = new vscode.Range(start, 0, start, 0);
  const editor = await vscode.window.showTextDocument(document, { viewColumn, selection });
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  return { editor, range };
}

/** Nothing for a compressed log that is too large once it is unpacked. */
async function documentOf(file: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  const uri = readableUri(file);
  if (uri === file) {
    return vscode.workspace.openTextDocument(uri);
  }
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

/** A file that grew past the limit while it was open is shared until it is closed. */
async function isUnshared(uri: vscode.Uri): Promise<boolean> {
  if (uri.scheme !== 'file' || isShared(uri)) {
    return false;
  }
  try {
    return (await vscode.workspace.fs.stat(uri)).size > UNSHARED;
  } catch {
    throw new Error(
      vscode.l10n.t('{0} is not there any more.', vscode.workspace.asRelativePath(uri)),
    );
  }
}

function isShared(uri: vscode.Uri): boolean {
  const key = uri.toString();
  return vscode.workspace.textDocuments.some((document) => document.uri.toString() === key);
}

/** Where it is open already, else a group without the panel, else a new one at its side. */
export function columnFor(
  uri: vscode.Uri,
  panel: vscode.ViewColumn | undefined,
): vscode.ViewColumn {
  const groups = vscode.window.tabGroups.all.filter(({ viewColumn }) => viewColumn !== panel);
  const showing = groups.find(({ tabs }) => tabs.some((tab) => shows(tab, uri)));
  return (showing ?? groups[0])?.viewColumn ?? vscode.ViewColumn.Beside;
}

function shows(tab: vscode.Tab, uri: vscode.Uri): boolean {
  return (
    tab.input instanceof vscode.TabInputText && logOf(tab.input.uri).toString() === uri.toString()
  );
}
