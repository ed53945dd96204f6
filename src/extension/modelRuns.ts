import type * as vscode from 'vscode';
import type { RequestPreview } from '../core/model/consent.ts';
import type { LanguageModel, ModelAnswer } from '../core/ports.ts';
import type { AskModelParams } from '../protocol/languageServer.ts';
import { guardModel } from './guardedModel.ts';
import { type KeptReplies, noReplies, replyKey } from './keptReplies.ts';
import type { ModelAccess } from './modelAccess.ts';
import type { TokenLedger } from './tokenLedger.ts';

/** The models that runs were begun with, until each run has ended. */
export interface ModelRuns {
  /** Whether the next run would ask a model, if nothing kept its logs from it. */
  isConfigured(): Promise<boolean>;
  /** The user chose a model of the editor for that run, where one was to be chosen anyway. */
  offer(runId: string, model: vscode.LanguageModelChat): void;
  /** Nothing means the embedded analyst alone. A fresh run takes no answer of an earlier one. */
  choose(runId: string, isFresh: boolean): Promise<LanguageModel | undefined>;
  /** Answers the language server; a request of a run that is over is refused. */
  ask(
    params: AskModelParams,
    onStreamed: (soFar: { readonly characters: number; readonly text: string }) => void,
    token: vscode.CancellationToken,
  ): Promise<ModelAnswer>;
  /** When what a preview shows was asked before, where that answer would be given again. */
  keptAt(runId: string, preview: RequestPreview): Promise<number | undefined>;
  /** Whether the model fails before anything is sent, so that nobody need be asked. */
  isBarred(runId: string): boolean;
  /** The model's answers in this run were of no use: they are not given again. */
  forgetAnswers(runId: string): void;
  release(runId: string): void;
}

export interface ModelRunPorts {
  readonly replies: KeptReplies;
  readonly keepsReplies: () => boolean;
  readonly ledger: TokenLedger;
  readonly tokensPerDay: () => number | undefined;
  readonly now: () => number;
}

interface ModelRun {
  readonly model: LanguageModel;
  readonly isBarred: boolean;
  readonly isFresh: boolean;
  /** Keys of the answers that were given. */
  readonly answered: string[];
}

export function createModelRuns(access: ModelAccess, ports: ModelRunPorts): ModelRuns {
  const { ledger, tokensPerDay, now } = ports;
  const repliesNow = (): KeptReplies => (ports.keepsReplies() ? ports.replies : noReplies);
  const runs = new Map<string, ModelRun>();
  const offered = new Map<string, vscode.LanguageModelChat>();
  return {
    isConfigured: () => access.isConfigured(),
    offer: (runId, model) => void offered.set(runId, model),
    async choose(runId, isFresh) {
      const chosen = await access.forRun(offered.get(runId));
      if (!chosen) return undefined;
      const answered: string[] = [];
      const onAnswer = (key: string): void => void answered.push(key);
      const limits = { tokensPerDay: tokensPerDay(), isFresh, now, onAnswer };
      const model = guardModel(chosen, { replies: repliesNow(), ledger, ...limits });
      runs.set(runId, { model, isBarred: chosen.isBarred === true, isFresh, answered });
      return model;
    },
    async ask({ runId, ...request }, onStreamed, token) {
      const run = runs.get(runId);
      if (!run || token.isCancellationRequested) {
        return { kind: 'failure', failure: { kind: 'cancelled' } };
      }
      const abort = new AbortController();
      const listening = token.onCancellationRequested(() => abort.abort());
      try {
        return await run.model.ask(request, onStreamed, abort.signal);
      } finally {
        listening.dispose();
      }
    },
    async keptAt(runId, { text, boundary }) {
      const run = runs.get(runId);
      if (!run || run.isFresh) return undefined;
      return (await repliesNow().read(replyKey(run.model, text, boundary)))?.at;
    },
    isBarred: (runId) => runs.get(runId)?.isBarred === true,
    forgetAnswers: (runId) => ports.replies.forget(runs.get(runId)?.answered ?? []),
    release(runId) {
      runs.delete(runId);
      offered.delete(runId);
    },
  };
}
