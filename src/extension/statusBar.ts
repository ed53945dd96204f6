import * as vscode from 'vscode';
import type { PanelState } from '../protocol/webview.ts';
import type { CommandId } from './commandIds.ts';
import { isLogDocument } from './logNames.ts';
import { activeDocument } from './openLogs.ts';
import { isStatusShown, statusText } from './statusItem.ts';

const showPanel: CommandId = 'whytrace.showPanel';

/** The one item in the status bar: who will answer, and what goes on. */
export function registerStatusBar(
  context: vscode.ExtensionContext,
  state: () => PanelState,
  asksModel: () => Promise<boolean>,
): { draw(): void } {
  const item = vscode.window.createStatusBarItem('whytrace', vscode.StatusBarAlignment.Right, 50);
  item.name = 'Whytrace';
  item.command = showPanel;
  let draws = 0;
  const draw = async (): Promise<void> => {
    const active = activeDocument();
    if (!isStatusShown(state(), active !== undefined && isLogDocument(active.facts))) {
      draws++;
      item.hide();
      return;
    }
    const asked = ++draws;
    const isRemote = await asksModel();
    // Another look may have hidden it meanwhile.
    if (asked !== draws) return;
    const { text, tooltip } = statusText(state(), isRemote);
    item.text = text;
    item.tooltip = tooltip;
    item.show();
  };
  const redraw = (): void => void draw();
  context.subscriptions.push(
    item,
    vscode.window.onDidChangeActiveTextEditor(redraw),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('whytrace')) redraw();
    }),
  );
  redraw();
  return { draw: redraw };
}
