import { formatCount, formatProbability } from '../format.ts';
import { t } from '../l10n.ts';
import type { Audit, Explanation, Finding, Impact, Severity } from './state.ts';

export const severityWords: Readonly<Record<Severity, string>> = {
  error: t('Error'),
  warning: t('Warning'),
  info: t('Note'),
};

export const kindWords: Readonly<Record<Finding['kind'], string>> = {
  existence: t('Does it exist?'),
  dependency: t('What depends on it'),
  constraint: t('Constraint'),
  tried: t('Already tried'),
  risk: t('Risk'),
  fit: t('Does it fit the cause?'),
};

/** `2 errors and 1 warning`; the answer in a few words. */
export function verdictText({ findings }: Audit): string {
  const count = (severity: Severity): number =>
    findings.filter((finding) => finding.severity === severity).length;
  const [errors, warnings] = [count('error'), count('warning')];
  const told = [
    ...(errors > 0 ? [formatCount(errors, 'error')] : []),
    ...(warnings > 0 ? [formatCount(warnings, 'warning')] : []),
  ];
  return told.length === 0 ? t('Nothing speaks against it') : told.join(t(' and '));
}

/** `1 file, +3 −1` */
export function sizeText({ files, commands }: Audit): string {
  const added = files.reduce((sum, { addedLines }) => sum + addedLines, 0);
  const removed = files.reduce((sum, { removedLines }) => sum + removedLines, 0);
  const told = [
    ...(files.length > 0 ? [`${formatCount(files.length, 'file')}, +${added} −${removed}`] : []),
    ...(commands.length > 0 ? [formatCount(commands.length, 'command')] : []),
  ];
  return told.join(' · ');
}

export const sureText = ({ confidence }: Audit): string =>
  t('{0} sure that it is safe and fits here', formatProbability(confidence.value));

/** `by cart → redis`: the way on which it is hit. */
export function wayText({ kind, path }: Impact): string {
  if (kind === 'changed') return t('changed by it');
  const isDirect = path.length <= 2;
  const [next, way] = [path[1] ?? '', path.slice(1).join(' → ')];
  if (kind === 'calls') return isDirect ? t('calls {0}', next) : t('by {0}', way);
  return isDirect
    ? t('only starts after {0}', next)
    : t('by {0}, one of them by start order alone', way);
}

export const assumptionWords = {
  checked: t('Checked'),
  unverified: t('Not verified'),
  contradicted: t('Contradicted'),
} as const;

/** The sections of a model's explanation, in the order in which they are told. */
export const sectionWords: Readonly<Record<Explanation['claims'][number]['section'], string>> = {
  does: t('What it does'),
  why: t('Why it may have been proposed'),
  assumes: t('What it assumes'),
  misses: t('What it does not account for'),
  rule: t('Rules in words'),
};

export const rulingWords = { keeps: 'kept', breaks: 'broken', unclear: 'not clear' } as const;
