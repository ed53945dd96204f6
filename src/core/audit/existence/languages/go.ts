import type { ChangedFile } from '../../../model/audit.ts';
import { syntaxes } from '../code.ts';
import { isMade } from '../javascript/files.ts';
import { judgePackage } from '../judge.ts';
import known from '../known/go.json' with { type: 'json' };
import { type PlacedDependency, visibleFrom } from '../manifests/manifests.ts';
import { closest, nearest } from '../nearMiss.ts';
import { nearPath } from '../paths.ts';
import { folderOf, joined } from '../project.ts';
import { didYouMean, listed, type Place } from '../report.ts';
import type { Run } from '../run.ts';
import { newMatches, type Source, sourceOf } from './source.ts';

const standard: Readonly<Record<string, string>> = known;
const source = listed('standard library of Go');

export async function checkGo(run: Run, files: readonly ChangedFile[]): Promise<void> {
  if (files.length === 0) return;
  const all = await run.dependencies('go');
  for (const file of files) {
    const read = sourceOf(file, syntaxes.go);
    const imports = importsOf(read);
    const own = visibleFrom(file.path, 'go', all).filter(({ kind }) => kind === 'own');
    for (const one of imports.filter(({ line }) => read.added.has(line))) {
      await checkImport(run, { file: file.path, line: one.line }, one.path, own);
    }
    for (const one of imports) checkMembers(run, read, one);
  }
}

interface GoImport {
  readonly path: string;
  readonly line: number;
  readonly space: string;
}

function importsOf({ code, lineOf }: Source): readonly GoImport[] {
  const found: GoImport[] = [];
  const add = (at: number, name: string | undefined): void => {
    const path = code.strings.get(at);
    if (path === undefined) return;
    const parts = path.split('/');
    const last = /^v\d+$/.test(parts.at(-1) ?? '') ? parts.at(-2) : parts.at(-1);
    found.push({ path, line: lineOf(at), space: name ?? last ?? '' });
  };
  for (const match of code.text.matchAll(/^import\s+(?:([\w.]+)\s+)?(?=")/gm)) {
    add(match.index + match[0].length, match[1]);
  }
  for (const block of code.text.matchAll(/^import\s*\(([^)]*)\)/gm)) {
    const from = block.index + block[0].indexOf('(') + 1;
    for (const match of (block[1] ?? '').matchAll(/(?:([\w.]+)[ \t]+)?(")[^"]*"/g)) {
      add(from + match.index + match[0].indexOf('"'), match[1]);
    }
  }
  return found;
}

async function checkImport(
  run: Run,
  place: Place,
  path: string,
  own: readonly PlacedDependency[],
): Promise<void> {
  if (standard[path] !== undefined || path.startsWith('internal/') || path.startsWith('vendor/')) {
    run.report.holds(`${path} is in the standard library.`, source);
    return;
  }
  const module = own.find(({ name }) => path === name || path.startsWith(`${name}/`));
  if (module) {
    checkOwn(run, place, path, module);
    return;
  }
  if (!(path.split('/')[0] ?? '').includes('.')) {
    sayNoStandard(run, place, path, own.length > 0);
    return;
  }
  if (run.project.folders.has(`vendor/${path}`)) return;
  const prefixes = prefixesOf(path);
  await judgePackage(run, {
    ecosystem: 'go',
    names: prefixes,
    subject: path,
    place,
    how: 'import',
  });
}

/** A module's path is the beginning of the paths of its packages. */
function prefixesOf(path: string): readonly string[] {
  const parts = path.split('/');
  const least = parts[0] === 'github.com' || parts[0] === 'gitlab.com' ? 3 : 2;
  const found: string[] = [];
  for (let count = parts.length; count >= Math.min(least, parts.length); count--) {
    found.push(parts.slice(0, count).join('/'));
  }
  return found;
}

function checkOwn(run: Run, place: Place, path: string, module: PlacedDependency): void {
  const folder = joined(folderOf(module.file), path.slice(module.name.length + 1)) ?? '';
  const holdsGo = [...run.project.paths].some(
    (one) => folderOf(one) === folder && /\.(?:go|s|c|proto)$/.test(one),
  );
  if (holdsGo) {
    run.report.holds(`${path} is ${folder}.`, { file: module.file, line: module.line });
    return;
  }
  if (isMade(folder)) {
    run.report.open(`${folder} is there where this runs.`);
    return;
  }
  const folders = new Set(
    [...run.project.paths].filter((one) => one.endsWith('.go')).map(folderOf),
  );
  const near = closest(folder, folders) ?? nearPath(run.project, folder);
  run.report.find(place, {
    verdict: 'notFound',
    severity: 'error',
    subject: path,
    message: `The module ${module.name} has no package in ${folder}.${didYouMean(near)}`,
    source: { file: module.file, line: module.line },
  });
}

/** A path without a dot in its first part is the standard library's, or that of a local module. */
function sayNoStandard(run: Run, place: Place, path: string, hasModule: boolean): void {
  const near = nearest(path, Object.keys(standard)) ?? nearLast(path);
  // Below a package of the standard library nobody else can put one.
  const [first = ''] = path.split('/');
  const isSure = near !== undefined || (standard[first] !== undefined && path !== first);
  if (!isSure && !hasModule) {
    run.report.open(`${path} is a package of this workspace.`);
    return;
  }
  run.report.find(place, {
    verdict: isSure ? 'notFound' : 'couldNotCheck',
    severity: isSure ? 'error' : 'warning',
    subject: path,
    message: `Neither the standard library nor the modules here have a package ${path}.${didYouMean(near)}`,
    source,
  });
}

/** `net/htttp`, where the first part is right and the second is not. */
function nearLast(path: string): string | undefined {
  const [first = ''] = path.split('/');
  const inner = Object.keys(standard).filter((name) => name.startsWith(`${first}/`));
  const near = nearest(
    path.slice(first.length + 1),
    inner.map((name) => name.slice(first.length + 1)),
  );
  return near === undefined ? undefined : `${first}/${near}`;
}

/** `strings.ContainsAll`: only what is almost a known name is sure to be none that is newer. */
function checkMembers(run: Run, read: Source, { path, space }: GoImport): void {
  const members = standard[path];
  if (!members || space === '_' || space === '.') return;
  const names = new Set(members.split(' '));
  const bound = new RegExp(
    `(?<![\\w.])${space}\\s*(?:,[^=\\n]*)?:=|\\bvar\\s+${space}\\b|[(,]\\s*${space}\\s+[\\w*\\[]`,
  );
  if (bound.test(read.code.text)) return;
  for (const { groups, line } of newMatches(
    read,
    new RegExp(`(?<![\\w.)\\]])${space}\\.([A-Z]\\w*)`, 'g'),
  )) {
    const name = groups[0] ?? '';
    if (names.has(name)) continue;
    const near = nearest(name, names);
    run.report.find(
      { file: read.path, line },
      {
        verdict: near ? 'notFound' : 'couldNotCheck',
        severity: near ? 'error' : 'info',
        subject: `${path}.${name}`,
        message: near
          ? `Package ${path} has no ${name}.${didYouMean(`${space}.${near}`)}`
          : `Package ${path} of Go 1.19 has no ${name}; it may be newer.`,
        source,
      },
    );
  }
}
