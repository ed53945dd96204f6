import { runAgentTool } from '../../agent/runAgentTool.ts';
import { createPace } from '../../core/pace.ts';
import { clock } from '../../node/clock.ts';
import { goodRunFor } from '../../node/goodRuns.ts';
import { createSourceIndexes } from '../../node/sourceIndex.ts';
import { auditTask } from './auditTask.ts';
import { chatTask } from './chatTask.ts';
import { diagnoseTask } from './diagnoseTask.ts';
import type { LogTasks } from './logTasks.ts';
import { printedAtTask } from './printedAtTask.ts';
import { topologyTask } from './topologyTask.ts';
import type { Work } from './worker.ts';

/** All that is done with logs once they are read, and with what lies beside them. */
export type PipelineTasks = Omit<Work, keyof LogTasks>;

/** What the folders of the workspace print, for runs and for cards. */
const indexes = createSourceIndexes(clock);

export const pipelineTasks: PipelineTasks = {
  diagnose: (given, talk) => diagnoseTask(given, talk, indexes),
  goodRun: ({ paths }, { cancelled }) => goodRunFor(paths, createPace(clock, cancelled)),
  printedAt: (given) => printedAtTask(given, indexes),
  agentTool: (given, { cancelled }) => runAgentTool(given, cancelled),
  audit: auditTask,
  topology: topologyTask,
  chat: chatTask,
};
