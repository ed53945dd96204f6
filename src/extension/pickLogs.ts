import * as vscode from 'vscode';
import { isLogPath, logNameGlob, outputName } from './logNames.ts';
import { visibleOutputs } from './openLogs.ts';

const MOST_FOUND = 1000;

const chooseFile: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('folder-opened'),
  tooltip: 'Choose a file outside the workspace',
};

interface LogItem extends vscode.QuickPickItem {
  readonly uri: vscode.Uri;
}

/** Lets the user choose logs of the workspace, or any file; nothing when dismissed. */
export async function pickLogs(): Promise<readonly vscode.Uri[]> {
  const found = await vscode.workspace.findFiles(logNameGlob, '**/node_modules/**', MOST_FOUND);
  const items = found
    .filter(({ path }) => isLogPath(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(fileItem)
    .concat(visibleOutputs().map(outputItem));
  return items.length === 0 ? chooseFiles() : choose(items);
}

function fileItem(uri: vscode.Uri): LogItem {
  const path = vscode.workspace.asRelativePath(uri);
  const name = path.split('/').at(-1) ?? path;
  const folder = path.slice(0, -name.length - 1);
  return { label: name, description: folder, iconPath: new vscode.ThemeIcon('output'), uri };
}

function outputItem(uri: vscode.Uri): LogItem {
  return {
    label: outputName(uri.path),
    description: 'Output',
    iconPath: new vscode.ThemeIcon('output'),
    uri,
  };
}

function choose(items: readonly LogItem[]): Promise<readonly vscode.Uri[]> {
  const picker = vscode.window.createQuickPick<LogItem>();
  picker.title = 'Whytrace: Diagnose';
  picker.placeholder = 'Choose the logs of the incident';
  picker.canSelectMany = true;
  picker.matchOnDescription = true;
  picker.items = items;
  picker.buttons = [chooseFile];
  return new Promise((resolve) => {
    picker.onDidAccept(() => {
      // Who presses Enter with nothing ticked means the row that is highlighted.
      const ticked = picker.selectedItems;
      const chosen = ticked.length > 0 ? ticked : picker.activeItems;
      if (chosen.length > 0) {
        resolve(chosen.map(({ uri }) => uri));
        picker.hide();
      } else {
        picker.title = 'Whytrace: Diagnose (tick at least one log)';
      }
    });
    picker.onDidTriggerButton(() => {
      resolve(chooseFiles());
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve([]);
      picker.dispose();
    });
    picker.show();
  });
}

async function chooseFiles(): Promise<readonly vscode.Uri[]> {
  const chosen = await vscode.window.showOpenDialog({
    title: 'Choose the logs to diagnose',
    openLabel: 'Diagnose',
    canSelectMany: true,
  });
  return chosen ?? [];
}
