import * as vscode from 'vscode';
import { parseWindowUri, windowLine } from '../protocol/logWindow.ts';
import { registerCommand } from './commands.ts';
import type { LanguageServer } from './languageServer.ts';
import { locale } from './locale.ts';
import { type LogLine, logLineOf, showLogLine } from './logLines.ts';
import type { LogWindows } from './logWindows.ts';
import { logOf } from './openLogs.ts';

/** Commands about one line of a log that is open. */
export function registerLogCommands(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  server: Pick<LanguageServer, 'similarLine'>,
  windows: LogWindows,
): void {
  registerCommand(context, log, 'whytrace.showLogLine', (...args) =>
    showLogLine(windows, logLineOf(args)),
  );
  registerCommand(context, log, 'whytrace.showLinesLikeThis', async (...args) => {
    const { uri, at } = shownAt(logLineOf(args));
    const places = await vscode.commands.executeCommand<readonly vscode.Location[]>(
      'vscode.executeReferenceProvider',
      uri,
      at,
    );
    await vscode.commands.executeCommand('editor.action.showReferences', uri, at, places);
  });
  registerCommand(context, log, 'whytrace.nextErrorLikeThis', () => goTo(server, windows, 'next'));
  registerCommand(context, log, 'whytrace.previousErrorLikeThis', () =>
    goTo(server, windows, 'previous'),
  );
}

/** Where the editor shows a line: in the log itself, or in a window that is open on it. */
function shownAt({ uri, line }: LogLine): {
  readonly uri: vscode.Uri;
  readonly at: vscode.Position;
} {
  const shown = vscode.window.visibleTextEditors
    .map(({ document }) => document.uri)
    .find((each) => logOf(each).toString() === uri.toString());
  const window = shown && parseWindowUri(shown.toString());
  const row = window ? windowLine(window, line) : line;
  return { uri: shown ?? uri, at: new vscode.Position(row - 1, 0) };
}

/** How long a word in the status bar stays. */
const SHOWN = 4000;

async function goTo(
  server: Pick<LanguageServer, 'similarLine'>,
  windows: LogWindows,
  direction: 'next' | 'previous',
): Promise<void> {
  const { uri, line } = logLineOf([]);
  const found = await server.similarLine({ uri: uri.toString(), line, direction });
  if (!found) {
    vscode.window.setStatusBarMessage(
      `Whytrace: ${vscode.l10n.t('this line belongs to no log entry')}`,
      SHOWN,
    );
    return;
  }
  if (found.count === 1) {
    vscode.window.setStatusBarMessage(
      `Whytrace: ${vscode.l10n.t('this is the only line of its kind')}`,
      SHOWN,
    );
    return;
  }
  await showLogLine(windows, { uri, line: found.line });
  const place = placeText(found, direction);
  vscode.window.setStatusBarMessage(`Whytrace: ${place}`, SHOWN);
}

function placeText(
  found: { readonly place: number; readonly count: number; readonly wrapped: boolean },
  direction: 'next' | 'previous',
): string {
  const { place, wrapped } = found;
  const count = found.count.toLocaleString(locale());
  if (!wrapped) return vscode.l10n.t('{0} of {1}', place, count);
  return direction === 'next'
    ? vscode.l10n.t('{0} of {1}, from the first on again', place, count)
    : vscode.l10n.t('{0} of {1}, from the last on again', place, count);
}
