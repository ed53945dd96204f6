import * as vscode from 'vscode';
import { documentNumber } from '../protocol/documentNumber.ts';
import { logLine } from '../protocol/logWindow.ts';
import type { LogWindows } from './logWindows.ts';
import { columnFor, openLines } from './openLines.ts';
import { logOf } from './openLogs.ts';

/** A line of a log, 1-based; of the log itself, also where a window on it is shown. */
export interface LogLine {
  readonly uri: vscode.Uri;
  readonly line: number;
}

/**
 * The line that a command is about: a link of ours carries the number of the log and the line; from
 * the palette it is where the cursor stands.
 */
export function logLineOf(args: readonly unknown[]): LogLine {
  const [number, line] = args;
  if (number === undefined) {
    return cursorLine();
  }
  const open = vscode.workspace.textDocuments.map(({ uri }) => logOf(uri));
  const uri = open.find((each) => documentNumber(each.toString()) === number);
  if (!uri || !isLine(line)) {
    throw new Error(vscode.l10n.t('That log is not open any more.'));
  }
  return { uri, line };
}

function cursorLine(): LogLine {
  const editor = vscode.window.activeTextEditor;
  const at = editor && logLine(editor.document.uri.toString(), editor.selection.active.line + 1);
  if (!editor || !at) {
    throw new Error(vscode.l10n.t('Open a log and put the cursor on one of its lines first.'));
  }
  return { uri: logOf(editor.document.uri), line: at.line };
}

function isLine(line: unknown): line is number {
  return typeof line === 'number' && Number.isInteger(line) && line >= 1;
}

/** Puts the cursor on the line, in the editor that shows the log already where there is one. */
export async function showLogLine(windows: LogWindows, { uri, line }: LogLine): Promise<void> {
  const key = uri.toString();
  const shown = vscode.window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === key,
  );
  // An output channel is shown in its panel, which `showTextDocument` would leave for a tab.
  if (shown && uri.scheme === 'output') {
    const at = new vscode.Range(line - 1, 0, line - 1, 0);
    shown.selection = new vscode.Selection(at.start, at.end);
    shown.revealRange(at, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    return;
  }
  const column = shown?.viewColumn ?? columnFor(uri, undefined);
  await openLines(windows, uri, { startLine: line, endLine: line }, column);
}
