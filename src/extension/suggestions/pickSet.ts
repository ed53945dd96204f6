import * as vscode from 'vscode';
import type { ChangeSet } from './changeSets.ts';

/** The only one, or the one that the user picks. */
export async function pickSet(sets: readonly ChangeSet[]): Promise<ChangeSet | undefined> {
  if (sets.length === 1) {
    return sets[0];
  }
  const items = sets.map((set) => ({
    label: set.about,
    description: `${set.count} ${set.count === 1 ? 'file' : 'files'} · ${set.folder.name}`,
    set,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: 'Which changes should be audited?',
  });
  return picked?.set;
}
