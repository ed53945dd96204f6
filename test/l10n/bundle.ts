import { getL10nJson, type l10nJsonMessageFormat } from '@vscode/l10n-dev';
import type { HostTexts } from './hardCoded.ts';
import { type Texts, textsOf } from './languages.ts';

export const bundlePath = (language?: string): string =>
  language ? `l10n/bundle.l10n.${language}.json` : 'l10n/bundle.l10n.json';

export type Bundle = Readonly<Record<string, l10nJsonMessageFormat>>;

/**
 * What `vscode.l10n.t` is given anywhere in the extension host, by the official exporter. It is handed the calls alone,
 * as it takes ten seconds for all of the sources.
 */
export async function exportedBundle({ translated }: HostTexts): Promise<Bundle> {
  const calls = translated.map(({ call }) => `${call};`);
  const contents = [
    "import * as vscode from 'vscode';",
    "import { l10n } from 'vscode';",
    ...calls,
  ].join('\n');
  const found = await getL10nJson([{ contents, extension: '.ts' }]);
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The English text of each key; a comment for translators belongs to the key alone. */
export const textOf = (bundle: Bundle): Texts =>
  Object.fromEntries(
    Object.entries(bundle).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : value.message,
    ]),
  );

export const translationOf = (language: string): Texts => textsOf(bundlePath(language));
