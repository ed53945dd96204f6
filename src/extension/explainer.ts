import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Explainer } from './audits.ts';
import type { CommandId } from './commandIds.ts';
import type { Consents } from './consents.ts';
import type { ModelRuns } from './modelRuns.ts';
import { describe, tokenLimit } from './prepareRun.ts';
import { hiddenPersonalData } from './settings.ts';

interface Parts {
  readonly models: ModelRuns;
  readonly consents: Consents;
}

const choose: CommandId = 'whytrace.chooseModel';

/** A model for one explanation; who has chosen none is asked to, and nothing is sent where he does not. */
export async function chooseExplainer({ models, consents }: Parts): Promise<Explainer | undefined> {
  if (!(await models.isConfigured())) {
    await vscode.commands.executeCommand(choose);
  }
  const runId = randomUUID();
  const model = await models.choose(runId, false);
  if (!model) return undefined;
  return {
    params: {
      ...{ runId, model: describe(model), personalData: hiddenPersonalData() },
      ...tokenLimit(),
    },
    release() {
      consents.release(runId);
      models.release(runId);
    },
  };
}
