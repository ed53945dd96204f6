import type { ChangedLine, Finding } from '../../model/audit.ts';
import { type ChangedSource, linesIn, placeOfRemoved } from '../source/changedSource.ts';
import { isForeignFile, isTestFile } from '../source/language.ts';
import { isInScope } from './lineRisks.ts';
import { riskFinding } from './riskFinding.ts';
import type { LossRule } from './riskRule.ts';
import { lossRules } from './riskRules.ts';
import { assertionLoss } from './rules/tests.ts';

interface Loss {
  readonly source: ChangedSource;
  readonly removed: readonly ChangedLine[];
  readonly added: number;
}

/** What is taken away and stands nowhere else in the suggestion. */
export function lossRisks(sources: readonly ChangedSource[]): readonly Finding[] {
  const own = sources.filter(({ file }) => !isForeignFile(file.path));
  const isCleanUp = shrinks(own);
  return lossRules
    .filter((rule) => rule !== assertionLoss || !isCleanUp)
    .flatMap((rule) => lossesOf(rule, own));
}

function lossesOf(rule: LossRule, sources: readonly ChangedSource[]): readonly Finding[] {
  const losses = sources
    .filter(({ file, before }) => isInScope(rule, file.path, before.code.join('\n')))
    .map((source) => lossOf(rule, source));
  const gone = losses.reduce((sum, { removed, added }) => sum + removed.length - added, 0);
  return gone <= 0
    ? []
    : losses
        .filter(({ removed, added }) => removed.length > added)
        .map(({ source: { file }, removed }) =>
          riskFinding(rule, file.path, placeOfRemoved(file, removed[0]?.line ?? 1)),
        );
}

function lossOf(rule: LossRule, source: ChangedSource): Loss {
  const { file, before, after } = source;
  const matches = ({ text }: ChangedLine): boolean => rule.pattern.test(text);
  // A whole file that goes takes its settings along; its budgets, data and tests are missed.
  const goesAlong = file.after === undefined && !outliving.has(rule.id);
  return {
    source,
    removed: goesAlong ? [] : linesIn(before, rule.view, file.removed).filter(matches),
    added: linesIn(after, rule.view, file.added).filter(matches).length,
  };
}

const outliving: ReadonlySet<string> = new Set([
  'disruption-budget-removed',
  'stored-data-removed',
  'stateful-object-removed',
  assertionLoss.id,
]);

/** Where the code itself goes, its tests go with it. */
function shrinks(sources: readonly ChangedSource[]): boolean {
  const code = sources.filter(({ file }) => !isTestFile(file.path));
  const removed = code.reduce((sum, { file }) => sum + file.removed.length, 0);
  const added = code.reduce((sum, { file }) => sum + file.added.length, 0);
  return removed > added + 2;
}
