import * as vscode from 'vscode';
import type { ContextItem } from '../core/model/context.ts';
import type { LanguageModel } from '../core/ports.ts';
import type { DiagnoseParams } from '../protocol/languageServer.ts';
import type { ChangeDocuments } from './changeDocuments.ts';
import { changeScheme } from './changeScheme.ts';
import { collectContext } from './context/collectContext.ts';
import { withKeepers } from './context/keptItems.ts';
import { createResourceIgnores } from './ignoreFiles.ts';
import type { ModelRuns } from './modelRuns.ts';
import { textsOfOutputs } from './probeOutputs.ts';
import type { PreparedRun, RunRequest } from './runs.ts';
import { consentSettings, evidenceBudget, findsGoodRun, hiddenPersonalData } from './settings.ts';
import { withTexts } from './sourceTexts.ts';
import type { TriedLists } from './suggestions/triedLists.ts';
import { judgementsOf, type VerdictStore } from './verdicts.ts';

interface Parts {
  readonly models: ModelRuns;
  readonly changes: ChangeDocuments;
  readonly log: vscode.LogOutputChannel;
  readonly verdicts: VerdictStore;
  readonly tried: TriedLists;
}

/** The extension's own part of a run: unsaved texts, the context beside the logs, and the model. */
export async function prepareRun(
  { models, changes, log, verdicts, tried }: Parts,
  runId: string,
  { sources, baselines = [], question, probeOutputs = [], isFresh = false, reasoner }: RunRequest,
  cancelled: AbortSignal,
): Promise<PreparedRun> {
  const uris = sources.map(({ uri }) => vscode.Uri.parse(uri, true));
  const ignores = createResourceIgnores();
  const [texts, good, items, isModelWanted, verdictsGiven, triedLists] = await Promise.all([
    withTexts(sources),
    withTexts(baselines),
    collectContext(uris, ignores, log, cancelled),
    models.isConfigured(),
    verdicts.all(),
    tried.all(),
  ]);
  const logs = await withKeepers(texts, ignores);
  const isKept = logs.some(({ keptBy }) => keptBy !== undefined);
  const isUnasked = isKept || reasoner === 'embedded';
  const model = isUnasked ? undefined : await models.choose(runId, isFresh);
  changes.replace({ ...textsOfChanges(items), ...textsOfOutputs(probeOutputs) });
  return {
    params: {
      // What a model may not see is no matter of a run that asks none.
      sources: isModelWanted ? logs : texts,
      ...(good.length > 0 ? { baselines: good } : { findsBaseline: findsGoodRun() }),
      context: { items },
      budget: evidenceBudget(),
      personalData: hiddenPersonalData(),
      ...(question !== undefined && { question }),
      ...(probeOutputs.length > 0 && { probeOutputs }),
      ...(triedLists.length > 0 && { tried: triedLists }),
      ...(verdictsGiven.length > 0 && {
        experience: { judgements: judgementsOf(verdictsGiven), now: Date.now() },
      }),
      ...(model && { model: describe(model), ...tokenLimit() }),
    },
    reasoner: model?.name ?? 'Embedded analyst',
  };
}

/** What may cross to the server: neither the key nor the function that asks. */
export function describe({
  kind,
  name,
  destination,
  price,
}: LanguageModel): DiagnoseParams['model'] & object {
  return { kind, name, destination, ...(price && { price }) };
}

export function tokenLimit(): Pick<DiagnoseParams, 'tokenLimit'> {
  const { tokensPerRequest } = consentSettings();
  return tokensPerRequest === undefined ? {} : { tokenLimit: tokensPerRequest };
}

function textsOfChanges(items: readonly ContextItem[]): Readonly<Record<string, string>> {
  const changes = items.filter(({ uri }) => uri.startsWith(`${changeScheme}:`));
  return Object.fromEntries(changes.map(({ uri, text }) => [uri, text]));
}
