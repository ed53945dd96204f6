import { folderOf, foldersAround, joined, nameOf, type Project } from '../project.ts';
import { readPython } from './imports.ts';

/** A module of the workspace: the file that is it, or a folder of modules. */
export interface LocalModule {
  readonly path: string;
  readonly isFolder: boolean;
}

/** Where the Python of a workspace stands; found once, since every import asks. */
export interface Layout {
  readonly project: Project;
  /** Folders with Python at any depth below them. */
  readonly folders: ReadonlySet<string>;
  /** Names of those folders and of all modules, wherever they stand. */
  readonly tops: ReadonlySet<string>;
  /** Names of the modules in each folder. */
  readonly inner: ReadonlyMap<string, ReadonlySet<string>>;
}

export function layoutOf(project: Project): Layout {
  const folders = new Set<string>();
  const tops = new Set<string>();
  const inner = new Map<string, Set<string>>();
  const add = (folder: string, name: string): void => {
    inner.set(folder, (inner.get(folder) ?? new Set()).add(name));
    tops.add(name);
  };
  for (const path of project.paths) {
    if (!/\.(?:pyi?|pyx|so|pyd)$/.test(path)) continue;
    add(folderOf(path), nameOf(path).replace(/\..*$/, ''));
    for (const folder of foldersAround(folderOf(path))) {
      if (folders.has(folder) || folder === '') continue;
      folders.add(folder);
      add(folderOf(folder), nameOf(folder));
    }
  }
  return { project, folders, tops, inner };
}

/** Folders that may stand on the path from which Python imports; packages are in it only if run. */
export function rootsFor({ project }: Layout, file: string): readonly string[] {
  const around = foldersAround(folderOf(file));
  const sources = ['src', 'lib', 'app', 'python', 'backend', 'server', 'tests', 'test'];
  const all = [
    ...around,
    ...around.flatMap((folder) => sources.map((name) => joined(folder, name) ?? '')),
  ].filter((folder) => project.folders.has(folder));
  const isPackage = (folder: string): boolean =>
    project.paths.has(joined(folder, '__init__.py') ?? '');
  return [...all.filter((folder) => !isPackage(folder)), ...all.filter(isPackage)];
}

export function isPackage({ project }: Layout, folder: string): boolean {
  return project.paths.has(joined(folder, '__init__.py') ?? '');
}

export function moduleAt(
  { project }: Layout,
  folder: string,
  parts: readonly string[],
): LocalModule | undefined {
  if (parts.length === 0) return { path: folder, isFolder: true };
  const path = joined(folder, parts.join('/')) ?? '';
  const file = ['.py', '.pyi', '.pyx', '.so']
    .map((ending) => `${path}${ending}`)
    .find((one) => project.paths.has(one));
  if (file) return { path: file, isFolder: false };
  return project.folders.has(path) ? { path, isFolder: true } : undefined;
}

export interface PythonNames {
  readonly names: ReadonlySet<string>;
  readonly isComplete: boolean;
  readonly file: string;
  /** A folder without a file of its own, which may as well be no package. */
  readonly isBare?: boolean;
}

/** What can be imported from a module: what it defines and imports, and the modules in its folder. */
export async function namesOf(layout: Layout, module: LocalModule): Promise<PythonNames> {
  const { project, inner } = layout;
  const file = module.isFolder ? (joined(module.path, '__init__.py') ?? '') : module.path;
  const text = await project.read(file);
  const names = new Set(module.isFolder ? inner.get(module.path) : []);
  if (text === undefined) {
    // A folder without a file of its own is a package all the same, if Python is all that is in it.
    const files = [...project.paths].filter((path) => folderOf(path) === module.path);
    const isPlain =
      files.some((path) => path.endsWith('.py')) && !files.some((path) => path.endsWith('.pyi'));
    return { names, isComplete: module.isFolder && isPlain, file: module.path, isBare: true };
  }
  const defined = definedIn(text);
  for (const name of defined.names) names.add(name);
  return { names, isComplete: !defined.isOpen && file.endsWith('.py'), file };
}

const definitions =
  /^[ \t]*(?:(?:async[ \t]+)?def|class|type)[ \t]+(\w+)|^[ \t]*((?:[\w.]+[ \t]*,[ \t]*)*\w+)[ \t]*(?::[^=\n]+)?=(?!=)|\b(?:for|as|global)[ \t]+(\w+(?:[ \t]*,[ \t]*\w+)*)|\b(\w+)[ \t]*:=/gm;

function definedIn(source: string): {
  readonly names: readonly string[];
  readonly isOpen: boolean;
} {
  const { text, imports } = readPython(source);
  const names = imports.flatMap(({ names: own, space, module }) => [
    ...own.map(({ name }) => name),
    ...(space ? [space] : []),
    module.split('.')[0] ?? '',
  ]);
  for (const [, defined, assigned, bound, walrus] of text.matchAll(definitions)) {
    for (const name of (defined ?? assigned ?? bound ?? walrus ?? '').split(','))
      names.push(name.trim());
  }
  for (const [, list = ''] of text.matchAll(/^[ \t]*[([]([^()[\]]*)[)\]]\s*=(?!=)/gm)) {
    for (const name of list.split(',')) names.push(name.trim());
  }
  for (const [, name = ''] of text.matchAll(/=[ \t]*(\w+)[ \t]*(?==[^=])/g)) names.push(name);
  names.push(
    '__all__',
    '__file__',
    '__name__',
    '__doc__',
    '__path__',
    '__version__',
    '__package__',
    '__spec__',
    '__loader__',
    '__dict__',
  );
  const isOpen =
    /^[ \t]*from[^\n]*import[ \t]*\(?[ \t]*\*/m.test(text) ||
    /\b__getattr__\b|\bglobals\(\)|\bsetattr\(|\bsys\.modules\b|\bexec\(|\blazy|\bmeta_path\b|[Ii]mporter|\b__import__\b|\bimport_module\b|\b__path__\b|\bvars\(\)|\blocals\(\)/.test(
      text,
    );
  return { names, isOpen };
}
