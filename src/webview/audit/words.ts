import { formatCount, formatProbability } from '../format.ts';
import type { Audit, Explanation, Finding, Impact, Severity } from './state.ts';

export const severityWords: Readonly<Record<Severity, string>> = {
  error: 'Error',
  warning: 'Warning',
  info: 'Note',
};

export const kindWords: Readonly<Record<Finding['kind'], string>> = {
  existence: 'Does it exist?',
  dependency: 'What depends on it',
  constraint: 'Constraint',
  tried: 'Already tried',
  risk: 'Risk',
  fit: 'Does it fit the cause?',
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
  return told.length === 0 ? 'Nothing speaks against it' : told.join(' and ');
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
  `${formatProbability(confidence.value)} sure that it is safe and fits here`;

/** `by cart → redis`: the way on which it is hit. */
export function wayText({ kind, path }: Impact): string {
  if (kind === 'changed') return 'changed by it';
  const isDirect = path.length <= 2;
  if (kind === 'calls') return isDirect ? `calls ${path[1]}` : `by ${path.slice(1).join(' → ')}`;
  return isDirect
    ? `only starts after ${path[1]}`
    : `by ${path.slice(1).join(' → ')}, one of them by start order alone`;
}

export const assumptionWords = {
  checked: 'Checked',
  unverified: 'Not verified',
  contradicted: 'Contradicted',
} as const;

/** The sections of a model's explanation, in the order in which they are told. */
export const sectionWords: Readonly<Record<Explanation['claims'][number]['section'], string>> = {
  does: 'What it does',
  why: 'Why it may have been proposed',
  assumes: 'What it assumes',
  misses: 'What it does not account for',
  rule: 'Rules in words',
};

export const rulingWords = { keeps: 'kept', breaks: 'broken', unclear: 'not clear' } as const;
