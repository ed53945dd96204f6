import { stat } from 'node:fs/promises';
import { pathOf } from '../node/filePath.ts';
import type { SystemMapParams, SystemMapResult } from '../protocol/languageServer.ts';
import { leastBusy, type Workers } from './workers/workers.ts';

/** The system that the files of a folder describe. */
export async function handleSystemMap(
  workers: Workers,
  { uri }: SystemMapParams,
  cancelled: AbortSignal,
): Promise<SystemMapResult> {
  const folder = pathOf(uri);
  const isFolder =
    folder !== undefined && (await stat(folder).catch(() => undefined))?.isDirectory();
  if (!isFolder) {
    const message = `${uri} is no folder on this machine. Open one that holds the manifests of your system.`;
    return { kind: 'unreadable', message };
  }
  const map = await workers.run(leastBusy(workers), 'topology', { folder }, { cancelled });
  return { kind: 'map', map };
}
