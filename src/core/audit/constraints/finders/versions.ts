import semver from 'semver';
import { entriesAt, readYaml } from '../../../topology/yamlTree.ts';
import { fileName, languageOf } from '../../source/language.ts';
import { installsIn } from '../packages/installs.ts';
import { packagesIn } from '../packages/packageUses.ts';
import type { FileSide, Finder } from './finder.ts';
import { imagesIn, lineOfImage } from './images.ts';
import { packageMatcher } from './packages.ts';

interface VersionUse {
  readonly range: string;
  readonly line: number;
}

/** Versions of a package, or of a runtime such as `npm:node`, that the team does not allow. */
export function versionFinder(name: string, wanted: string): Finder {
  const ecosystem = name.split(':')[0] ?? '';
  const isMeant = packageMatcher(name);
  const judge = (range: string, where: string) => {
    const allowed = judged(semverRange(ecosystem, range), wanted);
    const what = `${where} ${name} ${range}, and ${wanted} is required`;
    if (allowed === 'no') return [{ key: `${name} ${range}`, what }];
    return allowed === 'partly'
      ? [
          {
            key: `${name} ${range}`,
            what: `${what}: other versions fit it too`,
            isWeak: true as const,
          },
        ]
      : [];
  };
  return {
    inFile(side, lines) {
      const uses: readonly VersionUse[] = [
        ...packagesIn(side)
          .filter((use) => isMeant(use) && use.how !== 'import')
          .flatMap(({ range, line }) => (range === undefined ? [] : [{ range, line }])),
        ...runtimeUses(name, side, lines),
      ];
      return uses
        .filter(({ line }) => lines.has(line))
        .flatMap(({ range, line }) =>
          judge(range, `${side.path} asks for`).map((found) => ({ ...found, line })),
        );
    },
    inCommand: (text) =>
      installsIn(text)
        .filter(isMeant)
        .flatMap(({ range }) => (range === undefined ? [] : judge(range, 'the command installs'))),
  };
}

/** Whether all, some or none of the versions in a range are allowed; unknown where it can't be read. */
function judged(range: string | undefined, wanted: string): 'yes' | 'partly' | 'no' | undefined {
  if (range === undefined) return undefined;
  if (semver.subset(range, wanted, { includePrerelease: true })) return 'yes';
  return semver.intersects(range, wanted, { includePrerelease: true }) ? 'partly' : 'no';
}

/** A version or range of any ecosystem in the words of `semver`. */
function semverRange(ecosystem: string, written: string): string | undefined {
  const text = written.trim().replace(/^["']|["']$/g, '');
  const range = (translate[ecosystem] ?? plain)(text);
  return range === undefined || text === '*' ? undefined : (semver.validRange(range) ?? undefined);
}

type Translate = (text: string) => string | undefined;

/** `1.2.3.RELEASE`, `v18.4`, `20-alpine`. */
const plain: Translate = (text) => /^v?(\d+(?:\.\d+){0,2})/.exec(text)?.[1];

const translate: Readonly<Record<string, Translate>> = {
  npm: (text) => (semver.validRange(text) === null ? plain(text) : text),
  composer: (text) => (semver.validRange(text) === null ? undefined : text),
  cargo: (text) => (/^\d/.test(text) ? `^${text}` : text.replaceAll(',', ' ')),
  go: (text) => (/^v?\d+\.\d+$/.test(text) ? `>=${text.replace('v', '')}` : plain(text)),
  pypi: (text) =>
    /^\d/.test(text)
      ? plain(text)
      : text
          .split(',')
          .map((part) => part.trim())
          .filter((part) => !part.startsWith('!='))
          .map((part) => compatible(part, '~='))
          .map((part) => part.replace(/^===?\s*/, '').replace(/\.\*$/, '.x'))
          .join(' ') || undefined,
  gem: (text) => compatible(text, '~>'),
};

/** `~= 2.1` allows 2.2 and not 3.0; `~= 2.1.3` allows 2.1.4 and not 2.2. */
function compatible(text: string, sign: string): string {
  if (!text.startsWith(sign)) return text;
  const version = text.slice(sign.length).trim();
  return version.split('.').length > 2 ? `~${version}` : `^${version}`;
}

interface Runtime {
  readonly image: RegExp;
  /** Files that hold the version alone. */
  readonly file: RegExp;
  readonly tool: RegExp;
  /** A setting of a build. */
  readonly key: RegExp;
}

const runtimes: Readonly<Record<string, Runtime>> = {
  'npm:node': {
    image: /(?:^|\/)node$/,
    file: /^\.(?:nvmrc|node-version)$/,
    tool: /^\s*node(?:js)?\s+(\S+)/,
    key: /^\s*(?:-\s*)?["']?node[-_]?version["']?\s*:\s*(.+)$/i,
  },
  'pypi:python': {
    image: /(?:^|\/)python$/,
    file: /^\.python-version$/,
    tool: /^\s*python\s+(\S+)/,
    key: /^\s*(?:-\s*)?["']?(?:python[-_]?version|requires-python|python)["']?\s*[:=]\s*(.+)$/i,
  },
  'go:go': {
    image: /(?:^|\/)golang$/,
    file: /^\.go-version$/,
    tool: /^\s*go(?:lang)?\s+(\S+)/,
    key: /^\s*(?:-\s*)?["']?go[-_]?version["']?\s*:\s*(.+)$/i,
  },
};

function runtimeUses(
  name: string,
  side: FileSide,
  lines: ReadonlySet<number>,
): readonly VersionUse[] {
  const runtime = runtimes[name];
  if (!runtime) return [];
  return [
    ...engineUses(name, side),
    ...imageTags(runtime, side, lines),
    ...writtenVersions(runtime, side),
  ];
}

function imageTags(
  { image }: Runtime,
  { path, view }: FileSide,
  lines: ReadonlySet<number>,
): readonly VersionUse[] {
  return imagesIn(path, view).flatMap((use) => {
    const { image: written } = use;
    const line = lineOfImage(use, lines) ?? use.line;
    const [, base = '', tag = ''] = /^([^:@]+(?::\d+\/[^:@]+)?):([^@]+)/.exec(written) ?? [];
    return image.test(base) && /^\d/.test(tag)
      ? [{ range: `${plain(tag) ?? tag}.x`.replace(/^(\d+\.\d+\.\d+)\.x$/, '$1'), line }]
      : [];
  });
}

function engineUses(name: string, { path, text }: FileSide): readonly VersionUse[] {
  if (fileName(path) !== 'package.json' || name !== 'npm:node') return [];
  const [root] = readYaml(text).documents;
  return ['engines', 'volta'].flatMap((key) => {
    const node = entriesAt(root, key).get('node');
    return node?.text ? [{ range: node.text, line: node.keyLine ?? node.line }] : [];
  });
}

function writtenVersions(
  { file, tool, key }: Runtime,
  { path, view }: FileSide,
): readonly VersionUse[] {
  const name = fileName(path);
  if (file.test(name)) {
    return view.raw.flatMap((text, index) =>
      /^v?\d/.test(text.trim()) ? [{ range: text.trim(), line: index + 1 }] : [],
    );
  }
  const lines = name === 'go.mod' ? [/^\s*go\s+(\S+)/] : name === '.tool-versions' ? [tool] : [];
  const settings = /^(?:yaml|toml)$/.test(languageOf(path)) ? [key] : [];
  return [...lines, ...settings].flatMap((pattern) =>
    view.code.flatMap((text, index) =>
      valuesOf(pattern.exec(text)?.[1] ?? '').map((range) => ({ range, line: index + 1 })),
    ),
  );
}

/** `18`, `"18.x"`, `[18, 20]`; what a matrix or a variable gives is not known here. */
function valuesOf(text: string): readonly string[] {
  return text
    .replace(/^\[|\]\s*$/g, '')
    .split(/,(?=\s*["'\d])/)
    .map((part) => part.trim().replace(/^["']|["'],?$/g, ''))
    .filter((part) => /^[v^~<>=]{0,2}\s*\d/.test(part));
}
