import * as vscode from 'vscode';
import { titleOf } from '../../core/cases/summary.ts';
import type { CaseSummary } from '../../core/model/case.ts';
import type { CommandId } from '../commandIds.ts';
import { registerCommand } from '../commands.ts';
import type { UserFields } from './cases.ts';
import type { CaseTree } from './caseTree.ts';
import { verdictsOf } from './caseWords.ts';
import { caseFor, chooseCase } from './chooseCase.ts';
import { namedBy } from './chosen.ts';
import { type CaseParts, openCase, showNothing } from './openCase.ts';

/** What people do with a case: open, name, note, solve, find and delete it. */
export function registerCaseCommands(
  context: vscode.ExtensionContext,
  parts: CaseParts,
  tree: CaseTree,
): void {
  const { log, cases } = parts;
  const onCase = (id: CommandId, task: (summary: CaseSummary) => Promise<void>): void =>
    registerCommand(context, log, id, async (argument) => {
      // A key means the row that is selected; a key can't name it.
      const isKey = argument === 'selected';
      const summary = await caseFor(cases, isKey ? tree.selected() : argument);
      if (summary) await task(summary);
    });
  const change = (
    id: CommandId,
    ask: (summary: CaseSummary) => Promise<Partial<UserFields> | undefined>,
  ): void =>
    onCase(id, async (summary) => {
      const changed = await ask(summary);
      if (changed) await cases.change(summary.id, changed);
    });

  registerCommand(context, log, 'whytrace.showCases', async () => {
    await vscode.commands.executeCommand('whytrace.cases.focus');
  });
  registerCommand(context, log, 'whytrace.openCase', async (argument) => {
    const { caseId, runId } = namedBy(argument);
    const chosen =
      caseId ?? (await chooseCase(cases, vscode.l10n.t('Choose the case to open')))?.id;
    // Who goes through the tree goes on there; who asked for one case wants to read it.
    const isInTree = typeof argument === 'object' && argument !== null;
    const focus = isInTree ? 'keepFocus' : 'takeFocus';
    if (chosen !== undefined) await openCase(parts, chosen, runId, focus);
  });
  registerCommand(context, log, 'whytrace.searchCases', async () => {
    const found = await chooseCase(cases, vscode.l10n.t('Title, log, note, or what solved it'));
    if (found) await openCase(parts, found.id, undefined, 'takeFocus');
  });
  change('whytrace.renameCase', askTitle);
  change('whytrace.noteCase', askNote);
  change('whytrace.solveCase', (summary) => askSolution(summary, parts));
  change('whytrace.reopenCase', async () => ({ status: 'open' }));
  onCase('whytrace.deleteCase', (summary) => confirmAndDelete(summary, parts));
}

async function askTitle(summary: CaseSummary): Promise<Partial<UserFields> | undefined> {
  const title = await vscode.window.showInputBox({
    title: vscode.l10n.t('Rename Case'),
    prompt: vscode.l10n.t('Empty to call it by its headline again.'),
    value: summary.title || titleOf(summary),
    ignoreFocusOut: true,
    validateInput: limited(300),
  });
  return title === undefined ? undefined : { title: title.trim() };
}

async function askNote(summary: CaseSummary): Promise<Partial<UserFields> | undefined> {
  const note = await vscode.window.showInputBox({
    title: vscode.l10n.t('Note on This Case'),
    prompt: vscode.l10n.t('Shown with the case, with similar ones, and in incident notes.'),
    value: summary.note,
    ignoreFocusOut: true,
    validateInput: limited(2000),
  });
  return note === undefined ? undefined : { note: note.trim() };
}

/** An explanation that was found right is offered as what it was. */
async function askSolution(
  summary: CaseSummary,
  { verdicts }: CaseParts,
): Promise<Partial<UserFields> | undefined> {
  await verdicts.all();
  const right = verdictsOf(summary, verdicts.known).findLast(({ judged }) => judged === 'right');
  const solution = await vscode.window.showInputBox({
    title: vscode.l10n.t('What Solved It?'),
    prompt: vscode.l10n.t('Shown when a similar case comes up. May be left empty.'),
    placeHolder: vscode.l10n.t('e.g. raised maxmemory to 1 GB and set an expiry on cart keys'),
    value: summary.solution,
    ignoreFocusOut: true,
    validateInput: limited(2000),
  });
  if (solution === undefined) return undefined;
  return { status: 'solved', solution: solution.trim() || summary.solution || right?.note || '' };
}

async function confirmAndDelete(summary: CaseSummary, parts: CaseParts): Promise<void> {
  const { cases, verdicts } = parts;
  await verdicts.all();
  const runs = summary.runs.map(({ id }) => id);
  const judged = verdictsOf(summary, verdicts.known).length;
  const goes = [
    runs.length === 1 ? vscode.l10n.t('1 run') : vscode.l10n.t('{0} runs', runs.length),
    ...(judged === 0
      ? []
      : [judged === 1 ? vscode.l10n.t('1 verdict') : vscode.l10n.t('{0} verdicts', judged)]),
    vscode.l10n.t('what was noted, audited and discussed in it'),
  ];
  const remove = vscode.l10n.t('Delete');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Delete the case “{0}”?', titleOf(summary)),
    {
      modal: true,
      detail: vscode.l10n.t('With it go: {0}. This can’t be undone.', goes.join(', ')),
    },
    remove,
  );
  if (answer !== remove) return;
  const isShown = cases.current?.caseId === summary.id;
  await cases.remove(summary.id);
  await verdicts.remove(runs);
  if (isShown) showNothing(parts);
}

function limited(most: number): (text: string) => string | undefined {
  return (text) =>
    text.length > most ? vscode.l10n.t('At most {0} characters.', most) : undefined;
}
