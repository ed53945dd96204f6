import * as vscode from 'vscode';
import { type ApiKeys, hostOf } from './apiKeys.ts';
import { registerCommand } from './commands.ts';
import type { ModelAccess } from './modelAccess.ts';
import { isAiOff, modelSettings, updateModelSettings } from './settings.ts';

export function registerModelCommands(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  keys: ApiKeys,
  access: ModelAccess,
): void {
  registerCommand(context, log, 'whytrace.setApiKey', async () => {
    refuseWhereOff();
    const { baseUrl, provider } = modelSettings();
    const isGiven = await askForKey(keys, baseUrl);
    if (isGiven && (provider === 'embedded' || provider === 'vscode')) {
      await offerEndpoint(baseUrl);
    }
  });
  registerCommand(context, log, 'whytrace.chooseModel', async () => {
    refuseWhereOff();
    const choice = await vscode.window.showQuickPick(choices(keys, access), {
      title: `Whytrace: ${vscode.l10n.t('Choose Model')}`,
      placeHolder: vscode.l10n.t('Who should explain the evidence?'),
    });
    await choice?.use();
  });
}

function refuseWhereOff(): void {
  if (isAiOff()) {
    throw new Error(
      vscode.l10n.t(
        'AI is turned off in this editor ("chat.disableAIFeatures"), so Whytrace asks no model: its embedded analyst answers.',
      ),
    );
  }
}

interface Choice extends vscode.QuickPickItem {
  use(): Promise<void>;
}

/** The editor's models are asked for here, after the user's command, and never before. */
async function choices(keys: ApiKeys, access: ModelAccess): Promise<readonly Choice[]> {
  const embedded: Choice = {
    label: vscode.l10n.t('Embedded analyst'),
    description: vscode.l10n.t('nothing leaves this machine'),
    iconPath: new vscode.ThemeIcon('home'),
    use: () => updateModelSettings({ provider: 'embedded' }),
  };
  const endpoint: Choice = {
    label: vscode.l10n.t('OpenAI-compatible endpoint…'),
    description: 'OpenAI, Azure, Ollama, llama.cpp, vLLM, LM Studio',
    iconPath: new vscode.ThemeIcon('cloud'),
    use: () => chooseEndpoint(keys),
  };
  const models = await vscode.lm.selectChatModels();
  return [embedded, ...models.map((model) => editorChoice(access, model)), endpoint];
}

function editorChoice(access: ModelAccess, { name, vendor, id }: vscode.LanguageModelChat): Choice {
  return {
    label: name,
    description: vscode.l10n.t('{0}, through the editor', vendor),
    iconPath: new vscode.ThemeIcon('sparkle'),
    use: async () => {
      await access.rememberEditorModel({ vendor, id });
      await updateModelSettings({ provider: 'vscode' });
    },
  };
}

/** A key that was just given and would not be used is told of, with the way to use it. */
async function offerEndpoint(baseUrl: string): Promise<void> {
  const use = vscode.l10n.t('Use It');
  const text = vscode.l10n.t('Whytrace does not use {0} at present.', hostOf(baseUrl) ?? baseUrl);
  if ((await vscode.window.showInformationMessage(text, use)) === use) {
    await updateModelSettings({ provider: 'openai' });
  }
}

/** Address, model, key: three steps, none of which changes anything when a later one is dismissed. */
async function chooseEndpoint(keys: ApiKeys): Promise<void> {
  const settings = modelSettings();
  const baseUrl = await vscode.window.showInputBox({
    title: `${vscode.l10n.t('OpenAI-compatible endpoint')} (1/3)`,
    prompt: vscode.l10n.t('Base URL, e.g. https://api.openai.com/v1 or http://localhost:11434/v1'),
    value: settings.baseUrl,
    ignoreFocusOut: true,
    validateInput: (text) =>
      hostOf(text.trim()) ? undefined : vscode.l10n.t('Enter an http(s) address.'),
  });
  const name =
    baseUrl === undefined
      ? undefined
      : await vscode.window.showInputBox({
          title: `${vscode.l10n.t('OpenAI-compatible endpoint')} (2/3)`,
          prompt: vscode.l10n.t('Model name as the endpoint knows it'),
          value: settings.name,
          ignoreFocusOut: true,
          validateInput: (text) =>
            text.trim() === '' ? vscode.l10n.t('Enter a model name.') : undefined,
        });
  if (baseUrl === undefined || name === undefined) {
    return;
  }
  await askForKey(keys, baseUrl.trim(), ' (3/3)');
  await updateModelSettings({ provider: 'openai', baseUrl: baseUrl.trim(), name: name.trim() });
}

/** True when a key was given. Dismissed, it leaves the stored key as it is. */
async function askForKey(keys: ApiKeys, baseUrl: string, step = ''): Promise<boolean> {
  const host = hostOf(baseUrl);
  if (host === undefined) {
    throw new Error(
      vscode.l10n.t('"{0}" is no http(s) address; correct whytrace.model.baseUrl first.', baseUrl),
    );
  }
  const isStored = (await keys.get(baseUrl)) !== undefined;
  const key = await vscode.window.showInputBox({
    title: `${vscode.l10n.t('API key for {0}', host)}${step}`,
    prompt: isStored
      ? vscode.l10n.t(
          'A key is stored. Enter another, leave empty to remove it, or press Escape to keep it.',
        )
      : vscode.l10n.t(
          'Kept in the editor’s secret storage, sent to this server only. Leave empty if it needs none.',
        ),
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) =>
      /\s/.test(text.trim()) ? vscode.l10n.t('A key has no spaces.') : undefined,
  });
  if (key !== undefined) {
    await keys.set(baseUrl, key.trim());
  }
  return key !== undefined && key.trim() !== '';
}
