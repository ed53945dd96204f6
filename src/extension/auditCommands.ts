import type * as vscode from 'vscode';
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
import { changeSets } from './suggestions/changeSets.ts';
import { registerFindingMarks } from './suggestions/findingMarks.ts';
import { pickSet } from './suggestions/pickSet.ts';
import { registerTeamFiles } from './suggestions/teamFiles.ts';

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
      marks.draw(state, audits.subject?.folder);
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
