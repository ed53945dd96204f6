import * as vscode from 'vscode';
import type { HelpMessage } from '../protocol/messages.ts';
import { registerCommand } from './commands.ts';

/** A panel of ours that explains itself. The editor has no help for panels; for views it has. */
export interface Explained {
  /** Shows the help where the panel has the focus; false where it has not. */
  help(): boolean;
}

export function helpOf(panel: vscode.WebviewPanel | undefined): boolean {
  if (!panel?.active) return false;
  const message: HelpMessage = { kind: 'help' };
  void panel.webview.postMessage(message);
  return true;
}

/** *Show Accessibility Help*: of the panel that has the focus, else of a view that is chosen. */
export function registerAccessibleHelp(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  panels: readonly Explained[],
): void {
  registerCommand(context, log, 'whytrace.showAccessibilityHelp', async () => {
    if (panels.some((panel) => panel.help())) return;
    const views = [
      { label: vscode.l10n.t('Log Overview'), view: 'whytrace.overview' },
      { label: vscode.l10n.t('Cases'), view: 'whytrace.cases' },
      { label: vscode.l10n.t('Chat'), view: 'whytrace.chat' },
    ];
    const placeHolder = vscode.l10n.t('Which view do you want to know about?');
    const chosen = await vscode.window.showQuickPick(views, { placeHolder });
    if (!chosen) return;
    await vscode.commands.executeCommand(`${chosen.view}.focus`);
    await vscode.commands.executeCommand('editor.action.accessibilityHelp');
  });
}
