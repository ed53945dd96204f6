import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Retention } from '../../../src/core/cases/retention.ts';
import type { Diagnosis } from '../../../src/core/model/diagnosis.ts';
import type { RunRequest } from '../../../src/core/model/runRequest.ts';
import { createCases } from '../../../src/extension/cases/cases.ts';
import { createLastRunFile } from '../../../src/extension/cases/lastRunFile.ts';
import { createShownStore } from '../../../src/extension/cases/shown.ts';
import type { Replay } from '../../../src/extension/cases/steps.ts';
import { createCaseStore } from '../../../src/extension/cases/store.ts';
import type { PanelState } from '../../../src/protocol/webview.ts';
import { diagnosed } from '../../webview/fixture.ts';

/** One for all windows, as it is. */
const clock = { now: 1_000 };

/** A window of a workspace whose storage is `folder`. Each call is another window. */
export function openWindow(folder: string, retention: Retention = {}) {
  const problems: string[] = [];
  let ids = 0;
  const name = Math.random().toString(36).slice(2, 8);
  const store = createCaseStore(join(folder, 'cases'), (message) => problems.push(message));
  const cases = createCases({
    store,
    shown: createShownStore(folder),
    lastRun: createLastRunFile(folder),
    verdicts: () => [],
    retention: () => retention,
    now: () => clock.now++,
    newId: () => `${name}-${++ids}`,
    onDidChange() {},
  });
  return { cases, store, problems };
}

export const request: RunRequest = {
  sources: diagnosed.sources.map(({ uri, name }) => ({ uri, name })),
};
export const another: RunRequest = { sources: [{ uri: 'file:///other.log', name: 'other.log' }] };

export function begun(runId: string, asked = request): Replay {
  const state: PanelState = {
    kind: 'running',
    runId,
    sources: asked.sources.map(({ name }) => name),
    reasoner: '',
    stages: [],
    elapsed: 0,
  };
  return { state, request: asked, texts: {} };
}

export function done(runId: string, asked = request, diagnosis: Diagnosis = diagnosed): Replay {
  const state: PanelState = { kind: 'done', runId, diagnosis, notice: '' };
  return { state, request: asked, texts: { 'whytrace-change:/a.diff': '+1' } };
}

export function failed(asked = request): Replay {
  return { state: { kind: 'failed', message: 'gone', canRetry: true }, request: asked, texts: {} };
}

/** A folder for each test. */
export function useFolder(): { readonly path: string } {
  const folder = { path: '' };
  setup(async () => {
    folder.path = await mkdtemp(join(tmpdir(), 'whytrace-cases-'));
  });
  teardown(() => rm(folder.path, { recursive: true }));
  return folder;
}
