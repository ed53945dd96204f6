import {
  createConnection,
  type InitializeParams,
  ProposedFeatures,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { looksLikeLog } from '../core/collect/looksLikeLog.ts';
import { clock } from '../node/clock.ts';
import { pathOf } from '../node/filePath.ts';
import type { SourceFolders } from '../node/sourceAccess.ts';
import {
  AgentToolRequest,
  AuditRequest,
  DiagnoseRequest,
  LinesRequest,
  LooksLikeLogRequest,
  OverviewRequest,
  type ServerOptions,
  SystemMapRequest,
  WorkspaceTrustedNotification,
} from '../protocol/languageServer.ts';
import { handleAgentTool } from './agentHandler.ts';
import { handleAudit } from './auditHandler.ts';
import { handleDiagnose } from './diagnoseHandler.ts';
import { featureCapabilities, listenForFeatures } from './features.ts';
import { handleLines } from './linesHandler.ts';
import { isLong } from './logOrigins.ts';
import { createLogViews } from './logViews.ts';
import { handleOverview } from './overviewHandler.ts';
import { createPrinted } from './printedAt.ts';
import { stoppable } from './stoppable.ts';
import { handleSystemMap } from './systemMapHandler.ts';
import { createTeamDiagnostics } from './teamDiagnostics.ts';
import { createTeamKnowledge } from './teamKnowledge.ts';
import { createWorkers, workerBeside } from './workers/workers.ts';
import { createWorkspaceFiles } from './workspaceFiles.ts';

// The language server: a process of its own that reads logs, runs the pipeline and answers what the
// editor asks about a log. It speaks over IPC with the extension and over standard input and output
// with tests.

const connection = createConnection(ProposedFeatures.all);
const documents = new TextDocuments(TextDocument);
const workers = createWorkers(workerBeside(process.argv[1] ?? ''));
const views = createLogViews(workers, (uri) => documents.get(uri));
const folders = new Set<string>();
const files = createWorkspaceFiles(() => [...folders], clock);
const printed = createPrinted(workers, () => [...folders], clock);
let trustsWorkspace = false;
// What a stranger's folder says of failures is not believed before its user trusts it.
const team = createTeamKnowledge(() => (trustsWorkspace ? [...folders] : []), clock);
const teamDiagnostics = createTeamDiagnostics(connection, team);

connection.onInitialize((params: InitializeParams) => {
  const { workspaceFolders, capabilities, initializationOptions } = params;
  for (const { uri } of workspaceFolders ?? []) folders.add(uri);
  trustsWorkspace = (initializationOptions as ServerOptions | undefined)?.trustsWorkspace === true;
  connection.onInitialized(() => {
    if (capabilities.workspace?.workspaceFolders) followFolders();
    void teamDiagnostics.refresh();
    // So that the first hover, which does not wait for it, can tell what a stack frame names.
    void files.names();
  });
  return {
    capabilities: { textDocumentSync: TextDocumentSyncKind.Incremental, ...featureCapabilities },
  };
});
connection.onRequest(DiagnoseRequest, (params, token) =>
  handleDiagnose({ connection, workers, views, team, source: sourceFolders }, params, token),
);
connection.onRequest(OverviewRequest, (params, token) =>
  handleOverview(connection, views, params, token),
);
connection.onRequest(SystemMapRequest, (params, token) =>
  stoppable(token, (cancelled) => handleSystemMap(workers, params, cancelled)),
);
connection.onRequest(AuditRequest, (params, token) =>
  stoppable(token, (cancelled) => handleAudit(workers, params, cancelled)),
);
connection.onRequest(AgentToolRequest, (params, token) =>
  stoppable(token, (cancelled) => handleAgentTool(workers, params, cancelled)),
);
connection.onRequest(LinesRequest, (params) => handleLines(views, params));
connection.onRequest(LooksLikeLogRequest, ({ text }) => looksLikeLog(text));
connection.onDidChangeWatchedFiles(refreshTeam);
connection.onNotification(WorkspaceTrustedNotification, () => {
  trustsWorkspace = true;
  refreshTeam();
});
listenForFeatures(connection, {
  views,
  files,
  printed,
  team,
  isLong(uri) {
    const document = documents.get(uri);
    return document !== undefined && isLong(document);
  },
});
documents.onDidClose(({ document }) => views.forget(document.uri));
documents.listen(connection);
connection.listen();

/** Sources are read in any folder; a program is run in none that its user does not trust. */
function sourceFolders(): SourceFolders {
  return { folders: [...folders].flatMap((uri) => pathOf(uri) ?? []), asksGit: trustsWorkspace };
}

function refreshTeam(): void {
  team.changed();
  void teamDiagnostics.refresh();
}

function followFolders(): void {
  connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
    for (const { uri } of removed) folders.delete(uri);
    for (const { uri } of added) folders.add(uri);
    refreshTeam();
  });
}
