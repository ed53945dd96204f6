import type { Finding, Suggestion } from '../../model/audit.ts';
import { readsIn } from '../dependency/environment.ts';
import type { Systems } from '../dependency/systems.ts';
import { isTestFile } from '../source/language.ts';
import { addedLines, missing } from './added.ts';
import { misspelt } from './misspelt.ts';

/** Each is looked for in all files. */
const MOST_READS = 100;

/** Variables that code asks its environment for, and that a manifest sets under almost that name. */
export function missingEnvironment(
  { after, before }: Systems,
  suggestion: Suggestion,
): readonly Finding[] {
  const isAdded = addedLines(suggestion);
  const reads = suggestion.files.flatMap(({ path, after: text }) =>
    text === undefined || isTestFile(path)
      ? []
      : readsIn(path, text).filter(({ line }) => isAdded(path, line)),
  );
  const told = new Set<string>();
  return reads.slice(0, MOST_READS).flatMap(({ key, file, line }): readonly Finding[] => {
    if (told.has(key) || isKnown(key, after.settings, before.texts)) return [];
    told.add(key);
    const owner = after.ownerOf(file);
    const own = after.settings.filter(
      ({ service }) => service === '' || owner === undefined || service === owner,
    );
    const near = misspelt(
      key,
      own.map((setting) => setting.key),
    );
    const source = own.find((setting) => setting.key === near);
    if (!source) return [];
    const sentence = `Nothing here sets ${key}, which is read.`;
    const place = { file: source.file, line: source.line };
    return [
      missing({ subject: key, file, line, sentence, near, severity: 'warning', source: place }),
    ];
  });
}

/** Set somewhere, or named already by what is there: whoever wrote that may know where it comes from. */
function isKnown(
  key: string,
  settings: readonly { readonly key: string }[],
  texts: ReadonlyMap<string, string>,
): boolean {
  if (settings.some((setting) => setting.key === key)) return true;
  const word = new RegExp(`(?<![A-Za-z0-9_])${key}(?![A-Za-z0-9_])`);
  return [...texts.values()].some((text) => text.includes(key) && word.test(text));
}
