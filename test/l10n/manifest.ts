import { readFileSync } from 'node:fs';
import { type Texts, textsOf } from './languages.ts';

const manifestPath = 'package.json';
export const nlsPath = (language?: string): string =>
  language ? `package.nls.${language}.json` : 'package.nls.json';

const keyPattern = /^%(.+)%$/;

/** package.json as the editor shows it: each `%key%` replaced by its English text. */
export function readManifest<T>(): T {
  const texts = textsOf(nlsPath());
  return JSON.parse(readFileSync(manifestPath, 'utf8'), (_, value: unknown) =>
    typeof value === 'string' ? resolved(value, texts) : value,
  ) as T;
}

function resolved(text: string, texts: Texts): string {
  const key = keyPattern.exec(text)?.[1];
  return key === undefined ? text : (texts[key] ?? text);
}

/** A text of package.json and where it stands, such as `contributes.commands.0.title`. */
export interface ManifestText {
  readonly path: string;
  readonly text: string;
}

/** The `%key%`s of package.json. */
export const keysOf = (texts: readonly ManifestText[]): readonly string[] =>
  texts.flatMap(({ text }) => keyPattern.exec(text)?.[1] ?? []);

export const manifestTexts = (): readonly ManifestText[] =>
  textsIn(JSON.parse(readFileSync(manifestPath, 'utf8')), '');

function textsIn(value: unknown, path: string): readonly ManifestText[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    textsIn(item, path === '' ? key : `${path}.${key}`),
  );
}

/** Names of what the editor shows to people, wherever they stand in the manifest. */
const shown =
  /\.(title|shortTitle|description|markdownDescription|(markdown)?(enum|Enum)Descriptions\.\d+|enumItemLabels\.\d+|deprecationMessage|markdownDeprecationMessage|patternErrorMessage|errorMessage|displayName|userDescription|fullName|sampleRequest|contextualTitle|accessibilityHelpContent|label|contents|altText)$/;
const nameOfView = /^contributes\.views\.\w+\.\d+\.name$/;
/** What only models and programs read. */
const notShown = /\.inputSchema\.|\.disambiguation\.|^scripts\./;
/** The product's own name is the same in every language. */
const ownName = 'Whytrace';

/** The texts that people see and that stand in package.json itself, where no language can reach them. */
export function hardCoded(texts: readonly ManifestText[]): readonly ManifestText[] {
  return texts.filter(
    ({ path, text }) =>
      (path === 'description' || shown.test(path) || nameOfView.test(path)) &&
      !notShown.test(path) &&
      !keyPattern.test(text) &&
      text !== ownName,
  );
}
