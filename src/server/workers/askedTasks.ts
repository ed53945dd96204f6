import { runAgentTool } from '../../agent/runAgentTool.ts';
import { auditTask } from './auditTask.ts';
import { chatTask } from './chatTask.ts';
import type { Work } from './worker.ts';

/** What is asked in words, by people and by agents, and audits of what was suggested. */
export type AskedTasks = Pick<Work, 'agentTool' | 'audit' | 'chat'>;

export const askedTasks: AskedTasks = {
  agentTool: (given, { cancelled }) => runAgentTool(given, cancelled),
  audit: auditTask,
  chat: chatTask,
};
