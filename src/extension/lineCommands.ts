import * as vscode from 'vscode';
import { logWindowScheme } from '../protocol/logWindow.ts';
import { registerCommand } from './commands.ts';
import type { LanguageServer } from './languageServer.ts';
import { isLogDocument } from './logNames.ts';
import { isFeatureOn } from './logSettings.ts';
import type { LogWindows } from './logWindows.ts';
import { columnFor, openLines } from './openLines.ts';
import { activeDocument, logOf } from './openLogs.ts';

/** Commands about single lines of a log; they work in files of any size. */
export function registerLineCommands(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  server: LanguageServer,
  windows: LogWindows,
): void {
  registerCommand(context, log, 'whytrace.explainLine', async (target) => {
    const place = await placeOf(target);
    if (place && !isFeatureOn('hover', place.uri)) {
      throw new Error(
        vscode.l10n.t('Turn on "Whytrace › Logs: Hover" in the settings to explain lines.'),
      );
    }
    if (place) {
      await server.start();
      await goTo(windows, place);
      await vscode.commands.executeCommand('editor.action.showHover', {
        focus: 'autoFocusImmediately',
      });
    }
  });
  registerCommand(context, log, 'whytrace.goToLine', async (target) => {
    const uri = logOf(targetUri(target));
    const line = await askLine(uri);
    if (line !== undefined) {
      const lines = { startLine: line, endLine: line };
      await openLines(windows, uri, lines, columnFor(uri, undefined));
    }
  });
  const move = async (by: 1 | -1): Promise<void> => {
    const editor = vscode.window.activeTextEditor;
    if (editor?.document.uri.scheme === logWindowScheme) {
      await windows.move(editor, by);
    }
  };
  registerCommand(context, log, 'whytrace.previousLines', () => move(-1));
  registerCommand(context, log, 'whytrace.nextLines', () => move(1));
}

/** A line, 1-based, of a document that the editor shows: a log, or a window on one. */
interface Place {
  readonly uri: vscode.Uri;
  readonly line: number;
}

/** The line that a menu names, else that of the cursor, else the one that the user types. */
async function placeOf(target: unknown): Promise<Place | undefined> {
  const named = lineTarget(target);
  if (named) {
    return named;
  }
  const uri = targetUri(target);
  const editor = vscode.window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === uri.toString(),
  );
  if (editor) {
    return { uri, line: editor.selection.active.line + 1 };
  }
  const line = await askLine(uri);
  return line === undefined ? undefined : { uri, line };
}

/** What the menu on a line number passes. */
function lineTarget(target: unknown): Place | undefined {
  if (typeof target !== 'object' || target === null) {
    return undefined;
  }
  const { uri, lineNumber } = target as { readonly uri?: unknown; readonly lineNumber?: unknown };
  return uri instanceof vscode.Uri && typeof lineNumber === 'number'
    ? { uri, line: lineNumber }
    : undefined;
}

/** What a menu passes, else the log that the user looks at. */
function targetUri(target: unknown): vscode.Uri {
  if (target instanceof vscode.Uri) {
    return target;
  }
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.uri.scheme === logWindowScheme) {
    return editor.document.uri;
  }
  const active = activeDocument();
  if (!active || !(isLogDocument(active.facts) || active.facts.scheme === 'output')) {
    throw new Error(vscode.l10n.t('Open a log first.'));
  }
  return active.uri;
}

/** The editor tells nobody where the cursor is in a file whose text it doesn't share. */
async function askLine(uri: vscode.Uri): Promise<number | undefined> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Line of {0}', vscode.workspace.asRelativePath(logOf(uri))),
    prompt: vscode.l10n.t('Number of the line, as the editor shows it'),
    validateInput: (text) =>
      parseLine(text) ? undefined : vscode.l10n.t('Type a number from 1 on.'),
  });
  return typed === undefined ? undefined : parseLine(typed);
}

/** `1,234` and `1234` -> 1234. */
function parseLine(text: string): number | undefined {
  const line = Number(text.replace(/[\s,_.']/g, ''));
  return Number.isSafeInteger(line) && line >= 1 ? line : undefined;
}

/** The cursor stands on the line's text afterwards. */
async function goTo(windows: LogWindows, { uri, line }: Place): Promise<void> {
  const lines = { startLine: line, endLine: line };
  const column = columnFor(uri, undefined);
  const { editor, range } = await openLines(windows, uri, lines, column);
  const indent = editor.document.lineAt(range.start.line).firstNonWhitespaceCharacterIndex;
  const cursor = range.start.translate(0, indent);
  editor.selection = new vscode.Selection(cursor, cursor);
}
