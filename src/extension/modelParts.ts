import * as vscode from 'vscode';
import { type ApiKeys, createApiKeys } from './apiKeys.ts';
import { type Approvals, createApprovals } from './approvals.ts';
import { registerCapabilityCommand } from './capabilityCommand.ts';
import { createCapabilityStore } from './capabilityStore.ts';
import { counted, type Keeper } from './cases/deleteAllData.ts';
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
  /** What is kept of models and of what went to them. */
  readonly keepers: readonly Keeper[];
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
  const replies = createKeptReplies(storageUri?.fsPath, (error) =>
    log.warn('A reply was not kept', String(error)),
  );
  const models = createModelRuns(access, {
    replies,
    keepsReplies,
    ledger,
    tokensPerDay: () => consentSettings().tokensPerDay,
    now: Date.now,
  });
  registerModelCommands(context, log, keys, access);
  registerCapabilityCommand(context, log, capabilities);
  registerCommand(context, log, 'whytrace.askBeforeSending', async () => {
    const text = (await approvals.clear())
      ? vscode.l10n.t('Whytrace asks again before it sends anything from this workspace.')
      : vscode.l10n.t(
          'Nothing is sent from this workspace without asking, unless the settings say so.',
        );
    void vscode.window.showInformationMessage(text);
  });
  const keepers: readonly Keeper[] = [
    { erase: async () => repliesGone(await replies.clear()) },
    {
      erase: async () =>
        (await approvals.clear()) ? vscode.l10n.t('what may be sent without asking') : undefined,
    },
    {
      erase: async () =>
        (await ledger.clear()) > 0 ? vscode.l10n.t('the count of today’s tokens') : undefined,
    },
    {
      async erase() {
        const servers = Object.keys(capabilities.all()).length;
        capabilities.clear();
        return serversGone(servers);
      },
    },
  ];
  return { access, models, approvals, ledger, keepers };
}

function repliesGone(count: number): string | undefined {
  return counted(count, vscode.l10n.t('1 kept answer'), vscode.l10n.t('{0} kept answers', count));
}

function serversGone(count: number): string | undefined {
  const many = vscode.l10n.t('{0} known model servers', count);
  return counted(count, vscode.l10n.t('1 known model server'), many);
}
