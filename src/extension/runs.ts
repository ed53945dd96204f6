import * as vscode from 'vscode';
import type { RunRequest } from '../core/model/runRequest.ts';
import type { DiagnoseParams, DiagnoseResult, StageProgress } from '../protocol/languageServer.ts';
import type { PreviewState } from '../protocol/preview.ts';
import type { PanelState } from '../protocol/webview.ts';

export type { RunRequest, SourceRef } from '../core/model/runRequest.ts';

/** What a run needs of the editor and the language server. */
export interface RunPorts {
  /** Chooses the model and gathers the context; the part of a run that is the extension's own. */
  prepare(runId: string, request: RunRequest, cancelled: AbortSignal): Promise<PreparedRun>;
  diagnose(params: DiagnoseParams, cancelled: AbortSignal): Promise<DiagnoseResult>;
  /** The run is over; what was kept for it may go. */
  release(runId: string): void;
  onDidChange(state: PanelState): void;
  /** Milliseconds, monotone. */
  now(): number;
  newId(): string;
}

export interface PreparedRun {
  readonly params: Omit<DiagnoseParams, 'runId'>;
  /** Who will answer, for people. */
  readonly reasoner: string;
}

/** One run at a time. A new one takes the place of the old, whose late replies are dropped. */
export interface Runs {
  readonly state: PanelState;
  readonly request: RunRequest | undefined;
  start(request: RunRequest): Promise<void>;
  /** Stops the run of that id, or the present one; what the pipeline can still give is shown as partial. */
  cancel(runId?: string): void;
  report(progress: StageProgress): void;
  reportStreamed(runId: string, characters: number): void;
  /** Shows what waits for the user before it is sent; nothing takes it away. */
  reportPreview(runId: string, preview: PreviewState | undefined): void;
  /** Takes over what an earlier window showed, where this one shows nothing yet. */
  restore(state: PanelState, request: RunRequest | undefined): void;
  /** Shows what a run came to once; nothing may run meanwhile. */
  replay(state: PanelState, request: RunRequest | undefined): void;
}

interface Run {
  readonly id: string;
  readonly abort: AbortController;
  readonly began: number;
  /** Milliseconds in which the user was asked, and since when that is so. */
  waited: number;
  waiting: number | undefined;
}

type Running = Extract<PanelState, { kind: 'running' }>;

export function createRuns(ports: RunPorts): Runs {
  let state: PanelState = { kind: 'empty' };
  let request: RunRequest | undefined;
  let current: Run | undefined;

  const show = (next: PanelState): void => {
    state = next;
    ports.onDidChange(next);
  };
  const update = (runId: string, change: (running: Running) => Partial<Running>): void => {
    if (state.kind === 'running' && state.runId === runId && current) {
      show({ ...state, elapsed: elapsedOf(current, ports.now()), ...change(state) });
    }
  };

  const replay = (saved: PanelState, savedRequest: RunRequest | undefined): void => {
    if (state.kind === 'running') {
      throw new Error(
        vscode.l10n.t('A diagnosis is running: cancel it first, or wait for its end.'),
      );
    }
    request = savedRequest;
    show(saved);
  };
  return {
    get state() {
      return state;
    },
    get request() {
      return request;
    },
    async start(next) {
      current?.abort.abort();
      const clock = { began: ports.now(), waited: 0, waiting: undefined };
      const run: Run = { id: ports.newId(), abort: new AbortController(), ...clock };
      current = run;
      const { isFresh: _once, reasoner: _this, ...again } = next;
      request = again;
      show(begun(run.id, next));
      const end = await conduct(ports, run, next, (reasoner) => {
        update(run.id, () => ({ reasoner }));
      });
      ports.release(run.id);
      if (current === run && (end || state.kind === 'running')) {
        show(end ?? { kind: 'cancelled', stages: stagesOf(state) });
      }
    },
    cancel(runId) {
      if (current && state.kind === 'running' && (runId ?? current.id) === current.id) {
        show({ kind: 'cancelled', stages: state.stages });
        current.abort.abort();
      }
    },
    report(progress) {
      update(progress.runId, ({ stages }) => ({ stages: withStage(stages, progress) }));
    },
    reportStreamed(runId, streamed) {
      update(runId, () => ({ streamed }));
    },
    reportPreview(runId, preview) {
      if (current?.id === runId) wait(current, preview !== undefined, ports.now());
      update(runId, () => ({ preview }));
    },
    restore(saved, savedRequest) {
      if (state.kind === 'empty') replay(saved, savedRequest);
    },
    replay,
  };
}

/** Milliseconds of work: what the user took to decide is none. */
function elapsedOf({ began, waited, waiting }: Run, now: number): number {
  return (waiting ?? now) - began - waited;
}

function wait(run: Run, isWaiting: boolean, now: number): void {
  if (isWaiting) {
    run.waiting ??= now;
  } else if (run.waiting !== undefined) {
    run.waited += now - run.waiting;
    run.waiting = undefined;
  }
}

function begun(runId: string, { sources }: RunRequest): PanelState {
  const names = sources.map((source) => source.name);
  return { kind: 'running', runId, sources: names, reasoner: '', stages: [], elapsed: 0 };
}

/** The state a run ends in, or nothing when it was cancelled without a result. */
async function conduct(
  ports: RunPorts,
  { id, abort }: Run,
  request: RunRequest,
  onReasoner: (name: string) => void,
): Promise<PanelState | undefined> {
  try {
    const { params, reasoner } = await ports.prepare(id, request, abort.signal);
    if (abort.signal.aborted) {
      return undefined;
    }
    onReasoner(reasoner);
    return ended(id, await ports.diagnose({ ...params, runId: id }, abort.signal));
  } catch (error) {
    if (abort.signal.aborted) {
      return undefined;
    }
    const message = error instanceof Error ? error.message : String(error);
    return { kind: 'failed', message, canRetry: true };
  }
}

function ended(runId: string, result: DiagnoseResult): PanelState | undefined {
  switch (result.kind) {
    case 'diagnosis':
      return { kind: 'done', runId, diagnosis: result.diagnosis, notice: result.notice };
    case 'unreadable':
      return {
        kind: 'failed',
        message: result.messages.join('\n'),
        canRetry: true,
        reason: 'unreadable',
      };
    case 'cancelled':
      return undefined;
  }
}

function stagesOf(state: PanelState): readonly StageProgress[] {
  return state.kind === 'running' || state.kind === 'cancelled' ? state.stages : [];
}

/** In the order in which the stages began; a stage that reports again is replaced. */
function withStage(
  stages: readonly StageProgress[],
  progress: StageProgress,
): readonly StageProgress[] {
  const index = stages.findIndex(({ stage }) => stage === progress.stage);
  return index < 0 ? [...stages, progress] : stages.with(index, progress);
}
