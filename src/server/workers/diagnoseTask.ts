import { randomBytes } from 'node:crypto';
import { type DiagnosePorts, type DiagnoseRun, diagnose } from '../../core/diagnose.ts';
import type { FileAccess, LanguageModel, OpenedFile } from '../../core/ports.ts';
import { clock } from '../../node/clock.ts';
import { failure } from '../../node/fileFailure.ts';

import type { DiagnoseTask, ReadResult } from './tasks.ts';
import { sharedSource } from './threadLog.ts';
import type { Talk } from './worker.ts';

/** Runs the pipeline over logs that were read already. */
export function diagnoseTask(
  { input, logs, model }: DiagnoseTask,
  talk: Talk,
): Promise<DiagnoseRun> {
  const ports: DiagnosePorts = {
    files: readFiles(logs),
    clock,
    boundary: () => randomBytes(16).toString('hex'),
    ...(model && {
      model: askingModel(model, talk),
      consent: (preview) => talk.ask('consent', preview),
    }),
  };
  return diagnose(ports, input, (event) => talk.tell({ kind: 'stage', event }), talk.cancelled);
}

export function readFiles(logs: ReadonlyMap<string, ReadResult>): FileAccess {
  return {
    async open(uri): Promise<OpenedFile> {
      const result = logs.get(uri);
      if (!result) {
        return failure('unreadable', `Reading ${uri} was stopped: run again.`);
      }
      if (result.kind === 'failure') {
        return result;
      }
      const { bytes, log, modified, problem } = result.shared;
      return {
        ...{ kind: 'opened', bytes: sharedSource(bytes), compressed: false, modified, read: log },
        ...(problem && { problem }),
        close() {},
      };
    },
  };
}

/** The model is asked by the server's own thread, which passes the question on to the editor. */
export function askingModel(model: NonNullable<DiagnoseTask['model']>, talk: Talk): LanguageModel {
  return { ...model, ask: (request) => talk.ask('model', request) };
}
