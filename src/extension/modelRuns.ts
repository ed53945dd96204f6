import type * as vscode from 'vscode';
import type { LanguageModel, ModelAnswer } from '../core/ports.ts';
import type { AskModelParams } from '../protocol/languageServer.ts';
import type { ModelAccess } from './modelAccess.ts';

/** The models that runs were begun with, until each run has ended. */
export interface ModelRuns {
  /** Whether the next run would ask a model, if nothing kept its logs from it. */
  isConfigured(): Promise<boolean>;
  /** Nothing means the embedded analyst alone. */
  choose(runId: string): Promise<LanguageModel | undefined>;
  /** Answers the language server; a request of a run that is over is refused. */
  ask(
    params: AskModelParams,
    onStreamed: (runId: string, characters: number) => void,
    token: vscode.CancellationToken,
  ): Promise<ModelAnswer>;
  release(runId: string): void;
}

export function createModelRuns(access: ModelAccess): ModelRuns {
  const models = new Map<string, LanguageModel>();
  return {
    isConfigured: () => access.isConfigured(),
    async choose(runId) {
      const model = await access.forRun();
      if (model) {
        models.set(runId, model);
      }
      return model;
    },
    async ask({ runId, ...request }, onStreamed, token) {
      const model = models.get(runId);
      if (!model || token.isCancellationRequested) {
        return { kind: 'failure', failure: { kind: 'cancelled' } };
      }
      const abort = new AbortController();
      const listening = token.onCancellationRequested(() => abort.abort());
      try {
        return await model.ask(
          request,
          ({ characters }) => onStreamed(runId, characters),
          abort.signal,
        );
      } finally {
        listening.dispose();
      }
    },
    release: (runId) => void models.delete(runId),
  };
}
