import * as vscode from 'vscode';

/** The folder of the workspace that a file lies in; the first one where it lies in none. */
export function folderOf(uri: vscode.Uri | undefined): vscode.WorkspaceFolder | undefined {
  const own = uri && vscode.workspace.getWorkspaceFolder(uri);
  return own ?? vscode.workspace.workspaceFolders?.[0];
}

/** The path of a file below a folder, with `/`; nothing where it lies elsewhere. */
export function pathBelow(
  { uri: folder }: vscode.WorkspaceFolder,
  uri: vscode.Uri,
): string | undefined {
  const root = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  const isBelow = uri.scheme === folder.scheme && uri.authority === folder.authority;
  return isBelow && uri.path.startsWith(root) ? uri.path.slice(root.length) : undefined;
}

/** Texts that differ from what is on the disk, by path. */
export function unsavedTexts(folder: vscode.WorkspaceFolder): Readonly<Record<string, string>> {
  const texts = vscode.workspace.textDocuments
    .filter((document) => document.isDirty)
    .map((document) => [pathBelow(folder, document.uri), document.getText()] as const);
  return Object.fromEntries(texts.filter(([path]) => path !== undefined));
}

/** Characters of a file beyond which it is data rather than code. */
const LONGEST = 2_000_000;

/** What the editor shows of a file, else what is on the disk; nothing for what is gone or no text. */
export async function presentText(uri: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find(
    (each) => each.uri.toString() === uri.toString(),
  );
  if (open) {
    return open.getText();
  }
  try {
    const bytes = await vscode.workspace.fs.readFile(uri);
    const text = new TextDecoder().decode(bytes);
    return bytes.length > LONGEST || text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

export async function isThere(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
