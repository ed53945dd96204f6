import assert from 'node:assert/strict';
import type { Diagnosis } from '../../src/core/model/diagnosis.ts';
import { createRuns, type PreparedRun, type Runs } from '../../src/extension/runs.ts';
import type { DiagnoseResult } from '../../src/protocol/languageServer.ts';
import type { PreviewState } from '../../src/protocol/preview.ts';
import type { PanelState } from '../../src/protocol/webview.ts';

const request = { sources: [{ uri: 'file:///a.log', name: 'a.log' }] };
const prepared: PreparedRun = {
  params: { sources: request.sources, context: { items: [] }, budget: 1000 },
  reasoner: 'Embedded analyst',
};
const diagnosis = { outcome: 'noIncident' } as Diagnosis;
const answer: DiagnoseResult = { kind: 'diagnosis', diagnosis, notice: '' };
const collect = { stage: 'collect', state: 'done', summary: '1 file', milliseconds: 5 } as const;

/** Runs whose server answers when the test says so; ids are `run1`, `run2`, ... */
function setUp(more: { readonly prepare?: () => Promise<PreparedRun> } = {}) {
  const states: PanelState[] = [];
  const released: string[] = [];
  const servers: PromiseWithResolvers<DiagnoseResult>[] = [];
  const signals: AbortSignal[] = [];
  let time = 0;
  let id = 0;
  const runs: Runs = createRuns({
    prepare: more.prepare ?? (async () => prepared),
    diagnose(_params, cancelled) {
      const server = Promise.withResolvers<DiagnoseResult>();
      servers.push(server);
      signals.push(cancelled);
      return server.promise;
    },
    release: (runId) => released.push(runId),
    onDidChange: (state) => states.push(state),
    now: () => (time += 10),
    newId: () => `run${++id}`,
  });
  return { runs, states, released, servers, signals };
}

/** Lets everything that is due happen. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

suite('createRuns', () => {
  test('shows a run from its beginning to its diagnosis', async () => {
    const { runs, states, released, servers } = setUp();
    const run = runs.start(request);
    await settle();
    runs.report({ runId: 'run1', ...collect, state: 'running', summary: '' });
    runs.report({ runId: 'run1', ...collect });
    runs.reportStreamed('run1', 42);
    const { state } = runs;
    assert.deepEqual(state.kind === 'running' && { ...state, elapsed: 0 }, {
      kind: 'running',
      runId: 'run1',
      sources: ['a.log'],
      reasoner: 'Embedded analyst',
      stages: [{ runId: 'run1', ...collect }],
      elapsed: 0,
      streamed: 42,
    });
    servers[0]?.resolve(answer);
    await run;
    assert.deepEqual(runs.state, { kind: 'done', runId: 'run1', diagnosis, notice: '' });
    assert.equal(states[0]?.kind, 'running');
    assert.deepEqual(released, ['run1']);
  });

  test('shows what waits for the user, and the stages again afterwards', async () => {
    const { runs, servers } = setUp();
    const run = runs.start(request);
    await settle();
    const preview = { isChanging: false } as PreviewState;
    runs.reportPreview('run2', preview);
    assert.equal(runs.state.kind === 'running' && runs.state.preview, undefined);
    runs.reportPreview('run1', preview);
    assert.equal(runs.state.kind === 'running' && runs.state.preview, preview);
    runs.reportPreview('run1', undefined);
    assert.equal(runs.state.kind === 'running' && runs.state.preview, undefined);
    servers[0]?.resolve(answer);
    await run;
  });

  test('does not count the time in which the user was asked', async () => {
    const { runs, servers } = setUp();
    const elapsed = (): number => (runs.state.kind === 'running' ? runs.state.elapsed : -1);
    const run = runs.start(request);
    await settle();
    // Each look at the clock of the test takes ten milliseconds.
    runs.reportPreview('run1', {} as PreviewState);
    const before = elapsed();
    for (let i = 0; i < 20; i++) runs.reportPreview('run1', {} as PreviewState);
    assert.equal(elapsed(), before);
    runs.reportPreview('run1', undefined);
    assert.ok(elapsed() > before && elapsed() < before + 100, `${elapsed()}`);
    servers[0]?.resolve(answer);
    await run;
  });

  test('a new answer is wanted once, and not when the same is run again', async () => {
    const { runs, servers } = setUp();
    const run = runs.start({ ...request, isFresh: true });
    await settle();
    assert.deepEqual(runs.request, request);
    servers[0]?.resolve(answer);
    await run;
  });

  test('is cancelled at once, whatever the server does', async () => {
    const { runs, servers, signals } = setUp();
    const run = runs.start(request);
    await settle();
    runs.report({ runId: 'run1', ...collect });
    runs.cancel('run1');
    assert.deepEqual(runs.state, { kind: 'cancelled', stages: [{ runId: 'run1', ...collect }] });
    assert.equal(signals[0]?.aborted, true);
    runs.report({ runId: 'run1', ...collect, summary: 'late' });
    servers[0]?.resolve({ kind: 'cancelled' });
    await run;
    assert.deepEqual(runs.state, { kind: 'cancelled', stages: [{ runId: 'run1', ...collect }] });
  });

  test('shows the partial diagnosis of a cancelled run', async () => {
    const { runs, servers } = setUp();
    const run = runs.start(request);
    await settle();
    runs.cancel();
    servers[0]?.resolve(answer);
    await run;
    assert.equal(runs.state.kind, 'done');
  });

  test('can be cancelled while it is prepared, and asks nobody then', async () => {
    const preparation = Promise.withResolvers<PreparedRun>();
    const { runs, servers } = setUp({ prepare: () => preparation.promise });
    const run = runs.start(request);
    runs.cancel();
    assert.equal(runs.state.kind, 'cancelled');
    preparation.resolve(prepared);
    await run;
    assert.equal(servers.length, 0);
    assert.equal(runs.state.kind, 'cancelled');
  });

  test('drops what an earlier run says after the next has begun', async () => {
    const { runs, servers, signals } = setUp();
    const first = runs.start(request);
    await settle();
    const second = runs.start(request);
    await settle();
    assert.equal(signals[0]?.aborted, true);
    servers[0]?.resolve(answer);
    await first;
    runs.report({ runId: 'run1', ...collect });
    runs.cancel('run1');
    assert.equal(runs.state.kind === 'running' && runs.state.runId, 'run2');
    assert.deepEqual(runs.state.kind === 'running' && runs.state.stages, []);
    servers[1]?.resolve(answer);
    await second;
    assert.equal(runs.state.kind === 'done' && runs.state.runId, 'run2');
  });

  const failures: readonly (readonly [string, () => Promise<DiagnoseResult>, object])[] = [
    [
      'the messages of files that cannot be read',
      async () => ({ kind: 'unreadable', messages: ['a is gone.', 'b is gone.'] }),
      { message: 'a is gone.\nb is gone.', reason: 'unreadable' },
    ],
    ['the message of a bug', async () => assert.fail('it broke'), { message: 'it broke' }],
  ];
  for (const [name, result, told] of failures) {
    test(`shows ${name}, and that it can be tried again`, async () => {
      const { runs, servers } = setUp();
      const run = runs.start(request);
      await settle();
      result().then(servers[0]?.resolve, servers[0]?.reject);
      await run;
      assert.deepEqual(runs.state, {
        kind: 'failed',
        canRetry: true,
        ...told,
      });
    });
  }

  test('takes over what an earlier window showed, but never over a run of this one', async () => {
    const done: PanelState = { kind: 'done', runId: 'old', diagnosis, notice: '' };
    const { runs } = setUp();
    runs.restore(done, request);
    assert.equal(runs.state, done);
    assert.equal(runs.request, request);
    void runs.start(request);
    runs.restore(done, undefined);
    assert.equal(runs.state.kind, 'running');
  });

  test('shows an old run again, but never in place of one that goes on', async () => {
    const done: PanelState = { kind: 'done', runId: 'old', diagnosis, notice: '' };
    const { runs } = setUp();
    runs.restore({ ...done, runId: 'other' }, undefined);
    runs.replay(done, request);
    assert.equal(runs.state, done);
    assert.equal(runs.request, request);
    void runs.start(request);
    assert.throws(() => runs.replay(done, request), /running/);
    assert.equal(runs.state.kind, 'running');
  });
});
