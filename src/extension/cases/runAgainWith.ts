import * as vscode from 'vscode';
import type { RunRequest } from '../../core/model/runRequest.ts';
import { registerCommand } from '../commands.ts';
import { logsOf, toSources } from '../diagnoseCommands.ts';
import { pickLogs } from '../pickLogs.ts';
import { caseFor } from './chooseCase.ts';
import { namedBy } from './chosen.ts';
import type { CompareRuns } from './compareRuns.ts';
import { type CaseParts, openCase } from './openCase.ts';

/** With what a case is diagnosed again; nothing means that the user left. */
interface Way extends vscode.QuickPickItem {
  change(request: RunRequest): Promise<RunRequest | undefined>;
}

/** Diagnoses a case once more with another reasoner or more logs, and shows what came out otherwise. */
export function registerRunAgainWith(
  context: vscode.ExtensionContext,
  parts: CaseParts,
  hasModel: () => Promise<boolean>,
  compare: CompareRuns,
): void {
  const { log, cases, runs, panel } = parts;
  registerCommand(context, log, 'whytrace.runAgainWith', async (argument) => {
    await panel.restored();
    const summary = await caseFor(cases, argument);
    if (!summary) return;
    const isShown = cases.current?.caseId === summary.id && runs.state.kind !== 'empty';
    if (!isShown) await openCase(parts, summary.id, namedBy(argument).runId, 'keepFocus');
    const { request } = runs;
    if (!request) {
      throw new Error(
        vscode.l10n.t('The logs of this case are not here, so it can be read but not run again.'),
      );
    }
    const way = await vscode.window.showQuickPick(ways(await hasModel()), {
      title: vscode.l10n.t('Run Again With'),
      placeHolder: vscode.l10n.t('What is to be different?'),
    });
    const next = await way?.change(request);
    if (!next) return;
    const before = (await cases.runs(summary.id)).findLast(({ end }) => end.kind === 'done');
    panel.show('keepFocus');
    await runs.start(next);
    await showDifference(parts, before?.id, compare);
  });
}

function ways(hasModel: boolean): readonly Way[] {
  const another: Way = {
    label: `$(server) ${vscode.l10n.t('Another Model')}`,
    detail: vscode.l10n.t('Choose it first; the choice stays for later runs.'),
    async change(request) {
      await vscode.commands.executeCommand('whytrace.chooseModel');
      return { ...request, isFresh: true };
    },
  };
  const configured: Way = {
    label: `$(sparkle) ${vscode.l10n.t('Your Language Model')}`,
    detail: vscode.l10n.t('The one that the settings name, asked anew.'),
    change: async (request) => ({ ...request, isFresh: true }),
  };
  return [
    {
      label: `$(beaker) ${vscode.l10n.t('The Embedded Analyst')}`,
      detail: vscode.l10n.t('Whytrace’s own; nothing leaves this machine.'),
      change: async (request) => ({ ...request, reasoner: 'embedded' }),
    },
    ...(hasModel ? [configured] : []),
    another,
    {
      label: `$(files) ${vscode.l10n.t('More Logs')}`,
      detail: vscode.l10n.t('The same question to more files.'),
      change: withMoreLogs,
    },
  ];
}

async function withMoreLogs(request: RunRequest): Promise<RunRequest | undefined> {
  const known = logsOf(request.sources);
  const names = new Set(known.map(({ uri }) => uri.toString()));
  const more = (await pickLogs()).filter((uri) => !names.has(uri.toString()));
  if (more.length === 0) return undefined;
  return { ...request, sources: toSources([...known, ...more.map((uri) => ({ uri }))]) };
}

/** What was concluded before beside what is concluded now; nothing where there is no new answer. */
async function showDifference(
  { cases, runs }: CaseParts,
  beforeId: string | undefined,
  compare: CompareRuns,
): Promise<void> {
  const { current } = cases;
  if (runs.state.kind !== 'done' || !current) return;
  await cases.settled();
  const all = await cases.runs(current.caseId);
  const left = all.find(({ id }) => id === beforeId);
  const right = all.find(({ id }) => id === current.runId);
  if (left && right && right.end.kind === 'done') await compare(current.caseId, left, right);
}
