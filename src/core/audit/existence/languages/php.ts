import type { ChangedFile } from '../../../model/audit.ts';
import { syntaxes } from '../code.ts';
import { parseJson, plainAt } from '../manifests/dependency.ts';
import { closest } from '../nearMiss.ts';
import { nearPath } from '../paths.ts';
import { folderOf, joined, nameOf } from '../project.ts';
import { listed, missingFile, type Place } from '../report.ts';
import type { Run } from '../run.ts';
import { phpPackages } from './phpPackages.ts';
import { newMatches, sourceOf } from './source.ts';

interface Autoload {
  readonly prefix: string;
  readonly folder: string;
  readonly file: string;
}

export async function checkPhp(run: Run, files: readonly ChangedFile[]): Promise<void> {
  if (files.length === 0) return;
  const autoloads = await autoloadsOf(run);
  for (const file of files) {
    const source = sourceOf(file, syntaxes.php);
    for (const { groups, line } of newMatches(
      source,
      /^use\s+(?:function\s+|const\s+)?\\?([A-Z]\w*(?:\\\w+)+)\s*(?:as\s+\w+\s*)?;/gm,
    )) {
      checkClass(run, { file: file.path, line }, groups[0] ?? '', autoloads);
      await checkPackage(run, { file: file.path, line }, groups[0] ?? '', autoloads);
    }
    for (const { index, line } of newMatches(
      source,
      /\b(?:require|include)(?:_once)?\s*\(?\s*__DIR__\s*\.\s*(?=["'])/g,
    )) {
      const at = source.code.text.slice(index).search(/["']/) + index;
      checkInclude(run, { file: file.path, line }, source.code.strings.get(at) ?? '');
    }
  }
}

/** PSR-4: prefixes of namespaces and the folders whose files have their classes. */
async function autoloadsOf(run: Run): Promise<readonly Autoload[]> {
  const found: Autoload[] = [];
  for (const file of [...run.project.paths].filter((path) => nameOf(path) === 'composer.json')) {
    const json = parseJson((await run.project.read(file)) ?? '');
    const prefixes = ['autoload', 'autoload-dev'].flatMap((section) =>
      Object.entries(plainAt(json, section, 'psr-4')),
    );
    for (const [prefix, folders] of prefixes) {
      const list: readonly unknown[] = Array.isArray(folders) ? folders : [folders];
      for (const folder of list.filter((one) => typeof one === 'string')) {
        found.push({ prefix, folder: joined(folderOf(file), folder) ?? '', file });
      }
    }
  }
  return found.sort((a, b) => b.prefix.length - a.prefix.length);
}

/** A namespace that is known to come with a package, where no manifest names that. */
async function checkPackage(
  run: Run,
  place: Place,
  name: string,
  autoloads: readonly Autoload[],
): Promise<void> {
  if (autoloads.some(({ prefix }) => name.startsWith(prefix))) return;
  const namespace = Object.keys(phpPackages).find((one) => name.startsWith(`${one}\\`));
  const packages = phpPackages[namespace ?? ''];
  const all = await run.dependencies('composer');
  // What another package brings along is not told by the manifests.
  if (namespace === undefined || !packages || !all.some(({ kind }) => kind === 'declared')) return;
  const declared = all.find(({ name: one }) => packages.some((wanted) => isOf(one, wanted)));
  if (declared) {
    const source = { file: declared.file, line: declared.line };
    run.report.holds(`${namespace} comes with ${declared.name}.`, source);
    return;
  }
  const [wanted = namespace] = packages;
  run.report.find(place, {
    verdict: 'notADependency',
    severity: 'warning',
    subject: name,
    message: `${namespace} comes with ${wanted.replace('/*', '')}, but no manifest here names it. Add it as a dependency, or leave it out.`,
    source: listed('known packages of Packagist'),
  });
}

function isOf(name: string, wanted: string): boolean {
  return wanted.endsWith('/*') ? name.startsWith(wanted.slice(0, -1)) : name === wanted;
}

function checkClass(run: Run, place: Place, name: string, autoloads: readonly Autoload[]): void {
  const fitting = autoloads.filter(({ prefix }) => prefix !== '' && name.startsWith(prefix));
  const [first] = fitting;
  if (!first) return;
  const paths = fitting.map(
    ({ prefix, folder }) =>
      joined(folder, `${name.slice(prefix.length).replaceAll('\\', '/')}.php`) ?? '',
  );
  const found = paths.find((path) => run.project.paths.has(path));
  const [wanted = ''] = paths;
  if (found !== undefined) {
    run.report.holds(`${name} is ${found}.`, { file: found, line: undefined });
  } else if (!isNoClass(run, wanted)) {
    const beside = [...run.project.paths].filter((path) => folderOf(path) === folderOf(wanted));
    const near = closest(nameOf(wanted), beside.map(nameOf)) ?? nearPath(run.project, wanted);
    run.report.find(place, missingFile(name, wanted, near, { file: first.file, line: undefined }));
  }
}

/** A function, a constant or a namespace has no file of its own. */
function isNoClass({ project }: Run, path: string): boolean {
  return (
    project.folders.has(path.replace(/\.php$/, '')) || project.paths.has(`${folderOf(path)}.php`)
  );
}

function checkInclude(run: Run, place: Place, path: string): void {
  const whole = joined(folderOf(place.file ?? ''), path);
  if (path === '' || whole === undefined || run.project.paths.has(whole)) return;
  if (/vendor\/|\$/.test(path)) return;
  run.report.find(place, missingFile(path, whole, nearPath(run.project, whole)));
}
