import * as vscode from 'vscode';
import { byLog, MOST_ROTATED } from '../core/rotations.ts';
import { isLogPath, logNameGlob, outputName } from './logNames.ts';
import { visibleOutputs } from './openLogs.ts';

const MOST_FOUND = 1000;

const chooseFile = (): vscode.QuickInputButton => ({
  iconPath: new vscode.ThemeIcon('folder-opened'),
  tooltip: vscode.l10n.t('Choose a file outside the workspace'),
});

interface LogItem extends vscode.QuickPickItem {
  readonly uris: readonly vscode.Uri[];
}

/** What logs are chosen for, in the words of the choice. */
interface Purpose {
  readonly title: string;
  readonly placeholder: string;
  readonly dialog: { readonly title: string; readonly openLabel: string };
  readonly isMany: boolean;
}

const toDiagnose = (): Purpose => ({
  title: `Whytrace: ${vscode.l10n.t('Diagnose')}`,
  placeholder: vscode.l10n.t('Choose the logs of the incident'),
  dialog: {
    title: vscode.l10n.t('Choose the logs to diagnose'),
    openLabel: vscode.l10n.t('Diagnose'),
  },
  isMany: true,
});

const toCompare = (): Purpose => ({
  title: `Whytrace: ${vscode.l10n.t('Compare With a Good Run')}`,
  placeholder: vscode.l10n.t('Choose the log of a run of the same thing that went well'),
  dialog: {
    title: vscode.l10n.t('Choose the log of a run that went well'),
    openLabel: vscode.l10n.t('Compare'),
  },
  isMany: true,
});

const toOpen = (): Purpose => ({
  title: vscode.l10n.t('Open a Log'),
  placeholder: vscode.l10n.t('Choose the log to look at'),
  dialog: { title: vscode.l10n.t('Choose the log to look at'), openLabel: vscode.l10n.t('Open') },
  isMany: false,
});

/** Lets the user choose logs of the workspace to diagnose, or any files; nothing when dismissed. */
export function pickLogs(): Promise<readonly vscode.Uri[]> {
  return pick(toDiagnose());
}

/** The same for logs of runs that went well. */
export function pickGoodLogs(): Promise<readonly vscode.Uri[]> {
  return pick(toCompare());
}

/** The same for one log to look at. */
export async function pickLog(): Promise<vscode.Uri | undefined> {
  return (await pick(toOpen()))[0];
}

/**
 * A .gitignore hides no log: logs are what repositories ignore (`*.log`, `target/`, `tmp/`), so of a
 * file that is a log by its name, being ignored says nothing. What an AI-ignore file names is offered
 * too, since it may be diagnosed without a model.
 */
async function pick(purpose: Purpose): Promise<readonly vscode.Uri[]> {
  const found = await vscode.workspace.findFiles(logNameGlob, '**/node_modules/**', MOST_FOUND);
  const logs = found
    .filter(({ path }) => isLogPath(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const wholes: ReturnType<typeof wholeLogs> = purpose.isMany ? wholeLogs(logs) : new Map();
  const items = logs
    .flatMap((uri) => [fileItem(uri), ...(wholes.get(uri) ?? [])])
    .concat(visibleOutputs().map(outputItem));
  return items.length === 0 ? chooseFiles(purpose) : choose(items, purpose);
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
  const { label, description = '' } = fileItem(newest);
  const icon = new vscode.ThemeIcon('files');
  const rotated = uris.length - 1;
  const whole =
    rotated === 1
      ? vscode.l10n.t('{0} with its rotated file', label)
      : vscode.l10n.t('{0} with its {1} rotated files', label, rotated);
  return { label: whole, description, iconPath: icon, uris };
}

function outputItem(uri: vscode.Uri): LogItem {
  return {
    label: outputName(uri.path),
    description: vscode.l10n.t('Output'),
    iconPath: new vscode.ThemeIcon('output'),
    uris: [uri],
  };
}

function choose(items: readonly LogItem[], purpose: Purpose): Promise<readonly vscode.Uri[]> {
  const picker = vscode.window.createQuickPick<LogItem>();
  picker.title = purpose.title;
  picker.placeholder = purpose.placeholder;
  picker.canSelectMany = purpose.isMany;
  picker.matchOnDescription = true;
  picker.items = items;
  picker.buttons = [chooseFile()];
  return new Promise((resolve) => {
    picker.onDidAccept(() => {
      // Who presses Enter with nothing ticked means the row that is highlighted.
      const ticked = picker.selectedItems;
      const chosen = ticked.length > 0 ? ticked : picker.activeItems;
      if (chosen.length > 0) {
        resolve([...new Set(chosen.flatMap(({ uris }) => uris))]);
        picker.hide();
      } else {
        picker.title = vscode.l10n.t('{0} (tick at least one log)', purpose.title);
      }
    });
    picker.onDidTriggerButton(() => {
      resolve(chooseFiles(purpose));
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve([]);
      picker.dispose();
    });
    picker.show();
  });
}

async function chooseFiles({ dialog, isMany }: Purpose): Promise<readonly vscode.Uri[]> {
  const chosen = await vscode.window.showOpenDialog({ ...dialog, canSelectMany: isMany });
  return chosen ?? [];
}
