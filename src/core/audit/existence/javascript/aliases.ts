import { isPlain, parseLooseJson, plainAt } from '../manifests/dependency.ts';
import { folderOf, foldersAround, joined, nameOf, type Project } from '../project.ts';

/** A prefix of specifiers that a setting turns into paths of the workspace. */
export interface Alias {
  /** `@app/*` as `@app/`, or a whole specifier. */
  readonly prefix: string;
  readonly isWhole: boolean;
  /** Where it leads, relative to the root; nothing where only its existence could be read. */
  readonly targets: readonly string[];
  readonly file: string;
}

export async function aliasesOf(project: Project): Promise<readonly Alias[]> {
  const found: Alias[] = [];
  for (const file of [...project.paths].sort()) {
    const name = nameOf(file);
    if (/^(?:ts|js)config(?:[.-][\w.-]+)?\.json$/.test(name)) {
      found.push(...pathsIn(file, (await project.read(file)) ?? ''));
    } else if (
      /^(?:vite|vitest|webpack|rollup|jest|babel|nuxt|next|astro|svelte|metro|electron\.vite|vue|craco|rspack|rsbuild|quasar)[\w.-]*\.(?:[cm]?[jt]s|json)$|^\.babelrc/.test(
        name,
      )
    ) {
      found.push(...configured(file, (await project.read(file)) ?? ''));
    } else if (name === 'package.json') {
      found.push(...inPackage(file, (await project.read(file)) ?? ''));
    }
  }
  return found;
}

/** `compilerOptions.paths`, and `baseUrl`, below which any specifier may be a path. */
function pathsIn(file: string, text: string): readonly Alias[] {
  const options = plainAt(parseLooseJson(text), 'compilerOptions');
  const baseUrl = options['baseUrl'];
  const base = joined(folderOf(file), typeof baseUrl === 'string' ? baseUrl : '.') ?? '';
  const paths = Object.entries(plainAt(options, 'paths')).map(([pattern, targets]) => ({
    prefix: pattern.replace(/\*.*$/, ''),
    isWhole: !pattern.includes('*'),
    targets: listOf(targets).flatMap((target) => joined(base, target.replace(/\*.*$/, '')) ?? []),
    file,
  }));
  return typeof baseUrl === 'string'
    ? [...paths, { prefix: '', isWhole: false, targets: [base], file }]
    : paths;
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** Settings that are code are not run: what looks like an alias in them is one. */
function configured(file: string, text: string): readonly Alias[] {
  const start = text.search(/alias|moduleNameMapper/);
  if (start < 0) return [];
  const keys = [
    ...text.slice(start).matchAll(/(?:^|[{,\s])(?:["']([^"'\s]+)["']|([@~$#]?[\w-]+))\s*:/g),
    ...text.slice(start).matchAll(/find:\s*["']([^"']+)["']/g),
  ];
  return keys.flatMap((match) => {
    const key = match[1] ?? match[2] ?? '';
    const prefix = key.replace(/^\^/, '').replace(/[$(\\*].*$/, '');
    return prefix === '' || prefix === '.' ? [] : [{ prefix, isWhole: false, targets: [], file }];
  });
}

function inPackage(file: string, text: string): readonly Alias[] {
  const json = parseLooseJson(text);
  const keys = [
    ...Object.keys(plainAt(json, 'imports')),
    ...Object.keys(plainAt(json, 'alias')),
    ...Object.keys(plainAt(json, '_moduleAliases')),
    ...(isPlain(plainAt(json, 'jest')['moduleNameMapper'])
      ? Object.keys(plainAt(json, 'jest', 'moduleNameMapper'))
      : []),
  ];
  return keys.map((key) => ({
    prefix: key.replace(/^\^/, '').replace(/[$(\\*].*$/, ''),
    isWhole: false,
    targets: [],
    file,
  }));
}

/** The aliases that count in a folder and fit a specifier; that of all paths comes last. */
export function aliasesFor(
  aliases: readonly Alias[],
  folder: string,
  specifier: string,
): readonly Alias[] {
  const around = new Set(foldersAround(folder));
  return aliases
    .filter(({ prefix, isWhole }) =>
      isWhole ? specifier === prefix : specifier.startsWith(prefix),
    )
    .filter(({ file }) => around.has(folderOf(file)))
    .sort((a, b) => b.prefix.length - a.prefix.length);
}
