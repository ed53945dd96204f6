import * as vscode from 'vscode';
import type { ChatSubject } from '../../core/model/chat.ts';
import { logLine } from '../../protocol/logWindow.ts';
import {
  isLogDocument,
  isLogPath,
  isReadableScheme,
  logNameGlob,
  outputName,
} from '../logNames.ts';
import { findOpenLogs, logOf, selectedLines } from '../openLogs.ts';

/** Files that are added at once. */
const MOST = 20;

/** A log by its name, of an output channel as the editor lists it. */
export function logSubject(uri: vscode.Uri): ChatSubject {
  return { kind: 'log', uri: uri.toString(), name: nameOf(uri) };
}

/** Files that were dropped, or chosen in the Explorer: logs whole, of any other file all its lines. */
export async function subjectsOf(uris: readonly vscode.Uri[]): Promise<readonly ChatSubject[]> {
  const readable = uris.filter(({ scheme }) => isReadableScheme(scheme) || scheme === 'output');
  if (readable.length === 0) {
    throw new Error('Only files can be added.');
  }
  return Promise.all(readable.slice(0, MOST).map((uri) => subjectOf(logOf(uri))));
}

async function subjectOf(uri: vscode.Uri): Promise<ChatSubject> {
  const { type } = await vscode.workspace.fs.stat(uri).then(
    (found) => found,
    () => ({ type: vscode.FileType.File }),
  );
  if (type === vscode.FileType.Directory) {
    throw new Error(`${nameOf(uri)} is a folder: add the files in it.`);
  }
  const facts = { scheme: uri.scheme, path: uri.path, languageId: languageOf(uri) };
  if (isLogDocument(facts) || uri.scheme === 'output') {
    return logSubject(uri);
  }
  const document = await vscode.workspace.openTextDocument(uri);
  const { lineCount } = document;
  // Behind the last line's end stands nothing that could be asked about.
  const isEnd = lineCount > 1 && document.lineAt(lineCount - 1).text === '';
  return linesOf(uri, 1, isEnd ? lineCount - 1 : lineCount);
}

/** The selected lines, else the line of the cursor. */
export function cursorSubject(editor: vscode.TextEditor): ChatSubject | undefined {
  const range = selectedLines(editor);
  if (range) {
    return linesOf(logOf(editor.document.uri), range.startLine, range.endLine);
  }
  const at = logLine(editor.document.uri.toString(), editor.selection.active.line + 1);
  return at && linesOf(logOf(editor.document.uri), at.line, at.line);
}

/** A line that a menu names. */
export function lineSubject(uri: vscode.Uri, lineNumber: number): ChatSubject | undefined {
  const at = logLine(uri.toString(), lineNumber);
  return at && linesOf(logOf(uri), at.line, at.line);
}

/** Lines that are named by their place. */
export function linesSubject({ uri, range }: vscode.Location): readonly ChatSubject[] {
  if (!isReadableScheme(logOf(uri).scheme) && uri.scheme !== 'output') return [];
  const first = logLine(uri.toString(), range.start.line + 1);
  const lines = range.end.line - range.start.line;
  return first ? [linesOf(logOf(uri), first.line, first.line + lines)] : [];
}

/** Logs that are open, the one that is looked at first. */
export function openLogSubjects(): readonly ChatSubject[] {
  return findOpenLogs().map(({ uri }) => logSubject(uri));
}

/** Logs of the workspace that are looked for. */
const MOST_FOUND = 200;
/** Milliseconds for which they are not looked for again: each letter behind `#` asks. */
const FRESH = 10_000;

/** Logs of the workspace, open or not. */
export function createWorkspaceLogs(now: () => number): () => Promise<readonly ChatSubject[]> {
  let found: { readonly at: number; readonly logs: Promise<readonly ChatSubject[]> } | undefined;
  const find = async (): Promise<readonly ChatSubject[]> => {
    const uris = await vscode.workspace.findFiles(logNameGlob, '**/node_modules/**', MOST_FOUND);
    return uris.filter(({ path }) => isLogPath(path)).map(logSubject);
  };
  return () => {
    if (!found || now() - found.at > FRESH) found = { at: now(), logs: find() };
    return found.logs;
  };
}

/** What is selected in the editors that are visible. */
export function visibleSelections(): readonly ChatSubject[] {
  return vscode.window.visibleTextEditors
    .filter(
      ({ document: { uri } }) => isReadableScheme(logOf(uri).scheme) || uri.scheme === 'output',
    )
    .flatMap((editor) => cursorSubject(editor) ?? []);
}

function linesOf(uri: vscode.Uri, startLine: number, endLine: number): ChatSubject {
  return { kind: 'lines', uri: uri.toString(), file: nameOf(uri), startLine, endLine };
}

function nameOf(uri: vscode.Uri): string {
  return uri.scheme === 'output' ? outputName(uri.path) : (uri.path.split('/').at(-1) ?? uri.path);
}

function languageOf(uri: vscode.Uri): string {
  const key = uri.toString();
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
  return open?.languageId ?? '';
}
