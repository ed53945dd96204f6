import type { ChangedFile } from '../../../model/audit.ts';
import { judgePackage } from '../judge.ts';
import { plainName } from '../manifests/dependency.ts';
import { closest } from '../nearMiss.ts';
import { folderOf, joined } from '../project.ts';
import { didYouMean, listed, missingFile, type Place } from '../report.ts';
import type { Run } from '../run.ts';
import { type PythonCode, type PythonImport, readPython } from './imports.ts';
import {
  isPackage,
  type Layout,
  type LocalModule,
  layoutOf,
  moduleAt,
  namesOf,
  rootsFor,
} from './modules.ts';
import { packagesOf, sharedTops } from './packages.ts';
import { isMistyped, popularMembers } from './popular.ts';
import { stdlibMembers, stdlibModulesIn, stdlibNames, stdlibVersion } from './stdlib.ts';

export async function checkPython(run: Run, files: readonly ChangedFile[]): Promise<void> {
  const layout = layoutOf(run.project);
  for (const file of files) {
    const code = readPython(file.after ?? '');
    const added = new Set(file.added.map(({ line }) => line));
    for (const one of code.imports) {
      if (added.has(one.line) || one.names.some(({ line }) => added.has(line))) {
        await checkImport(run, layout, file.path, one);
      }
    }
    checkMembers(run, file.path, code, added);
  }
}

async function checkImport(
  run: Run,
  layout: Layout,
  path: string,
  one: PythonImport,
): Promise<void> {
  const place = { file: path, line: one.line };
  if (one.dots > 0) {
    await checkRelative(run, layout, place, one);
    return;
  }
  const top = one.module.split('.')[0] ?? '';
  if (await checkLocal(run, layout, place, one)) return;
  if (stdlibNames.has(top)) {
    checkStdlib(run, place, one);
    return;
  }
  if (layout.tops.has(top)) {
    run.report.open(`${one.module} is found from where this runs.`);
    return;
  }
  await checkPackage(run, place, one, top);
}

async function checkRelative(
  run: Run,
  layout: Layout,
  place: Place,
  one: PythonImport,
): Promise<void> {
  const folder = joined(folderOf(place.file ?? ''), '../'.repeat(one.dots - 1));
  if (folder === undefined) return;
  const parts = one.module === '' ? [] : one.module.split('.');
  const module = moduleAt(layout, folder, parts);
  if (module) await checkNames(run, layout, place, one, module);
  else await checkInner(run, layout, place, one, folder, 0);
}

/** Files that a build writes: gRPC stubs, versions, parsers. */
function isMade(module: string): boolean {
  return (
    /(?:_pb2(?:_grpc)?|(?:^|\.)_?version|_generated|(?:^|\.)generated?|_parser|_ext|_C|_lib)$/.test(
      module,
    ) || /(?:^|\.)_\w+$/.test(module)
  );
}

/** Whether the module is one of the workspace; what it lacks is said. */
async function checkLocal(
  run: Run,
  layout: Layout,
  place: Place,
  one: PythonImport,
): Promise<boolean> {
  const parts = one.module.split('.');
  const isStandard = stdlibNames.has(parts[0] ?? '');
  // A module of a package does not hide one of the standard library.
  const roots = rootsFor(layout, place.file ?? '').filter(
    (root) => !isStandard || !isPackage(layout, root),
  );
  for (const root of roots) {
    const module = moduleAt(layout, root, parts);
    if (module && (!module.isFolder || layout.folders.has(module.path))) {
      // What is beside a module of a package is found only where that is run itself.
      await checkNames(run, layout, place, one, module, isPackage(layout, root));
      return true;
    }
  }
  const root = roots.find(
    (folder) =>
      !isPackage(layout, folder) && isPackage(layout, joined(folder, parts[0] ?? '') ?? ''),
  );
  if (parts.length < 2 || isStandard || root === undefined) return false;
  await checkInner(run, layout, place, one, root, 1);
  return true;
}

/** The package is here and has no such module, unless it makes its modules as it runs. */
async function checkInner(
  run: Run,
  layout: Layout,
  place: Place,
  one: PythonImport,
  root: string,
  from: number,
): Promise<void> {
  const parts = one.module.split('.');
  let parent = root;
  let count = 0;
  while (layout.inner.has(joined(parent, parts[count] ?? '') ?? '')) {
    parent = joined(parent, parts[count] ?? '') ?? '';
    count++;
  }
  const { isComplete } = await namesOf(layout, { path: parent, isFolder: true });
  const isFile = layout.inner.get(parent)?.has(parts[count] ?? '') ?? false;
  if (!isComplete || isFile || one.isOptional || isMade(one.module) || count < from) {
    run.report.open(`${one.module} is there where this runs.`);
    return;
  }
  const subject = `${'.'.repeat(one.dots)}${one.module}`;
  sayMissing(run, layout, place, subject, parent, parts.slice(count));
}

function sayMissing(
  run: Run,
  layout: Layout,
  place: Place,
  subject: string,
  folder: string,
  parts: readonly string[],
): void {
  const near = closest(parts[0] ?? '', layout.inner.get(folder) ?? []);
  run.report.find(place, missingFile(subject, `${joined(folder, parts.join('/'))}.py`, near));
}

async function checkNames(
  run: Run,
  layout: Layout,
  place: Place,
  one: PythonImport,
  module: LocalModule,
  isUnsure = false,
): Promise<void> {
  const { names, isComplete: isWhole, file, isBare } = await namesOf(layout, module);
  const isComplete = isWhole && !isUnsure && !(isBare && one.dots === 0);
  run.report.holds(`${one.module || '.'} is ${module.path}.`, { file, line: undefined });
  for (const { name, line } of one.names) {
    if (names.has(name) || one.isOptional || isMade(name)) continue;
    if (!isComplete) {
      run.report.open(`${one.module} has ${name}.`);
      continue;
    }
    run.report.find(
      { file: place.file, line },
      {
        verdict: 'notFound',
        severity: 'error',
        subject: `${one.module}.${name}`,
        message: `${file} does not define ${name}.${didYouMean(closest(name, names))}`,
        source: { file, line: undefined },
      },
    );
  }
}

function checkStdlib(run: Run, place: Place, one: PythonImport): void {
  const source = listed(`standard library of Python ${stdlibVersion}`);
  run.report.holds(`${one.module} is in the standard library.`, source);
  if (one.isOptional || sayNoSuchModule(run, place, one.module)) return;
  const members = stdlibMembers(one.module);
  const inner = stdlibModulesIn(one.module);
  if (!members) return;
  for (const { name, line } of one.names) {
    if (members.has(name) || name.startsWith('_') || inner?.has(name)) continue;
    sayMember(run, { file: place.file, line }, one.module, name, members);
  }
}

/** `urllib.reqest`: a package of the standard library without such a module. */
function sayNoSuchModule(run: Run, place: Place, module: string): boolean {
  const at = module.lastIndexOf('.');
  const [parent, name] = [module.slice(0, Math.max(0, at)), module.slice(at + 1)];
  const inner = stdlibModulesIn(parent);
  const known = stdlibMembers(parent);
  if (at < 0 || name.startsWith('_') || !(inner ?? known) || inner?.has(name) || known?.has(name)) {
    return false;
  }
  sayMember(run, place, parent, name, new Set([...(inner ?? []), ...(known ?? [])]));
  return true;
}

function sayMember(
  run: Run,
  place: Place,
  module: string,
  name: string,
  members: ReadonlySet<string>,
): void {
  run.report.find(place, {
    verdict: 'notFound',
    severity: 'error',
    subject: `${module}.${name}`,
    message: `${module} of the standard library has no ${name}.${didYouMean(closest(name, members))}`,
    source: listed(`standard library of Python ${stdlibVersion}`),
  });
}

/** `os.getenviron` where `os` is the whole module, and nothing else is called that. */
function checkMembers(run: Run, path: string, code: PythonCode, added: ReadonlySet<number>): void {
  // Code for several versions and platforms asks before it uses.
  if (/\b(?:hasattr|version_info|PY2|PY3)\b|\bsys\.platform\b|\bos\.name\b/.test(code.text)) {
    return;
  }
  for (const { module, space } of code.imports) {
    if (space === undefined || !hasMembers(module) || isRebound(code, space)) continue;
    const uses = new RegExp(`(?<![\\w.'"])${space}\\.([A-Za-z]\\w*)(?!\\w)(?!\\s*=(?!=))`, 'g');
    for (const match of code.text.matchAll(uses)) {
      const name = match[1] ?? '';
      const place = { file: path, line: code.lineOf(match.index) };
      if (!added.has(place.line) || isSubmodule(code, module, name)) continue;
      checkMember(run, place, module, name);
    }
  }
}

function hasMembers(module: string): boolean {
  return stdlibMembers(module) !== undefined || popularMembers(module) !== undefined;
}

function checkMember(run: Run, place: Place, module: string, name: string): void {
  const members = stdlibMembers(module);
  if (members === undefined) checkPopular(run, place, module, name);
  else if (!members.has(name) && !stdlibModulesIn(module)?.has(name)) {
    sayMember(run, place, module, name, members);
  }
}

/** Of packages only what is almost a name of theirs is sure to be none that another version has. */
function checkPopular(run: Run, place: Place, module: string, name: string): void {
  const members = popularMembers(module);
  if (members === undefined || members.has(name)) return;
  const near = [...members].find((one) => isMistyped(name, one));
  if (near === undefined) {
    run.report.open(`${module} has ${name}.`);
    return;
  }
  run.report.find(place, {
    verdict: 'notFound',
    severity: 'error',
    subject: `${module}.${name}`,
    message: `${module} has no ${name}.${didYouMean(`${module}.${near}`)}`,
    source: listed('names of popular packages'),
  });
}

function isSubmodule(code: PythonCode, module: string, name: string): boolean {
  return code.imports.some((one) => one.module.startsWith(`${module}.${name}`));
}

/** Another thing has the name too: an assignment, a parameter, a loop's variable, a second import. */
function isRebound(code: PythonCode, space: string): boolean {
  const imports = code.imports.filter(
    (one) => one.space === space || one.names.some(({ name }) => name === space),
  );
  const bound = new RegExp(
    `(?<![\\w.])${space}\\s*(?::[^=\\n]+)?=(?!=)|\\bfor\\s+[^\\n]*\\b${space}\\b[^\\n]*\\bin\\b|\\bas\\s+${space}\\b|\\bdef\\s+\\w+\\s*\\([^)]*(?<![\\w.])${space}\\b(?!\\.)|\\b(?:def|class)\\s+${space}\\b|\\blambda[^:\\n]*\\b${space}\\b|\\bdel\\s+${space}\\b`,
  );
  const isAlias = imports.some((one) => one.module !== space);
  const text = isAlias ? code.text.replace(/^\s*(?:import|from)[^\n]*/gm, '') : code.text;
  return imports.length !== 1 || imports.some(({ isOptional }) => isOptional) || bound.test(text);
}

async function checkPackage(run: Run, place: Place, one: PythonImport, top: string): Promise<void> {
  for (const { name, line } of one.isOptional ? [] : one.names) {
    checkPopular(run, { file: place.file, line }, one.module, name);
  }
  const declared = await run.dependencies('pypi');
  const shared = sharedTops.has(top) || top.startsWith('_');
  const wanted = plainName('pypi', top);
  const related = declared.find(({ name }) => isRelated(name, wanted));
  if (related) {
    run.report.holds(`${top} comes with ${related.name}.`, {
      file: related.file,
      line: related.line,
    });
    return;
  }
  if (await isInstalled(run, place, top)) {
    run.report.open(`${top} is installed where this runs.`);
    return;
  }
  const names = one.names.map(({ name }) => `${one.module}.${name}`);
  const packages = shared && names.length > 0 ? names.flatMap(packagesOf) : packagesOf(one.module);
  await judgePackage(run, {
    ecosystem: 'pypi',
    names: [...new Set(packages.filter((name) => !shared || name !== top))],
    subject: top,
    place,
    how: 'import',
    isOptional: one.isOptional,
  });
}

/** `python-slack` and `slack-sdk` may both bring `slack`; of parts of a name only whole ones count. */
function isRelated(name: string, wanted: string): boolean {
  return (
    name === `python-${wanted}` ||
    name === `py${wanted}` ||
    name === `${wanted}-python` ||
    name === `${wanted}-py` ||
    name === `py-${wanted}` ||
    name === `${wanted}-sdk` ||
    name === `django-${wanted}` ||
    name === `${wanted}-client` ||
    name === `${wanted}-binary`
  );
}

async function isInstalled(run: Run, place: Place, top: string): Promise<boolean> {
  for (const folder of new Set([folderOf(place.file ?? '').split('/')[0] ?? '', ''])) {
    for (const name of ['.venv', 'venv']) {
      for (const minor of [14, 13, 12, 11, 10, 9, 8]) {
        const site = joined(folder, `${name}/lib/python3.${minor}/site-packages`) ?? '';
        if (await run.project.has(`${site}/${top}/__init__.py`)) return true;
      }
    }
  }
  return false;
}
