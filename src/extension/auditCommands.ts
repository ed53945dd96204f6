import * as vscode from 'vscode';
import { auditMarkdown } from '../core/auditMarkdown.ts';
import type { PanelState } from '../protocol/webview.ts';
import { type AuditPanel, openPlace, registerAuditPanel } from './auditPanel.ts';
import { type Audits, type CapturedSuggestion, createAudits } from './audits.ts';
import { auditedContext, type CommandId } from './commandIds.ts';
import { registerCommand } from './commands.ts';
import type { LanguageServer } from './languageServer.ts';
import type { Revealer } from './reveal.ts';
import { registerAccepted } from './suggestions/accepted.ts';
import {
  type Captured,
  captureChanges,
  captureClipboard,
  captureSelection,
  captureShownEdit,
} from './suggestions/capture.ts';
import { type AuditCard, registerCard } from './suggestions/card.ts';
import { type ChangeSet, changeSets } from './suggestions/changeSets.ts';
import { registerFindingMarks } from './suggestions/findingMarks.ts';
import { markAsTried, registerTeamFiles } from './suggestions/teamFiles.ts';

export interface AuditParts {
  readonly log: vscode.LogOutputChannel;
  readonly server: LanguageServer;
  readonly revealer: Revealer;
  /** The diagnosis that is open. */
  diagnosis(): PanelState;
}

/** Registers the commands that hold a suggestion against the workspace. */
export function registerAudit(
  context: vscode.ExtensionContext,
  { log, server, revealer, diagnosis }: AuditParts,
): void {
  const audits = createAudits({
    audit: server.audit,
    diagnosis,
    onDidChange(state) {
      panel.draw();
      void vscode.commands.executeCommand('setContext', auditedContext, state.kind === 'done');
      card.draw(state, audits.subject);
      marks.draw(state, audits.subject?.folder);
    },
  });
  const marks = registerFindingMarks(context);
  const card = registerCard(context);
  const panel = registerAuditPanel(context, log, audits, revealer);
  const run = async (about: string, captured: Captured): Promise<void> => {
    if ('message' in captured) {
      panel.show();
      audits.fail(about, captured.message);
      return;
    }
    // What stands at one place is told beside it first; asked for once more, in full.
    if (!captured.place || isSame(captured, audits)) panel.show();
    await audits.start(captured);
  };
  const register = (id: CommandId, about: string, capture: () => Promise<Captured | undefined>) => {
    registerCommand(context, log, id, async () => {
      const captured = await capture();
      if (captured) await run(about, captured);
    });
  };
  register('whytrace.auditChanges', 'Changes', async () => {
    const sets = await changeSets();
    if (sets.length === 0) {
      return {
        message:
          'Nothing is changed: no agent has pending edits, and git sees no uncommitted file.',
      };
    }
    const set = await pickSet(sets);
    return set && captureChanges(set);
  });
  register('whytrace.auditSelection', 'The selection', async () => captureSelection());
  register('whytrace.auditClipboard', 'The clipboard', captureClipboard);
  register('whytrace.explainSuggestion', 'The suggestion', captureShownEdit);
  registerAccepted(context, log, run);
  registerTeamFiles(context, log);
  registerShown(context, log, { audits, panel, card, revealer });
}

/** The same text at the same place, which is shown already. */
function isSame({ place, input }: CapturedSuggestion, { state, subject }: Audits): boolean {
  const told = (each: unknown): string => JSON.stringify(each);
  return (
    state.kind === 'done' &&
    told(subject?.place) === told(place) &&
    told(subject?.input) === told(input)
  );
}

interface Shown {
  readonly audits: Audits;
  readonly panel: AuditPanel;
  readonly card: AuditCard;
  readonly revealer: Revealer;
}

/** What can be done with the audit that is shown. */
function registerShown(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  { audits, panel, card, revealer }: Shown,
): void {
  const register = (id: CommandId, task: (index: unknown) => Promise<void>): void =>
    registerCommand(context, log, id, task);
  register('whytrace.showAudit', async () => panel.show());
  register('whytrace.dismissCard', async () => card.dismiss());
  register('whytrace.copyReview', async () => {
    if (!audits.result) throw new Error('Nothing is audited yet.');
    await vscode.env.clipboard.writeText(auditMarkdown(audits.result));
    vscode.window.setStatusBarMessage(
      '$(check) The review is on the clipboard, as Markdown.',
      3000,
    );
  });
  register('whytrace.markTried', async () => {
    if (audits.subject) await markAsTried(audits.state, audits.subject.folder);
  });
  register('whytrace.openFinding', async (index) => {
    const finding = typeof index === 'number' ? audits.result?.findings[index] : undefined;
    const { file, line } = finding?.source ?? {};
    if (file !== undefined && line !== undefined) await openPlace(audits, revealer, { file, line });
  });
}

/** The only one, or the one that the user picks. */
async function pickSet(sets: readonly ChangeSet[]): Promise<ChangeSet | undefined> {
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
