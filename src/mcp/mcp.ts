// Whytrace's tools for agents, over the Model Context Protocol on standard input and output:
// `node dist/mcp.cjs [FOLDER...]`. Agents may name files of these folders; by default of the one it
// runs in.
import { statSync } from 'node:fs';
import { argv, cwd, stderr, stdin } from 'node:process';
import { fromJsonSchema, McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import packageJson from '../../package.json' with { type: 'json' };
import { agentTools } from '../agent/tools.ts';
import { createWorkers, leastBusy, type Workers, workerBeside } from '../server/workers/workers.ts';

const [, self = '', ...given] = argv;
const roots = given.length > 0 ? given : [cwd()];
const missing = roots.filter((root) => !statSync(root, { throwIfNoEntry: false })?.isDirectory());
if (missing.length > 0) {
  stderr.write(`${missing.join(', ')}: no such folder.\n`);
  process.exitCode = 2;
} else {
  let workers: Workers | undefined;
  // Threads of the language server answer; a client starts its servers long before it asks.
  const working = (): Workers => {
    workers ??= createWorkers(workerBeside(self));
    return workers;
  };
  serveStdio(() => createServer(roots, working));
  stdin.on('end', () => void workers?.close());
}

function createServer(folders: readonly string[], working: () => Workers): McpServer {
  const server = new McpServer(
    { name: 'whytrace', title: 'Whytrace', version: packageJson.version },
    { instructions },
  );
  for (const { name, title, description, inputSchema } of agentTools) {
    const about = {
      ...{ title, description, inputSchema: fromJsonSchema(inputSchema) },
      annotations: { readOnlyHint: true, openWorldHint: false },
    };
    server.registerTool(name, about, async (input, { mcpReq }) => {
      const task = { tool: name, input, roots: folders, open: [] };
      const workers = working();
      const watch = { cancelled: mcpReq.signal };
      const answer = await workers.run(leastBusy(workers), 'agentTool', task, watch);
      const { text, isError } = answer;
      return { content: [{ type: 'text', text }], isError };
    });
  }
  return server;
}

const instructions =
  'Ask Whytrace why a system fails before you guess: it reads whole logs, checks every quotation, and says how sure it is. Have it audit a change or a command before you make it.';
