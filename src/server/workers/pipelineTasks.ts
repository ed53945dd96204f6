import { createPace } from '../../core/pace.ts';
import { clock } from '../../node/clock.ts';
import { goodRunFor } from '../../node/goodRuns.ts';
import { createSourceIndexes } from '../../node/sourceIndex.ts';
import { diagnoseTask } from './diagnoseTask.ts';
import { printedAtTask } from './printedAtTask.ts';
import { topologyTask } from './topologyTask.ts';
import type { Work } from './worker.ts';

/** Diagnoses of logs that were read, and what lies beside them. */
export type PipelineTasks = Pick<Work, 'diagnose' | 'goodRun' | 'printedAt' | 'topology'>;

/** What the folders of the workspace print, for runs and for cards. */
const indexes = createSourceIndexes(clock);

export const pipelineTasks: PipelineTasks = {
  diagnose: (given, talk) => diagnoseTask(given, talk, indexes),
  goodRun: ({ paths }, { cancelled }) => goodRunFor(paths, createPace(clock, cancelled)),
  printedAt: (given) => printedAtTask(given, indexes),
  topology: topologyTask,
};
