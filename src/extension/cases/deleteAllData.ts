import * as vscode from 'vscode';
import { registerCommand } from '../commands.ts';
import { type CaseParts, showNothing } from './openCase.ts';

/** Something that Whytrace keeps on this machine. */
export interface Keeper {
  /** Deletes it, and says what went, e.g. `3 cases`; nothing where there was none. */
  erase(): Promise<string | undefined>;
}

/** Deletes what Whytrace keeps of a workspace and of the user's habits; keys and settings stay. */
export function registerDeleteAllData(
  context: vscode.ExtensionContext,
  parts: CaseParts,
  keepers: readonly Keeper[],
): void {
  const { log, cases, verdicts, runs } = parts;
  const own: readonly Keeper[] = [
    { erase: async () => casesGone(await cases.removeAll()) },
    { erase: async () => verdictsGone(await verdicts.remove('all')) },
  ];
  registerCommand(context, log, 'whytrace.deleteAllData', async () => {
    if (runs.state.kind === 'running') {
      throw new Error(
        vscode.l10n.t('A diagnosis is running: cancel it first, or wait for its end.'),
      );
    }
    const remove = vscode.l10n.t('Delete All');
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t('Delete all that Whytrace keeps of this workspace?'),
      {
        modal: true,
        detail: vscode.l10n.t(
          'Cases with their runs, notes, audits and conversations, verdicts, kept answers of models, your own list of what was tried, what may be sent without asking, what is known of model servers, and the count of today’s tokens. Settings, API keys and files that you exported stay. This can’t be undone.',
        ),
      },
      remove,
    );
    if (answer !== remove) return;
    const gone: (string | undefined)[] = [];
    for (const { erase } of [...own, ...keepers]) gone.push(await erase());
    showNothing(parts);
    const told = gone.filter((one) => one !== undefined);
    void vscode.window.showInformationMessage(
      told.length === 0
        ? vscode.l10n.t('There was nothing to delete.')
        : vscode.l10n.t('Deleted: {0}.', told.join(', ')),
    );
  });
}

/** The words for one or for many; nothing for none. */
export function counted(count: number, one: string, many: string): string | undefined {
  if (count === 0) return undefined;
  return count === 1 ? one : many;
}

function casesGone(count: number): string | undefined {
  return counted(count, vscode.l10n.t('1 case'), vscode.l10n.t('{0} cases', count));
}

function verdictsGone(count: number): string | undefined {
  return counted(count, vscode.l10n.t('1 verdict'), vscode.l10n.t('{0} verdicts', count));
}
