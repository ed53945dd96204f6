import assert from 'node:assert/strict';
import { neverCancelled } from '../../src/core/model/cancellation.ts';
import type { ModelFailure } from '../../src/core/model/modelFailure.ts';
import type { ModelAnswer } from '../../src/core/ports.ts';
import { askInTime } from '../../src/models/askInTime.ts';

suite('askInTime', () => {
  const text: ModelAnswer = { kind: 'text', text: '{}' };
  const deaf = (): Promise<ModelAnswer> => new Promise(() => {});
  const failureOf = (error: unknown): ModelFailure => ({
    kind: 'server',
    status: 0,
    detail: String(error),
  });
  const failed = (failure: ModelFailure): ModelAnswer => ({ kind: 'failure', failure });

  test('gives the answer that comes', async () => {
    const asking = { answer: async () => text, failureOf };
    assert.deepEqual(await askInTime(asking, 60, neverCancelled), text);
  });

  test('names what was thrown', async () => {
    const asking = { answer: () => Promise.reject('no luck'), failureOf };
    const answer = await askInTime(asking, 60, neverCancelled);
    assert.deepEqual(answer, failed({ kind: 'server', status: 0, detail: 'no luck' }));
  });

  test('does not wait for a model that ignores that its time is up', async () => {
    const answer = await askInTime({ answer: deaf, failureOf }, 0.02, neverCancelled);
    assert.deepEqual(answer, failed({ kind: 'timeout', seconds: 0.02 }));
  });

  test('does not wait for a model that ignores that it was cancelled', async () => {
    const controller = new AbortController();
    const asked = askInTime({ answer: deaf, failureOf }, 60, controller.signal);
    controller.abort();
    assert.deepEqual(await asked, failed({ kind: 'cancelled' }));
  });

  test('tells a model that listens, and calls what that throws by its reason', async () => {
    const listening = (signal: AbortSignal): Promise<ModelAnswer> =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    const answer = await askInTime({ answer: listening, failureOf }, 0.02, neverCancelled);
    assert.deepEqual(answer, failed({ kind: 'timeout', seconds: 0.02 }));
  });
});
