import { closest } from '../nearMiss.ts';
import { folderOf, nameOf, type Project } from '../project.ts';

const endings = [
  ...['', '.ts', '.tsx', '.js', '.jsx', '.d.ts', '.mts', '.cts', '.mjs', '.cjs', '.json', '.vue'],
  ...['.svelte', '.astro', '.css', '.scss', '.node', '.mdx', '.d.mts', '.d.cts', '.gts', '.gjs'],
  ...['/index.ts', '/index.tsx', '/index.js', '/index.jsx', '/index.mjs', '/index.cjs'],
  ...['/index.vue', '/index.json', '/index.d.ts', '/index.mts', '/package.json', '/index.svelte'],
];

/** Modules that are chosen by what the program is built for. */
const platforms = ['ios', 'android', 'native', 'web', 'macos', 'windows', 'server', 'client'];

/** Endings of what is compiled, with those of what is written: `./a.js` may be `a.ts`. */
const compiled: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\.js$/, ['.ts', '.tsx', '.d.ts', '.jsx', '.vue']],
  [/\.mjs$/, ['.mts', '.d.mts', '.ts']],
  [/\.cjs$/, ['.cts', '.d.cts', '.ts']],
  [/\.jsx$/, ['.tsx']],
  [/\.ts$/, ['.d.ts']],
  [/\.cts$/, ['.d.cts']],
  [/\.mts$/, ['.d.mts']],
];

/** The file that a module's path means, as bundlers, TypeScript and Node find it. */
export async function moduleFile(project: Project, path: string): Promise<string | undefined> {
  const candidates = [
    ...endings.map((ending) => (path === '' ? ending.replace(/^\//, '') : `${path}${ending}`)),
    ...compiled.flatMap(([ending, others]) =>
      ending.test(path) ? others.map((other) => path.replace(ending, other)) : [],
    ),
  ];
  const listed = candidates.find((candidate) => project.paths.has(candidate));
  if (listed !== undefined) return listed;
  const platform = platforms
    .flatMap((name) => ['.js', '.tsx', '.ts', '.jsx'].map((ending) => `${path}.${name}${ending}`))
    .find((candidate) => project.paths.has(candidate));
  if (platform !== undefined) return platform;
  // Folders that are left out of the list can still be read.
  const likely = [...candidates.slice(endings.length), ...candidates.slice(0, 16)];
  for (const candidate of likely) {
    if (candidate !== '' && (await project.has(candidate))) return candidate;
  }
  return undefined;
}

/** Parts of paths whose files are made by a build, so that they may be missing until it has run. */
const made =
  /(?:^|\/)(?:\.?generated?|__generated__|gen|dist|build|out|output|lib|esm|cjs|target|node_modules|\.next|\.nuxt|\.svelte-kit|\.output|\.astro|coverage|pkg|prisma\/client|bindings|vendor|compiled|types?\.gen|styled-system|paraglide|bin|obj|proto|protos|_pb2?)(?:\/|$)|[._-](?:gen|generated|pb|pb2|grpc|graphql)(?:\.|$)|_pb2?(?:_grpc)?$|\+types|routeTree\.gen/i;

export function isMade(path: string): boolean {
  return made.test(path);
}

/** A file beside which a module was probably meant, without its ending. */
export function nearFile(project: Project, path: string): string | undefined {
  const folder = folderOf(path);
  const wanted = stem(nameOf(path));
  const names = new Map<string, string>();
  for (const file of project.paths) {
    if (folderOf(file) === folder) names.set(stem(nameOf(file)), nameOf(file));
    else if (folderOf(folderOf(file)) === folder)
      names.set(nameOf(folderOf(file)), nameOf(folderOf(file)));
  }
  const near = closest(wanted, names.keys()) ?? sameElsewhere(project, path);
  return near === undefined ? undefined : (names.get(near) ?? near);
}

/** A file of the same name in another folder. */
function sameElsewhere(project: Project, path: string): string | undefined {
  const wanted = stem(nameOf(path));
  if (wanted === 'index' || wanted === '') return undefined;
  const same = [...project.paths].filter((file) => stem(nameOf(file)) === wanted);
  return same.length > 0 && same.length < 4 ? same.sort()[0] : undefined;
}

function stem(name: string): string {
  return name.replace(/(?:\.d)?\.[cm]?[jt]sx?$|\.(?:json|vue|svelte|css|py)$/, '');
}
