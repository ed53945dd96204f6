import { parentPort } from 'node:worker_threads';
import type { AskedTasks } from './askedTasks.ts';
import { createLogTasks } from './logTasks.ts';
import type { PipelineTasks } from './pipelineTasks.ts';
import type {
  FromWorker,
  News,
  QuestionKind,
  Questions,
  TaskKind,
  Tasks,
  ToWorker,
} from './tasks.ts';

// A thread of the language server: reads and mines logs and runs the pipeline, so that the server's
// own thread always answers. What it finds it shares rather than sends. It starts with what reads logs,
// as somebody waits for that at each start; what explains them is loaded by the first task that needs it.

/** What a task can do besides its work. */
export interface Talk {
  readonly cancelled: AbortSignal;
  tell(news: News): void;
  /** Is answered after a cancellation too. */
  ask<K extends QuestionKind>(
    about: K,
    given: Questions[K]['given'],
  ): Promise<Questions[K]['answer']>;
  /** Listens to what the model says while it answers; the last listener is told. */
  onSaid(listener: (text: string) => void): void;
}

export type Work = {
  readonly [K in TaskKind]: (given: Tasks[K]['given'], talk: Talk) => Promise<Tasks[K]['result']>;
};

const pipeline = async (): Promise<PipelineTasks> =>
  (await import('./pipelineTasks.ts')).pipelineTasks;
const asked = async (): Promise<AskedTasks> => (await import('./askedTasks.ts')).askedTasks;

const work: Work = {
  ...createLogTasks(),
  diagnose: async (given, talk) => (await pipeline()).diagnose(given, talk),
  goodRun: async (given, talk) => (await pipeline()).goodRun(given, talk),
  printedAt: async (given, talk) => (await pipeline()).printedAt(given, talk),
  agentTool: async (given, talk) => (await asked()).agentTool(given, talk),
  audit: async (given, talk) => (await asked()).audit(given, talk),
  topology: async (given, talk) => (await pipeline()).topology(given, talk),
  chat: async (given, talk) => (await asked()).chat(given, talk),
};

const port = parentPort;
if (!port) {
  throw new Error('This file is a worker of the language server, not a program.');
}
const running = new Map<number, AbortController>();
const listeners = new Map<number, (text: string) => void>();
const waiting = new Map<number, (answer: never) => void>();
let questions = 0;
const send = (message: FromWorker): void => port.postMessage(message);

port.on('message', (message: ToWorker) => {
  switch (message.kind) {
    case 'begin':
      void begin(message.id, message.task, message.given);
      break;
    case 'cancel':
      running.get(message.id)?.abort();
      break;
    case 'said':
      listeners.get(message.id)?.(message.text);
      break;
    case 'answer':
      waiting.get(message.question)?.(message.answer as never);
      waiting.delete(message.question);
      break;
  }
});

async function begin(id: number, task: TaskKind, given: unknown): Promise<void> {
  const abort = new AbortController();
  running.set(id, abort);
  try {
    const result = await work[task](given as never, talkOf(id, abort.signal));
    send({ kind: 'done', id, result });
  } catch (error) {
    send({
      kind: 'failed',
      id,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  } finally {
    running.delete(id);
    listeners.delete(id);
  }
}

function talkOf(id: number, cancelled: AbortSignal): Talk {
  return {
    cancelled,
    tell: (news) => send({ kind: 'news', id, news }),
    onSaid: (listener) => void listeners.set(id, listener),
    ask: (about, given) =>
      new Promise((resolve) => {
        const question = questions++;
        waiting.set(question, resolve);
        send({ kind: 'question', id, question, about, given });
      }),
  };
}
