import * as vscode from 'vscode';
import type { ContextItem } from '../../core/model/context.ts';
import { isReadableScheme, mayBeLog } from '../logNames.ts';

/** Lines above and below what is on the screen: the head of a function is often just out of sight. */
const MARGIN = 40;
const MOST_LINES = 300;

/** The code that is on the screen, of all visible editors that show no log. */
export function visibleCode(): readonly ContextItem[] {
  return vscode.window.visibleTextEditors.filter(({ document }) => isCode(document)).map(toItem);
}

function isCode({ uri, languageId }: vscode.TextDocument): boolean {
  return (
    isReadableScheme(uri.scheme) && !mayBeLog({ scheme: uri.scheme, path: uri.path, languageId })
  );
}

function toItem({ document, visibleRanges }: vscode.TextEditor): ContextItem {
  const first = Math.max((visibleRanges[0]?.start.line ?? 0) - MARGIN, 0);
  const wanted = (visibleRanges.at(-1)?.end.line ?? 0) + MARGIN;
  const last = Math.min(wanted, first + MOST_LINES - 1, document.lineCount - 1);
  const range = new vscode.Range(first, 0, last, document.lineAt(last).text.length);
  return {
    kind: 'code',
    uri: document.uri.toString(),
    name: vscode.workspace.asRelativePath(document.uri),
    startLine: first + 1,
    endLine: last + 1,
    text: document.getText(range).replace(/\r\n?/g, '\n'),
  };
}
