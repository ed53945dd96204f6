import type { CommandRule } from '../../commands/commandRule.ts';
import { matchingCommandRules } from '../../commands/commandRules.ts';
import type { Finding, SuggestedCommand } from '../../model/audit.ts';
import { type ChangedSource, linesIn } from '../source/changedSource.ts';
import {
  fileName,
  isForeignFile,
  isPipelineFile,
  isTestFile,
  type Language,
  languageOf,
} from '../source/language.ts';
import { riskFinding } from './riskFinding.ts';
import { isStepBack } from './rules/migrations.ts';

/** What a command that somebody should run would do. */
export function commandRisks({ text, place }: SuggestedCommand): readonly Finding[] {
  const rules = statementsOf(withoutHarmless(text)).flatMap((each) => advised(each, () => true));
  return worstOfEach(rules).map((rule) => commandFinding(rule, place?.file, place?.line));
}

/** Each once, and a mere warning not beside an error of the same kind of harm. */
function worstOfEach(rules: readonly CommandRule[]): readonly CommandRule[] {
  const isError = ({ advice }: CommandRule): boolean => advice?.severity === 'error';
  return [...new Set(rules)].filter(
    (rule) => isError(rule) || !rules.some((other) => isError(other) && other.what === rule.what),
  );
}

/** What follows each other on a line is judged each by itself; a pipe is one. */
function statementsOf(command: string): readonly string[] {
  const statements: string[] = [];
  let text = '';
  for (const part of partsOf(command)) {
    text += part.text;
    if (/(?:\|\||&&|[;\n])$/.test(part.text)) {
      statements.push(text);
      text = '';
    }
  }
  return [...statements, text];
}

/** The same of scripts that a suggestion adds lines to. */
export function scriptRisks({ file, after }: ChangedSource): readonly Finding[] {
  const wanted =
    file.after === undefined || isForeignFile(file.path) ? undefined : wantedIn(file.path);
  if (!wanted) return [];
  const lines = after.code;
  const remade = languageOf(file.path) === 'sql' ? tablesMade(lines) : new Set<string>();
  return linesIn(after, 'code', file.added).flatMap(({ line, text }) =>
    advised(withoutHarmless(statementAt(lines, line - 1, file.path) ?? text), wanted)
      .filter(({ id }) => id !== 'sql-drop' || !isRemade(lines, line - 1, remade))
      .map((rule) => commandFinding(rule, file.path, line)),
  );
}

/** A statement of SQL goes on to its semicolon. */
function statementAt(lines: readonly string[], index: number, path: string): string | undefined {
  if (languageOf(path) !== 'sql') return undefined;
  const following = lines.slice(index, index + 12);
  const end = following.findIndex((line) => line.includes(';'));
  return following.slice(0, end < 0 ? undefined : end + 1).join(' ');
}

/** Table by table, a dump drops what it makes anew; and what a step back drops, its step has made. */
function isRemade(lines: readonly string[], index: number, made: ReadonlySet<string>): boolean {
  const table = /\bdrop\s+table\s+(?:if\s+exists\s+)?([\w."'`]+)/i.exec(lines[index] ?? '')?.[1];
  return isStepBack({ lines, index }) || (table !== undefined && made.has(plainTable(table)));
}

function tablesMade(lines: readonly string[]): ReadonlySet<string> {
  return new Set(
    lines.flatMap((line) => {
      const table = /\bcreate\s+table\s+(?:if\s+not\s+exists\s+)?([\w."'`]+)/i.exec(line)?.[1];
      return table === undefined ? [] : [plainTable(table)];
    }),
  );
}

function plainTable(name: string): string {
  return name.replace(/["'`]/g, '').toLowerCase();
}

type Wanted = (rule: CommandRule) => boolean;

const scripts: ReadonlySet<Language> = new Set(['shell', 'dockerfile', 'make', 'powershell']);

function wantedIn(path: string): Wanted | undefined {
  if (languageOf(path) === 'sql') {
    return /\bdown\.sql$/.test(path) || isTestFile(path)
      ? undefined
      : ({ id }) => id.startsWith('sql-');
  }
  const isScript =
    scripts.has(languageOf(path)) || isPipelineFile(path) || fileName(path) === 'package.json';
  return isScript && !isTestFile(path) ? ({ advice }) => advice?.inScripts === true : undefined;
}

/** The first rule of each kind of harm that has advice, as the first is the narrowest. */
function advised(text: string, wanted: Wanted): readonly CommandRule[] {
  const found = new Map<string, CommandRule>();
  for (const rule of text.trim() === '' ? [] : matchingCommandRules(text)) {
    if (rule.advice && wanted(rule) && !found.has(rule.what)) found.set(rule.what, rule);
  }
  return [...found.values()];
}

function commandFinding(
  { id, advice }: CommandRule,
  file: string | undefined,
  line: number | undefined,
): Finding {
  const { severity = 'warning', message = '', safer = '' } = advice ?? {};
  return riskFinding({ id, severity, message, safer }, file, line);
}

/**
 * Parts of a command that only print or look for a text, or only say what would be done, become blanks;
 * `echo "rm -rf /"` deletes nothing. What is piped into a shell stays.
 */
function withoutHarmless(command: string): string {
  return partsOf(command)
    .map(({ text, isPiped }) => (isPiped ? text : effective(text)))
    .join('');
}

function effective(part: string): string {
  const plain = withoutQuoted(part);
  if (pretending.test(plain) || (talking.test(plain) && !plain.includes('>'))) {
    return ' '.repeat(part.length);
  }
  return naming.test(plain) ? plain : part;
}

/** Only says what would be done. */
const pretending = /\s--(?:dry-run|dryrun|help)\b(?!=none)|\s-WhatIf\b/;
/** Only prints or looks for a text. */
const talking =
  /^\s*(?:sudo\s+)?(?:#|(?:echo|printf|grep|egrep|fgrep|rg|ag|git\s+(?:log|grep)|man|which|type|alias|help)\b)/;
/** Does something, and its quoted words are a text for people. */
const naming = /^\s*git\s+(?:commit|tag|stash|notes)\b/;

function withoutQuoted(text: string): string {
  return text.replace(/"(?:[^"\\]|\\[\s\S])*"|'[^']*'/g, (quoted) => ' '.repeat(quoted.length));
}

interface Part {
  readonly text: string;
  /** Its output becomes the input of the next. */
  readonly isPiped: boolean;
}

/** Commands of a line with what stands between them; quotes are kept together. */
function partsOf(command: string): readonly Part[] {
  const parts: Part[] = [];
  let text = '';
  for (const [piece] of command.matchAll(
    /"(?:[^"\\]|\\[\s\S])*"|'[^']*'|\|\||&&|[|;\n]|[^"'|;&\n]+|[\s\S]/g,
  )) {
    text += piece;
    if (/^(?:\|\||&&|[|;\n])$/.test(piece)) {
      parts.push({
        text,
        isPiped: piece === '|' && /^\s*(?:sudo\s+)?(?:echo|printf)\b/.test(text),
      });
      text = '';
    }
  }
  return [...parts, { text, isPiped: false }];
}
