import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import type { LanguageModel, ModelAnswer } from '../core/ports.ts';
import { AskModelRequest, type DiagnoseParams } from '../protocol/languageServer.ts';

type Model = NonNullable<DiagnoseParams['model']>;

/**
 * The model as the server sees it: a request back to the extension, where keys and the editor's
 * own models are. Cancelled, it answers at once and does not wait for the other side.
 */
export function remoteModel(
  connection: Connection,
  runId: string,
  model: Model,
  token: CancellationToken,
): LanguageModel {
  return {
    ...model,
    ask({ system, user, schema }) {
      const params = { runId, system, user, schema };
      const answer = connection.sendRequest(AskModelRequest, params, token).catch(unreachable);
      return Promise.race([answer, cancelledAnswer(token)]);
    },
  };
}

function cancelledAnswer(token: CancellationToken): Promise<ModelAnswer> {
  const cancelled: ModelAnswer = { kind: 'failure', failure: { kind: 'cancelled' } };
  return new Promise((resolve) => {
    if (token.isCancellationRequested) {
      resolve(cancelled);
    }
    token.onCancellationRequested(() => resolve(cancelled));
  });
}

/** The extension answers with failures as values; a rejection is a bug there, and no reason to lose the run. */
function unreachable(error: unknown): ModelAnswer {
  const detail = error instanceof Error ? error.message : String(error);
  return { kind: 'failure', failure: { kind: 'unreachable', detail } };
}
