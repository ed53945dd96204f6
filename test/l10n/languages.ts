import { readFileSync } from 'node:fs';

/** The languages that are kept complete; VS Code looks for files that are named like this. */
export const languages = ['de', 'zh-cn'] as const;

export type Texts = Readonly<Record<string, string>>;

/** A file of texts by their keys. */
export const textsOf = (path: string): Texts => JSON.parse(readFileSync(path, 'utf8')) as Texts;

/** The keys of the first that the second lacks. */
export const lacking = (texts: Texts, other: Texts): readonly string[] =>
  Object.keys(texts).filter((key) => !Object.hasOwn(other, key));

/** What a translation must keep as it is: placeholders, links to commands and settings, icons, code and keys. */
const fixedParts = (text: string): readonly string[] =>
  (text.match(/\{\w+\}|\$\([\w-]+\)|command:[\w.]+|`#[\w.]+#`|https?:\/\/[^\s`)]+|&&|\n/g) ?? [])
    .map((part) => part.replace('\n', '\\n'))
    .sort();

/** The keys whose translation lost or made up a fixed part. */
export function differing(texts: Texts, translated: Texts): readonly string[] {
  return Object.entries(texts)
    .filter(([key]) => Object.hasOwn(translated, key))
    .map(([key, text]) => ({
      key,
      wanted: fixedParts(text).join(' '),
      found: fixedParts(translated[key] ?? '').join(' '),
    }))
    .filter(({ wanted, found }) => wanted !== found)
    .map(({ key, wanted, found }) => `${key}: [${wanted}] became [${found}]`);
}
