import * as vscode from 'vscode';

/** The part of the built-in git extension's API that we use (extensions/git/src/api/git.d.ts, version 1). */
export interface Repository {
  readonly rootUri: vscode.Uri;
  readonly state: {
    readonly HEAD: { readonly name?: string; readonly commit?: string } | undefined;
    readonly workingTreeChanges: readonly Change[];
    readonly indexChanges: readonly Change[];
    /** Apart from the working tree where the user has it shown so. */
    readonly untrackedChanges?: readonly Change[];
  };
  log(options: { readonly maxEntries: number }): Promise<readonly Commit[]>;
  diffBetween(ref1: string, ref2: string): Promise<readonly Change[]>;
  diffBetween(ref1: string, ref2: string, path: string): Promise<string>;
  diffWithHEAD(path: string): Promise<string>;
  /** A file of a commit, or of the index where `ref` is empty. */
  show(ref: string, path: string): Promise<string>;
}

interface Change {
  readonly uri: vscode.Uri;
}

export interface Commit {
  readonly hash: string;
  readonly message: string;
  readonly parents: readonly string[];
  readonly authorDate?: Date;
}

interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): { readonly repositories: readonly Repository[] };
}

/** Repositories of the window; none when git is missing, disabled or the workspace is not trusted. */
export async function repositories(): Promise<readonly Repository[]> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (!extension || !vscode.workspace.isTrusted) {
    return [];
  }
  const git = await extension.activate();
  return git.enabled ? git.getAPI(1).repositories : [];
}
