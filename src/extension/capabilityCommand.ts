import * as vscode from 'vscode';
import type { CapabilityStore } from './capabilityStore.ts';
import { describeCapabilities } from './capabilityText.ts';
import { registerCommand } from './commands.ts';

interface Entry extends vscode.QuickPickItem {
  readonly key: string;
}

const forget = (): vscode.QuickInputButton => ({
  iconPath: new vscode.ThemeIcon('trash'),
  tooltip: vscode.l10n.t('Forget: try this server out again with the next request'),
});
const forgetAll = (): vscode.QuickInputButton => ({
  iconPath: new vscode.ThemeIcon('clear-all'),
  tooltip: vscode.l10n.t('Forget all model servers'),
});

/** Lists what was found out about each model server; what is forgotten is tried out again. */
export function registerCapabilityCommand(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  store: CapabilityStore,
): void {
  registerCommand(context, log, 'whytrace.showModelCapabilities', async () => {
    const list = vscode.window.createQuickPick<Entry>();
    const fill = (): void => {
      list.items = entriesOf(store);
      list.buttons = list.items.length > 1 ? [forgetAll()] : [];
      list.placeholder =
        list.items.length === 0
          ? vscode.l10n.t('No model server was tried out yet')
          : vscode.l10n.t('What each model server turned out to do; the bin forgets it');
    };
    list.title = `Whytrace: ${vscode.l10n.t('Model Server Capabilities')}`;
    list.matchOnDetail = true;
    list.onDidTriggerItemButton(({ item }) => {
      store.write(item.key, undefined);
      fill();
    });
    list.onDidTriggerButton(() => {
      store.clear();
      fill();
    });
    list.onDidAccept(() => list.hide());
    list.onDidHide(() => list.dispose());
    fill();
    list.show();
  });
}

function entriesOf(store: CapabilityStore): readonly Entry[] {
  return Object.entries(store.all()).flatMap(([key, entry]) => {
    const told = describeCapabilities(key, entry, store.now());
    return told
      ? [
          {
            key,
            label: told.model,
            description: told.server,
            detail: told.detail,
            buttons: [forget()],
          },
        ]
      : [];
  });
}
