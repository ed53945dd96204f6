import * as vscode from 'vscode';
import { type Repository, repositories } from '../context/gitApi.ts';
import { type EditedFile, type ReadFiles, readPairs } from './filePairs.ts';
import { folderOf, isThere, pathBelow, presentText } from './workspaceTexts.ts';

/** Changes that were made and can still be taken back. */
export interface ChangeSet {
  /** For people, e.g. `Staged changes`. */
  readonly about: string;
  readonly folder: vscode.WorkspaceFolder;
  readonly count: number;
  read(): Promise<ReadFiles>;
}

/** What could be audited now: an agent's pending edits first, then what is not committed. */
export async function changeSets(): Promise<readonly ChangeSet[]> {
  const sets: ChangeSet[] = [];
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const edits = await agentEdits(folder);
    if (edits.length > 0) {
      sets.push({
        about: "An agent's pending edits",
        folder,
        count: edits.length,
        read: () => readPairs(edits),
      });
    }
  }
  for (const repository of await repositories()) {
    sets.push(...gitSets(repository));
  }
  return sets.filter(({ count }) => count > 0);
}

/** The editor keeps the original of a file that a chat agent edits as a document of this scheme. */
const AGENT_SCHEME = 'chat-editing-text-model';

/** What was kept or undone is the same as its original; several sessions may hold one of a file. */
async function agentEdits(folder: vscode.WorkspaceFolder): Promise<readonly EditedFile[]> {
  const edits = new Map<string, EditedFile>();
  for (const original of vscode.workspace.textDocuments) {
    const uri = folder.uri.with({ path: original.uri.path });
    if (original.uri.scheme !== AGENT_SCHEME || pathBelow(folder, uri) === undefined) continue;
    const before = original.getText();
    if (before !== (await presentText(uri))) {
      edits.set(
        uri.path,
        inTree(folder, uri, async () => before),
      );
    }
  }
  return [...edits.values()];
}

/** A file as it is in the editor or on the disk. */
function inTree(
  folder: vscode.WorkspaceFolder,
  uri: vscode.Uri,
  before: EditedFile['before'],
): EditedFile {
  return {
    path: pathBelow(folder, uri),
    before,
    after: () => presentText(uri),
    isThere: () => isThere(uri),
  };
}

function gitSets(repository: Repository): readonly ChangeSet[] {
  const { HEAD, workingTreeChanges, indexChanges, untrackedChanges = [] } = repository.state;
  const folder = folderOf(repository.rootUri);
  if (!(folder && HEAD?.commit)) {
    return [];
  }
  const unique = (changes: readonly { readonly uri: vscode.Uri }[]): readonly vscode.Uri[] => [
    ...new Map(changes.map(({ uri }) => [uri.toString(), uri])).values(),
  ];
  const committed = (uri: vscode.Uri) => () => shown(repository, 'HEAD', uri);
  const all = unique([...indexChanges, ...workingTreeChanges, ...untrackedChanges]);
  const staged = unique(indexChanges);
  const present = all.map((uri) => inTree(folder, uri, committed(uri)));
  // What was taken out of the index alone is still in the tree, and is gone with the next commit.
  const inIndex = staged.map((uri) => ({
    path: pathBelow(folder, uri),
    before: committed(uri),
    after: () => shown(repository, '', uri),
    isThere: async () => false,
  }));
  return [
    {
      about: 'Uncommitted changes',
      folder,
      count: present.length,
      read: () => readPairs(present),
    },
    {
      about: 'Staged changes',
      folder,
      count: inIndex.length,
      read: () => readPairs(inIndex),
    },
  ];
}

/** What git sees changed of one file, against its last commit; nothing where it sees no change. */
export async function changesOf(uri: vscode.Uri): Promise<ChangeSet | undefined> {
  for (const repository of await repositories()) {
    const folder = folderOf(uri);
    const path = folder && pathBelow(folder, uri);
    const isInside = uri.path.startsWith(`${repository.rootUri.path}/`);
    if (!(folder && path !== undefined && isInside)) continue;
    const edited = inTree(folder, uri, () => shown(repository, 'HEAD', uri));
    const read = (): Promise<ReadFiles> => readPairs([edited]);
    return { about: 'Changes since the last commit', folder, count: 1, read };
  }
  return undefined;
}

/** A file of a commit, or of the index; nothing where it has none of that name. */
async function shown(
  repository: Repository,
  ref: string,
  { fsPath }: vscode.Uri,
): Promise<string | undefined> {
  try {
    return await repository.show(ref, fsPath);
  } catch {
    return undefined;
  }
}
