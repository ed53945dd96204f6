import * as vscode from 'vscode';
import type { LineRange } from '../core/model/logFile.ts';
import {
  type LogWindow,
  logWindowScheme,
  neighbour,
  parseWindowUri,
  WINDOW_LINES,
  windowAround,
  windowHeader,
  windowLine,
  windowUri,
} from '../protocol/logWindow.ts';
import type { LanguageServer } from './languageServer.ts';
import { locale } from './locale.ts';

/** Windows on logs that are too large for the editor to share: read-only documents of some lines. */
export interface LogWindows {
  /** Shows the window in which a line of the log stands, with the lines selected or highlighted. */
  open(log: vscode.Uri, lines: LineRange, column?: vscode.ViewColumn): Promise<ShownLines>;
  /** Shows the window before or after that of an editor. */
  move(editor: vscode.TextEditor, by: 1 | -1): Promise<void>;
}

/** Lines that were opened in an editor; the cursor stands at their start. */
export interface ShownLines {
  readonly editor: vscode.TextEditor;
  readonly range: vscode.Range;
}

/** Milliseconds to wait for a window of a log that grew to show its new lines. */
const PATIENCE = 5000;

export function registerLogWindows(
  context: vscode.ExtensionContext,
  server: LanguageServer,
): LogWindows {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const provider: vscode.TextDocumentContentProvider = {
    onDidChange: changed.event,
    async provideTextDocumentContent(uri) {
      const window = parseWindowUri(uri.toString());
      return window ? textOf(server, window) : vscode.l10n.t('This is no window on a log.');
    },
  };
  context.subscriptions.push(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(logWindowScheme, provider),
    vscode.languages.registerCodeLensProvider({ scheme: logWindowScheme }, lenses),
  );
  /** A window that is open already may be older than the lines that are wanted. */
  const renew = async (document: vscode.TextDocument, line: number): Promise<void> => {
    if (line > document.lineCount) {
      const renewed = changeOf(document);
      changed.fire(document.uri);
      await renewed;
    }
  };
  const show = async (
    window: LogWindow,
    lines: LineRange,
    viewColumn?: vscode.ViewColumn,
  ): Promise<ShownLines> => {
    const document = await openWindow(window);
    const start = windowLine(window, lines.startLine);
    await renew(document, start);
    const line = (wanted: number): vscode.TextLine =>
      document.lineAt(Math.min(wanted, document.lineCount) - 1);
    const end = line(windowLine(window, lines.endLine));
    const range = new vscode.Range(line(start).range.start, end.range.end);
    const selection = new vscode.Range(range.start, range.start);
    const options = { selection, ...(viewColumn !== undefined && { viewColumn }) };
    const editor = await vscode.window.showTextDocument(document, options);
    // Its start alone: showing the end of a long line would hide the line's number.
    editor.revealRange(selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    return { editor, range };
  };
  return {
    async open(log, lines, column) {
      const uri = log.toString();
      const window = windowAround(uri, lines.startLine);
      const title = vscode.l10n.t('Reading {0}', nameOf(uri));
      const location = vscode.ProgressLocation.Window;
      // Asked here as well, so that what is wrong is said in our own words.
      await vscode.window.withProgress({ location, title }, () => linesOf(server, window, 1));
      return show(window, lines, column);
    },
    async move(editor, by) {
      const window = parseWindowUri(editor.document.uri.toString());
      const next = window && neighbour(window, by);
      if (next) {
        const line = by > 0 ? next.startLine : next.startLine + WINDOW_LINES - 1;
        await show(next, { startLine: line, endLine: line }, editor.viewColumn);
      }
    },
  };
}

async function openWindow(window: LogWindow): Promise<vscode.TextDocument> {
  const uri = vscode.Uri.parse(windowUri(window), true);
  const document = await vscode.workspace.openTextDocument(uri);
  return document.languageId === 'plaintext'
    ? vscode.languages.setTextDocumentLanguage(document, 'log')
    : document;
}

async function textOf(server: LanguageServer, window: LogWindow): Promise<string> {
  const { lines, lineCount } = await linesOf(server, window, WINDOW_LINES);
  const end = window.startLine + lines.length - 1;
  const header = windowHeader(nameOf(window.uri), window.startLine, end, lineCount);
  return [header, ...lines].join('\n');
}

async function linesOf(
  server: LanguageServer,
  { uri, startLine }: LogWindow,
  count: number,
): Promise<{ readonly lines: readonly string[]; readonly lineCount: number }> {
  const result = await server.lines({ uri, startLine, count });
  if (result.kind === 'unreadable') {
    throw new Error(result.message);
  }
  return result;
}

function nameOf(uri: string): string {
  const { path } = vscode.Uri.parse(uri, true);
  return path.split('/').at(-1) ?? path;
}

function changeOf(document: vscode.TextDocument): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      listening.dispose();
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(done, PATIENCE);
    const listening = vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document === document) done();
    });
  });
}

/** Above the first and below the last line: what leads on. */
const lenses: vscode.CodeLensProvider = {
  provideCodeLenses(document) {
    const window = parseWindowUri(document.uri.toString());
    if (!window) {
      return [];
    }
    const at = (line: number, title: string, command: string): vscode.CodeLens =>
      new vscode.CodeLens(new vscode.Range(line, 0, line, 0), { title, command });
    const last = document.lineCount - 1;
    const lines = WINDOW_LINES.toLocaleString(locale());
    const before = `$(arrow-up) ${vscode.l10n.t('{0} lines before', lines)}`;
    const after = `$(arrow-down) ${vscode.l10n.t('{0} lines after', lines)}`;
    const isLast = document.lineCount <= WINDOW_LINES;
    return [
      ...(window.startLine > 1 ? [at(0, before, 'whytrace.previousLines')] : []),
      ...(isLast ? [] : [at(0, after, 'whytrace.nextLines')]),
      at(0, `$(symbol-numeric) ${vscode.l10n.t('Go to line')}`, 'whytrace.goToLine'),
      at(0, `$(pulse) ${vscode.l10n.t('Diagnose the file')}`, 'whytrace.diagnoseFile'),
      ...(isLast ? [] : [at(last, after, 'whytrace.nextLines')]),
    ];
  },
};
