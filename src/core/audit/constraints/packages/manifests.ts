import { entriesAt, readYaml } from '../../../topology/yamlTree.ts';
import { fileName } from '../../source/language.ts';
import type { SourceView } from '../../source/sourceView.ts';
import type { PackageUse } from './packageUse.ts';

/** Packages that a manifest asks for; lockfiles are left out, as they say what came along. */
export function manifestUses(path: string, view: SourceView, text: string): readonly PackageUse[] {
  const reader = readers.find(([pattern]) => pattern.test(fileName(path)))?.[1];
  return reader?.(view.code, text).map((use) => ({ ...use, how: 'manifest' as const })) ?? [];
}

type Use = Omit<PackageUse, 'how'>;
type ReadManifest = (lines: readonly string[], text: string) => readonly Use[];

const readers: readonly (readonly [RegExp, ReadManifest])[] = [
  [
    /^package\.json$/,
    (_, text) =>
      jsonUses(text, 'npm', [
        'dependencies',
        'devDependencies',
        'peerDependencies',
        'optionalDependencies',
        'overrides',
        'resolutions',
      ]),
  ],
  [/^composer\.json$/, (_, text) => jsonUses(text, 'composer', ['require', 'require-dev'])],
  [
    /^(?:requirements|constraints)[\w.-]*\.(?:txt|in)$/,
    (lines) =>
      eachMatch(
        lines,
        'pypi',
        /^\s*([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*((?:[=<>!~]=?|===).*?)?\s*(?:;.*|#.*)?$/,
      ),
  ],
  [/^pyproject\.toml$|^Pipfile$/, pythonTomlUses],
  [
    /^setup\.(?:py|cfg)$/,
    (lines) =>
      eachMatch(
        lines,
        'pypi',
        /^\s*["']?([A-Za-z][\w.-]*)(?:\[[^\]]*\])?\s*((?:[=<>!~]=)[^"',;]*)["']?,?\s*$/,
      ),
  ],
  [
    /^environment\.ya?ml$/,
    (lines) => eachMatch(lines, 'pypi', /^\s*-\s*([A-Za-z][\w.-]*)\s*([=<>!~]=?.*)?$/),
  ],
  [/^Cargo\.toml$/, (lines) => tomlUses(lines, 'cargo', /(?:^|\.)(?:dev-|build-)?dependencies$/)],
  [
    /^go\.mod$/,
    (lines) =>
      eachMatch(lines, 'go', /^\s*(?:require\s+)?([\w.-]+\.[\w-]+(?:\/[\w.~-]+)+)\s+(v[\w.+-]+)/),
  ],
  [/^pom\.xml$|\.pom$/, pomUses],
  [
    /\.gradle(?:\.kts)?$/,
    (lines) => eachMatch(lines, 'maven', /["']([\w.-]+:[\w.-]+)(?::([\w.+-]+))?(?:@\w+)?["']/),
  ],
  [
    /^libs\.versions\.toml$/,
    (lines) => eachMatch(lines, 'maven', /\bmodule\s*=\s*["']([\w.-]+:[\w.-]+)["']/),
  ],
  [
    /\.(?:cs|fs|vb)proj$|^packages\.config$|\.props$/,
    (lines) =>
      eachMatch(
        lines,
        'nuget',
        /<(?:PackageReference|PackageVersion|package)\s+(?:Include|Update|id)="([\w.-]+)"(?:[^>]*[vV]ersion="([^"]+)")?/,
      ),
  ],
  [
    /^Gemfile$|\.gemspec$/,
    (lines) =>
      eachMatch(
        lines,
        'gem',
        /^\s*(?:gem|\w+\.add_(?:runtime_|development_)?dependency)\s*\(?\s*["']([\w.-]+)["'](?:\s*,\s*["']([^"']+)["'])?/,
      ),
  ],
];

function eachMatch(lines: readonly string[], ecosystem: string, pattern: RegExp): readonly Use[] {
  return lines.flatMap((text, index) => {
    const [, name, range] = text.length > 2_000 ? [] : (pattern.exec(text) ?? []);
    return name === undefined ? [] : [useOf(ecosystem, name, range, index + 1)];
  });
}

function useOf(ecosystem: string, name: string, range: string | undefined, line: number): Use {
  return {
    ecosystem,
    name,
    line,
    ...(range !== undefined && range.trim() !== '' && { range: range.trim() }),
  };
}

/** JSON is YAML that knows its lines. */
function jsonUses(text: string, ecosystem: string, keys: readonly string[]): readonly Use[] {
  const [root] = readYaml(text).documents;
  return keys.flatMap((key) =>
    [...entriesAt(root, key)].map(([name, { text: range, keyLine, line }]) =>
      useOf(ecosystem, name, range, keyLine ?? line),
    ),
  );
}

/** `name = "1.2"` and `name = { version = "1.2" }` in the tables whose names fit, and tables of their own. */
function tomlUses(lines: readonly string[], ecosystem: string, table: RegExp): readonly Use[] {
  let section = '';
  return lines.flatMap((text, index) => {
    const header = /^\s*\[+([^\]]+)\]+\s*$/.exec(text)?.[1]?.trim();
    if (header !== undefined) {
      section = header;
      const [, outer = '', name] = /^(.*)\.["']?([\w-]+)["']?$/.exec(header) ?? [];
      return name !== undefined && table.test(outer)
        ? [useOf(ecosystem, name, undefined, index + 1)]
        : [];
    }
    if (!table.test(section)) return [];
    const [, name, value = ''] = /^\s*["']?([\w.-]+)["']?\s*=\s*(.*)$/.exec(text) ?? [];
    const range =
      /^["']([^"']*)["']/.exec(value)?.[1] ?? /\bversion\s*=\s*["']([^"']*)["']/.exec(value)?.[1];
    return name === undefined ? [] : [useOf(ecosystem, name, range, index + 1)];
  });
}

function pythonTomlUses(lines: readonly string[]): readonly Use[] {
  let isList = false;
  const listed = lines.flatMap((text, index) => {
    if (
      /^\s*(?:dependencies|requires|dev|test|[\w-]+)\s*=\s*\[/.test(text) &&
      !/^\s*(?:classifiers|authors|keywords|include|exclude|packages|select|ignore|scripts)\b/.test(
        text,
      )
    ) {
      isList = true;
    }
    const found = isList
      ? [
          ...text.matchAll(
            /["']([A-Za-z][\w.-]*)(?:\[[^\]]*\])?\s*((?:[=<>!~]=?)[^"';]*)?(?:;[^"']*)?["']/g,
          ),
        ].map(([, name = '', range]) => useOf('pypi', name, range, index + 1))
      : [];
    if (/\]\s*(?:#.*)?$/.test(text)) isList = false;
    return found;
  });
  const tables = tomlUses(
    lines,
    'pypi',
    /(?:^|\.)(?:dev-)?(?:dependencies|packages|dev-packages)$/,
  );
  return [...listed, ...tables.filter(({ name }) => name !== 'python')];
}

/** The three lines of a dependency; it stands where its artifact is named. */
function pomUses(lines: readonly string[]): readonly Use[] {
  const found: Use[] = [];
  let group = '';
  for (const [index, text] of lines.entries()) {
    group = /<groupId>\s*([^<]+?)\s*<\/groupId>/.exec(text)?.[1] ?? group;
    const artifact = /<artifactId>\s*([^<]+?)\s*<\/artifactId>/.exec(text)?.[1];
    if (artifact !== undefined)
      found.push(useOf('maven', `${group}:${artifact}`, undefined, index + 1));
    const version = /<version>\s*([^<]+?)\s*<\/version>/.exec(text)?.[1];
    const last = found.at(-1);
    if (version !== undefined && last && last.range === undefined && !version.includes('$')) {
      found.splice(-1, 1, { ...last, range: version });
    }
  }
  return found;
}
