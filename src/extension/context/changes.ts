import * as vscode from 'vscode';
import { kindOfFile } from '../../core/contextFiles.ts';
import type { ContextItem } from '../../core/model/context.ts';
import { changeScheme } from '../changeScheme.ts';
import { type Commit, type Repository, repositories } from './gitApi.ts';
import { boundedPatch, lineCount } from './patchText.ts';

const MOST_COMMITS = 5;
const MOST_FILES = 25;

/** What changed of late: uncommitted files first, then the last commits, each file with its patch. */
export async function* recentChanges(): AsyncGenerator<ContextItem> {
  let count = 0;
  for (const repository of await repositories()) {
    for await (const item of changesOf(repository)) {
      yield item;
      if (++count >= MOST_FILES) {
        return;
      }
    }
  }
}

async function* changesOf(repository: Repository): AsyncGenerator<ContextItem> {
  const { HEAD, workingTreeChanges, indexChanges } = repository.state;
  if (!HEAD?.commit) {
    return;
  }
  const branch = HEAD.name ?? HEAD.commit.slice(0, 8);
  const uncommitted = new Set(
    [...indexChanges, ...workingTreeChanges].map(({ uri }) => uri.fsPath),
  );
  const about = `Not committed, on branch ${branch}`;
  for (const path of [...uncommitted].filter(kindOfFile)) {
    yield* changeItems(path, 'uncommitted', about, await repository.diffWithHEAD(path));
  }
  for (const commit of await repository.log({ maxEntries: MOST_COMMITS })) {
    yield* filesOf(repository, commit, branch);
  }
}

async function* filesOf(
  repository: Repository,
  { hash, parents, message, authorDate }: Commit,
  branch: string,
): AsyncGenerator<ContextItem> {
  const [parent] = parents;
  if (parent === undefined) {
    return;
  }
  const short = hash.slice(0, 8);
  const when = authorDate ? ` of ${authorDate.toISOString()}` : '';
  const about = `Commit ${short}${when} on branch ${branch}: ${message.split('\n')[0] ?? ''}`;
  const changes = await repository.diffBetween(parent, hash);
  for (const path of changes.map(({ uri }) => uri.fsPath).filter(kindOfFile)) {
    yield* changeItems(path, short, about, await repository.diffBetween(parent, hash, path));
  }
}

/** The URI of the file that an item tells of; a change is a document of its own. */
export function changedFile({ uri }: ContextItem): string {
  const parsed = vscode.Uri.parse(uri, true);
  return parsed.scheme === changeScheme
    ? vscode.Uri.file(parsed.path.replace(/\.diff$/, '')).toString()
    : uri;
}

/** One item; none where git has no patch to show, as of a file it does not track. */
function changeItems(path: string, revision: string, about: string, patch: string): ContextItem[] {
  if (patch.trim() === '') {
    return [];
  }
  const text = `${about}\n${boundedPatch(patch.trimEnd())}`;
  const uri = vscode.Uri.file(`${path}.diff`).with({ scheme: changeScheme, query: revision });
  const name = `${vscode.workspace.asRelativePath(path)} (${revision})`;
  const endLine = lineCount(text);
  return [{ kind: 'change', uri: uri.toString(), name, startLine: 1, endLine, text }];
}
