import * as vscode from 'vscode';
import type { ChangeSet } from './changeSets.ts';

/** The only one, or the one that the user picks. */
export async function pickSet(sets: readonly ChangeSet[]): Promise<ChangeSet | undefined> {
  if (sets.length === 1) {
    return sets[0];
  }
  const items = sets.map((set) => ({
    label: set.about,
    description: `${filesText(set.count)} · ${set.folder.name}`,
    set,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t('Which changes should be audited?'),
  });
  return picked?.set;
}

function filesText(count: number): string {
  return count === 1 ? vscode.l10n.t('1 file') : vscode.l10n.t('{0} files', count);
}
