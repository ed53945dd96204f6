import { realpath } from 'node:fs/promises';
import * as vscode from 'vscode';
import { createIgnoreFiles, type IgnoreFiles, unreadableIgnoreFile } from '../core/ignoreFiles.ts';
import { keeperOfPatch } from '../core/patchedFiles.ts';
import type { ResourceIgnores } from './context/keptItems.ts';

/** What the file system says where a folder has no such file. */
const notThere = new Set(['FileNotFound', 'FileNotADirectory', 'FileIsADirectory']);

/**
 * The ignore files around any file of the editor, for one run. .gitignore files count within the folder
 * that is open, as in the editor's own search; AI-ignore files wherever they lie.
 */
export function createResourceIgnores(): ResourceIgnores {
  const roots = new Map<string, IgnoreFiles>();
  const around = (uri: vscode.Uri): IgnoreFiles => {
    const root = uri.with({ path: '/', query: '', fragment: '' });
    const known = roots.get(root.toString());
    const ignores = known ?? createIgnoreFiles((folder, name) => read(root, folder, name));
    roots.set(root.toString(), ignores);
    return ignores;
  };
  const firstOf = async (
    uri: string,
    keeper: (ignores: IgnoreFiles, path: string) => Promise<string | undefined>,
  ): Promise<string | undefined> => {
    for (const place of await placesOf(vscode.Uri.parse(uri, true))) {
      const found = await keeper(around(place), place.path);
      if (found !== undefined) return vscode.workspace.asRelativePath(place.with({ path: found }));
    }
    return undefined;
  };
  return {
    keptBy: (uri) => firstOf(uri, (ignores, path) => ignores.keptBy(path)),
    patchKeptBy: (uri, patch) =>
      firstOf(uri, (ignores, path) => keeperOfPatch(ignores, path, patch)),
    isHidden: (uri) => {
      const parsed = vscode.Uri.parse(uri, true);
      return around(parsed).isHidden(parsed.path);
    },
  };
}

/** Where a file lies, and where the links lead by which the editor found it; nowhere what is no file. */
async function placesOf(uri: vscode.Uri): Promise<readonly vscode.Uri[]> {
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) === undefined) {
    return [];
  }
  if (uri.scheme !== 'file') {
    return [uri];
  }
  const real = vscode.Uri.file(await realpath(uri.fsPath).catch(() => uri.fsPath));
  return real.path === uri.path ? [uri] : [uri, real];
}

async function read(root: vscode.Uri, folder: string, name: string): Promise<string | undefined> {
  const uri = root.with({ path: `${folder}${name}` });
  const isGit = name === '.gitignore';
  if (isGit && !vscode.workspace.getWorkspaceFolder(uri)) {
    return undefined;
  }
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    const isNotThere = error instanceof vscode.FileSystemError && notThere.has(error.code);
    return isGit || isNotThere ? undefined : unreadableIgnoreFile;
  }
}
