import * as vscode from 'vscode';
import { documentNumber } from '../protocol/documentNumber.ts';

/** A line of an open log, 1-based. */
export interface LogLine {
  readonly document: vscode.TextDocument;
  readonly line: number;
}

/**
 * The line that a command is about: a link of ours carries the number of the document and the line;
 * from the palette it is where the cursor stands.
 */
export function logLineOf(args: readonly unknown[]): LogLine {
  const [number, line] = args;
  const editor = vscode.window.activeTextEditor;
  if (number === undefined) {
    if (!editor) {
      throw new Error('Open a log and put the cursor on one of its lines first.');
    }
    return { document: editor.document, line: editor.selection.active.line + 1 };
  }
  const document = vscode.workspace.textDocuments.find(
    ({ uri }) => documentNumber(uri.toString()) === number,
  );
  if (!document || !isLine(line)) {
    throw new Error('That log is not open any more.');
  }
  return { document, line: Math.min(line, document.lineCount) };
}

function isLine(line: unknown): line is number {
  return typeof line === 'number' && Number.isInteger(line) && line >= 1;
}

/** Puts the cursor on the line, in the editor that shows the log already where there is one. */
export async function showLogLine({ document, line }: LogLine): Promise<void> {
  const at = new vscode.Range(line - 1, 0, line - 1, 0);
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  // An output channel is shown in its panel, which `showTextDocument` would leave for a tab.
  if (shown && document.uri.scheme === 'output') {
    shown.selection = new vscode.Selection(at.start, at.end);
    shown.revealRange(at, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    return;
  }
  const column = shown?.viewColumn;
  const editor = await vscode.window.showTextDocument(document, {
    selection: at,
    ...(column !== undefined && { viewColumn: column }),
  });
  editor.revealRange(at, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
