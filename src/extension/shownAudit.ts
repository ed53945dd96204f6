import * as vscode from 'vscode';
import { auditMarkdown, findingMarkdown } from '../core/auditMarkdown.ts';
import { type AuditPanel, openPlace } from './auditPanel.ts';
import type { Audits } from './audits.ts';
import type { CommandId } from './commandIds.ts';
import { registerCommand } from './commands.ts';
import type { Revealer } from './reveal.ts';
import type { AuditCard } from './suggestions/card.ts';
import { replaceName } from './suggestions/findingActions.ts';
import type { FindingMarks } from './suggestions/findingMarks.ts';
import type { ProposedIdea, TriedLists } from './suggestions/triedLists.ts';

interface Parts {
  readonly audits: Audits;
  readonly panel: AuditPanel;
  readonly card: AuditCard;
  readonly marks: FindingMarks;
  readonly revealer: Revealer;
  readonly tried: TriedLists;
}

/** Registers what can be done with the audit that is shown, by card, panel, marks and palette alike. */
export function registerShownAudit(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  { audits, panel, card, marks, revealer, tried }: Parts,
): void {
  const register = (id: CommandId, task: (...args: readonly unknown[]) => Promise<void>): void =>
    registerCommand(context, log, id, task);
  const shown = () => (audits.state.kind === 'done' ? audits.state.audit : undefined);
  const findingAt = (index: unknown) =>
    typeof index === 'number' ? shown()?.findings[index] : undefined;
  register('whytrace.showAudit', async () => panel.show());
  register('whytrace.dismissCard', async () => card.dismiss());
  register('whytrace.copyReview', async (index) => {
    const audit = shown();
    if (!audit) throw new Error(vscode.l10n.t('Nothing is audited yet.'));
    const finding = findingAt(index);
    const text = finding ? findingMarkdown(finding) : auditMarkdown(audit, 'editor');
    await vscode.env.clipboard.writeText(text);
    const told = finding
      ? vscode.l10n.t('The finding is on the clipboard, as Markdown.')
      : vscode.l10n.t('The review is on the clipboard, as Markdown.');
    vscode.window.setStatusBarMessage(`$(check) ${told}`, 3_000);
  });
  register('whytrace.markTried', async () => {
    const folder = audits.subject && vscode.Uri.parse(audits.subject.folder, true);
    await tried.mark(ideaOf(audits), folder);
  });
  register('whytrace.openTriedList', () => tried.open());
  register('whytrace.openFinding', async (index) => {
    const { file, line } = findingAt(index)?.source ?? {};
    if (file !== undefined && line !== undefined) {
      await openPlace({ audits, revealer, tried }, { file, line });
    }
  });
  register('whytrace.replaceName', async (index, line) => {
    const finding = findingAt(index);
    if (!finding || typeof index !== 'number' || typeof line !== 'number') return;
    // What it was about is gone then.
    if (await replaceName(finding, line)) marks.hide(index);
  });
  register('whytrace.hideFinding', async (index) => {
    if (typeof index === 'number') marks.hide(index);
  });
}

/** What the audited suggestion does, and to what; the user has the last word. */
function ideaOf({ state }: Audits): ProposedIdea {
  if (state.kind !== 'done') return { action: '', target: '' };
  const { effects, commands, blastRadius, files } = state.audit;
  const changed = blastRadius.find(({ kind }) => kind === 'changed')?.service;
  return {
    action: effects[0]?.text ?? commands[0] ?? '',
    target: changed ?? files[0]?.path ?? '',
  };
}
