import * as vscode from 'vscode';
import type { LogWindows } from './logWindows.ts';
import { columnFor, openLines } from './openLines.ts';
import { readableUri } from './unpackedDocuments.ts';

interface Place {
  readonly uri: string;
  /** 1-based and inclusive. */
  readonly startLine: number;
  readonly endLine: number;
}

export interface Revealer extends vscode.Disposable {
  /** Opens a place beside the panel, never on top of it, with its lines highlighted. */
  reveal(place: Place, panelColumn: vscode.ViewColumn | undefined): Promise<void>;
}

export function createRevealer(windows: LogWindows): Revealer {
  let highlight: vscode.Disposable | undefined;
  return {
    async reveal(place, panelColumn) {
      highlight?.dispose();
      const uri = vscode.Uri.parse(place.uri, true);
      const column = columnFor(readableUri(uri), panelColumn);
      const { editor, range } = await openLines(windows, uri, place, column);
      highlight = highlighted(editor, range);
    },
    dispose: () => highlight?.dispose(),
  };
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
