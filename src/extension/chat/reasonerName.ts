import { modelSettings } from '../settings.ts';

/** Who would answer the next question; settings alone are looked at, and nobody is asked. */
export function reasonerName(isModelConfigured: boolean): string {
  if (!isModelConfigured) {
    return 'Embedded engine';
  }
  const { provider, baseUrl, name } = modelSettings();
  if (provider === 'vscode') {
    return name === '' ? 'A model of the editor' : name;
  }
  const host = URL.parse(baseUrl)?.host ?? '';
  return [name === '' ? 'A model' : name, ...(host === '' ? [] : [`at ${host}`])].join(' ');
}
