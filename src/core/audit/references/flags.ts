import type { Finding, Suggestion } from '../../model/audit.ts';
import { readYaml, type Tree } from '../../topology/yamlTree.ts';
import { codeOf, isCode } from '../dependency/codeText.ts';
import type { Systems } from '../dependency/systems.ts';
import { isTestFile } from '../source/language.ts';
import { addedLines, missing } from './added.ts';
import { misspelt } from './misspelt.ts';

/** Files that list the flags of a project. */
const flagsFile =
  /(?:^|\/)[\w.-]*(?:flags?|features?|toggles?|flipper|unleash)[\w.-]*\.(?:ya?ml|json)$/i;

/** Calls that ask for a flag; the group is its name. */
const asks =
  /\b(?:is(?:Feature)?Enabled|is_(?:feature_)?enabled|isActive|isOn|(?:bool|json|string|number)?[vV]ariation\w*|bool_variation|has_?[fF]eature|feature_?[eE]nabled|get_?[fF]lag|use_?[fF](?:lag|eature)|[fF]eature[Ff]lags?|getTreatment|getBooleanValue|get_boolean_value|enabled\?|FeatureEnabled|IsEnabled(?:Async)?|BoolVariation|flag|feature)\s*\(\s*(?:[\w.]{1,40}\s*,\s*)?["'`:]([A-Za-z][\w.-]{3,80})/g;

/** Each is looked for in all files. */
const MOST_ASKED = 100;

interface At {
  readonly file: string;
  readonly line: number;
}

/** Flags that code asks for and that the list of flags has under almost that name. */
export function missingFlags(
  { after, before }: Systems,
  suggestion: Suggestion,
): readonly Finding[] {
  const isAdded = addedLines(suggestion);
  const asked = suggestion.files.flatMap(({ path, after: text }) => {
    if (text === undefined || !isCode(path) || isTestFile(path)) return [];
    return codeOf(path, text)
      .split('\n')
      .flatMap((line, index) =>
        isAdded(path, index + 1) && line.length < 2_000
          ? [...line.matchAll(asks)].map(([, flag = '']) => ({ flag, file: path, line: index + 1 }))
          : [],
      );
  });
  if (asked.length === 0) return [];
  const flags = flagsOf(after.texts);
  return asked.slice(0, MOST_ASKED).flatMap(({ flag, file, line }): readonly Finding[] => {
    const isKnown =
      flags.has(flag) || [...before.texts.values()].some((text) => text.includes(flag));
    const near = isKnown ? undefined : misspelt(flag, flags.keys());
    const source = near === undefined ? undefined : flags.get(near);
    if (!source) return [];
    const sentence = `No list of flags here has ${flag}.`;
    return [missing({ subject: flag, file, line, sentence, near, source })];
  });
}

function flagsOf(texts: ReadonlyMap<string, string>): ReadonlyMap<string, At> {
  const flags = new Map<string, At>();
  for (const [file, text] of texts) {
    if (!flagsFile.test(file)) continue;
    for (const document of readYaml(text).documents) keysOf(document, file, flags, 0);
  }
  return flags;
}

const DEEPEST = 4;

/** Keys at any level, and the names and keys of listed flags. */
function keysOf(tree: Tree, file: string, flags: Map<string, At>, depth: number): void {
  if (depth > DEEPEST) return;
  for (const [key, below] of tree.entries ?? []) {
    if (!flags.has(key)) flags.set(key, { file, line: below.keyLine ?? below.line });
    if (/^(?:name|key|id|flag)$/.test(key) && below.text) {
      flags.set(below.text, { file, line: below.line });
    }
    keysOf(below, file, flags, depth + 1);
  }
  for (const item of tree.items ?? []) {
    if (item.text) flags.set(item.text, { file, line: item.line });
    keysOf(item, file, flags, depth + 1);
  }
}
