import { setImmediate } from 'node:timers/promises';
import * as vscode from 'vscode';
import type {
  AgentToolParams,
  AgentToolResult,
  AuditOutcome,
  AuditParams,
  ChatParams,
  ChatResult,
  DiagnoseParams,
  DiagnoseResult,
  LinesParams,
  LinesResult,
  OverviewParams,
  OverviewResult,
  SimilarLine,
  SystemMapParams,
  SystemMapResult,
} from '../protocol/languageServer.ts';
import type { ServerCallbacks, ServerClient, SimilarLineParams } from './languageClient.ts';
import { isLogDocument, isTeamFile } from './logNames.ts';
import { isAnyFeatureOn } from './logSettings.ts';
import { registrySettings } from './settings.ts';

/** The language server, started when a log is opened or a run begins, whichever is first. */
export interface LanguageServer {
  diagnose(params: DiagnoseParams, cancelled: AbortSignal): Promise<DiagnoseResult>;
  similarLine(params: SimilarLineParams): Promise<SimilarLine | null>;
  /** Whether the head of a text is like a log's. */
  looksLikeLog(text: string): Promise<boolean>;
  overview(params: OverviewParams, cancelled: AbortSignal): Promise<OverviewResult>;
  systemMap(params: SystemMapParams, cancelled: AbortSignal): Promise<SystemMapResult>;
  audit(params: AuditParams, cancelled: AbortSignal): Promise<AuditOutcome>;
  agentTool(params: AgentToolParams, cancelled: AbortSignal): Promise<AgentToolResult>;
  chat(params: ChatParams, cancelled: AbortSignal): Promise<ChatResult>;
  lines(params: LinesParams): Promise<LinesResult>;
  /** Resolves when it answers hovers. */
  start(): Promise<void>;
  restart(): Promise<void>;
}

export function registerLanguageServer(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  callbacks: ServerCallbacks,
): LanguageServer {
  let client: Promise<ServerClient> | undefined;
  const started = (): Promise<ServerClient> => {
    client ??= start(context, log, callbacks).catch((error: unknown) => {
      client = undefined;
      throw error;
    });
    return client;
  };
  startForLogs(context, log, started);
  context.subscriptions.push({ dispose: () => void client?.then((each) => each.stop()) });
  return {
    async diagnose(params, cancelled) {
      return (await started()).diagnose(params, cancelled);
    },
    async similarLine(params) {
      return (await started()).similarLine(params);
    },
    async looksLikeLog(text) {
      return (await started()).looksLikeLog(text);
    },
    async overview(params, cancelled) {
      return (await started()).overview(params, cancelled);
    },
    async systemMap(params, cancelled) {
      return (await started()).systemMap(params, cancelled);
    },
    async audit(params, cancelled) {
      const registries = registrySettings();
      const asksGit = vscode.workspace.isTrusted;
      const more = { asksGit, ...(registries && { registries }) };
      return (await started()).audit({ ...params, ...more }, cancelled);
    },
    async agentTool(params, cancelled) {
      return (await started()).agentTool(params, cancelled);
    },
    async chat(params, cancelled) {
      return (await started()).chat(params, cancelled);
    },
    async lines(params) {
      return (await started()).lines(params);
    },
    async start() {
      await started();
    },
    async restart() {
      await (await started()).restart();
    },
  };
}

/** What the editor shows of a log needs a running server; the first log that opens starts it, without keeping anyone waiting. */
function startForLogs(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  started: () => Promise<ServerClient>,
): void {
  const onOpen = ({ uri, languageId }: vscode.TextDocument): void => {
    const isLog = isLogDocument({ scheme: uri.scheme, path: uri.path, languageId });
    // The mistakes of a team's signatures are shown where they are written.
    if ((isLog && isAnyFeatureOn()) || isTeamFile(uri)) {
      started().catch((error: unknown) =>
        log.error('The language server did not start', String(error)),
      );
    }
  };
  context.subscriptions.push(vscode.workspace.onDidOpenTextDocument(onOpen));
  vscode.workspace.textDocuments.forEach(onOpen);
}

/**
 * The client and its protocol library are a bundle of their own, loaded here for the first time: after what runs now,
 * so that a log that is open at the start does not make the start of every extension wait.
 */
async function start(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  callbacks: ServerCallbacks,
): Promise<ServerClient> {
  await setImmediate();
  const { startServerClient } = await import('./languageClient.ts');
  const module = context.asAbsolutePath('dist/server.cjs');
  return startServerClient(module, log, callbacks);
}
