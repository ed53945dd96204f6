import { randomBytes } from 'node:crypto';
import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import { failureText } from '../core/ask/model/failureText.ts';
import { type DiagnosePorts, diagnose, type StageEvent } from '../core/diagnose.ts';
import type { Diagnosis } from '../core/model/diagnosis.ts';
import { clock } from '../node/clock.ts';
import { nodeFiles } from '../node/files.ts';
import {
  type DiagnoseParams,
  type DiagnoseResult,
  StageProgressNotification,
} from '../protocol/languageServer.ts';
import { remoteModel } from './remoteModel.ts';

/** Runs the pipeline for one request; the progress of each stage goes out as it happens. */
export async function handleDiagnose(
  connection: Connection,
  params: DiagnoseParams,
  token: CancellationToken,
): Promise<DiagnoseResult> {
  const { runId, sources, context, question, budget, personalData, model } = params;
  const abort = new AbortController();
  const listening = token.onCancellationRequested(() => abort.abort());
  const ports: DiagnosePorts = {
    files: nodeFiles,
    clock,
    boundary: () => randomBytes(16).toString('hex'),
    ...(model && { model: remoteModel(connection, runId, model, token) }),
  };
  const input = {
    sources,
    context: { items: context.items, topology: context.topology },
    budget,
    ...(personalData && { personalData }),
    ...(question !== undefined && { question }),
  };
  const onStage = ({ name, ...event }: StageEvent): void => {
    void connection.sendNotification(StageProgressNotification, { runId, stage: name, ...event });
  };
  try {
    const run = await diagnose(ports, input, onStage, abort.signal);
    return run.kind === 'diagnosis' ? { ...run, notice: noticeOf(run.diagnosis) } : run;
  } catch (error) {
    if (abort.signal.aborted) {
      return { kind: 'cancelled' };
    }
    throw error;
  } finally {
    listening.dispose();
  }
}

function noticeOf({ reasoner }: Diagnosis): string {
  return reasoner.failure && reasoner.failure.kind !== 'cancelled'
    ? failureText(reasoner.failure, 'editor')
    : '';
}
