import type { ChangedFile, Finding, Suggestion } from '../../model/audit.ts';
import { readYaml } from '../../topology/yamlTree.ts';
import { codeOf, isCode } from './codeText.ts';
import { brokenContracts, type Offer, type Use } from './contract.ts';
import { leavesOf } from './manifestChanges.ts';
import { createScopes } from './scopes.ts';
import type { Systems, SystemView } from './systems.ts';

const settingsFile = /\.(properties|toml|ini|json|ya?ml)$/i;
const noSettings =
  /(^|\/)(package(-lock)?|tsconfig[\w.-]*|composer|deno)\.json$|(^|\/)(Cargo|pyproject)\.toml$|(^|\/)(locales?|i18n|translations?)\//i;

/** Keys of configuration files, flags among them, that go away though code still asks for them. */
export function brokenSettings(systems: Systems, suggestion: Suggestion): readonly Finding[] {
  const files = suggestion.files.filter((file) => isSettings(file, systems));
  if (files.length === 0) return [];
  const before = files.flatMap((file) => keysOf(file, file.before));
  const after = files.flatMap((file) => keysOf(file, file.after));
  const kept = new Set(after.map(({ key }) => key));
  const lost = before.filter(({ key }) => !kept.has(key));
  if (lost.length === 0) return [];
  return brokenContracts(
    {
      offers: { before: lost, after },
      uses: { before: [], after: usesOf(lost, systems.after) },
      verb: ['asks for', 'ask for'],
      advice: 'Keep it until the code no longer asks.',
      scopeOf: createScopes(systems),
    },
    suggestion,
  );
}

/** What describes a system is read by the other checks. */
function isSettings({ path, isExcerpt }: ChangedFile, { before, after }: Systems): boolean {
  const isManifest = [...before.manifests, ...after.manifests].some(
    (one) => one.path === path && one.objects.length + one.services.length > 0,
  );
  return !isExcerpt && !isManifest && settingsFile.test(path) && !noSettings.test(path);
}

function keysOf({ path, renamedFrom }: ChangedFile, text = ''): readonly Offer[] {
  return leafKeys(path, text).map(({ key, line }) => ({
    key: `setting ${key}`,
    group: `settings ${path} ${key.split('.').slice(0, -1).join('.')}`,
    what: `Setting ${key}`,
    subject: key,
    file: renamedFrom ?? path,
    line,
  }));
}

/** Keys of settings with those of their parents, by dots, and where they stand. */
export function leafKeys(
  path: string,
  text: string,
): readonly { readonly key: string; readonly line: number }[] {
  if (/\.(ya?ml|json)$/i.test(path)) {
    const { documents } = readYaml(text);
    return documents.flatMap((tree) =>
      [...leavesOf(tree)].map(([key, { line }]) => ({ key: key.replace(/\[[^\]]*\]/g, ''), line })),
    );
  }
  let section = '';
  return text.split(/\r?\n/).flatMap((line, index) => {
    section = /^\s*\[+([\w.-]+)\]+/.exec(line)?.[1] ?? section;
    const key = /^\s*([\w.-]+)\s*[=:]/.exec(line)?.[1];
    if (key === undefined || /^\s*[#;!]/.test(line)) return [];
    return [{ key: section === '' ? key : `${section}.${key}`, line: index + 1 }];
  });
}

/** Code that names the whole key as a text, or its last part where it asks for flags. */
function usesOf(lost: readonly Offer[], view: SystemView): readonly Use[] {
  const uses: Use[] = [];
  for (const [path, text] of view.texts) {
    if (!isCode(path)) continue;
    const wanted = lost.filter(({ subject }) =>
      text.includes(subject.split('.').at(-1) ?? subject),
    );
    if (wanted.length === 0) continue;
    const lines = codeOf(path, text).split('\n');
    for (const { key, subject } of wanted) {
      const pattern = askFor(subject);
      lines.forEach((line, index) => {
        const match = pattern.exec(line);
        if (!match) return;
        const isOptional = /^:|^\s*,\s*(?!\w+\.class)/.test(
          line.slice(match.index + match[0].length),
        );
        uses.push({ key, by: view.ownerOf(path), file: path, line: index + 1, isOptional });
      });
    }
  }
  return uses;
}

/** `@Value("${a.b}")`, `config.get('a.b')`, `isEnabled("new-checkout")`, `settings["a"]["b"]`. */
function askFor(subject: string): RegExp {
  const parts = subject.split('.').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const whole = parts.join('\\.');
  const last = parts.at(-1) ?? whole;
  const chain =
    parts.length > 1
      ? `|\\b(?:config|settings|conf|cfg|options|appConfig)(?:\\.|\\[['"])${parts.join(`(?:['"]\\])?(?:\\?)?(?:\\.|\\[['"])`)}\\b`
      : '';
  const flags = `(?:isEnabled|is_enabled|isFeatureEnabled|isActive|variation|boolVariation|bool_variation|hasFeature|featureEnabled|feature|flag|flags|getFlag|get_flag|enabled|useFlag|useFeature|isOn|treatment|getTreatment|getBooleanValue|get_boolean_value|Flipper\\.enabled\\?)\\s*[([]\\s*[:"'\`]${last}["'\`]?`;
  const dotted =
    parts.length > 1
      ? `["'\`{]${whole}(?=["'\`}:])`
      : `(?:get\\w*|config|value|Value|setting|settings|property|getProperty)\\s*[([]\\s*["'\`](?:\\$\\{)?${whole}(?=["'\`}:])`;
  return new RegExp(`${dotted}|${flags}${chain}`);
}
