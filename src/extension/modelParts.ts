import * as vscode from 'vscode';
import { type ApiKeys, createApiKeys } from './apiKeys.ts';
import { type Approvals, createApprovals } from './approvals.ts';
import { registerCapabilityCommand } from './capabilityCommand.ts';
import { createCapabilityStore } from './capabilityStore.ts';
import { registerCommand } from './commands.ts';
import { createKeptReplies } from './keptReplies.ts';
import { createModelAccess, type ModelAccess } from './modelAccess.ts';
import { registerModelCommands } from './modelCommands.ts';
import { createModelRuns, type ModelRuns } from './modelRuns.ts';
import { consentSettings, keepsReplies } from './settings.ts';
import { createTokenLedger, type TokenLedger } from './tokenLedger.ts';

/** What asking a model takes, and what is kept of it; the key stays in here. */
export interface ModelParts {
  readonly access: ModelAccess;
  readonly models: ModelRuns;
  readonly approvals: Approvals;
  readonly ledger: TokenLedger;
}

export function registerModels(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
): ModelParts {
  const { globalState, workspaceState, storageUri, secrets } = context;
  const keys: ApiKeys = createApiKeys(secrets);
  const capabilities = createCapabilityStore(globalState, Date.now);
  const access = createModelAccess(globalState, keys, capabilities);
  const approvals = createApprovals(workspaceState);
  const ledger = createTokenLedger(globalState, () => new Date());
  const models = createModelRuns(access, {
    replies: createKeptReplies(storageUri?.fsPath, (error) =>
      log.warn('A reply was not kept', String(error)),
    ),
    keepsReplies,
    ledger,
    tokensPerDay: () => consentSettings().tokensPerDay,
    now: Date.now,
  });
  registerModelCommands(context, log, keys, access);
  registerCapabilityCommand(context, log, capabilities);
  registerCommand(context, log, 'whytrace.askBeforeSending', async () => {
    const text = (await approvals.clear())
      ? 'Whytrace asks again before it sends anything from this workspace.'
      : 'Nothing is sent from this workspace without asking, unless the settings say so.';
    void vscode.window.showInformationMessage(text);
  });
  return { access, models, approvals, ledger };
}
