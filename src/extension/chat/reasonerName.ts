import * as vscode from 'vscode';
import { modelSettings } from '../settings.ts';

/** Who would answer the next question; settings alone are looked at, and nobody is asked. */
export function reasonerName(isModelConfigured: boolean): string {
  if (!isModelConfigured) {
    return vscode.l10n.t('Embedded engine');
  }
  const { provider, baseUrl, name } = modelSettings();
  if (provider === 'vscode') {
    return name === '' ? vscode.l10n.t('A model of the editor') : name;
  }
  const host = URL.parse(baseUrl)?.host ?? '';
  const model = name === '' ? vscode.l10n.t('A model') : name;
  return host === '' ? model : vscode.l10n.t('{0} at {1}', model, host);
}
