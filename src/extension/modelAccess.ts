import * as vscode from 'vscode';
import type { LanguageModel } from '../core/ports.ts';
import { isPrivateHost } from '../models/privateHosts.ts';
import type { ApiKeys } from './apiKeys.ts';
import type { CapabilityStore } from './capabilityStore.ts';
import { createEditorModel } from './editorModel.ts';
import { priceOf } from './modelPrices.ts';
import { mayAskOverHttp } from './plainHttp.ts';
import { type ModelSettings, modelPrices, modelSettings } from './settings.ts';

/** A model to ask in a run. */
export interface RunModel extends LanguageModel {
  /** It will fail before anything is sent, and say why; nobody need be asked before. */
  readonly isBarred?: boolean;
}

export interface ModelAccess {
  /**
   * The model to ask in the next run, or nothing for the embedded analyst. Called only when the
   * user has begun a run, as the editor may ask for consent. Nothing here uses the network.
   *
   * @param offered the editor's model that the user chose where the run began: it is asked in place of
   * the one chosen in settings, but not where these say that no model, or another server, is to be asked.
   */
  forRun(offered?: vscode.LanguageModelChat): Promise<RunModel | undefined>;
  /** Whether the next run would ask a model; looks at settings only, so it may be called at any time. */
  isConfigured(): Promise<boolean>;
  /** The user's choice among the editor's models; kept with the user and not with a workspace. */
  rememberEditorModel(chosen: ChosenEditorModel): Promise<void>;
}

interface ChosenEditorModel {
  readonly vendor: string;
  readonly id: string;
}

const CHOSEN = 'editorModel';

export function createModelAccess(
  state: vscode.Memento,
  keys: ApiKeys,
  capabilities: CapabilityStore,
): ModelAccess {
  let last: { readonly settings: string; readonly model: LanguageModel } | undefined;

  /** A client remembers what its server does not know, so it is kept while the settings stay. */
  const openAiModel = async (settings: ModelSettings): Promise<RunModel> => {
    const { baseUrl, name, timeoutSeconds } = settings;
    if (!(await mayAskOverHttp(state, baseUrl, confirmPlainHttp))) {
      return unwantedModel(baseUrl);
    }
    if (last?.settings !== JSON.stringify(settings)) {
      // The client library is a bundle of its own, loaded here for the first time.
      const { createOpenAiModel } = await import('../models/openai.ts');
      const apiKey = (): Promise<string | undefined> => keys.get(baseUrl);
      const given = { baseUrl, model: name, timeoutSeconds, apiKey, capabilities };
      const model = createOpenAiModel(given);
      last = { settings: JSON.stringify(settings), model };
    }
    const isBarred = await lacksKey(keys, baseUrl);
    return { ...withPrice(last.model, [name]), ...(isBarred && { isBarred }) };
  };

  return {
    async forRun(offered) {
      const settings = modelSettings();
      const chosen = state.get<ChosenEditorModel>(CHOSEN);
      switch (settings.provider) {
        case 'embedded':
          return undefined;
        case 'openai':
          return openAiModel(settings);
        case 'vscode':
          return offered ? offeredModel(offered, settings) : editorModel(settings, chosen);
        case 'auto': {
          const hasKey = (await keys.get(settings.baseUrl)) !== undefined;
          if (hasKey) return openAiModel(settings);
          return offered
            ? offeredModel(offered, settings)
            : chosen && editorModel(settings, chosen);
        }
      }
    },
    async isConfigured() {
      const { provider, baseUrl } = modelSettings();
      if (provider !== 'auto') {
        return provider !== 'embedded';
      }
      return state.get(CHOSEN) !== undefined || (await keys.get(baseUrl)) !== undefined;
    },
    async rememberEditorModel(chosen) {
      await state.update(CHOSEN, chosen);
    },
  };
}

/** The chosen model, else the one that the settings name, else the first the editor has. */
async function editorModel(
  { name, timeoutSeconds }: ModelSettings,
  chosen: ChosenEditorModel | undefined,
): Promise<RunModel> {
  const models = await vscode.lm.selectChatModels({ ...chosen });
  const model = models.find(({ id, family }) => id === name || family === name) ?? models[0];
  return model ? offeredModel(model, { timeoutSeconds }) : missingModel;
}

function offeredModel(
  model: vscode.LanguageModelChat,
  { timeoutSeconds }: Pick<ModelSettings, 'timeoutSeconds'>,
): RunModel {
  const { id, family, name } = model;
  return withPrice(createEditorModel(model, timeoutSeconds), [id, family, name]);
}

/** By the table as it is now; a client is kept for longer. */
function withPrice(model: LanguageModel, names: readonly string[]): LanguageModel {
  const price = priceOf(modelPrices(), names);
  return price ? { ...model, price } : model;
}

/** Servers in a private network need none. */
async function lacksKey(keys: ApiKeys, baseUrl: string): Promise<boolean> {
  const url = URL.parse(baseUrl);
  return !url || (!isPrivateHost(url.hostname) && (await keys.get(baseUrl)) === undefined);
}

async function confirmPlainHttp(host: string): Promise<boolean> {
  const send = 'Send Unencrypted';
  const detail =
    'The address begins with http: and not with https:, so logs and the API key can be read by others in the network. You are asked this once for each server.';
  const message = `Send log excerpts to ${host} without encryption?`;
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, send)) === send;
}

/** Stands for a server that the user would not send logs to unencrypted. */
function unwantedModel(baseUrl: string): RunModel {
  const detail = 'Its address begins with http:, and sending logs unencrypted was declined';
  return {
    kind: 'openai',
    isBarred: true,
    name: `a model at ${new URL(baseUrl).host}`,
    destination: baseUrl,
    ask: async () => ({
      kind: 'failure',
      failure: { kind: 'unreachable', detail },
      nothingSent: true,
    }),
  };
}

/** Stands for a model that is gone, so that the run says so and goes on with the embedded analyst. */
const missingModel: RunModel = {
  kind: 'vscode',
  isBarred: true,
  name: 'an editor model',
  destination: 'the editor',
  ask: async () => ({
    kind: 'failure',
    failure: { kind: 'noModel', detail: 'The editor offers no such language model.' },
    nothingSent: true,
  }),
};
