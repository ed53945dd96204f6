import * as vscode from 'vscode';
import { kindOfFile } from '../../core/contextFiles.ts';
import type { ContextItem } from '../../core/model/context.ts';
import type { ResourceIgnores } from './keptItems.ts';
import { byNearness, nearbyExclude, nearbyGlob } from './nearbyNames.ts';
import { lineCount } from './patchText.ts';

/** Limits in files, bytes and characters: context is a hint, the logs are the matter. */
const MOST_FOUND = 3000;
const MOST_FILES = 150;
const LARGEST_FILE = 64 * 1024;
const LARGEST_SUM = 1024 * 1024;

/**
 * Manifests, configuration, stated versions and code of the workspace, nearest to the logs first:
 * each whole, so that its lines are the editor's. What an ignore file names is not looked for; the
 * user may open it all the same.
 */
export async function* nearbyFiles(
  logs: readonly vscode.Uri[],
  ignores: ResourceIgnores,
): AsyncGenerator<ContextItem> {
  const found = await vscode.workspace.findFiles(nearbyGlob, nearbyExclude, MOST_FOUND);
  const skipped = new Set([...logs, ...unsaved()].map(String));
  const wanted = found.filter((uri) => !skipped.has(uri.toString()));
  const byPath = new Map(wanted.map((uri) => [uri.path, uri]));
  const paths = byNearness(
    [...byPath.keys()].filter(kindOfFile),
    logs.map(({ path }) => path),
  );
  let sum = 0;
  let count = 0;
  for (const path of paths) {
    const uri = byPath.get(path);
    if (!uri || (await isIgnored(uri, ignores))) continue;
    if (++count > MOST_FILES) return;
    const item = await readItem(uri);
    if (item && sum + item.text.length <= LARGEST_SUM) {
      sum += item.text.length;
      yield item;
    }
  }
}

async function isIgnored(uri: vscode.Uri, ignores: ResourceIgnores): Promise<boolean> {
  const name = uri.toString();
  return (await ignores.isHidden(name)) || (await ignores.keptBy(name)) !== undefined;
}

/** What stands in these files is not what the user sees; the visible code tells it. */
function unsaved(): readonly vscode.Uri[] {
  return vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty).map(({ uri }) => uri);
}

async function readItem(uri: vscode.Uri): Promise<ContextItem | undefined> {
  const kind = kindOfFile(uri.path);
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (!kind || size === 0 || size > LARGEST_FILE) {
      return undefined;
    }
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    const name = vscode.workspace.asRelativePath(uri);
    return { kind, uri: uri.toString(), name, startLine: 1, endLine: lineCount(text), text };
  } catch {
    // It went away between the search and the reading, or is no file we may read: one hint less.
    return undefined;
  }
}
