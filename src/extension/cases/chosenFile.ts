import * as vscode from 'vscode';

/**
 * Writes a file under the name that the user gives it in a dialog, which asks before it takes another
 * one's place. No other code of ours writes files of the workspace; a test holds to that. Nothing means
 * that the user left.
 */
export async function saveAsChosen(
  options: vscode.SaveDialogOptions,
  text: () => Promise<string>,
): Promise<vscode.Uri | undefined> {
  const uri = await vscode.window.showSaveDialog(options);
  if (uri) await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(await text()));
  return uri;
}
