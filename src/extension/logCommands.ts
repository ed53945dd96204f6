import * as vscode from 'vscode';
import { registerCommand } from './commands.ts';
import type { LanguageServer } from './languageServer.ts';
import { logLineOf, showLogLine } from './logLines.ts';

/** Commands about one line of a log that is open. */
export function registerLogCommands(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  server: Pick<LanguageServer, 'similarLine'>,
): void {
  registerCommand(context, log, 'whytrace.showLogLine', (...args) => showLogLine(logLineOf(args)));
  registerCommand(context, log, 'whytrace.showLinesLikeThis', async (...args) => {
    const { document, line } = logLineOf(args);
    const at = new vscode.Position(line - 1, 0);
    const places = await vscode.commands.executeCommand<readonly vscode.Location[]>(
      'vscode.executeReferenceProvider',
      document.uri,
      at,
    );
    await vscode.commands.executeCommand('editor.action.showReferences', document.uri, at, places);
  });
  registerCommand(context, log, 'whytrace.nextErrorLikeThis', () => goTo(server, 'next'));
  registerCommand(context, log, 'whytrace.previousErrorLikeThis', () => goTo(server, 'previous'));
}

/** How long a word in the status bar stays. */
const SHOWN = 4000;

async function goTo(
  server: Pick<LanguageServer, 'similarLine'>,
  direction: 'next' | 'previous',
): Promise<void> {
  const { document, line } = logLineOf([]);
  const uri = document.uri.toString();
  const found = await server.similarLine({ uri, line, direction });
  if (!found) {
    vscode.window.setStatusBarMessage('Whytrace: this line belongs to no log entry', SHOWN);
    return;
  }
  if (found.count === 1) {
    vscode.window.setStatusBarMessage('Whytrace: this is the only line of its kind', SHOWN);
    return;
  }
  await showLogLine({ document, line: found.line });
  const from = direction === 'next' ? 'first' : 'last';
  const again = found.wrapped ? `, from the ${from} on again` : '';
  const place = `${found.place} of ${found.count.toLocaleString('en')}${again}`;
  vscode.window.setStatusBarMessage(`Whytrace: ${place}`, SHOWN);
}
