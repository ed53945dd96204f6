import type { Finding } from '../../model/audit.ts';
import { type ChangedSource, linesIn } from '../source/changedSource.ts';
import { isForeignFile, isTestFile, languageOf } from '../source/language.ts';
import { riskFinding } from './riskFinding.ts';
import { programs } from './riskRule.ts';

export interface FoundSecret {
  /** e.g. `AWS_KEY`, `PASSWORD`. */
  readonly kind: string;
  readonly value: string;
}

/** Secrets in a text; the pipeline's redactor knows what they look like. */
export type SecretsIn = (text: string) => readonly FoundSecret[];

/** Secrets that a suggestion would write into a file. */
export function secretRisks(source: ChangedSource, secretsIn: SecretsIn): readonly Finding[] {
  const { path, added } = source.file;
  if (isForeignFile(path) || isTestFile(path) || languageOf(path) === 'prose') return [];
  const lines = linesIn(source.after, 'raw', added).map(({ line, text }) => ({
    line,
    text: named(text, source.after.raw[line - 2]),
  }));
  const all = secretsIn(lines.map(({ text }) => text).join('\n'));
  if (all.length === 0) return [];
  const places = lines.filter(({ text, line }) =>
    secretsIn(text).some((secret) => isMeant(secret, source, line)),
  );
  // A private key goes over several lines, and is told where it begins.
  const begins = lines.filter(({ text }) => /-----BEGIN [A-Z ]*PRIVATE KEY/.test(text));
  const found = new Set([...places, ...begins].map(({ line }) => line));
  return [...found].sort((a, b) => a - b).map((line) => riskFinding(advice, path, line));
}

/** In a list of variables the name stands on the line above its value. */
function named(text: string, above = ''): string {
  const value = /^\s*value:\s*(\S.*)$/.exec(text)?.[1];
  const name = /^\s*(?:-\s+)?name:\s*["']?([A-Za-z_]\w*)["']?\s*$/.exec(above)?.[1];
  return value === undefined || name === undefined ? text : `${name}: ${value}`;
}

/** Known by what stands before them only, so that code is full of what looks like one. */
const isVague = /^(?:PASSWORD|SECRET|TOKEN|KEY|CREDENTIALS?|SESSION|COOKIE)$/;
const placeholder =
  /^(?:[x*.-]+|change-?me\w*|example|placeholder|dummy|fake|test|todo|secret|password|passwd|token|string|null|none|nil|true|false|undefined|your\W.*|<.*|[v^~<>=]*\d+(?:\.[\dx]+)+|\$.*|\{\{.*|%.*)$/i;

function isMeant(
  { kind, value }: FoundSecret,
  { file, after }: ChangedSource,
  line: number,
): boolean {
  if (!isVague.test(kind)) return true;
  const code = after.code[line - 1] ?? '';
  const at = code.indexOf(value);
  if (at < 0 || value.length < 6 || placeholder.test(value)) return false;
  const language = languageOf(file.path);
  if (language !== 'terraform' && !programs.includes(language)) return true;
  const isQuoted = (after.bare[line - 1] ?? '').slice(at, at + value.length).trim() === '';
  return (
    isQuoted && (/\d/.test(value) ? !/[\s()]/.test(value) : isAssigned(code.slice(0, at), value))
  );
}

/** A word without digits is a secret only where a variable of that name holds nothing else. */
function isAssigned(before: string, value: string): boolean {
  return (
    /^[A-Za-z!@#$%^&*]+$/.test(value) &&
    /(?:password|passwd|secret|token|api_?key)['"]?\s*(?::\s*\w+\s*)?(?::=|=>|[:=])\s*['"`]$/i.test(
      before,
    )
  );
}

const advice = {
  id: 'secret-in-file',
  severity: 'error',
  message: 'A secret would stand in the file, and in its history for good.',
  safer: 'Read it from the environment or a secret store; if it is real, replace it.',
} as const;
