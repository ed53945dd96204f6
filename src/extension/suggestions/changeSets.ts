import * as vscode from 'vscode';
import type { ChangedFile } from '../../core/model/audit.ts';
import { type Repository, repositories } from '../context/gitApi.ts';
import { folderOf, isThere, pathBelow, presentText } from './workspaceTexts.ts';

export type FilePair = Pick<ChangedFile, 'path' | 'before' | 'after'>;

/** Changes that were made and can still be taken back. */
export interface ChangeSet {
  /** For people, e.g. `Staged changes`. */
  readonly about: string;
  readonly folder: vscode.WorkspaceFolder;
  readonly count: number;
  read(): Promise<readonly FilePair[]>;
}

/** Files of one audit; beyond it a review would not be read. */
const MOST = 300;

/** What could be audited now: an agent's pending edits first, then what is not committed. */
export async function changeSets(): Promise<readonly ChangeSet[]> {
  const sets: ChangeSet[] = [];
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const edits = await agentEdits(folder);
    if (edits.length > 0) {
      const read = (): Promise<readonly FilePair[]> => pairsOf(folder, edits);
      sets.push({
        about: vscode.l10n.t("An agent's pending edits"),
        folder,
        count: edits.length,
        read,
      });
    }
  }
  for (const repository of await repositories()) {
    sets.push(...gitSets(repository));
  }
  return sets.filter(({ count }) => count > 0);
}

interface Edited {
  readonly uri: vscode.Uri;
  before(): Promise<string | undefined>;
  after(): Promise<string | undefined>;
}

/** The editor keeps the original of a file that a chat agent edits as a document of this scheme. */
const AGENT_SCHEME = 'chat-editing-text-model';

/** What was kept or undone is the same as its original; several sessions may hold one of a file. */
async function agentEdits(folder: vscode.WorkspaceFolder): Promise<readonly Edited[]> {
  const edits = new Map<string, Edited>();
  for (const original of vscode.workspace.textDocuments) {
    const uri = folder.uri.with({ path: original.uri.path });
    if (original.uri.scheme !== AGENT_SCHEME || pathBelow(folder, uri) === undefined) continue;
    const before = original.getText();
    if (before !== (await presentText(uri))) {
      edits.set(uri.path, { uri, before: async () => before, after: () => presentText(uri) });
    }
  }
  return [...edits.values()];
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
  const inTree = all.map((uri) => ({ uri, before: committed(uri), after: () => presentText(uri) }));
  const inIndex = staged.map((uri) => ({
    uri,
    before: committed(uri),
    after: () => shown(repository, '', uri),
  }));
  return [
    {
      about: vscode.l10n.t('Uncommitted changes'),
      folder,
      count: inTree.length,
      read: () => pairsOf(folder, inTree),
    },
    {
      about: vscode.l10n.t('Staged changes'),
      folder,
      count: inIndex.length,
      read: () => pairsOf(folder, inIndex),
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
    const edited: Edited = {
      uri,
      before: () => shown(repository, 'HEAD', uri),
      after: () => presentText(uri),
    };
    const read = (): Promise<readonly FilePair[]> => pairsOf(folder, [edited]);
    return { about: vscode.l10n.t('Changes since the last commit'), folder, count: 1, read };
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

async function pairsOf(
  folder: vscode.WorkspaceFolder,
  edited: readonly Edited[],
): Promise<readonly FilePair[]> {
  const pairs: FilePair[] = [];
  for (const { uri, before, after } of edited.slice(0, MOST)) {
    const path = pathBelow(folder, uri);
    const [old, now] = [await before(), await after()];
    // A picture that was changed is not one that was deleted.
    const isNoText = old?.includes('\0') || (now === undefined && (await isThere(uri)));
    if (path !== undefined && !isNoText) pairs.push({ path, before: old, after: now });
  }
  return pairs;
}
