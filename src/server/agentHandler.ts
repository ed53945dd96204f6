import { pathOf } from '../node/filePath.ts';
import type { AgentToolParams, AgentToolResult } from '../protocol/languageServer.ts';
import { leastBusy, type Workers } from './workers/workers.ts';

/** Answers an agent in a worker; folders on another machine are none that could be read. */
export async function handleAgentTool(
  workers: Workers,
  { folders, ...asked }: AgentToolParams,
  cancelled: AbortSignal,
): Promise<AgentToolResult> {
  const roots = folders.flatMap((uri) => pathOf(uri) ?? []);
  const task = { ...asked, roots };
  const answer = await workers.run(leastBusy(workers), 'agentTool', task, { cancelled });
  return { kind: 'answer', ...answer };
}
