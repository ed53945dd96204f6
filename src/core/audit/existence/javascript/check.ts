import type { ChangedFile } from '../../../model/audit.ts';
import { judgePackage } from '../judge.ts';
import node from '../known/node.json' with { type: 'json' };
import { closest } from '../nearMiss.ts';
import { folderOf, foldersAround, joined, nameOf } from '../project.ts';
import { didYouMean, listed, missingFile, type Place } from '../report.ts';
import type { Run } from '../run.ts';
import { type Alias, aliasesFor, aliasesOf } from './aliases.ts';
import { exportsReader, packageAndPath, type ReadExports, typingsOf } from './exports.ts';
import { isMade, moduleFile, nearFile } from './files.ts';
import { type Import, importsOf } from './imports.ts';
import { checkGlobals, checkNames, checkNodeMembers } from './members.ts';

const modules: Readonly<Record<string, string>> = node.modules;

/** Modules that the program's host hands out, whatever is installed. */
const hosted =
  /^(?:(?:vscode|k6|obsidian|electron|bun|deno|figma|atom|server-only|client-only)(?:\/|$)|virtual:|astro:|bun:|cloudflare:|data:|https?:|jsr:|npm:|file:|blob:|chrome:|workbox-|\$app\/|\$env\/|\$lib|\$service-worker|\$houdini|~|@theme|@site|@generated|@docusaurus\/|%)/;

export async function checkJavascript(run: Run, files: readonly ChangedFile[]): Promise<void> {
  const aliases = files.length > 0 ? await aliasesOf(run.project) : [];
  const exportsOf = exportsReader(run.project);
  for (const file of files) {
    await checkFile(run, file, aliases, exportsOf);
  }
}

async function checkFile(
  run: Run,
  file: ChangedFile,
  aliases: readonly Alias[],
  exportsOf: ReadExports,
): Promise<void> {
  const source = scriptsOf(file.path, file.after ?? '');
  const added = new Set(file.added.map(({ line }) => line));
  const imports = importsOf(source);
  const isNew = ({ line, names }: Import): boolean =>
    added.has(line) || names.some((name) => added.has(name.line));
  for (const one of imports.filter(isNew)) {
    const target = await checkImport(run, file.path, one, aliases);
    await checkNames(run, file.path, one, added, target, exportsOf);
  }
  checkNodeMembers(run, file.path, source, imports, added);
  checkGlobals(run, file.path, source, added);
}

/** Of a component, what stands in its scripts, at the lines where it stands. */
function scriptsOf(path: string, text: string): string {
  if (!/\.(?:vue|svelte|astro)$/.test(path)) return text;
  const fence = path.endsWith('.astro')
    ? /^---\n([\s\S]*?)^---/gm
    : /<script\b[^>]*>([\s\S]*?)<\/script>/g;
  let code = '';
  for (const match of text.matchAll(fence)) {
    const from = match.index + match[0].indexOf(match[1] ?? '');
    code += text.slice(code.length, from).replace(/[^\n]/g, ' ') + (match[1] ?? '');
  }
  return code;
}

/** The file whose exports count, where there is one. */
async function checkImport(
  run: Run,
  path: string,
  one: Import,
  aliases: readonly Alias[],
): Promise<string | undefined> {
  const specifier =
    (one.specifier.split('!').at(-1) ?? '').replace(/[?#](?!$)[^/]*$/, '') || one.specifier;
  const place = { file: path, line: one.line };
  if (/^\.{1,2}(?:\/|$)/.test(specifier)) return checkRelative(run, place, one, specifier);
  if (specifier === '' || specifier.startsWith('/')) return undefined;
  if (specifier.startsWith('node:') || modules[specifier] !== undefined) {
    checkBuiltIn(run, place, specifier);
    return undefined;
  }
  const aliased = await resolveAlias(run, path, specifier, aliases);
  if (aliased !== 'none') return aliased;
  if (hosted.test(specifier) || specifier.startsWith('#')) {
    run.report.open(`${specifier} is there where this runs.`);
    return undefined;
  }
  return checkPackage(run, place, one, specifier);
}

async function checkRelative(
  run: Run,
  place: Place,
  one: Import,
  specifier: string,
): Promise<string | undefined> {
  const path = joined(folderOf(place.file ?? ''), specifier);
  if (path === undefined) return undefined;
  const file = await moduleFile(run.project, path);
  if (file !== undefined) {
    run.report.holds(`${file} is there.`, { file, line: undefined });
    return file;
  }
  if (one.isOptional || isMade(path) || run.project.folders.has(path)) {
    run.report.open(`${path} is there where this runs.`);
    return undefined;
  }
  sayMissing(run, place, specifier, path);
  return undefined;
}

function sayMissing(run: Run, place: Place, subject: string, path: string): void {
  run.report.find(place, missingFile(subject, path, nearFile(run.project, path)));
}

function checkBuiltIn(run: Run, place: Place, specifier: string): void {
  const name = specifier.replace(/^node:/, '');
  if (modules[name] !== undefined) {
    run.report.holds(`${specifier} is built into Node.`, listed('modules of Node 24'));
    return;
  }
  run.report.find(place, {
    verdict: 'notFound',
    severity: 'error',
    subject: specifier,
    message: `Node has no module ${specifier}.${didYouMean(prefixed(closest(name, Object.keys(modules))))}`,
    source: listed('modules of Node 24'),
  });
}

function prefixed(name: string | undefined): string | undefined {
  return name === undefined ? undefined : `node:${name}`;
}

/** `none` where no alias fits: the specifier is a package then. */
async function resolveAlias(
  run: Run,
  path: string,
  specifier: string,
  aliases: readonly Alias[],
): Promise<string | undefined | 'none'> {
  const fitting = aliasesFor(aliases, folderOf(path), specifier);
  for (const alias of fitting) {
    for (const target of alias.targets) {
      const inner = alias.isWhole ? '' : specifier.slice(alias.prefix.length);
      const file = await moduleFile(run.project, joined(target, inner) ?? '');
      if (file !== undefined) {
        run.report.holds(`${specifier} is ${file}.`, { file: alias.file, line: undefined });
        return file;
      }
    }
  }
  const named = fitting.filter(({ prefix }) => prefix !== '' && !isPackageLike(prefix));
  if (named.length === 0) return looksAliased(specifier) ? undefined : 'none';
  sayAliasMissing(run, path, specifier, named);
  return undefined;
}

/** `lodash` as the alias of another package says nothing of files. */
function isPackageLike(prefix: string): boolean {
  return /^[\w-]+$/.test(prefix) && prefix.length > 3;
}

/** No package's name begins like this. */
function looksAliased(specifier: string): boolean {
  return /^(?:@\/|~\/|~~\/|@@\/|\$\/)/.test(specifier);
}

function sayAliasMissing(run: Run, path: string, specifier: string, named: readonly Alias[]): void {
  const [best] = named;
  const target = best?.targets[0];
  if (best === undefined || target === undefined || best.prefix === '') {
    run.report.open(`${specifier} is there where this runs.`);
    return;
  }
  const meant = joined(target, best.isWhole ? '' : specifier.slice(best.prefix.length)) ?? '';
  if (isMade(meant) || !run.project.folders.has(folderOf(meant))) {
    run.report.open(`${meant} is there where this runs.`);
    return;
  }
  run.report.find(
    { file: path, line: lineOf(run, path, specifier) },
    missingFile(specifier, meant, nearFile(run.project, meant), {
      file: best.file,
      line: undefined,
    }),
  );
}

function lineOf(run: Run, path: string, text: string): number | undefined {
  const file = run.suggestion.files.find((changed) => changed.path === path);
  return file?.added.find((line) => line.text.includes(text))?.line;
}

async function checkPackage(
  run: Run,
  place: Place,
  one: Import,
  specifier: string,
): Promise<string | undefined> {
  const [name, inner] = packageAndPath(specifier);
  if (!/^(?:@[a-z0-9~][\w.~-]*\/)?[a-z0-9~_][\w.~-]*$/i.test(name)) return undefined;
  const typed = `@types/${name.replace(/^@/, '').replace('/', '__')}`;
  const typings = await typingsOf(run.project, folderOf(place.file ?? ''), specifier);
  await judgePackage(run, {
    ecosystem: 'npm',
    // A name of which there are only typings is imported for them.
    names: /\.[cm]?tsx?$|\.vue$/.test(place.file ?? '') ? [name, typed] : [name],
    subject: name,
    place,
    how: 'import',
    isOptional: one.isOptional || (await isInstalledOnly(run, place, name)),
  });
  if (inner !== '' && typings === undefined) {
    await checkSubpath(run, place, name, inner);
  }
  return typings;
}

/** Installed without a manifest's word, as in a folder that has none. */
async function isInstalledOnly(run: Run, place: Place, name: string): Promise<boolean> {
  const all = await run.dependencies('npm');
  if (all.some(({ kind }) => kind === 'declared')) return false;
  return (await installedRoot(run, place, name)) !== undefined;
}

async function installedRoot(run: Run, place: Place, name: string): Promise<string | undefined> {
  for (const folder of foldersAround(folderOf(place.file ?? ''))) {
    const root = joined(folder, `node_modules/${name}`) ?? '';
    if (await run.project.has(`${root}/package.json`)) return root;
  }
  return undefined;
}

/** A path below an installed package which neither its exports nor its files have. */
async function checkSubpath(run: Run, place: Place, name: string, inner: string): Promise<void> {
  const root = await installedRoot(run, place, name);
  if (root === undefined) return;
  const manifest = (await run.project.read(`${root}/package.json`)) ?? '';
  const hasExports = /"exports"\s*:/.test(manifest);
  const isNamed =
    manifest.includes(`"./${inner}"`) ||
    manifest.includes(`"./${inner}/`) ||
    /"\.\/[^"]*\*/.test(manifest);
  const file = await moduleFile(run.project, `${root}/${inner}`);
  if (isNamed || (!hasExports && file !== undefined) || nameOf(inner) === 'package.json') return;
  run.report.find(place, {
    verdict: 'couldNotCheck',
    severity: 'warning',
    subject: `${name}/${inner}`,
    message: `The installed ${name} does not say that it exports ./${inner}.`,
    source: { file: `${root}/package.json`, line: undefined },
  });
}
