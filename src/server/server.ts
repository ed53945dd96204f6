import {
  createConnection,
  type Hover,
  type HoverParams,
  ProposedFeatures,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { hoverCard, hoverMarkdown } from '../core/hover.ts';
import { DiagnoseRequest, LinesRequest, OverviewRequest } from '../protocol/languageServer.ts';
import { logLine } from '../protocol/logWindow.ts';
import { handleDiagnose } from './diagnoseHandler.ts';
import { handleLines } from './linesHandler.ts';
import { createLogViews } from './logViews.ts';
import { createOverviews } from './overviewHandler.ts';

// The language server: a process of its own that reads logs, runs the pipeline and answers hovers.
// It speaks over IPC with the extension and over standard input and output with tests.

const connection = createConnection(ProposedFeatures.all);
const documents = new TextDocuments(TextDocument);
const views = createLogViews((uri) => documents.get(uri));
const overviews = createOverviews(connection, views);

connection.onInitialize(() => ({
  capabilities: { textDocumentSync: TextDocumentSyncKind.Incremental, hoverProvider: true },
}));
connection.onRequest(DiagnoseRequest, (params, token) => handleDiagnose(connection, params, token));
connection.onRequest(OverviewRequest, (params, token) => overviews.answer(params, token));
connection.onRequest(LinesRequest, (params) => handleLines(views, params));
connection.onHover((params) => hover(params));
documents.onDidClose(({ document }) => views.forget(document.uri));
documents.listen(connection);
connection.listen();

/** Local only: what this file says of the line, and what is known of such a failure. */
async function hover({ textDocument, position }: HoverParams): Promise<Hover | null> {
  const at = logLine(textDocument.uri, position.line + 1);
  const view = at && (await views.of(at.uri, at.line));
  const card = view && hoverCard(view.file, view.mined, at.line);
  return card ? { contents: { kind: 'markdown', value: hoverMarkdown(card) } } : null;
}
