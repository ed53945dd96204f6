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
import {
  DiagnoseRequest,
  LinesRequest,
  LooksLikeLogRequest,
  OverviewRequest,
} from '../protocol/languageServer.ts';
import { handleDiagnose } from './diagnoseHandler.ts';
import { featureCapabilities, listenForFeatures } from './features.ts';
import { handleLines } from './linesHandler.ts';
import { createLogViews } from './logViews.ts';
import { createOverviews } from './overviewHandler.ts';
import { createWorkspaceFiles } from './workspaceFiles.ts';

// The language server: a process of its own that reads logs, runs the pipeline and answers what the
// editor asks about a log. It speaks over IPC with the extension and over standard input and output
// with tests.

const connection = createConnection(ProposedFeatures.all);
const documents = new TextDocuments(TextDocument);
const views = createLogViews((uri) => documents.get(uri));
const overviews = createOverviews(connection, views);
const folders = new Set<string>();
const files = createWorkspaceFiles(() => [...folders], clock);

/** Characters of an open log above which an answer may lag behind what is being written to it. */
const LONG = 4_000_000;

connection.onInitialize(({ workspaceFolders, capabilities }: InitializeParams) => {
  for (const { uri } of workspaceFolders ?? []) folders.add(uri);
  connection.onInitialized(() => {
    if (capabilities.workspace?.workspaceFolders) followFolders();
    // So that the first hover, which does not wait for it, can tell what a stack frame names.
    void files.names();
  });
  return {
    capabilities: { textDocumentSync: TextDocumentSyncKind.Incremental, ...featureCapabilities },
  };
});
connection.onRequest(DiagnoseRequest, (params, token) => handleDiagnose(connection, params, token));
connection.onRequest(OverviewRequest, (params, token) => overviews.answer(params, token));
connection.onRequest(LinesRequest, (params) => handleLines(views, params));
connection.onRequest(LooksLikeLogRequest, ({ text }) => looksLikeLog(text));
listenForFeatures(connection, {
  views,
  files,
  isLong: (uri) => (documents.get(uri)?.getText().length ?? 0) > LONG,
});
documents.onDidClose(({ document }) => views.forget(document.uri));
documents.listen(connection);
connection.listen();

function followFolders(): void {
  connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
    for (const { uri } of removed) folders.delete(uri);
    for (const { uri } of added) folders.add(uri);
  });
}
