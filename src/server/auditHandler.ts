import { pathOf } from '../node/filePath.ts';
import type { AuditOutcome, AuditParams } from '../protocol/languageServer.ts';
import { leastBusy, type Workers } from './workers/workers.ts';

/** What a suggestion would do to a folder. */
export async function handleAudit(
  workers: Workers,
  { uri, ...given }: AuditParams,
  cancelled: AbortSignal,
): Promise<AuditOutcome> {
  const folder = pathOf(uri);
  if (folder === undefined) {
    const message = `${uri} is not on this machine. Open a folder of this machine to audit suggestions.`;
    return { kind: 'refused', message };
  }
  return workers.run(leastBusy(workers), 'audit', { folder, given }, { cancelled });
}
