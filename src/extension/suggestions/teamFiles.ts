import * as vscode from 'vscode';
import { registerCommand } from '../commands.ts';
import { constraintSnippet, constraintsFile, newConstraints } from './constraintSnippet.ts';
import { folderOf } from './workspaceTexts.ts';

/** Registers *Add Constraint*: a rule of the team that forbids what is selected, to be completed by the user. */
export function registerTeamFiles(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
): void {
  registerCommand(context, log, 'whytrace.addConstraint', async () => {
    const editor = vscode.window.activeTextEditor;
    const folder = folderOf(editor?.document.uri);
    if (!folder) {
      throw new Error('Open the folder of your project first: its rules are kept in it.');
    }
    const selected = editor ? editor.document.getText(editor.selection) : '';
    const snippet = constraintSnippet(selected, editor?.document.languageId ?? '');
    const rules = await openOrCreate(folder, constraintsFile, newConstraints);
    const end = rules.document.lineAt(rules.document.lineCount - 1).range.end;
    const line = end.character === 0 ? '' : '\n';
    await rules.insertSnippet(new vscode.SnippetString(`${line}${snippet}`), end);
  });
}

async function openOrCreate(
  folder: vscode.WorkspaceFolder,
  path: string,
  text: string,
): Promise<vscode.TextEditor> {
  const uri = vscode.Uri.joinPath(folder.uri, path);
  const isThere = await vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  }
  const document = await vscode.workspace.openTextDocument(uri);
  return vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside });
}
