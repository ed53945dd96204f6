import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the webviews say in a language, by what they say in English. */
export interface WebviewWords {
  /** As HTML names it, e.g. `zh-CN`. */
  readonly language: string;
  readonly messages: Readonly<Record<string, string>>;
}

/**
 * The webviews' words for the editor's language; nothing for English and for a language that we don't speak.
 * They are read when a webview is made, which is why starting the editor does not wait for them.
 * @param folder where our bundles lie; @param language as the editor names it, e.g. `de`, `zh-cn`.
 */
export function readWebviewWords(folder: string, language: string): WebviewWords | undefined {
  const known = /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,2}$/i.test(language)
    ? language.toLowerCase()
    : 'en';
  const names = new Set([known, known.split('-')[0] ?? known]);
  for (const name of names) {
    const messages =
      name === 'en' ? undefined : readMessages(join(folder, `webview.l10n.${name}.json`));
    if (messages) return { language: new Intl.Locale(name).toString(), messages };
  }
  return undefined;
}

function readMessages(path: string): WebviewWords['messages'] | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as WebviewWords['messages'];
  } catch {
    return undefined;
  }
}
