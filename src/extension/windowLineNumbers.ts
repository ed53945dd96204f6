import * as vscode from 'vscode';
import { logLine, logWindowScheme } from '../protocol/logWindow.ts';

/** Lines above and below those on the screen that are numbered already. */
const BEYOND = 60;

/**
 * A window on a log numbers its lines as the log does. The editor counts from 1 in each document and
 * can't be told otherwise, so its own numbers are off there and these stand before the lines.
 */
export function registerWindowLineNumbers(context: vscode.ExtensionContext): void {
  const numbers = vscode.window.createTextEditorDecorationType({
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  const number = (editor: vscode.TextEditor): void => {
    if (editor.document.uri.scheme === logWindowScheme) {
      editor.setDecorations(numbers, decorations(editor));
    }
  };
  /** Groups whose editor was told to show no numbers; it keeps that for the next document it shows. */
  const told = new Set<vscode.ViewColumn | undefined>();
  const all = (): void => {
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document.uri.scheme === logWindowScheme) {
        editor.options = { lineNumbers: styles.Off };
        told.add(editor.viewColumn);
        number(editor);
      } else if (told.has(editor.viewColumn)) {
        restore(editor);
      }
    }
  };
  context.subscriptions.push(
    numbers,
    vscode.window.onDidChangeVisibleTextEditors(all),
    vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => number(textEditor)),
  );
  all();
}

const styles = vscode.TextEditorLineNumbersStyle;
const styleOf: Readonly<Record<string, vscode.TextEditorLineNumbersStyle>> = {
  on: styles.On,
  off: styles.Off,
  relative: styles.Relative,
  interval: styles.Interval,
};

/** Gives an editor the numbers that the user's settings want. */
function restore(editor: vscode.TextEditor): void {
  const wanted = vscode.workspace
    .getConfiguration('editor', editor.document)
    .get('lineNumbers', 'on');
  const style = styleOf[wanted] ?? styles.On;
  if (editor.options.lineNumbers === styles.Off && style !== styles.Off) {
    editor.options = { lineNumbers: style };
  }
}

function decorations({ document, visibleRanges }: vscode.TextEditor): vscode.DecorationOptions[] {
  const uri = document.uri.toString();
  const width = textOf(uri, document.lineCount).length;
  const color = new vscode.ThemeColor('editorLineNumber.foreground');
  return visibleRanges.flatMap(({ start, end }) => {
    const from = Math.max(0, start.line - BEYOND);
    const to = Math.min(document.lineCount - 1, end.line + BEYOND);
    return Array.from({ length: to - from + 1 }, (_, i) => ({
      range: new vscode.Range(from + i, 0, from + i, 0),
      renderOptions: {
        before: {
          // Figure spaces are as wide as digits.
          contentText: textOf(uri, from + i + 1).padStart(width, '\u2007'),
          color,
          margin: '0 1.5em 0 0',
        },
      },
    }));
  });
}

/** Nothing for the line that says what the window shows. */
function textOf(uri: string, line: number): string {
  const at = logLine(uri, line);
  return at ? String(at.line) : '';
}
