import * as vscode from 'vscode';
import { readableUri } from './unpackedDocuments.ts';

interface Place {
  readonly uri: string;
  /** 1-based and inclusive. */
  readonly startLine: number;
  readonly endLine: number;
}

/** Bytes from which the editor shows a file but does not share its text with extensions. */
const UNSHARED = 50 * 1024 * 1024;

export interface Revealer extends vscode.Disposable {
  /** Opens a place beside the panel, never on top of it, with its lines highlighted. */
  reveal(place: Place, panelColumn: vscode.ViewColumn | undefined): Promise<void>;
}

export function createRevealer(): Revealer {
  let highlight: vscode.Disposable | undefined;
  return {
    async reveal(place, panelColumn) {
      highlight?.dispose();
      highlight = await open(place, panelColumn);
    },
    dispose: () => highlight?.dispose(),
  };
}

async function open(
  place: Place,
  panelColumn: vscode.ViewColumn | undefined,
): Promise<vscode.Disposable | undefined> {
  const uri = readableUri(vscode.Uri.parse(place.uri, true));
  const viewColumn = columnFor(uri, panelColumn);
  if (await isUnshared(uri)) {
    const selection = new vscode.Range(place.startLine - 1, 0, place.startLine - 1, 0);
    await vscode.commands.executeCommand('vscode.open', uri, { viewColumn, selection });
    return undefined;
  }
  const document = await vscode.workspace.openTextDocument(uri);
  const last = document.lineCount - 1;
  const start = Math.min(place.startLine - 1, last);
  const end = Math.min(Math.max(place.endLine - 1, start), last);
  const range = new vscode.Range(start, 0, end, document.lineAt(end).text.length);
  const selection = new vscode.Range(start, 0, start, 0);
  const editor = await vscode.window.showTextDocument(document, { viewColumn, selection });
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  return highlighted(editor, range);
}

async function isUnshared(uri: vscode.Uri): Promise<boolean> {
  if (uri.scheme !== 'file') {
    return false;
  }
  try {
    return (await vscode.workspace.fs.stat(uri)).size > UNSHARED;
  } catch {
    throw new Error(`${vscode.workspace.asRelativePath(uri)} is not there any more.`);
  }
}

/** Where it is open already, else a group without the panel, else a new one at its side. */
function columnFor(uri: vscode.Uri, panel: vscode.ViewColumn | undefined): vscode.ViewColumn {
  const groups = vscode.window.tabGroups.all.filter(({ viewColumn }) => viewColumn !== panel);
  const showing = groups.find(({ tabs }) => tabs.some((tab) => shows(tab, uri)));
  return (showing ?? groups[0])?.viewColumn ?? vscode.ViewColumn.Beside;
}

function shows(tab: vscode.Tab, uri: vscode.Uri): boolean {
  return tab.input instanceof vscode.TabInputText && tab.input.uri.toString() === uri.toString();
}

/** Highlighted until the user moves on in that editor. */
function highlighted(editor: vscode.TextEditor, range: vscode.Range): vscode.Disposable {
  const decoration = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor('editor.rangeHighlightBackground'),
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.rangeHighlightForeground'),
    overviewRulerLane: vscode.OverviewRulerLane.Full,
  });
  editor.setDecorations(decoration, [range]);
  const moved = vscode.window.onDidChangeTextEditorSelection(({ textEditor, kind }) => {
    if (textEditor === editor && kind !== undefined) {
      highlight.dispose();
    }
  });
  const highlight = vscode.Disposable.from(decoration, moved);
  return highlight;
}
