import type { ChangedFile, ChangedLine, Effect } from '../../model/audit.ts';
import { fileName } from '../../topology/paths.ts';

/** How a manifest of packages writes a dependency: a name, and maybe a version. */
const forms: readonly (readonly [RegExp, RegExp])[] = [
  [
    /^package\.json$/,
    /^\s*"((?:@[\w.-]+\/)?[\w.-]+)":\s*"([~^><=v]*\d[^"]*|\*|latest|next|workspace:[^"]*|npm:[^"]*|file:[^"]*|git\+[^"]*)"/,
  ],
  [
    /^requirements[\w.-]*\.(txt|in)$/,
    /^\s*([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*((?:[=<>!~]=?=?\s*[\w.*]+,?\s*)*)/,
  ],
  [
    /^pyproject\.toml$/,
    /^\s*(?:"([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*([=<>!~][^"]*)?"|([\w.-]+)\s*=\s*"[\^~><=]*\d[^"]*")/,
  ],
  [/^go\.mod$/, /^\s*(?:require\s+)?([\w.-]+\.[a-z]+\/[\w./-]+)\s+(v[\w.+-]+)/],
  [/^Cargo\.toml$/, /^\s*([\w-]+)\s*=\s*(?:"([^"]*\d[^"]*)"|\{[^}]*version\s*=\s*"[^"]+"[^}]*\})/],
  [/^Gemfile$/, /^\s*gem\s+['"]([\w-]+)['"](?:\s*,\s*['"]([^'"]+)['"])?/],
  [/^pom\.xml$/, /<artifactId>\s*([\w.-]+)\s*<\/artifactId>()/],
  [
    /^build\.gradle(\.kts)?$/,
    /\b(?:implementation|api|compileOnly|runtimeOnly|testImplementation)\b\s*\(?["']([\w.-]+:[\w.-]+)(?::([\w.-]+))?["']/,
  ],
  [/\.csproj$/, /<PackageReference\s+Include="([\w.-]+)"(?:\s+Version="([^"]+)")?/],
  [/^composer\.json$/, /^\s*"([\w.-]+\/[\w.-]+)":\s*"([^"]+)"/],
];

interface Dependency {
  readonly name: string;
  readonly version: string;
  readonly line: number;
}

/** `adds dependency zod ^3.0.0`, by the lines that change. */
export function packageEffects({ path, added, removed }: ChangedFile): readonly Effect[] {
  const form = forms.find(([file]) => file.test(fileName(path)))?.[1];
  if (!form) return [];
  const now = dependenciesIn(added, form);
  const old = dependenciesIn(removed, form);
  const effects: Effect[] = [];
  for (const { name, version, line } of now.values()) {
    const before = old.get(name);
    if (before === undefined) {
      effects.push({ file: path, line, text: `adds dependency ${name} ${version}`.trimEnd() });
    } else if (before.version !== version) {
      const text = `changes dependency ${name} ${before.version} → ${version}`;
      effects.push({ file: path, line, text });
    }
  }
  for (const { name, line } of old.values()) {
    if (!now.has(name)) effects.push({ file: path, line, text: `removes dependency ${name}` });
  }
  return effects;
}

function dependenciesIn(
  lines: readonly ChangedLine[],
  form: RegExp,
): ReadonlyMap<string, Dependency> {
  return new Map(
    lines.flatMap(({ text, line }) => {
      const match = /^\s*(#|\/\/|<!--)/.test(text) ? null : form.exec(text);
      const name = match?.[1] ?? match?.[3];
      return name ? [[name, { name, version: (match?.[2] ?? '').trim(), line }] as const] : [];
    }),
  );
}
