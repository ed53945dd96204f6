import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LogSource } from '../core/diagnose.ts';
import { type ReadTeamFiles, readTeamFiles } from '../node/teamFiles.ts';

/**
 * The team's signatures for a run: those of the nearest `.whytrace/signatures` above each log, above
 * the context folder, and above where the command runs.
 */
export function teamFilesOf(
  sources: readonly LogSource[],
  context: string | undefined,
): Promise<ReadTeamFiles> {
  const logs = sources.flatMap(({ uri }) =>
    uri.startsWith('file:') ? [dirname(fileURLToPath(uri))] : [],
  );
  const folders = [...(context === undefined ? [] : [context]), ...logs, '.'];
  return readTeamFiles(folders, (path) => relative('.', path));
}
