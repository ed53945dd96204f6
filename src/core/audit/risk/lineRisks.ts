import type { Finding } from '../../model/audit.ts';
import type { ChangedSource } from '../source/changedSource.ts';
import { isForeignFile, isTestFile, languageOf } from '../source/language.ts';
import { riskFinding } from './riskFinding.ts';
import type { LineRule, RuleScope } from './riskRule.ts';
import { lineRules } from './riskRules.ts';

/** One rule in one file is told this often. */
const MOST_OF_A_KIND = 10;
const LONGEST_LINE = 2_000;

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
  const span = rule.lines ?? 1;
  const found = new Set<number>();
  const told = new Set<number>();
  for (const { line } of file.added) {
    for (let start = Math.max(0, line - span); start < line; start++) {
      if (told.has(start) || !holdsFrom(rule, lines, start, line - 1)) continue;
      told.add(start);
      found.add(line);
    }
    if (found.size >= MOST_OF_A_KIND) break;
  }
  return [...found];
}

/** Whether the rule matches from the line `start` on, and its match reaches the line `added`. */
function holdsFrom(
  rule: LineRule,
  lines: readonly string[],
  start: number,
  added: number,
): boolean {
  const first = lines[start] ?? '';
  if (first.trim() === '' || first.length > LONGEST_LINE) return false;
  const text = lines.slice(start, start + (rule.lines ?? 1)).join('\n');
  const match = rule.pattern.exec(text);
  if (!match || rule.unless?.test(text)) return false;
  const reached = start + text.slice(0, match.index + match[0].length).split('\n').length - 1;
  const begins = start + text.slice(0, match.index).split('\n').length - 1;
  return (
    begins === start && reached >= added && (rule.only?.({ match, lines, index: start }) ?? true)
  );
}
