import * as vscode from 'vscode';
import { LONGEST_NOTE, type Verdict, type WrongReason } from '../protocol/webview.ts';
import { registerCommand } from './commands.ts';
import type { Panel } from './panel.ts';
import type { Runs } from './runs.ts';
import { toKept, type VerdictStore } from './verdicts.ts';

interface Parts {
  readonly runs: Runs;
  readonly verdicts: VerdictStore;
  readonly panel: Panel;
}

/** The verdict on the leading explanation, from the palette. */
export function registerJudgeCommand(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  { runs, verdicts, panel }: Parts,
): void {
  registerCommand(context, log, 'whytrace.judge', async () => {
    await panel.restored();
    const { state } = runs;
    const leading = state.kind === 'done' ? state.diagnosis.hypotheses[0] : undefined;
    if (state.kind !== 'done' || !leading) {
      throw new Error(vscode.l10n.t('There is no explanation to judge: diagnose first.'));
    }
    await verdicts.all();
    const given = verdicts.known.some(
      ({ runId, hypothesis }) => runId === state.runId && hypothesis === 0,
    );
    const verdict = await ask(leading.title, given);
    if (verdict === undefined) return;
    const kept = verdict === 'none' ? undefined : toKept(state, 0, verdict, Date.now());
    await (kept ? verdicts.give(kept) : verdicts.takeBack(state.runId, 0));
    panel.redraw();
  });
}

const choices = (): readonly (vscode.QuickPickItem & { readonly verdict: Verdict })[] => [
  { label: `$(pass) ${vscode.l10n.t('This was it')}`, verdict: { judged: 'right' } },
  { label: `$(circle-large-outline) ${vscode.l10n.t('Partly')}`, verdict: { judged: 'partly' } },
  { label: `$(error) ${vscode.l10n.t('Wrong')}`, verdict: { judged: 'wrong' } },
];

const reasons = (): readonly (vscode.QuickPickItem & { readonly reason?: WrongReason })[] => [
  { label: vscode.l10n.t('It was another cause'), reason: 'otherCause' },
  { label: vscode.l10n.t('It is a symptom, not the cause'), reason: 'symptom' },
  { label: vscode.l10n.t('The evidence does not show it'), reason: 'unfounded' },
  { label: vscode.l10n.t('There was no incident'), reason: 'noIncident' },
  { label: vscode.l10n.t('Another reason') },
];

/** Nothing means that the user left. */
async function ask(title: string, isGiven: boolean): Promise<Verdict | 'none' | undefined> {
  const none = {
    label: `$(discard) ${vscode.l10n.t('Take the verdict back')}`,
    verdict: 'none' as const,
  };
  const choice = await vscode.window.showQuickPick<
    vscode.QuickPickItem & { readonly verdict: Verdict | 'none' }
  >(isGiven ? [...choices(), none] : choices(), {
    title: vscode.l10n.t('Was this the cause?'),
    placeHolder: title,
  });
  if (choice === undefined || choice.verdict === 'none') return choice?.verdict;
  const { verdict } = choice;
  if (verdict.judged !== 'wrong') return verdict;
  const picked = await vscode.window.showQuickPick(reasons(), {
    title: vscode.l10n.t('Why is it wrong?'),
  });
  if (!picked) return undefined;
  const note = await vscode.window.showInputBox({
    title: vscode.l10n.t('What was it? (optional)'),
    prompt: vscode.l10n.t('Kept in this workspace only. Enter leaves it out.'),
    validateInput: (text) =>
      text.length > LONGEST_NOTE
        ? vscode.l10n.t('At most {0} characters.', LONGEST_NOTE)
        : undefined,
  });
  if (note === undefined) return undefined;
  return {
    ...verdict,
    ...(picked.reason && { reason: picked.reason }),
    ...(note.trim() !== '' && { note: note.trim() }),
  };
}
