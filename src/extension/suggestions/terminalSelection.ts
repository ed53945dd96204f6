import * as vscode from 'vscode';
import type { Captured } from './capture.ts';
import { commandsInTerminal } from './terminalText.ts';
import { folderOf, unsavedTexts } from './workspaceTexts.ts';

/**
 * The command that is selected in the terminal, e.g. one that an assistant put there to be run. The editor
 * gives a selection to its clipboard only, whose text is put back.
 */
export async function captureTerminal(): Promise<Captured> {
  const folder = folderOf(undefined);
  if (!folder) {
    return {
      message: vscode.l10n.t(
        'Open the folder of your project first: a command is audited against it.',
      ),
    };
  }
  const text = commandsInTerminal(await selectedInTerminal());
  if (text === '') {
    return {
      message: vscode.l10n.t(
        'Nothing is selected in the terminal. Select the command there before it is run, or copy it and audit the clipboard.',
      ),
    };
  }
  return {
    about: vscode.l10n.t('The command in the terminal'),
    folder: folder.uri.toString(),
    input: { kind: 'command', text },
    unsaved: unsavedTexts(folder),
  };
}

async function selectedInTerminal(): Promise<string> {
  if (!vscode.window.activeTerminal) return '';
  const kept = await vscode.env.clipboard.readText();
  try {
    await vscode.env.clipboard.writeText('');
    await vscode.commands.executeCommand('workbench.action.terminal.copySelection');
    return await vscode.env.clipboard.readText();
  } finally {
    await vscode.env.clipboard.writeText(kept);
  }
}
