import * as vscode from 'vscode';
import type { AuditState } from '../protocol/audit.ts';
import type { PanelState } from '../protocol/webview.ts';
import { registerAuditPanel } from './auditPanel.ts';
import { createAudits } from './audits.ts';
import type { CommandId } from './commandIds.ts';
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
import { type ChangeSet, changeSets } from './suggestions/changeSets.ts';
import { registerFindingMarks } from './suggestions/findingMarks.ts';
import { registerTeamFiles } from './suggestions/teamFiles.ts';

export interface AuditParts {
  readonly log: vscode.LogOutputChannel;
  readonly server: LanguageServer;
  readonly revealer: Revealer;
  /** The diagnosis that is open. */
  diagnosis(): PanelState;
  /** Told of each audit that has an answer. */
  onAudited?(state: AuditState): void;
}

/** Registers the commands that hold a suggestion against the workspace. */
export function registerAudit(
  context: vscode.ExtensionContext,
  { log, server, revealer, diagnosis, onAudited }: AuditParts,
): void {
  const audits = createAudits({
    audit: server.audit,
    diagnosis,
    onDidChange(state) {
      panel.draw();
      marks.draw(state, audits.subject?.folder);
      if (state.kind === 'done') onAudited?.(state);
    },
  });
  const marks = registerFindingMarks(context);
  const panel = registerAuditPanel(context, log, audits, revealer);
  const run = async (about: string, captured: Captured): Promise<void> => {
    panel.show();
    if ('message' in captured) {
      audits.fail(about, captured.message);
    } else {
      await audits.start(captured);
    }
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
