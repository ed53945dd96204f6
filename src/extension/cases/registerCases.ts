import type * as vscode from 'vscode';
import { registerCaseCommands } from './caseCommands.ts';
import { registerCaseFiles } from './caseFiles.ts';
import { registerCaseTree } from './caseTree.ts';
import { registerCompareRuns } from './compareRuns.ts';
import { type Keeper, registerDeleteAllData } from './deleteAllData.ts';
import { type BesideViews, registerOpenBeside } from './openBeside.ts';
import type { CaseParts } from './openCase.ts';
import { registerRunAgainWith } from './runAgainWith.ts';

interface Parts extends CaseParts {
  readonly hasModel: () => Promise<boolean>;
  /** What else is kept, for the day on which all of it is to go. */
  readonly keepers: readonly Keeper[];
  /** Where what was kept beside runs is shown. */
  readonly views: BesideViews;
}

/** The view of cases and all commands on them. */
export function registerCases(
  context: vscode.ExtensionContext,
  { hasModel, keepers, views, ...parts }: Parts,
): { draw(): void } {
  const tree = registerCaseTree(context, parts.cases);
  registerCaseCommands(context, parts, tree);
  registerOpenBeside(context, parts.log, views);
  registerCaseFiles(context, parts);
  const compare = registerCompareRuns(context, parts);
  registerRunAgainWith(context, parts, hasModel, compare);
  registerDeleteAllData(context, parts, keepers);
  return tree;
}
