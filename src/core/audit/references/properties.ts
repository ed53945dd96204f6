import type { Finding, Suggestion } from '../../model/audit.ts';
import { codeOf, isCode } from '../dependency/codeText.ts';
import { leafKeys } from '../dependency/settings.ts';
import type { Systems } from '../dependency/systems.ts';
import { isTestFile } from '../source/language.ts';
import { addedLines, missing } from './added.ts';
import { misspelt } from './misspelt.ts';

/** Files in which a program's settings stand under keys of several parts. */
const settingsFile =
  /(?:^|\/)(?:application|bootstrap|appsettings|config|default|settings|production|development)[\w.-]*\.(?:ya?ml|json|properties|toml)$/i;

/** Code that asks for a key and has nothing to fall back on; the group is the key. */
const asks: readonly RegExp[] = [
  /@Value\(\s*"\$\{([\w.-]+(?:\.[\w-]+)+)\}/g,
  /\b(?:getProperty|getRequiredProperty)\(\s*"([\w-]+(?:\.[\w-]+)+)"\s*\)/g,
  /\b(?:config|conf|cfg|viper|settings)\.(?:get|Get|require|getString|GetString|getInt|GetInt|GetDuration|GetBool)\(\s*['"`]([\w-]+(?:\.[\w-]+)+)['"`]\s*\)/g,
  /\b_?[cC]onfiguration\[\s*"([\w-]+(?::[\w-]+)+)"\s*\]/g,
];

interface Key {
  readonly key: string;
  readonly file: string;
  readonly line: number;
}

/** Keys that code asks for and that a file of settings has under almost that name. */
export function missingProperties({ after }: Systems, suggestion: Suggestion): readonly Finding[] {
  const isAdded = addedLines(suggestion);
  const asked = suggestion.files.flatMap(({ path, after: text }) => {
    if (text === undefined || !isCode(path) || isTestFile(path)) return [];
    return codeOf(path, text)
      .split('\n')
      .flatMap((line, index) =>
        isAdded(path, index + 1) && line.length < 2_000
          ? asks
              .flatMap((pattern) => [...line.matchAll(pattern)])
              .map(([, key = '']) => ({ key, file: path, line: index + 1 }))
          : [],
      );
  });
  if (asked.length === 0) return [];
  const known = keysOf(after.texts);
  const squashed = new Set(known.map(({ key }) => plain(key)));
  return asked.flatMap(({ key, file, line }): readonly Finding[] => {
    if (squashed.has(plain(key))) return [];
    const near = nearKey(key, known);
    if (!near) return [];
    const sentence = `No file of settings here has ${key}.`;
    const source = { file: near.file, line: near.line };
    return [missing({ subject: key, file, line, sentence, near: near.key, source })];
  });
}

/** `archive-bucket` and `archiveBucket` are one key to those who bind them. */
function plain(key: string): string {
  return key.replaceAll(':', '.').replace(/[-_]/g, '').toLowerCase();
}

/** Beside the one that is asked for: of the same parents. */
function nearKey(key: string, known: readonly Key[]): Key | undefined {
  const parts = key.replaceAll(':', '.').split('.');
  const parents = plain(parts.slice(0, -1).join('.'));
  const beside = known.filter(
    (one) => plain(one.key.split('.').slice(0, -1).join('.')) === parents,
  );
  const lastOf = (one: Key): string => one.key.split('.').at(-1) ?? one.key;
  const near = misspelt(parts.at(-1) ?? key, beside.map(lastOf));
  return near === undefined ? undefined : beside.find((one) => lastOf(one) === near);
}

function keysOf(texts: ReadonlyMap<string, string>): readonly Key[] {
  return [...texts]
    .filter(([path]) => settingsFile.test(path))
    .flatMap(([file, text]) => leafKeys(file, text).map((leaf) => ({ ...leaf, file })));
}
