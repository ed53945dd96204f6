import { failureText, type Vocabulary } from './ask/model/failureText.ts';
import type { Assumption, Audit, ExplanationSection, Finding, Impact } from './model/audit.ts';
import type { Receipt } from './model/diagnosis.ts';
import type { EdgeStatus } from './model/topology.ts';
import { BAND_WORDS, percent } from './model/words.ts';

/** The words people read for an audit, in text and in Markdown alike. */

export const SEVERITY_WORDS: Readonly<Record<Finding['severity'], string>> = {
  error: '✗ error',
  warning: '! warning',
  info: 'i note',
};

export const ASSUMPTION_WORDS: Readonly<Record<Assumption['state'], string>> = {
  checked: '✓ checked',
  unverified: '? not verified',
  contradicted: '✗ contradicted',
};

const STATUS_WORDS: Readonly<Record<EdgeStatus, string>> = {
  observed: 'seen in logs',
  called: 'called by code',
  addressed: 'addressed by settings',
  allowed: 'allowed',
  ordered: 'start order only',
};

/** The sections of a model's explanation, in the order in which they are told. */
export const SECTIONS: readonly (readonly [ExplanationSection, string])[] = [
  ['does', 'What it does'],
  ['why', 'Why it may have been proposed'],
  ['assumes', 'What it assumes'],
  ['misses', 'What it does not account for'],
  ['rule', 'Rules in words'],
];

export const RULING_WORDS: Readonly<Record<'keeps' | 'breaks' | 'unclear', string>> = {
  keeps: 'kept',
  breaks: 'broken',
  unclear: 'not clear',
};

/** What to do about a model that failed to explain; nothing where none did. */
export function modelNotice(
  { explanation }: Pick<Audit, 'explanation'>,
  vocabulary: Vocabulary,
): string | undefined {
  const { failure } = explanation?.reasoner ?? {};
  return failure && failureText(failure, vocabulary);
}

/** What left the machine, at the end of a sentence. */
export function leftText({ explanation }: Pick<Audit, 'explanation'>): string {
  const { receipt } = explanation ?? {};
  return receipt
    ? `${requestsSent(receipt)} to ${receipt.destination}`
    : 'nothing left this machine';
}

/** The answer in one sentence. */
export function verdictOf({ findings }: Pick<Audit, 'findings'>): string {
  const [errors, warnings] = (['error', 'warning'] as const).map(
    (severity) => findings.filter((finding) => finding.severity === severity).length,
  );
  if (errors) return `Don't apply it yet: ${counted(errors, 'error')}${and(warnings, 'warning')}`;
  if (warnings) return `Look at it first: ${counted(warnings, 'warning')}`;
  return 'Nothing found that speaks against it';
}

function and(count: number | undefined, one: string): string {
  return count ? `, ${counted(count, one)}` : '';
}

/** `safe and fitting here: likely, 75%` */
export function sureText({ confidence: { band, value } }: Pick<Audit, 'confidence'>): string {
  return `safe and fitting here: ${BAND_WORDS[band].toLowerCase()}, ${percent(value)}`;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

export interface WrittenPlace {
  readonly file: string | undefined;
  readonly line: number | undefined;
}

/** `deploy/web.yaml:12`; empty of a command that came alone. */
export function placeText({ file, line }: WrittenPlace): string {
  return file === undefined ? '' : line === undefined ? file : `${file}:${line}`;
}

export function impactText({ path, status, kind, unhealthy }: Impact): string {
  const route = path.join(kind === 'startOrder' ? ' ⇢ ' : ' → ');
  const how = status === undefined ? 'changed itself' : STATUS_WORDS[status];
  return `${route}  (${how})${unhealthy === undefined ? '' : `  unhealthy: ${unhealthy}`}`;
}

export interface Size {
  readonly files: readonly unknown[];
  readonly commands: readonly unknown[];
}

/** What the suggestion changes: `3 files, 1 command`. */
export function sizeText({ files, commands }: Size): string {
  return [
    ...(files.length > 0 ? [counted(files.length, 'file')] : []),
    ...(commands.length > 0 ? [counted(commands.length, 'command')] : []),
  ].join(', ');
}

/** `a redacted request went`, as the first of the words that say where to. */
function requestsSent({ requests }: Receipt): string {
  return requests === 1 ? 'a redacted request went' : `${requests} redacted requests went`;
}
