import { readCode, syntaxes } from '../code.ts';
import { isPlain, parseJson, plainAt } from '../manifests/dependency.ts';
import { folderOf, foldersAround, joined, type Project } from '../project.ts';
import { moduleFile } from './files.ts';

/** What a module exports, as far as it can be read. */
export interface Exports {
  readonly names: ReadonlySet<string>;
  /** Nothing else is exported. */
  readonly isComplete: boolean;
  readonly file: string;
}

interface Gathering {
  readonly project: Project;
  readonly names: Set<string>;
  readonly seen: Set<string>;
  isComplete: boolean;
}

/** No chain of `export *` of a real package is longer. */
const MOST_FILES = 400;

export type ReadExports = (file: string) => Promise<Exports>;

/** Many files import the same few modules, so each is read once. */
export function exportsReader(project: Project): ReadExports {
  const known = new Map<string, Promise<Exports>>();
  return (file) => {
    const exports = known.get(file) ?? exportsOf(project, file);
    known.set(file, exports);
    return exports;
  };
}

async function exportsOf(project: Project, file: string): Promise<Exports> {
  const gathering = {
    project,
    names: new Set<string>(),
    seen: new Set<string>(),
    isComplete: true,
  };
  await gather(gathering, file);
  return { names: gathering.names, isComplete: gathering.isComplete, file };
}

async function gather(gathering: Gathering, file: string): Promise<void> {
  if (gathering.seen.has(file)) return;
  gathering.seen.add(file);
  const text = /\.[cm]?[jt]sx?$/.test(file) ? await gathering.project.read(file) : undefined;
  if (text === undefined || gathering.seen.size > MOST_FILES) {
    gathering.isComplete = false;
    return;
  }
  const code = readCode(text, syntaxes.javascript);
  for (const name of ownNames(code.text, file)) gathering.names.add(name);
  if (isOpen(code.text, file)) await gatherOpen(gathering, file, text, code.text);
  else await gatherBeside(gathering, file);
  for (const match of code.text.matchAll(/\bexport\s*(?:type\s*)?\*\s*from\s*(?=["'])/g)) {
    const specifier = code.strings.get(match.index + match[0].length) ?? '';
    const next = await follow(gathering.project, file, specifier);
    if (next === undefined) gathering.isComplete = false;
    else await gather(gathering, next);
  }
}

/** Where a script has typings, they say what it exports, too. */
async function gatherBeside(gathering: Gathering, file: string): Promise<boolean> {
  const typings = await beside(gathering.project, file);
  if (typings !== undefined) await gather(gathering, typings);
  return typings !== undefined;
}

async function gatherOpen(
  gathering: Gathering,
  file: string,
  text: string,
  code: string,
): Promise<void> {
  if (!(await gatherBeside(gathering, file))) await gatherLoosely(gathering, file, text, code);
  // Typings of one's own scripts may be behind what they are.
  else if (!file.includes('node_modules/')) gathering.isComplete = false;
}

const declared =
  /\bexport\s+(?:declare\s+)?(?:default\s+)?(?:abstract\s+|opaque\s+)?(?:async\s+)?(?:function\s*\*?|class|interface|type|(?:const\s+)?enum|namespace|module|const|let|var|import)\s+([\w$]+)/g;

/** In typings all that stands at the top is exported, with or without the word. */
const ambient =
  /^(?:declare\s+)?(?:abstract\s+)?(?:function|class|interface|type|(?:const\s+)?enum|namespace|const|let|var)\s+([\w$]+)/gm;

function isTypings(file: string): boolean {
  return /\.d\.[cm]?ts$/.test(file);
}

function ownNames(text: string, file: string): readonly string[] {
  const patterns = isTypings(file) ? [declared, ambient] : [declared];
  const names = patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => match[1] ?? ''),
  );
  for (const [, list = ''] of text.matchAll(/\bexport\s*(?:type\s*)?\{([^}]*)\}/g)) {
    for (const item of list.split(',')) {
      const name = /([\w$]+)\s*$/.exec(item)?.[1];
      if (name) names.push(name);
    }
  }
  for (const [, name = ''] of text.matchAll(/\bexport\s*\*\s*as\s+([\w$]+)/g)) names.push(name);
  for (const [all] of text.matchAll(
    /\bexport\s+(?:declare\s+)?(?:const|let|var)\s+[^;]*?(?:;|\n\s*\n|$)/g,
  )) {
    names.push(...patternNames(all));
  }
  return names;
}

/** `export const { a, b: c } = x` and `export const a = 1, b = 2`: rather too many than too few. */
function patternNames(declaration: string): readonly string[] {
  return [...declaration.matchAll(/(?:[{,[]\s*(?:[\w$]+\s*:\s*)?(?:\.\.\.)?)([\w$]+)/g)].map(
    (match) => match[1] ?? '',
  );
}

/** CommonJS, `export =` and ambient modules give what can't be told by their form. */
function isOpen(text: string, file: string): boolean {
  const hasExports =
    /\bexport\s*(?:\{|\*|default|declare|const|let|var|function|class|type|interface|enum|abstract|async|namespace|import\b)/.test(
      text,
    );
  return (
    /\bexport\s*=|\bdeclare\s+(?:module\s*["']|global)|\bmodule\.exports\b|(?<![\w$.])exports\.[\w$]/.test(
      text,
    ) ||
    /\.cjs$/.test(file) ||
    !hasExports
  );
}

/** Typings of one object: whatever they and what they refer to declare may be one of its members. */
async function gatherLoosely(
  gathering: Gathering,
  file: string,
  text: string,
  code: string,
): Promise<void> {
  const target = /\bexport\s*=\s*([\w$]+)/.exec(code)?.[1];
  const isNamespace =
    target !== undefined &&
    new RegExp(`\\bnamespace\\s+${target.replace(/\$/g, '\\$')}\\b`).test(code);
  if (!isTypings(file) || !isNamespace) {
    gathering.isComplete = false;
    return;
  }
  addLoosely(gathering.names, code);
  for (const [, path = ''] of text.matchAll(/\/\/\/\s*<reference\s+path=["']([^"']+)["']/g)) {
    const next = joined(folderOf(file), path);
    const other = next === undefined ? undefined : await gathering.project.read(next);
    if (other === undefined) gathering.isComplete = false;
    else addLoosely(gathering.names, readCode(other, syntaxes.javascript).text);
  }
}

function addLoosely(names: Set<string>, code: string): void {
  const patterns = [
    /\b(?:function|class|interface|type|enum|namespace|const|let|var|import)\s+([\w$]+)/g,
    /^\s+(?:readonly\s+|static\s+)?([\w$]+)\??\s*[(<:]/gm,
  ];
  for (const pattern of patterns) {
    for (const match of code.matchAll(pattern)) names.add(match[1] ?? '');
  }
}

async function follow(
  project: Project,
  file: string,
  specifier: string,
): Promise<string | undefined> {
  if (!specifier.startsWith('.')) return typingsOf(project, folderOf(file), specifier);
  const path = joined(folderOf(file), specifier);
  return path === undefined ? undefined : moduleFile(project, path);
}

/** The typings that stand beside a script. */
async function beside(project: Project, file: string): Promise<string | undefined> {
  const typed = file.replace(/\.([cm]?)jsx?$/, '.d.$1ts');
  return typed !== file && (await project.has(typed)) ? typed : undefined;
}

/** The typings of an installed package, seen from a folder. */
export async function typingsOf(
  project: Project,
  folder: string,
  specifier: string,
): Promise<string | undefined> {
  const [name, inner] = packageAndPath(specifier);
  const typed = `@types/${name.replace(/^@/, '').replace('/', '__')}`;
  for (const package_ of [name, typed]) {
    for (const around of foldersAround(folder)) {
      const root = joined(around, `node_modules/${package_}`) ?? '';
      const text = await project.read(`${root}/package.json`);
      if (text === undefined) continue;
      const found = await typingsIn(project, root, parseJson(text), inner);
      if (found !== undefined) return found;
      break;
    }
  }
  return undefined;
}

async function typingsIn(
  project: Project,
  root: string,
  json: unknown,
  inner: string,
): Promise<string | undefined> {
  const whole = plainAt({ json }, 'json');
  const exported = typesIn(
    inner === '' ? rootExport(whole['exports']) : plainAt(whole, 'exports')[`./${inner}`],
  );
  const named = whole['types'] ?? whole['typings'];
  const paths = [
    ...(exported === undefined ? [] : [exported]),
    ...(inner === '' && typeof named === 'string'
      ? [named, `${named}.d.ts`, `${named}/index.d.ts`]
      : []),
    ...(inner === '' ? ['index.d.ts'] : [`${inner}.d.ts`, `${inner}/index.d.ts`]),
    ...(inner === '' && typeof whole['main'] === 'string'
      ? [whole['main'].replace(/\.([cm]?)js$/, '.d.$1ts')]
      : []),
  ];
  for (const path of paths) {
    const file = joined(root, path);
    if (file?.endsWith('ts') && (await project.has(file))) return file;
  }
  return undefined;
}

function rootExport(exports: unknown): unknown {
  return isPlain(exports) && exports['.'] !== undefined ? exports['.'] : exports;
}

/** The first typings that any condition names. */
function typesIn(conditions: unknown): string | undefined {
  if (typeof conditions === 'string') {
    return /\.d\.[cm]?ts$/.test(conditions)
      ? conditions
      : conditions.replace(/\.([cm]?)js$/, '.d.$1ts');
  }
  if (!isPlain(conditions)) return undefined;
  const types = conditions['types'];
  if (types !== undefined) return typesIn(types);
  for (const key of ['import', 'node', 'default', 'require']) {
    const found = typesIn(conditions[key]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `@a/b/c/d` -> `@a/b` and `c/d`. */
export function packageAndPath(specifier: string): readonly [string, string] {
  const parts = specifier.split('/');
  const count = specifier.startsWith('@') ? 2 : 1;
  return [parts.slice(0, count).join('/'), parts.slice(count).join('/')];
}
