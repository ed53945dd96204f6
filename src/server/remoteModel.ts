import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import type { ConsentDecision } from '../core/model/consent.ts';
import type { Consent, LanguageModel, ModelAnswer } from '../core/ports.ts';
import {
  AskModelRequest,
  ConsentRequest,
  type DiagnoseParams,
} from '../protocol/languageServer.ts';

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
    ask({ system, user, schema, boundary }) {
      const params = { runId, system, user, schema, boundary };
      const answer = connection.sendRequest(AskModelRequest, params, token).catch(unreachable);
      return Promise.race([answer, cancelledAnswer(token)]);
    },
  };
}

/**
 * The user as the server sees them: a request back to the extension, which alone can ask. Where that
 * fails nothing is sent.
 */
export function remoteConsent(
  connection: Connection,
  runId: string,
  token: CancellationToken,
): Consent {
  const forbidden: ConsentDecision = { kind: 'embedded' };
  return (preview) => {
    const decision = connection
      .sendRequest(ConsentRequest, { runId, preview }, token)
      .catch(() => forbidden);
    return Promise.race([decision, whenCancelled(token, forbidden)]);
  };
}

function cancelledAnswer(token: CancellationToken): Promise<ModelAnswer> {
  return whenCancelled(token, { kind: 'failure', failure: { kind: 'cancelled' } });
}

function whenCancelled<T>(token: CancellationToken, answer: T): Promise<T> {
  return new Promise((resolve) => {
    if (token.isCancellationRequested) {
      resolve(answer);
    }
    token.onCancellationRequested(() => resolve(answer));
  });
}

/** The extension answers with failures as values; a rejection is a bug there, and no reason to lose the run. */
function unreachable(error: unknown): ModelAnswer {
  const detail = error instanceof Error ? error.message : String(error);
  return { kind: 'failure', failure: { kind: 'unreachable', detail } };
}
