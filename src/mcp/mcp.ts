// Whytrace's tools for agents, over the Model Context Protocol on standard input and output:
// `node dist/mcp.cjs [FOLDER...]`. Agents may name files of these folders; by default of the one it
// runs in.
import { statSync } from 'node:fs';
import { argv, cwd, stderr } from 'node:process';
import { fromJsonSchema, McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import packageJson from '../../package.json' with { type: 'json' };
import { agentTools } from '../agent/tools.ts';

const given = argv.slice(2);
const roots = given.length > 0 ? given : [cwd()];
const missing = roots.filter((root) => !statSync(root, { throwIfNoEntry: false })?.isDirectory());
if (missing.length > 0) {
  stderr.write(`${missing.join(', ')}: no such folder.\n`);
  process.exitCode = 2;
} else {
  serveStdio(() => createServer(roots));
}

function createServer(folders: readonly string[]): McpServer {
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
      const request = { tool: name, input, roots: folders, open: [] };
      // Loaded by the first question: a client starts its servers long before it asks.
      const { runAgentTool } = await import('../agent/runAgentTool.ts');
      const { text, isError } = await runAgentTool(request, mcpReq.signal);
      return { content: [{ type: 'text', text }], isError };
    });
  }
  return server;
}

const instructions =
  'Ask Whytrace why a system fails before you guess: it reads whole logs, checks every quotation, and says how sure it is. Have it audit a change or a command before you make it.';
