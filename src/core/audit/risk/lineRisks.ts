import type { Finding } from '../../model/audit.ts';
import type { ChangedSource } from '../source/changedSource.ts';
import { isForeignFile, isTestFile, languageOf } from '../source/language.ts';
import { riskFinding } from './riskFinding.ts';
import type { LinePlace, LineRule, RuleScope } from './riskRule.ts';
import { lineRules } from './riskRules.ts';

/** One rule in one file is told this often. */
const MOST_OF_A_KIND = 10;
/** Longer lines are data, and patterns would take long on them. */
const LONGEST_LINE = 800;
/** In one file a rule is tried on what stands around its matches this often. */
const MOST_TRIES = 300;

/** What is dangerous in the lines that a file gains. */
export function lineRisks(source: ChangedSource): readonly Finding[] {
  const { file, after } = source;
  if (file.after === undefined || isForeignFile(file.path)) return [];
  const text = after.code.join('\n');
  return lineRules
    .filter((rule) => isInScope(rule, file.path, text))
    .flatMap((rule) => placesOf(rule, source).map((line) => riskFinding(rule, file.path, line)));
}

export function isInScope(scope: RuleScope, path: string, text: string): boolean {
  return (
    scope.files.includes(languageOf(path)) &&
    (scope.where?.(path) ?? true) &&
    (scope.inTests === true || !isTestFile(path)) &&
    (scope.context?.test(text) ?? true)
  );
}

/** 1-based lines of the file as it would be. */
function placesOf(rule: LineRule, { file, after }: ChangedSource): readonly number[] {
  const lines = after[rule.view];
  const found: number[] = [];
  const told = new Set<number>();
  let tries = 0;
  const holds = (start: number, added: number): boolean => {
    const place = told.has(start) ? undefined : matchFrom(rule, lines, start, added);
    if (place) tries++;
    return place !== undefined && rule.only?.(place) !== false;
  };
  for (const { line } of file.added) {
    if (found.length >= MOST_OF_A_KIND || tries >= MOST_TRIES) break;
    const start = startsOf(line - 1, rule.lines ?? 1).find((at) => holds(at, line - 1));
    if (start === undefined) continue;
    told.add(start);
    found.push(line);
  }
  return found;
}

/** Where a match of some lines may begin that reaches the line `index`. */
function startsOf(index: number, lines: number): readonly number[] {
  return Array.from({ length: Math.min(lines, index + 1) }, (_, back) => index - back).reverse();
}

/** A match that begins on the line `start` and reaches the line `added`. */
function matchFrom(
  rule: LineRule,
  lines: readonly string[],
  start: number,
  added: number,
): LinePlace | undefined {
  const first = lines[start] ?? '';
  if (first.trim() === '' || first.length > LONGEST_LINE) return undefined;
  const text = lines
    .slice(start, start + (rule.lines ?? 1))
    .join('\n')
    .slice(0, 2 * LONGEST_LINE);
  const match = rule.pattern.exec(text);
  if (!match || rule.unless?.test(text)) return undefined;
  const lineAt = (index: number): number => start + text.slice(0, index).split('\n').length - 1;
  const isHere = lineAt(match.index) === start && lineAt(match.index + match[0].length) >= added;
  return isHere ? { match, lines, index: start } : undefined;
}
