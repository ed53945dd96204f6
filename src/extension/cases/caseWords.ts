import * as vscode from 'vscode';
import { titleOf } from '../../core/cases/summary.ts';
import type { CaseSummary, KeptVerdict, RunSummary } from '../../core/model/case.ts';
import type { Outcome } from '../../core/model/hypothesis.ts';
import { once } from '../../core/model/once.ts';
import { percent } from '../../core/model/words.ts';
import { locale } from '../locale.ts';

/** How cases are told in lists, in words alone. */

export function statusWord(status: CaseSummary['status']): string {
  return status === 'open'
    ? vscode.l10n.t({ message: 'Open', comment: ['The state of a case that is not solved'] })
    : vscode.l10n.t({ message: 'Solved', comment: ['The state of a case'] });
}

export function aboutCase(summary: CaseSummary): string {
  const { conclusion, logs, runs } = summary;
  const sure = conclusion?.confidence === undefined ? [] : [percent(conclusion.confidence)];
  const several = runs.length > 1 ? [vscode.l10n.t('{0} runs', runs.length)] : [];
  return [...sure, ...shortened(logs), ...several, shortTime(summary.changed)].join(' · ');
}

/** All of it, for a tooltip and for screen readers; no markup. */
export function caseInWords(summary: CaseSummary, isShown: boolean): string {
  const { status, conclusion, note, solution, changed, isImported } = summary;
  const parts = [
    status === 'open'
      ? vscode.l10n.t('Open case: {0}', titleOf(summary))
      : vscode.l10n.t('Solved case: {0}', titleOf(summary)),
    conclusion && titleOf(summary) !== conclusion.headline ? conclusion.headline : '',
    conclusion
      ? outcomeText(conclusion.outcome, conclusion.reasoner)
      : vscode.l10n.t('No answer yet'),
    vscode.l10n.t('Logs: {0}', summary.logs.join(', ')),
    solution && vscode.l10n.t('Solved by: {0}', solution),
    note && vscode.l10n.t('Note: {0}', note),
    isImported ? vscode.l10n.t('Imported from a file') : '',
    vscode.l10n.t('Last changed {0}', longTime(changed)),
    isShown ? vscode.l10n.t('Shown in the panel') : '',
  ];
  return parts.filter((part) => part).join('.\n');
}

function outcomeText(outcome: Outcome, by: string): string {
  switch (outcome) {
    case 'diagnosed':
      return vscode.l10n.t('Diagnosed, by {0}', by);
    case 'noIncident':
      return vscode.l10n.t('No incident found, by {0}', by);
    case 'notEnoughEvidence':
      return vscode.l10n.t('Not enough evidence, by {0}', by);
  }
}

/** Runs of one case often say the same, so who answered and when tells them apart first. */
export function runTitle({ end, reasoner }: RunSummary): string {
  switch (end) {
    case 'done':
      return reasoner ?? vscode.l10n.t('Answered');
    case 'running':
      return vscode.l10n.t('No answer: running, or its window was closed');
    case 'cancelled':
      return vscode.l10n.t('Cancelled');
    case 'failed':
      return vscode.l10n.t('Failed');
  }
}

export function aboutRun({ began, headline, confidence }: RunSummary): string {
  const sure = confidence === undefined ? [] : [percent(confidence)];
  return [...sure, shortTime(began), ...(headline ? [headline] : [])].join(' · ');
}

/** What was said of the runs of a case. */
export function verdictsOf(
  { runs }: CaseSummary,
  verdicts: readonly KeptVerdict[],
): readonly KeptVerdict[] {
  return verdicts.filter(({ runId }) => runs.some(({ id }) => id === runId));
}

/** A name for a file that says which case it is, made of letters and digits alone. */
export function fileNameOf(summary: CaseSummary): string {
  const words =
    titleOf(summary)
      .normalize('NFC')
      .match(/[\p{L}\d]+/gu) ?? [];
  return words.join('-').slice(0, 60).replace(/-+$/, '').toLowerCase() || 'case';
}

function shortened(logs: readonly string[]): readonly string[] {
  const [first] = logs;
  if (first === undefined) return [];
  return [logs.length === 1 ? first : vscode.l10n.t('{0} and {1} more', first, logs.length - 1)];
}

/** Made when a first time is shown: loading the dates of a language takes some 10 ms. */
const formats = once(
  () =>
    [
      new Intl.DateTimeFormat(locale(), { dateStyle: 'medium' }),
      new Intl.DateTimeFormat(locale(), { timeStyle: 'short' }),
    ] as const,
);

/** The time of what is of today, else the day. */
export function shortTime(time: number): string {
  const [day, clock] = formats();
  const isToday = day.format(time) === day.format(Date.now());
  return isToday ? clock.format(time) : day.format(time);
}

function longTime(time: number): string {
  return formats()
    .map((format) => format.format(time))
    .join(', ');
}
