import type { Ecosystem, RegistrySettingsFile } from '../../../model/packageRegistry.ts';

/** A place that packages are fetched from, as a setting or a lockfile names it. */
export interface NamedSource {
  readonly ecosystem: Ecosystem;
  /** In small letters, without its port. */
  readonly host: string;
  /** The names it is for, e.g. `@acme/`; absent of one for all. */
  readonly prefix?: string;
  /** The file that says so. */
  readonly file: string;
}

interface SourceReader {
  readonly ecosystem: Ecosystem;
  /** Of the file's name as people call it. */
  readonly files: RegExp;
  /** `url` is an address, and `prefix`, if there, what names begin with. */
  readonly pattern: RegExp;
}

const address = '(?<url>(?:sparse\\+|registry\\+)?https?:\\/\\/[^\\s"\'<>,;|)]+)';
const pattern = (text: string, flags = 'gim'): RegExp =>
  new RegExp(text.replace('ADDRESS', address), flags);

const readers: readonly SourceReader[] = [
  {
    ecosystem: 'npm',
    files: /(?:^|\/)(?:\.npmrc|npmrc|\.yarnrc|bunfig\.toml)$|^the environment$/,
    pattern: pattern(
      '^\\s*"?(?:(?<prefix>@[\\w.-]+)"?:)?(?:npm_config_|yarn_)?registry"?\\s*[=\\s]\\s*"?ADDRESS',
    ),
  },
  {
    ecosystem: 'npm',
    files: /(?:^|\/)\.yarnrc\.yml$/,
    pattern: pattern('npmRegistryServer:\\s*["\']?ADDRESS'),
  },
  {
    ecosystem: 'npm',
    files: /(?:^|\/)(?:package-lock|npm-shrinkwrap)\.json$|(?:^|\/)yarn\.lock$/,
    pattern: pattern('^\\s*"?resolved"?:?\\s+"ADDRESS\\/-\\/'),
  },
  {
    ecosystem: 'pypi',
    files:
      /(?:^|\/)(?:pip\.(?:conf|ini)|\.pypirc|uv\.toml|pyproject\.toml|Pipfile|requirements[^/]*\.(?:txt|in))$|^the environment$/,
    pattern: pattern(
      '^\\s*(?:-i|--(?:extra-)?index-url|(?:extra-)?index-url|(?:default-)?index|url|(?:PIP|UV)_(?:EXTRA_|DEFAULT_)?INDEX(?:_URL)?)(?:\\s*=\\s*|\\s+)["\']?ADDRESS',
    ),
  },
  {
    ecosystem: 'pypi',
    files: /(?:^|\/)(?:poetry|uv|pdm)\.lock$/,
    pattern: pattern('(?:registry|url)\\s*=\\s*"ADDRESS\\/simple'),
  },
  {
    ecosystem: 'cargo',
    files: /(?:^|\/)(?:\.cargo\/config(?:\.toml)?|Cargo\.lock)$/,
    pattern: pattern('^\\s*(?:registry|index|source)\\s*=\\s*"ADDRESS'),
  },
  {
    ecosystem: 'maven',
    files: /(?:^|\/)(?:pom|settings)\.xml$|\.gradle(?:\.kts)?$/,
    pattern: pattern(
      '(?:<(?:repository|pluginRepository|mirror)>[^\\0]{0,400}?<url>\\s*|\\bmaven\\s*[({][^}]{0,80}?["\'])ADDRESS',
    ),
  },
  {
    ecosystem: 'nuget',
    files: /(?:^|\/)nuget\.config$/i,
    pattern: pattern('<add\\s[^>]*\\bvalue\\s*=\\s*"ADDRESS'),
  },
  {
    ecosystem: 'gem',
    files: /(?:^|\/)(?:Gemfile|gems\.rb|Gemfile\.lock|\.gemrc|\.bundle\/config)$/,
    pattern: pattern(
      '(?:\\bsource[\\s(:]+["\']|remote:\\s*|^\\s*-\\s+|MIRROR[^\\n:]*:\\s*"?)ADDRESS',
    ),
  },
  {
    ecosystem: 'composer',
    files: /(?:^|\/)composer(?:\/config)?\.json$/,
    pattern: pattern('"url"\\s*:\\s*"ADDRESS'),
  },
];

/** Files of a workspace that may name such places, below the folders around what is audited. */
export const settingsFiles: readonly string[] = [
  '.npmrc .yarnrc .yarnrc.yml bunfig.toml package-lock.json npm-shrinkwrap.json yarn.lock',
  'pip.conf pip.ini uv.toml pyproject.toml Pipfile requirements.txt poetry.lock uv.lock pdm.lock',
  '.cargo/config.toml .cargo/config Cargo.lock pom.xml settings.xml .mvn/settings.xml',
  'build.gradle build.gradle.kts settings.gradle settings.gradle.kts',
  'nuget.config NuGet.config NuGet.Config Gemfile gems.rb Gemfile.lock .bundle/config composer.json',
].flatMap((names) => names.split(' '));

export function sourcesIn({ name: file, text }: RegistrySettingsFile): readonly NamedSource[] {
  return readers
    .filter(({ files }) => files.test(file))
    .flatMap(({ ecosystem, pattern }) =>
      [...text.matchAll(pattern)].flatMap(({ groups }) => {
        const host = hostOf(groups?.['url'] ?? '');
        if (host === undefined) return [];
        const prefix = groups?.['prefix'];
        return [{ ecosystem, host, file, ...(prefix !== undefined && { prefix: `${prefix}/` }) }];
      }),
    )
    .concat(scopesIn(file, text), goPrivate(file, text), ownersIn(file, text));
}

function hostOf(url: string): string | undefined {
  return /^(?:sparse\+|registry\+)?https?:\/\/(?:[^@/]*@)?([^/:]+)/i.exec(url)?.[1]?.toLowerCase();
}

/** `npmScopes:` of Yarn names scopes without their sign, each with settings of its own below it. */
function scopesIn(file: string, text: string): readonly NamedSource[] {
  if (!file.endsWith('.yarnrc.yml')) return [];
  const block = /^npmScopes:\s*\n((?:[ \t]+[^\n]*\n?|\s*\n)+)/m.exec(text)?.[1] ?? '';
  return [...block.matchAll(/^ {1,4}["']?([\w.-]+)["']?:\s*$/gm)].map(([, scope = '']) => ({
    ...({ ecosystem: 'npm', host: 'another registry', file } as const),
    prefix: `@${scope}/`,
  }));
}

/** Whose packages a manifest makes itself: its group, or its vendor. */
function ownersIn(file: string, text: string): readonly NamedSource[] {
  const readers = [
    ['maven', /(?:^|\/)pom\.xml$/, /<groupId>\s*([\w-]+\.[\w-]+)/],
    ['maven', /\.gradle(?:\.kts)?$/, /^\s*group\s*=?\s*["']([\w-]+\.[\w-]+)/m],
    ['composer', /(?:^|\/)composer\.json$/, /^\s*\{?\s*"name"\s*:\s*"([\w.-]+\/)/m],
  ] as const;
  return readers.flatMap(([ecosystem, files, owner]) => {
    const prefix = files.test(file) ? owner.exec(text)?.[1] : undefined;
    return prefix === undefined ? [] : [{ ecosystem, host: 'this workspace', prefix, file }];
  });
}

/** `GOPRIVATE=*.corp.example.com,github.com/acme` */
function goPrivate(file: string, text: string): readonly NamedSource[] {
  return [...text.matchAll(/^\s*(?:export\s+)?GO(?:PRIVATE|NOPROXY)=["']?([^"'\n]+)/gm)].flatMap(
    ([, globs = '']) =>
      globs
        .split(',')
        .map((glob) =>
          glob
            .trim()
            .replace(/^\*\./, '.')
            .replace(/\/?\*.*$/, ''),
        )
        .filter((prefix) => prefix !== '')
        .map((prefix) => ({ ecosystem: 'go', host: 'no proxy', prefix, file }) as const),
  );
}
