import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { titleOf } from '../../core/cases/summary.ts';
import type { CaseRun } from '../../core/model/case.ts';
import { registerCommand } from '../commands.ts';
import { aboutRun } from './caseWords.ts';
import { caseFor } from './chooseCase.ts';
import { namedBy } from './chosen.ts';
import type { CaseParts } from './openCase.ts';

const scheme = 'whytrace-conclusion';

/** Texts that can be opened again while the window lives. */
const MOST_TEXTS = 20;

export type CompareRuns = (caseId: string, left: CaseRun, right: CaseRun) => Promise<void>;

/** What two runs of a case concluded, side by side, as read-only documents. */
export function registerCompareRuns(
  context: vscode.ExtensionContext,
  { log, cases }: CaseParts,
): CompareRuns {
  const texts = new Map<string, string>();
  const document = (name: string, text: string): vscode.Uri => {
    const query = createHash('sha256').update(text).digest('hex').slice(0, 16);
    const uri = vscode.Uri.from({ scheme, path: `/${name}.txt`, query });
    texts.delete(uri.toString());
    texts.set(uri.toString(), text);
    for (const oldest of [...texts.keys()].slice(0, -MOST_TEXTS)) texts.delete(oldest);
    return uri;
  };
  const compare: CompareRuns = async (caseId, left, right) => {
    const { conclusionTexts } = await import('../../core/caseFile.ts');
    const [before, after] = conclusionTexts(left, right);
    if (before === after) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Both runs concluded the same.'));
      return;
    }
    const summary = cases.known.find(({ id }) => id === caseId);
    await vscode.commands.executeCommand(
      'vscode.diff',
      document('earlier', before),
      document('later', after),
      `${nameOf(left)} ↔ ${nameOf(right)}${summary ? `: ${titleOf(summary)}` : ''}`,
    );
  };
  const provider: vscode.TextDocumentContentProvider = {
    provideTextDocumentContent: (uri) =>
      texts.get(uri.toString()) ??
      vscode.l10n.t('This conclusion was opened in an earlier window.'),
  };
  context.subscriptions.push(
    vscode.workspace.registerTextDocumentContentProvider(scheme, provider),
  );
  registerCommand(context, log, 'whytrace.compareRuns', async (argument) => {
    const summary = await caseFor(cases, argument);
    if (!summary) return;
    const runs = (await cases.runs(summary.id)).filter(({ end }) => end.kind === 'done');
    if (runs.length < 2) {
      throw new Error(
        vscode.l10n.t('This case has one answer only: run it again with something else first.'),
      );
    }
    const { runId } = namedBy(argument);
    const right = runs.find(({ id }) => id === runId) ?? runs.at(-1);
    const left = right && (await chooseOther(runs, right));
    if (left && right) await compare(summary.id, left, right);
  });
  return compare;
}

/** The only other one, or the one that the user chooses. */
async function chooseOther(runs: readonly CaseRun[], right: CaseRun): Promise<CaseRun | undefined> {
  const others = runs.filter((run) => run !== right).reverse();
  if (others.length === 1) return others[0];
  const items = others.map((run) => ({ label: nameOf(run), description: about(run), run }));
  const title = vscode.l10n.t('Compare Conclusions');
  const placeHolder = vscode.l10n.t('Compare {0} with', nameOf(right));
  return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.run;
}

function nameOf({ end }: CaseRun): string {
  return end.kind === 'done' ? end.diagnosis.reasoner.name : vscode.l10n.t('No answer');
}

function about({ id, began, end }: CaseRun): string {
  const confidence =
    end.kind === 'done' ? end.diagnosis.hypotheses[0]?.confidence.value : undefined;
  return aboutRun({ id, began, end: end.kind, ...(confidence !== undefined && { confidence }) });
}
