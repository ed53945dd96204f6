import * as vscode from 'vscode';
import { registerCommand } from '../commands.ts';
import { constraintSnippet, constraintsFile, newConstraints } from './constraintSnippet.ts';
import { folderOf, isThere } from './workspaceTexts.ts';

/** Registers *Add Constraint*: a rule of the team that forbids what is selected, to be completed by the user. */
export function registerTeamFiles(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
): void {
  registerCommand(context, log, 'whytrace.addConstraint', async () => {
    const editor = vscode.window.activeTextEditor;
    const folder = folderOf(editor?.document.uri);
    if (!folder) {
      throw new Error(
        vscode.l10n.t('Open the folder of your project first: its rules are kept in it.'),
      );
    }
    const selected = editor ? editor.document.getText(editor.selection) : '';
    const snippet = constraintSnippet(selected, editor?.document.languageId ?? '');
    const rules = await openOrBegin(folder.uri, constraintsFile);
    const end = rules.document.lineAt(rules.document.lineCount - 1).range.end;
    const isNew = rules.document.getText().trim() === '';
    const before = isNew ? newConstraints : end.character === 0 ? '' : '\n';
    await rules.insertSnippet(new vscode.SnippetString(`${before}${snippet}`), end);
  });
}

/** Opens a file of the team; one that isn't there yet as a text that the user may save at its place. */
export async function openOrBegin(folder: vscode.Uri, path: string): Promise<vscode.TextEditor> {
  const uri = vscode.Uri.joinPath(folder, path);
  const document = await vscode.workspace.openTextDocument(
    (await isThere(uri)) ? uri : uri.with({ scheme: 'untitled' }),
  );
  return vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside });
}
