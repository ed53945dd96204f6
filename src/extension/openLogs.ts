import * as vscode from 'vscode';
import type { LineRange } from '../core/model/logFile.ts';
import { logLine, parseWindowUri } from '../protocol/logWindow.ts';
import { type DocumentFacts, isLogDocument, mayBeLog } from './logNames.ts';

/** A log that is open in the editor. */
export interface OpenLog {
  readonly uri: vscode.Uri;
  /** The selected lines, where there is a selection. */
  readonly range?: LineRange;
  /** Names of the other files of its log, where they are not to be read. */
  readonly beside?: readonly string[];
}

/** How many open logs one run takes; beyond it, the user picks them in the Explorer. */
const MOST = 20;

/**
 * The active log first, then the others. Files too large for extensions have a tab and no document,
 * so both are asked. An output channel or plain text counts only when it is the active one and no
 * log is open by name.
 */
export function findOpenLogs(): readonly OpenLog[] {
  const active = activePlace();
  if (active?.facts.scheme === 'output') {
    return [openLog(active)];
  }
  const others = [...openPlaces().values()].filter(({ facts }) => isLogDocument(facts));
  if (active && isLogDocument(active.facts)) {
    const rest = others.filter(({ uri }) => uri.toString() !== active.uri.toString());
    return [openLog(active), ...rest.map(({ uri }) => ({ uri }))].slice(0, MOST);
  }
  if (others.length === 0 && active && mayBeLog(active.facts)) {
    return [openLog(active)];
  }
  return others.map(({ uri }) => ({ uri })).slice(0, MOST);
}

/** Output channels that are on the screen, to be offered by name. */
export function visibleOutputs(): readonly vscode.Uri[] {
  return vscode.window.visibleTextEditors
    .map(({ document }) => document.uri)
    .filter(({ scheme }) => scheme === 'output');
}

/** The lines of a selection, 1-based; a selection that ends before a line's first character leaves it out. */
export function selectedLines(editor: vscode.TextEditor): LineRange | undefined {
  const { selection, document } = editor;
  if (selection.isEmpty) {
    return undefined;
  }
  const isAtStart = selection.end.character === 0 && selection.end.line > selection.start.line;
  const uri = document.uri.toString();
  const end = logLine(uri, selection.end.line + (isAtStart ? 0 : 1));
  // The first line of a window on a log is not one of the log.
  const start = logLine(uri, selection.start.line + 1) ?? logLine(uri, 2);
  return start && end && { startLine: start.line, endLine: end.line };
}

/** The log that a document is, or that it is a window on. */
export function logOf(uri: vscode.Uri): vscode.Uri {
  const window = parseWindowUri(uri.toString());
  return window ? vscode.Uri.parse(window.uri, true) : uri;
}

/** What the user looks at: a document, or a tab whose text the editor doesn't share. */
export function activeDocument():
  | { readonly uri: vscode.Uri; readonly facts: DocumentFacts }
  | undefined {
  return activePlace();
}

/** Whether a log stands in some tab, by itself or by a window on it. */
export function isOpen(uri: string): boolean {
  return openPlaces().has(uri);
}

interface Place {
  readonly uri: vscode.Uri;
  readonly facts: DocumentFacts;
  readonly editor?: vscode.TextEditor;
}

function openLog({ uri, editor }: Place): OpenLog {
  const range = editor && selectedLines(editor);
  return range ? { uri, range } : { uri };
}

function activePlace(): Place | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor) {
    const uri = logOf(editor.document.uri);
    const document = uri === editor.document.uri ? editor.document : undefined;
    return { uri, facts: factsOf(uri, document), editor };
  }
  const uri = textUri(vscode.window.tabGroups.activeTabGroup.activeTab);
  return uri && { uri, facts: factsOf(uri) };
}

/** By URI, in the order of the tabs. */
function openPlaces(): ReadonlyMap<string, Place> {
  const documents = new Map(
    vscode.workspace.textDocuments.map((document) => [document.uri.toString(), document]),
  );
  const uris = vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(textUri));
  const places = uris.flatMap((uri) => {
    return uri ? [{ uri, facts: factsOf(uri, documents.get(uri.toString())) }] : [];
  });
  return new Map(places.map((place) => [place.uri.toString(), place]));
}

function textUri(tab: vscode.Tab | undefined): vscode.Uri | undefined {
  return tab?.input instanceof vscode.TabInputText ? logOf(tab.input.uri) : undefined;
}

function factsOf(uri: vscode.Uri, document?: vscode.TextDocument): DocumentFacts {
  return { scheme: uri.scheme, path: uri.path, languageId: document?.languageId ?? '' };
}
