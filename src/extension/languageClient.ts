import * as vscode from 'vscode';
import {
  CloseAction,
  type CloseHandlerResult,
  CodeLensRequest,
  DocumentDiagnosticRequest,
  type DocumentFilter,
  ErrorAction,
  ErrorCodes,
  type ErrorHandler,
  FoldingRangeRequest,
  InlayHintRequest,
  LanguageClient,
  type LanguageClientOptions,
  ResponseError,
  RevealOutputChannelOn,
  SemanticTokensRegistrationType,
  State,
  TransportKind,
} from 'vscode-languageclient/node';
import type { ConsentDecision } from '../core/model/consent.ts';
import type { ModelAnswer } from '../core/ports.ts';
import {
  type AgentToolParams,
  AgentToolRequest,
  type AgentToolResult,
  type AskModelParams,
  AskModelRequest,
  type AuditOutcome,
  type AuditParams,
  AuditRequest,
  type ChatParams,
  type ChatProgress,
  ChatProgressNotification,
  ChatRequest,
  type ChatResult,
  type ConsentParams,
  ConsentRequest,
  type DiagnoseParams,
  DiagnoseRequest,
  type DiagnoseResult,
  type LinesParams,
  LinesRequest,
  type LinesResult,
  type LogPlace,
  LooksLikeLogRequest,
  ModelTextNotification,
  type OverviewParams,
  OverviewRequest,
  type OverviewResult,
  type ReadingProgress,
  ReadingProgressNotification,
  type ServerOptions,
  type SimilarLine,
  SimilarLineRequest,
  type StageProgress,
  StageProgressNotification,
  type SystemMapParams,
  SystemMapRequest,
  type SystemMapResult,
  WorkspaceTrustedNotification,
} from '../protocol/languageServer.ts';
import { logWindowScheme } from '../protocol/logWindow.ts';
import { askAgain } from './askAgain.ts';
import { logMiddleware } from './logMiddleware.ts';

/** What the server asks and tells while it works. */
export interface ServerCallbacks {
  onProgress(progress: StageProgress): void;
  onReading(progress: ReadingProgress): void;
  /** @param onText is told all that the model has said so far. */
  askModel(
    params: AskModelParams,
    token: vscode.CancellationToken,
    onText: (text: string) => void,
  ): Promise<ModelAnswer>;
  onChat(progress: ChatProgress): void;
  /** Whether the first request of a run may leave. */
  consent(params: ConsentParams): Promise<ConsentDecision>;
  /** Whether a model would be asked in a run; asks nothing of it. */
  hasModel(): Promise<boolean>;
}

export type SimilarLineParams = LogPlace & { readonly direction: 'next' | 'previous' };

/** A running language server. */
export interface ServerClient {
  diagnose(params: DiagnoseParams, cancelled: AbortSignal): Promise<DiagnoseResult>;
  similarLine(params: SimilarLineParams): Promise<SimilarLine | null>;
  looksLikeLog(text: string): Promise<boolean>;
  overview(params: OverviewParams, cancelled: AbortSignal): Promise<OverviewResult>;
  systemMap(params: SystemMapParams, cancelled: AbortSignal): Promise<SystemMapResult>;
  audit(params: AuditParams, cancelled: AbortSignal): Promise<AuditOutcome>;
  agentTool(params: AgentToolParams, cancelled: AbortSignal): Promise<AgentToolResult>;
  chat(params: ChatParams, cancelled: AbortSignal): Promise<ChatResult>;
  lines(params: LinesParams): Promise<LinesResult>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** @param module the server's bundle. */
export async function startServerClient(
  module: string,
  log: vscode.LogOutputChannel,
  callbacks: ServerCallbacks,
): Promise<ServerClient> {
  const server = { module, transport: TransportKind.ipc, options: { execArgv: [memory] } };
  const handler = restarting();
  const options = clientOptions(log, callbacks, handler);
  const client = new LanguageClient('whytrace', 'Whytrace', server, options);
  const askedModel = new Set<string>();
  const chats = new Set<string>();
  client.onNotification(StageProgressNotification, callbacks.onProgress);
  client.onNotification(ReadingProgressNotification, callbacks.onReading);
  client.onNotification(ChatProgressNotification, callbacks.onChat);
  client.onRequest(AskModelRequest, (params: AskModelParams, token) => {
    askedModel.add(params.runId);
    return callbacks.askModel(params, token, tellingText(client, params.runId, chats));
  });
  client.onRequest(ConsentRequest, (params: ConsentParams) => callbacks.consent(params));
  await client.start();
  const trusted = vscode.workspace.onDidGrantWorkspaceTrust(() => {
    void client.sendNotification(WorkspaceTrustedNotification);
  });
  const settings = vscode.Disposable.from(trusted, followSettings(client));
  const isBack = (): Promise<boolean> => isRunningAgain(client, handler);
  // What went to a model once is not sent again without being asked for.
  const isOurs =
    ({ runId }: { readonly runId: string }) =>
    async (): Promise<boolean> =>
      !askedModel.has(runId) && isBack();
  return {
    diagnose: (params, cancelled) =>
      stoppable(cancelled, isOurs(params), (token) =>
        client.sendRequest(DiagnoseRequest, params, token),
      ),
    async chat(params, cancelled) {
      chats.add(params.runId);
      try {
        return await stoppable(cancelled, isOurs(params), (token) =>
          client.sendRequest(ChatRequest, params, token),
        );
      } finally {
        chats.delete(params.runId);
      }
    },
    overview: (params, cancelled) =>
      stoppable(cancelled, isBack, (token) => client.sendRequest(OverviewRequest, params, token)),
    systemMap: (params, cancelled) =>
      stoppable(cancelled, isBack, (token) => client.sendRequest(SystemMapRequest, params, token)),
    audit: (params, cancelled) =>
      stoppable(cancelled, isBack, (token) => client.sendRequest(AuditRequest, params, token)),
    agentTool: (params, cancelled) =>
      stoppable(cancelled, isBack, (token) => client.sendRequest(AgentToolRequest, params, token)),
    lines: (params) =>
      askAgain(() => client.sendRequest(LinesRequest, params), { isAnswer, isBack }),
    similarLine: (params) => client.sendRequest(SimilarLineRequest, params),
    looksLikeLog: (text) => client.sendRequest(LooksLikeLogRequest, { text }),
    restart: () => client.restart(),
    stop() {
      settings.dispose();
      return client.stop();
    },
  };
}

/** Milliseconds between two tellings of what a model has said. */
const TEXT_PAUSE = 100;

/** An answer in a chat is read as it comes; of a diagnosis only its end is of use. */
function tellingText(
  client: LanguageClient,
  runId: string,
  chats: ReadonlySet<string>,
): (text: string) => void {
  let told = 0;
  return (text) => {
    const now = Date.now();
    if (!chats.has(runId) || now - told < TEXT_PAUSE) return;
    told = now;
    void client.sendNotification(ModelTextNotification, { runId, text });
  };
}

/** The index of a log of several gigabytes, and what is mined from it, are more than the default allows. */
const memory = '--max-old-space-size=4096';

function clientOptions(
  log: vscode.LogOutputChannel,
  { hasModel }: ServerCallbacks,
  errorHandler: ErrorHandler,
): LanguageClientOptions {
  return {
    documentSelector: [...logs],
    // A function, so that a server that is started again is told how it is by then.
    initializationOptions: (): ServerOptions => ({ trustsWorkspace: vscode.workspace.isTrusted }),
    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher(teamFiles) },
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    errorHandler,
    middleware: logMiddleware(hasModel),
  };
}

/** The files in which teams keep signatures of their own. */
const teamFiles = '**/.whytrace/signatures/*.{yaml,yml}';

/** What is on the screen is asked for again when a setting turns it on or off. */
function followSettings(client: LanguageClient): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    const documents = vscode.workspace.textDocuments.filter(({ uri }) =>
      event.affectsConfiguration('whytrace.logs', uri),
    );
    for (const document of documents) {
      client
        .getFeature(CodeLensRequest.method)
        .getProvider(document)
        ?.onDidChangeCodeLensEmitter.fire();
      client
        .getFeature(InlayHintRequest.method)
        .getProvider(document)
        ?.onDidChangeInlayHints.fire();
      client
        .getFeature(FoldingRangeRequest.method)
        .getProvider(document)
        ?.onDidChangeFoldingRange.fire();
      client
        .getFeature(SemanticTokensRegistrationType.method)
        .getProvider(document)
        ?.onDidChangeSemanticTokensEmitter.fire();
      client
        .getFeature(DocumentDiagnosticRequest.method)
        .getProvider(document)
        ?.onDidChangeDiagnosticsEmitter.fire();
    }
  });
}

/** Each names its scheme: the editor gives chat input and commit messages to extensions as well. */
const logs: readonly DocumentFilter[] = [
  ...['file', 'vscode-remote', 'vscode-vfs', 'untitled'].flatMap((scheme) => [
    { scheme, language: 'log' },
    { scheme, pattern: '**/*.{log,out,err}' },
    { scheme, pattern: '**/*.{log,out,err}.[0-9]*' },
    { scheme, pattern: '**/{*_log,*-log,syslog*,dmesg*,*stdout*,*stderr*}' },
  ]),
  { scheme: 'output' },
  { scheme: logWindowScheme },
];

const RESTARTS = 4;
const WITHIN = 3 * 60 * 1000;

interface RestartHandler extends ErrorHandler {
  /** It crashed too often to be started again. */
  readonly isDown: boolean;
}

/** Restarts after a crash and says so once; a server that keeps crashing stays down. */
function restarting(): RestartHandler {
  let crashes: readonly number[] = [];
  let isDown = false;
  return {
    get isDown() {
      return isDown;
    },
    error: (_error, _message, count) => ({
      action: count && count <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown,
    }),
    closed(): CloseHandlerResult {
      const now = Date.now();
      crashes = [...crashes.filter((time) => now - time < WITHIN), now];
      isDown = crashes.length > RESTARTS;
      if (!isDown) {
        const message = vscode.l10n.t(
          "Whytrace's language server stopped unexpectedly and was restarted.",
        );
        void vscode.window.showWarningMessage(message);
        return { action: CloseAction.Restart, message, handled: true };
      }
      const message = vscode.l10n.t(
        "Whytrace's language server keeps stopping and was not restarted. Run Whytrace: Restart Language Server to try again.",
      );
      return { action: CloseAction.DoNotRestart, message };
    },
  };
}

/** Milliseconds that a server which crashed has for its start. */
const PATIENCE = 30_000;

/** Waits until a server that went away runs again; false where it does not. */
function isRunningAgain(client: LanguageClient, handler: RestartHandler): Promise<boolean> {
  if (handler.isDown) {
    return Promise.resolve(false);
  }
  return new Promise((resolve) => {
    const done = (isBack: boolean): void => {
      listening.dispose();
      clearTimeout(timer);
      resolve(isBack);
    };
    const timer = setTimeout(() => done(false), PATIENCE);
    const listening = client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) done(true);
    });
  });
}

/** A request that is cancelled gives its answer as such; one whose server died is asked again, once. */
async function stoppable<T>(
  cancelled: AbortSignal,
  isBack: () => Promise<boolean>,
  send: (token: vscode.CancellationToken) => Promise<T>,
): Promise<T | { readonly kind: 'cancelled' }> {
  const source = new vscode.CancellationTokenSource();
  const abort = (): void => source.cancel();
  cancelled.addEventListener('abort', abort);
  try {
    return await askAgain(() => send(source.token), { isAnswer, isBack });
  } catch (error) {
    if (cancelled.aborted) {
      return { kind: 'cancelled' };
    }
    throw error;
  } finally {
    cancelled.removeEventListener('abort', abort);
    source.dispose();
  }
}

/** The server itself said what went wrong; otherwise it was gone before it could. */
function isAnswer(error: unknown): boolean {
  return error instanceof ResponseError && error.code !== ErrorCodes.PendingResponseRejected;
}
