import * as vscode from 'vscode';
import { MOST_ROTATED, rotationsOf } from '../core/rotations.ts';
import type { OpenLog } from './openLogs.ts';

/** What to do about the other files of a log, as `app.log.1` and `app.log.2.gz` beside `app.log`. */
export type RotatedMode = 'offer' | 'always' | 'never';

export function rotatedMode(): RotatedMode {
  const settings = vscode.workspace.getConfiguration('whytrace.logs');
  return settings.get<RotatedMode>('includeRotated', 'offer');
}

/**
 * Logs with the other files of each: read too, or only named, so that the diagnosis can offer them.
 * Where lines were selected, they are what is asked about, and nothing else.
 */
export async function withRotations(
  logs: readonly OpenLog[],
  mode: RotatedMode,
): Promise<readonly OpenLog[]> {
  if (mode === 'never') {
    return logs;
  }
  const known = new Set(logs.map(({ uri }) => uri.toString()));
  const all: OpenLog[] = [];
  for (const log of logs) {
    const uris = log.range ? [] : await rotationsBeside(log.uri);
    const others = uris.filter((uri) => !known.has(uri.toString()));
    // Each is told of once, though several of its log may be open.
    for (const uri of others) known.add(uri.toString());
    const read = mode === 'always' ? others.slice(-MOST_ROTATED) : [];
    const beside = others.slice(0, others.length - read.length).map(nameOf);
    all.push({ ...log, ...(beside.length > 0 && { beside }) }, ...read.map((uri) => ({ uri })));
  }
  return all;
}

/** Oldest first; none where the folder can't be listed. The server reads files of this machine only. */
async function rotationsBeside(uri: vscode.Uri): Promise<readonly vscode.Uri[]> {
  if (uri.scheme !== 'file') {
    return [];
  }
  const folder = vscode.Uri.joinPath(uri, '..');
  const entries = await vscode.workspace.fs.readDirectory(folder).then(
    (found) => found,
    () => [],
  );
  const files = entries.filter(([, type]) => type === vscode.FileType.File).map(([name]) => name);
  return rotationsOf(nameOf(uri), files).map((name) => vscode.Uri.joinPath(folder, name));
}

const nameOf = ({ path }: vscode.Uri): string => path.slice(path.lastIndexOf('/') + 1);
