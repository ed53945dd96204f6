import * as vscode from 'vscode';
import type { AuditState } from '../protocol/audit.ts';
import type { PanelState } from '../protocol/webview.ts';
import type { Explained } from './accessibleHelp.ts';
import { type AuditPanel, registerAuditPanel } from './auditPanel.ts';
import {
  type AuditPorts,
  type Audits,
  type CapturedSuggestion,
  createAudits,
  type Explainer,
} from './audits.ts';
import { auditedContext, type CommandId } from './commandIds.ts';
import { registerCommand } from './commands.ts';
import type { Consents } from './consents.ts';
import type { LanguageServer } from './languageServer.ts';
import type { RequestDocuments } from './requestDocuments.ts';
import type { Revealer } from './reveal.ts';
import { registerShownAudit } from './shownAudit.ts';
import { registerAccepted } from './suggestions/accepted.ts';
import {
  type Captured,
  captureChanges,
  captureClipboard,
  captureHunk,
  captureResource,
  captureSelection,
  captureShownEdit,
} from './suggestions/capture.ts';
import { registerCard } from './suggestions/card.ts';
import { changeSets } from './suggestions/changeSets.ts';
import { editorProblems } from './suggestions/editorProblems.ts';
import { registerFindingActions } from './suggestions/findingActions.ts';
import { registerFindingMarks } from './suggestions/findingMarks.ts';
import { pickSet } from './suggestions/pickSet.ts';
import { registerTeamFileCompletions } from './suggestions/teamFileCompletions.ts';
import { registerTeamFiles } from './suggestions/teamFiles.ts';
import { captureTerminal } from './suggestions/terminalSelection.ts';
import type { TriedLists } from './suggestions/triedLists.ts';

export interface AuditParts {
  readonly log: vscode.LogOutputChannel;
  readonly server: LanguageServer;
  readonly revealer: Revealer;
  readonly tried: TriedLists;
  readonly requests: RequestDocuments;
  readonly consents: Consents;
  /** A model for one explanation. */
  explainer(): Promise<Explainer | undefined>;
  /** The diagnosis that is open. */
  diagnosis(): PanelState;
  readonly onAudited: AuditPorts['onAudited'];
}

/** What the rest of the extension tells audits. */
export interface AuditView extends Explained {
  /** What waits for the user before a model gets it; false where it is no run of an audit. */
  readonly reportPreview: Audits['reportPreview'];
  /** Shows an audit that was kept with a case. */
  replay(state: Extract<AuditState, { kind: 'done' }>): void;
}

/** Registers the commands that hold a suggestion against the workspace. */
export function registerAudit(context: vscode.ExtensionContext, parts: AuditParts): AuditView {
  const { log, server, revealer, tried, diagnosis, explainer, onAudited } = parts;
  const audits = createAudits({
    audit: server.audit,
    diagnosis,
    tried: tried.all,
    explainer,
    problems: editorProblems,
    onDidChange(state) {
      panel.draw();
      card.draw(state, audits.subject);
      marks.draw(audits.result, audits.subject?.folder);
      void vscode.commands.executeCommand('setContext', auditedContext, state.kind === 'done');
    },
    onAudited,
  });
  const marks = registerFindingMarks(context);
  registerFindingActions(context, marks);
  const card = registerCard(context);
  const panel = registerAuditPanel(context, log, { ...parts, audits });
  const run = runner(audits, panel);
  registerCaptures(context, log, run);
  registerAccepted(context, log, run);
  registerTeamFiles(context, log);
  registerTeamFileCompletions(context);
  registerShownAudit(context, log, { audits, panel, card, marks, revealer, tried });
  return {
    reportPreview: audits.reportPreview,
    help: panel.help,
    replay(state) {
      panel.show();
      audits.replay(state);
    },
  };
}

type Run = (about: string, captured: Captured) => Promise<void>;

function runner(audits: Audits, panel: AuditPanel): Run {
  return async (about, captured) => {
    if ('message' in captured) {
      panel.show();
      audits.fail(about, captured.message);
      return;
    }
    // What stands at one place is told beside it first; asked for once more, in full.
    if (!captured.place || isSame(captured, audits)) panel.show();
    await audits.start(captured);
  };
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

function registerCaptures(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  run: Run,
): void {
  const register = (
    id: CommandId,
    about: () => string,
    capture: () => Promise<Captured | undefined>,
  ) => {
    registerCommand(context, log, id, async () => {
      const captured = await capture();
      if (captured) await run(about(), captured);
    });
  };
  register(
    'whytrace.auditChanges',
    () => vscode.l10n.t('Changes'),
    async () => {
      const sets = await changeSets();
      if (sets.length === 0) {
        return {
          message: vscode.l10n.t(
            'Nothing is changed: no agent has pending edits, and git sees no uncommitted file.',
          ),
        };
      }
      const set = await pickSet(sets);
      return set && captureChanges(set);
    },
  );
  register(
    'whytrace.auditSelection',
    () => vscode.l10n.t('The selection'),
    async () => captureSelection(),
  );
  register('whytrace.auditClipboard', () => vscode.l10n.t('The clipboard'), captureClipboard);
  register(
    'whytrace.auditTerminal',
    () => vscode.l10n.t('The command in the terminal'),
    captureTerminal,
  );
  register('whytrace.explainSuggestion', () => vscode.l10n.t('The suggestion'), captureShownEdit);
  registerCommand(context, log, 'whytrace.auditResource', async (resource) => {
    await run(vscode.l10n.t('The file'), await captureResource(resource));
  });
  registerCommand(context, log, 'whytrace.auditHunk', async (uri, changes, index) => {
    await run(vscode.l10n.t('The change'), await captureHunk(uri, changes, index));
  });
}
