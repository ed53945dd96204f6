import * as vscode from 'vscode';

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
    provider: settings.get<Provider>('provider', 'auto'),
    baseUrl: settings.get('baseUrl', '').trim(),
    name: settings.get('name', '').trim(),
    timeoutSeconds: settings.get('timeoutSeconds', 120),
  };
}

export async function updateModelSettings(changes: Partial<ModelSettings>): Promise<void> {
  const settings = vscode.workspace.getConfiguration('whytrace.model');
  for (const [name, value] of Object.entries(changes)) {
    await settings.update(name, value, vscode.ConfigurationTarget.Global);
  }
}

/** Characters of log text that may go into the evidence. */
export function evidenceBudget(): number {
  const budget: unknown = vscode.workspace.getConfiguration('whytrace').get('evidence.budget');
  // The editor warns of a value out of bounds, and gives it all the same; a workspace can set it.
  return typeof budget === 'number' ? Math.min(400_000, Math.max(2_000, budget)) : 24_000;
}
