import type * as vscode from 'vscode';
import { registerCommand } from '../commands.ts';
import type { Beside } from './beside.ts';

/** Shows what was kept with a case where it was made. */
export interface BesideViews {
  audit(kept: Extract<Beside, { kind: 'audit' }>['audit']): void;
  chat(kept: Extract<Beside, { kind: 'chat' }>['chat']): Promise<void>;
}

export function registerOpenBeside(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  views: BesideViews,
): void {
  registerCommand(context, log, 'whytrace.openBeside', async (node) => {
    const { beside } = (node ?? {}) as { readonly beside?: Beside };
    if (beside?.kind === 'audit') views.audit(beside.audit);
    if (beside?.kind === 'chat') await views.chat(beside.chat);
  });
}
