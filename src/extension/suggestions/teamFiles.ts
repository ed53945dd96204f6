import * as vscode from 'vscode';
import type { AuditState } from '../../protocol/audit.ts';
import { registerCommand } from '../commands.ts';
import { constraintSnippet, constraintsFile, newConstraints } from './constraintSnippet.ts';
import { triedFile, withTried } from './triedEntry.ts';
import { folderOf, presentText } from './workspaceTexts.ts';

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

/** Writes down that a suggestion was tried, in the user's words; nothing where he breaks it off. */
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
  const uri = vscode.Uri.joinPath(vscode.Uri.parse(folder, true), triedFile);
  const when = new Date().toISOString().slice(0, 10);
  const text = withTried((await presentText(uri)) ?? '', { action, target, result, when });
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  void vscode.window.setStatusBarMessage(`Whytrace: written to ${triedFile}`, SHOWN);
}

/** Milliseconds for which the status bar says it. */
const SHOWN = 5_000;

function ask(title: string, prompt: string, value: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({ title, prompt, value, ignoreFocusOut: true });
}
