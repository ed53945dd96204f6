import * as vscode from 'vscode';
import { byLog, MOST_ROTATED } from '../core/rotations.ts';
import { isLogPath, logNameGlob, outputName } from './logNames.ts';
import { visibleOutputs } from './openLogs.ts';

const MOST_FOUND = 1000;

const chooseFile: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('folder-opened'),
  tooltip: 'Choose a file outside the workspace',
};

interface LogItem extends vscode.QuickPickItem {
  readonly uris: readonly vscode.Uri[];
}

/**
 * Lets the user choose logs of the workspace, or any file; nothing when dismissed. A .gitignore hides
 * none: logs are what repositories ignore (`*.log`, `target/`, `tmp/`), so of a file that is a log by its
 * name, being ignored says nothing. What an AI-ignore file names is offered too, since it may be
 * diagnosed without a model.
 */
export async function pickLogs(): Promise<readonly vscode.Uri[]> {
  const found = await vscode.workspace.findFiles(logNameGlob, '**/node_modules/**', MOST_FOUND);
  const logs = found
    .filter(({ path }) => isLogPath(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const wholes = wholeLogs(logs);
  const items = logs
    .flatMap((uri) => [fileItem(uri), ...(wholes.get(uri) ?? [])])
    .concat(visibleOutputs().map(outputItem));
  return items.length === 0 ? chooseFiles() : choose(items);
}

function fileItem(uri: vscode.Uri): LogItem {
  const path = vscode.workspace.asRelativePath(uri);
  const name = path.split('/').at(-1) ?? path;
  const folder = path.slice(0, -name.length - 1);
  return {
    label: name,
    description: folder,
    iconPath: new vscode.ThemeIcon('output'),
    uris: [uri],
  };
}

/** For the newest file of each log that was rotated, an item that takes them all. */
function wholeLogs(found: readonly vscode.Uri[]): ReadonlyMap<vscode.Uri, readonly LogItem[]> {
  const folders = new Map<string, Map<string, vscode.Uri>>();
  for (const uri of found) {
    const end = uri.path.lastIndexOf('/') + 1;
    const files = folders.get(uri.path.slice(0, end)) ?? new Map<string, vscode.Uri>();
    folders.set(uri.path.slice(0, end), files.set(uri.path.slice(end), uri));
  }
  const wholes = new Map<vscode.Uri, readonly LogItem[]>();
  for (const byName of folders.values()) {
    for (const names of byLog(byName.keys()).values()) {
      const files = names.slice(-1 - MOST_ROTATED).flatMap((name) => byName.get(name) ?? []);
      const newest = files.at(-1);
      if (newest && files.length > 1) wholes.set(newest, [wholeItem(newest, files)]);
    }
  }
  return wholes;
}

function wholeItem(newest: vscode.Uri, uris: readonly vscode.Uri[]): LogItem {
  const others = uris.length === 2 ? 'rotated file' : `${uris.length - 1} rotated files`;
  const { label, description = '' } = fileItem(newest);
  const icon = new vscode.ThemeIcon('files');
  return { label: `${label} with its ${others}`, description, iconPath: icon, uris };
}

function outputItem(uri: vscode.Uri): LogItem {
  return {
    label: outputName(uri.path),
    description: 'Output',
    iconPath: new vscode.ThemeIcon('output'),
    uris: [uri],
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
        resolve([...new Set(chosen.flatMap(({ uris }) => uris))]);
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
