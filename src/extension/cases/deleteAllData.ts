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
    { erase: async () => counted(await cases.removeAll(), 'case') },
    { erase: async () => counted(await verdicts.remove('all'), 'verdict') },
  ];
  registerCommand(context, log, 'whytrace.deleteAllData', async () => {
    if (runs.state.kind === 'running') {
      throw new Error('A diagnosis is running: cancel it first, or wait for its end.');
    }
    const answer = await vscode.window.showWarningMessage(
      'Delete all that Whytrace keeps of this workspace?',
      {
        modal: true,
        detail:
          'Cases with their runs, notes, audits and conversations, verdicts, kept answers of models, your own list of what was tried, what may be sent without asking, what is known of model servers, and the count of today’s tokens. Settings, API keys and files that you exported stay. This can’t be undone.',
      },
      'Delete All',
    );
    if (answer !== 'Delete All') return;
    const gone: (string | undefined)[] = [];
    for (const { erase } of [...own, ...keepers]) gone.push(await erase());
    showNothing(parts);
    const told = gone.filter((one) => one !== undefined);
    void vscode.window.showInformationMessage(
      told.length === 0 ? 'There was nothing to delete.' : `Deleted: ${told.join(', ')}.`,
    );
  });
}

/** `3 cases`; nothing for none. */
export function counted(count: number, one: string, many = `${one}s`): string | undefined {
  return count === 0 ? undefined : `${count} ${count === 1 ? one : many}`;
}
