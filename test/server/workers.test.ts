import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createWorkers } from '../../src/server/workers/workers.ts';

/** Tells which thread it is; asked to forget log 0 it dies of an error. */
const script = `
const { parentPort, threadId } = require('node:worker_threads');
parentPort.on('message', ({ id, given }) => {
  if (given.log === 0) throw new Error('a fault of the worker');
  parentPort.postMessage({ kind: 'done', id, result: threadId });
});`;

test('a worker that died of an error is replaced once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'whytrace-workers-'));
  const file = join(folder, 'worker.cjs');
  await writeFile(file, script);
  const workers = createWorkers(file);
  const cancelled = new AbortController().signal;
  const threadOf = (log: number): Promise<unknown> =>
    workers.run(0, 'forget', { log }, { cancelled });
  try {
    await assert.rejects(threadOf(0), /a fault of the worker/);
    const next = threadOf(1);
    await pause(200);
    assert.equal(await threadOf(2), await next);
  } finally {
    await workers.close();
    await rm(folder, { recursive: true });
  }
});
