import { titleOf } from '../../core/cases/summary.ts';
import type { CaseSummary, KeptVerdict, RunSummary } from '../../core/model/case.ts';
import { once } from '../../core/model/once.ts';
import { OUTCOME_WORDS, percent } from '../../core/model/words.ts';

/** How cases are told in lists, in words alone. */

export function aboutCase(summary: CaseSummary): string {
  const { conclusion, logs, runs } = summary;
  const sure = conclusion?.confidence === undefined ? [] : [percent(conclusion.confidence)];
  const several = runs.length > 1 ? [`${runs.length} runs`] : [];
  return [...sure, ...shortened(logs), ...several, shortTime(summary.changed)].join(' · ');
}

/** All of it, for a tooltip and for screen readers; no markup. */
export function caseInWords(summary: CaseSummary, isShown: boolean): string {
  const { status, conclusion, note, solution, changed, isImported } = summary;
  const parts = [
    `${status === 'open' ? 'Open' : 'Solved'} case: ${titleOf(summary)}`,
    conclusion && titleOf(summary) !== conclusion.headline ? conclusion.headline : '',
    conclusion
      ? `${OUTCOME_WORDS[conclusion.outcome]}, by ${conclusion.reasoner}`
      : 'No answer yet',
    `Logs: ${summary.logs.join(', ')}`,
    solution && `Solved by: ${solution}`,
    note && `Note: ${note}`,
    isImported ? 'Imported from a file' : '',
    `Last changed ${longTime(changed)}`,
    isShown ? 'Shown in the panel' : '',
  ];
  return parts.filter((part) => part).join('.\n');
}

/** Runs of one case often say the same, so who answered and when tells them apart first. */
export function runTitle({ end, reasoner }: RunSummary): string {
  switch (end) {
    case 'done':
      return reasoner ?? 'Answered';
    case 'running':
      return 'No answer: running, or its window was closed';
    case 'cancelled':
      return 'Cancelled';
    case 'failed':
      return 'Failed';
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
  return [logs.length === 1 ? first : `${first} and ${logs.length - 1} more`];
}

/** Made when a first time is shown: loading the dates of a language takes some 10 ms. */
const formats = once(
  () =>
    [
      new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }),
      new Intl.DateTimeFormat(undefined, { timeStyle: 'short' }),
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
