import { parentPort } from 'node:worker_threads';
import { runAgentTool } from '../../agent/runAgentTool.ts';
import { createPace } from '../../core/pace.ts';
import { clock } from '../../node/clock.ts';
import { goodRunFor } from '../../node/goodRuns.ts';
import { createSourceIndexes } from '../../node/sourceIndex.ts';
import { auditTask } from './auditTask.ts';
import { diagnoseTask } from './diagnoseTask.ts';
import { createLogTasks } from './logTasks.ts';
import { printedAtTask } from './printedAtTask.ts';
import type {
  FromWorker,
  News,
  QuestionKind,
  Questions,
  TaskKind,
  Tasks,
  ToWorker,
} from './tasks.ts';
import { topologyTask } from './topologyTask.ts';

// A thread of the language server: reads and mines logs and runs the pipeline, so that the server's
// own thread always answers. What it finds it shares rather than sends.

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

/** What the folders of the workspace print, for runs and for cards. */
const indexes = createSourceIndexes(clock);

const work: Work = {
  ...createLogTasks(),
  diagnose: (given, talk) => diagnoseTask(given, talk, indexes),
  goodRun: ({ paths }, { cancelled }) => goodRunFor(paths, createPace(clock, cancelled)),
  printedAt: (given) => printedAtTask(given, indexes),
  agentTool: (given, { cancelled }) => runAgentTool(given, cancelled),
  audit: auditTask,
  topology: topologyTask,
  chat: async (given, talk) => (await import('./chatTask.ts')).chatTask(given, talk),
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
