import * as vscode from 'vscode';
import { titleOf } from '../../core/cases/summary.ts';
import type { CaseSummary } from '../../core/model/case.ts';
import type { Cases } from './cases.ts';
import { aboutCase } from './caseWords.ts';
import { namedBy } from './chosen.ts';

/** The case that is meant: the named one, else the one that is shown, else the user chooses. */
export async function caseFor(cases: Cases, argument: unknown): Promise<CaseSummary | undefined> {
  const wanted = namedBy(argument).caseId ?? cases.current?.caseId;
  if (!cases.known.some(({ id }) => id === wanted)) await cases.refresh();
  const known = cases.known.find(({ id }) => id === wanted);
  if (known) return known;
  if (namedBy(argument).caseId !== undefined)
    throw new Error(vscode.l10n.t('This case is not there any more.'));
  return chooseCase(cases, vscode.l10n.t('Choose a case'));
}

interface CaseItem extends vscode.QuickPickItem {
  readonly summary: CaseSummary;
}

/** All cases, to be found by their words: title, logs, note, what solved them. */
export async function chooseCase(
  cases: Cases,
  placeHolder: string,
): Promise<CaseSummary | undefined> {
  const all = await cases.refresh();
  if (all.length === 0)
    throw new Error(vscode.l10n.t('There are no cases yet: diagnose a log first.'));
  const chosen = await vscode.window.showQuickPick<CaseItem>(all.map(itemOf), {
    title: `Whytrace: ${vscode.l10n.t('Cases')}`,
    placeHolder,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.summary;
}

function itemOf(summary: CaseSummary): CaseItem {
  const { conclusion, solution, note, status, title } = summary;
  const told = [
    title && conclusion ? conclusion.headline : '',
    solution && vscode.l10n.t('Solved by: {0}', solution),
    note,
    ...(conclusion?.fingerprint.signatures.slice(0, 1) ?? []),
  ].filter((part) => part);
  return {
    label: `$(${status === 'solved' ? 'pass' : 'circle-outline'}) ${titleOf(summary)}`,
    description: aboutCase(summary),
    ...(told.length > 0 && { detail: told.join(' · ') }),
    summary,
  };
}
