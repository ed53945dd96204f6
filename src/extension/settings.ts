import * as vscode from 'vscode';
import type { RegistryUrls } from '../core/model/packageRegistry.ts';
import type { PersonalKind } from '../core/model/redactedText.ts';

type Provider = 'auto' | 'embedded' | 'openai' | 'vscode';

export interface ModelSettings {
  readonly provider: Provider;
  readonly baseUrl: string;
  readonly name: string;
  readonly timeoutSeconds: number;
}

/** Read when a run begins; a change takes effect with the next run. */
export function modelSettings(): ModelSettings {
  const settings = vscode.workspace.getConfiguration('whytrace.model');
  return {
    provider: isAiOff() ? 'embedded' : settings.get<Provider>('provider', 'auto'),
    baseUrl: settings.get('baseUrl', '').trim(),
    name: settings.get('name', '').trim(),
    timeoutSeconds: settings.get('timeoutSeconds', 120),
  };
}

/** The editor's own switch: whoever turned AI off there wants no model asked from here either. */
export function isAiOff(): boolean {
  return vscode.workspace.getConfiguration('chat').get('disableAIFeatures') === true;
}

export async function updateModelSettings(changes: Partial<ModelSettings>): Promise<void> {
  const settings = vscode.workspace.getConfiguration('whytrace.model');
  for (const [name, value] of Object.entries(changes)) {
    await settings.update(name, value, vscode.ConfigurationTarget.Global);
  }
}

export interface ConsentSettings {
  readonly preview: 'always' | 'firstTimeInWorkspace' | 'never';
  /** Above so many tokens is asked in any case; of these three nothing means no limit. */
  readonly confirmAbove: number | undefined;
  readonly tokensPerRequest: number | undefined;
  readonly tokensPerDay: number | undefined;
}

/** What may leave, how much of it, and whether to ask before. */
export function consentSettings(): ConsentSettings {
  const settings = vscode.workspace.getConfiguration('whytrace.model');
  const limit = (name: string, usual: number): number | undefined => {
    const value: unknown = settings.get(name, usual);
    // What is no number is no way around a limit.
    const tokens = typeof value === 'number' && Number.isFinite(value) ? value : usual;
    return tokens <= 0 ? undefined : tokens;
  };
  const preview: unknown = settings.get('preview');
  return {
    preview: preview === 'always' || preview === 'never' ? preview : 'firstTimeInWorkspace',
    confirmAbove: limit('confirmAboveTokens', 50_000),
    tokensPerRequest: limit('tokensPerRequest', 200_000),
    tokensPerDay: limit('tokensPerDay', 2_000_000),
  };
}

/** Whether an answer of a model is kept, so that asking the same again costs nothing. */
export function keepsReplies(): boolean {
  return vscode.workspace.getConfiguration('whytrace.model').get('keepReplies') !== false;
}

/** The user's table of prices, as it is. */
export function modelPrices(): unknown {
  return vscode.workspace.getConfiguration('whytrace.model').get('prices');
}

/** Characters of log text that may go into the evidence. */
export function evidenceBudget(): number {
  const budget: unknown = vscode.workspace.getConfiguration('whytrace').get('evidence.budget');
  // The editor warns of a value out of bounds, and gives it all the same; a workspace can set it.
  return typeof budget === 'number' ? Math.min(400_000, Math.max(2_000, budget)) : 24_000;
}

/** Whether a run that went well is looked for beside a log, to be compared with. */
export function findsGoodRun(): boolean {
  return vscode.workspace.getConfiguration('whytrace').get('evidence.findGoodRun', true);
}

/** Data of people that is hidden from models. */
export function hiddenPersonalData(): readonly PersonalKind[] {
  const usual: readonly PersonalKind[] = ['email'];
  const kinds = vscode.workspace.getConfiguration('whytrace').get('redaction.personalData', usual);
  return Array.isArray(kinds) ? kinds : usual;
}

/** Where packages may be looked up; nothing where the user has not allowed it. */
export function registrySettings(): RegistryUrls | undefined {
  const settings = vscode.workspace.getConfiguration('whytrace.audit');
  if (settings.get('registry') !== true) return undefined;
  const urls: unknown = settings.get('registryUrls');
  const named = Object.entries(typeof urls === 'object' && urls !== null ? urls : {});
  return Object.fromEntries(named.filter(([, url]) => typeof url === 'string'));
}
