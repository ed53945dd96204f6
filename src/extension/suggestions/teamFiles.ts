import * as vscode from 'vscode';
import type { AuditState } from '../../protocol/audit.ts';
import { registerCommand } from '../commands.ts';
import { constraintSnippet, constraintsFile, newConstraints } from './constraintSnippet.ts';
import { triedFile, withTried } from './triedEntry.ts';
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
      throw new Error('Open the folder of your project first: its rules are kept in it.');
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
async function openOrBegin(folder: vscode.Uri, path: string): Promise<vscode.TextEditor> {
  const uri = vscode.Uri.joinPath(folder, path);
  const document = await vscode.workspace.openTextDocument(
    (await isThere(uri)) ? uri : uri.with({ scheme: 'untitled' }),
  );
  return vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside });
}

/** Opens the file of what was tried with one more entry, in the user's words, for him to save. */
export async function markAsTried(state: AuditState, folder: string): Promise<void> {
  if (state.kind !== 'done') {
    return;
  }
  const { effects, commands, blastRadius, files } = state.audit;
  const changed = blastRadius.find(({ kind }) => kind === 'changed')?.service;
  const title = 'Mark as Tried';
  const action = await ask(title, 'What was tried?', effects[0]?.text ?? commands[0] ?? '');
  const target = action && (await ask(title, 'On what?', changed ?? files[0]?.path ?? ''));
  const result = target && (await ask(title, 'What came of it?', ''));
  if (!(action && target && result)) {
    return;
  }
  const when = new Date().toISOString().slice(0, 10);
  const tried = await openOrBegin(vscode.Uri.parse(folder, true), triedFile);
  const before = tried.document.getText();
  const whole = new vscode.Range(0, 0, tried.document.lineCount, 0);
  const text = withTried(before, { action, target, result, when });
  await tried.edit((edit) => edit.replace(whole, text));
}

function ask(title: string, prompt: string, value: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({ title, prompt, value, ignoreFocusOut: true });
}
