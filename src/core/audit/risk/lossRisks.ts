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
  const total = (count: (loss: Loss) => number): number =>
    losses.reduce((sum, loss) => sum + count(loss), 0);
  const added = total((loss) => loss.added);
  if (total(({ removed }) => removed.length) <= added) return [];
  // Some may stand elsewhere now, and speak for more than one that went.
  const severity = added > 0 ? milder[rule.severity] : rule.severity;
  return losses
    .filter((loss) => loss.removed.length > loss.added)
    .map(({ source: { file }, removed }) =>
      riskFinding({ ...rule, severity }, file.path, placeOfRemoved(file, removed[0]?.line ?? 1)),
    );
}

const milder = { error: 'warning', warning: 'info', info: 'info' } as const;

function lossOf(rule: LossRule, source: ChangedSource): Loss {
  const { file, before, after } = source;
  const gone = linesIn(before, rule.view, file.removed);
  const come = linesIn(after, rule.view, file.added);
  const count = (lines: readonly ChangedLine[], pattern: RegExp | undefined): number =>
    pattern ? lines.filter(({ text }) => pattern.test(text)).length : 0;
  const owners = count(gone, rule.goesWith) - count(come, rule.goesWith);
  // A whole file that goes takes its settings along; its budgets, data and tests are missed.
  const goesAlong = file.after === undefined && !outliving.has(rule.id);
  const removed = goesAlong ? [] : gone.filter(({ text }) => rule.pattern.test(text));
  return { source, removed: removed.slice(Math.max(0, owners)), added: count(come, rule.pattern) };
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
