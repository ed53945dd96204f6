import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type {
  FromWorker,
  News,
  QuestionKind,
  Questions,
  TaskKind,
  Tasks,
  ToWorker,
} from './tasks.ts';

/** What the one who gives a task can do while it is worked on. */
export interface Attention {
  /** Ends the task; its promise is rejected with the signal's reason. */
  readonly cancelled: AbortSignal;
  onNews?(news: News): void;
  /** Is given what tells the task what the model says while it answers. */
  onBegin?(tellSaid: (text: string) => void): void;
  /** Answers what the worker asks, after a cancellation too. */
  readonly answers?: {
    readonly [K in QuestionKind]?: (
      given: Questions[K]['given'],
    ) => Promise<Questions[K]['answer']>;
  };
}

/** The worker threads of the server; they are started when they are needed. */
export interface Workers {
  readonly count: number;
  /** Tasks that a worker works on. */
  tasksOf(worker: number): number;
  /** Gives a task to a worker. A worker that dies fails its tasks, and is replaced. */
  run<K extends TaskKind>(
    worker: number,
    task: K,
    given: Tasks[K]['given'],
    attention: Attention,
  ): Promise<Tasks[K]['result']>;
  close(): Promise<void>;
}

/** A worker keeps logs and runs pipelines; a second one shares large logs with it. */
const MOST = 2;

interface Running {
  readonly attention: Attention;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

interface Thread {
  readonly worker: Worker;
  readonly running: Map<number, Running>;
}

/** @param file the script of a worker. */
export function createWorkers(file: string): Workers {
  const count = Math.min(MOST, availableParallelism());
  const threads: (Thread | undefined)[] = new Array(count).fill(undefined);
  let tasks = 0;

  const threadOf = (index: number): Thread => {
    const known = threads[index];
    if (known) return known;
    const thread = start(file, () => {
      // An error is followed by an exit, when another may have its place already.
      if (threads[index] === thread) threads[index] = undefined;
    });
    threads[index] = thread;
    return thread;
  };
  return {
    count,
    tasksOf: (index) => threads[index]?.running.size ?? 0,
    run(index, task, given, attention) {
      const { worker, running } = threadOf(index);
      const id = tasks++;
      const send = (message: ToWorker): void => worker.postMessage(message);
      return new Promise((resolve, reject) => {
        const { cancelled } = attention;
        const cancel = (): void => send({ kind: 'cancel', id });
        const end = (): void => {
          running.delete(id);
          cancelled.removeEventListener('abort', cancel);
        };
        running.set(id, {
          attention,
          resolve(result) {
            end();
            resolve(result as never);
          },
          reject(error) {
            end();
            reject(cancelled.aborted ? cancelled.reason : error);
          },
        });
        send({ kind: 'begin', id, task, given });
        attention.onBegin?.((text) => send({ kind: 'said', id, text }));
        if (cancelled.aborted) cancel();
        else cancelled.addEventListener('abort', cancel);
      });
    },
    async close() {
      await Promise.all(threads.map((thread) => thread?.worker.terminate()));
    },
  };
}

/** The bundle of a worker, beside that of the server. */
export function workerBeside(server: string): string {
  return join(resolve(dirname(server)), 'worker.cjs');
}

/** The worker that has least to do. */
export function leastBusy(workers: Workers): number {
  let least = 0;
  for (let i = 1; i < workers.count; i++) {
    if (workers.tasksOf(i) < workers.tasksOf(least)) least = i;
  }
  return least;
}

function start(file: string, onEnd: () => void): Thread {
  const worker = new Worker(file);
  const running = new Map<number, Running>();
  const fail = (error: unknown): void => {
    onEnd();
    for (const each of [...running.values()]) each.reject(error);
  };
  worker.on('error', fail);
  worker.on('exit', (code) => fail(new Error(`A worker ended with code ${code}.`)));
  worker.on('message', (message: FromWorker) => {
    const task = running.get(message.id);
    switch (message.kind) {
      case 'news':
        task?.attention.onNews?.(message.news);
        break;
      case 'question':
        void answer(
          worker,
          message.question,
          task?.attention.answers?.[message.about],
          message.given,
        );
        break;
      case 'done':
        task?.resolve(message.result);
        break;
      case 'failed':
        task?.reject(new Error(message.error));
        break;
    }
  });
  return { worker, running };
}

async function answer(
  worker: Worker,
  question: number,
  how: ((given: never) => Promise<unknown>) | undefined,
  given: unknown,
): Promise<void> {
  const message: ToWorker = { kind: 'answer', question, answer: await how?.(given as never) };
  worker.postMessage(message);
}
