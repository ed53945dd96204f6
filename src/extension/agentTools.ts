import * as vscode from 'vscode';
import { agentTools } from '../agent/tools.ts';
import { withKeepers } from './context/keptItems.ts';
import { toSources } from './diagnoseCommands.ts';
import { createResourceIgnores } from './ignoreFiles.ts';
import type { LanguageServer } from './languageServer.ts';
import { findOpenLogs } from './openLogs.ts';
import { withTexts } from './sourceTexts.ts';
import { confirmationOf } from './toolConfirmation.ts';

/**
 * What agents of the editor may ask: the tools themselves, and, where the user wants it, the server that
 * offers the same to agents that speak the Model Context Protocol.
 */
export function registerAgentTools(
  context: vscode.ExtensionContext,
  server: Pick<LanguageServer, 'agentTool'>,
): void {
  for (const { name, title } of agentTools) {
    const tool: vscode.LanguageModelTool<unknown> = {
      prepareInvocation: ({ input }) => confirmationOf(name, title, input),
      async invoke({ input }, token) {
        const abort = new AbortController();
        const listening = token.onCancellationRequested(() => abort.abort());
        try {
          const result = await server.agentTool(await paramsOf(name, input), abort.signal);
          return new vscode.LanguageModelToolResult([
            new vscode.LanguageModelTextPart(result.kind === 'answer' ? result.text : 'Cancelled.'),
          ]);
        } finally {
          listening.dispose();
        }
      },
    };
    context.subscriptions.push(vscode.lm.registerTool(name, tool));
  }
  registerMcpServer(context);
}

async function paramsOf(tool: string, input: unknown) {
  const logs = findOpenLogs();
  const open = logs.length === 0 ? [] : await withTexts(toSources(logs));
  return {
    ...{ tool, input, folders: folders().map(({ uri }) => uri.toString()) },
    open: await withKeepers(open, createResourceIgnores()),
  };
}

function folders(): readonly vscode.WorkspaceFolder[] {
  return vscode.workspace.workspaceFolders ?? [];
}

const setting = 'whytrace.agents.mcpServer';

function registerMcpServer(context: vscode.ExtensionContext): void {
  const changed = new vscode.EventEmitter<void>();
  context.subscriptions.push(
    changed,
    vscode.workspace.onDidChangeWorkspaceFolders(() => changed.fire()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(setting)) changed.fire();
    }),
    vscode.lm.registerMcpServerDefinitionProvider('whytrace.mcp', {
      onDidChangeMcpServerDefinitions: changed.event,
      provideMcpServerDefinitions: () => definitionsOf(context),
    }),
  );
}

function definitionsOf(context: vscode.ExtensionContext): vscode.McpStdioServerDefinition[] {
  const roots = folders().flatMap(({ uri }) => (uri.scheme === 'file' ? [uri.fsPath] : []));
  if (!vscode.workspace.getConfiguration().get(setting, false) || roots.length === 0) {
    return [];
  }
  const { version } = context.extension.packageJSON as { readonly version: string };
  const words = [context.asAbsolutePath('dist/mcp.cjs'), ...roots];
  // The editor's own program is Node where it is told so.
  const env = { ELECTRON_RUN_AS_NODE: '1' };
  return [new vscode.McpStdioServerDefinition('Whytrace', process.execPath, words, env, version)];
}
