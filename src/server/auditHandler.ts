import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import { pathOf } from '../node/filePath.ts';
import type { AuditOutcome, AuditParams } from '../protocol/languageServer.ts';
import { remoteConsent, remoteModel } from './remoteModel.ts';
import { leastBusy, type Workers } from './workers/workers.ts';

/** What a suggestion would do to a folder; explained by a model where the editor wants that. */
export async function handleAudit(
  { connection, workers }: { readonly connection: Connection; readonly workers: Workers },
  { uri, ...given }: AuditParams,
  token: CancellationToken,
  cancelled: AbortSignal,
): Promise<AuditOutcome> {
  const folder = pathOf(uri);
  if (folder === undefined) {
    const message = `${uri} is not on this machine. Open a folder of this machine to audit suggestions.`;
    return { kind: 'refused', message };
  }
  const { runId, model } = given.explain ?? {};
  const remote = runId !== undefined && model && remoteModel(connection, runId, model, token);
  const consent = remoteConsent(connection, runId ?? '', token);
  return workers.run(
    leastBusy(workers),
    'audit',
    { folder, given },
    {
      cancelled,
      ...(remote && {
        answers: {
          model: (request) => remote.ask(request, () => {}, cancelled),
          consent: (preview) => consent(preview, cancelled),
        },
      }),
    },
  );
}
