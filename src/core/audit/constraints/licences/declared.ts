import type { FindingSource } from '../../../model/audit.ts';
import {
  isPlain,
  lineWith,
  type Plain,
  parseJson,
  plainAt,
} from '../../existence/manifests/dependency.ts';
import { folderOf, foldersAround, joined, type Project } from '../../existence/project.ts';
import { plainName } from '../packages/packageUse.ts';

/** What a package says of its licence, and where that stands. */
export interface DeclaredLicence {
  readonly expression: string;
  readonly source: FindingSource;
}

/** A package, named in a file of the workspace. */
export interface LicensedPackage {
  readonly ecosystem: string;
  readonly name: string;
  /** Where it is named; nothing of a command. */
  readonly file: string | undefined;
  readonly version?: string | undefined;
}

/** By what is installed, then by a lockfile; nothing where neither tells. */
export async function declaredLicence(
  project: Project,
  one: LicensedPackage,
): Promise<DeclaredLicence | undefined> {
  const folders = foldersAround(folderOf(one.file ?? ''));
  for (const read of readers[one.ecosystem] ?? []) {
    for (const folder of folders) {
      const found = await read(project, one, folder);
      if (found) return found;
    }
  }
  return undefined;
}

type Read = (
  project: Project,
  one: LicensedPackage,
  folder: string,
) => Promise<DeclaredLicence | undefined>;

const readers: Readonly<Record<string, readonly Read[]>> = {
  npm: [installedNpm, lockedNpm],
  composer: [lockedComposer],
  cargo: [vendoredCrate],
  pypi: [installedPython],
};

async function installedNpm(project: Project, { name }: LicensedPackage, folder: string) {
  const file = joined(folder, `node_modules/${name}/package.json`) ?? '';
  const text = await project.read(file);
  const expression = text && ofManifest(plainAt(parseJson(text)));
  return expression ? at(file, text, expression, '"license') : undefined;
}

/** `"MIT"`, and as it was written long ago `{ "type": "MIT" }` and a list of those to choose from. */
function ofManifest(json: Plain): string | undefined {
  const { license, licenses } = json;
  const named = (value: unknown): string | undefined => {
    const text = isPlain(value) ? value['type'] : value;
    return typeof text === 'string' && text !== '' ? text : undefined;
  };
  const several = Array.isArray(licenses) ? licenses.flatMap((one) => named(one) ?? []) : [];
  return named(license) ?? (several.length > 0 ? several.join(' OR ') : undefined);
}

async function lockedNpm(project: Project, { name }: LicensedPackage, folder: string) {
  for (const lock of ['package-lock.json', 'npm-shrinkwrap.json']) {
    const file = joined(folder, lock) ?? '';
    const text = await project.read(file);
    if (text === undefined) continue;
    const key = `node_modules/${name}`;
    const expression = ofManifest(plainAt(parseJson(text), 'packages', key));
    if (expression) return at(file, text, expression, `"${key}"`);
  }
  return undefined;
}

async function lockedComposer(project: Project, { name }: LicensedPackage, folder: string) {
  const file = joined(folder, 'composer.lock') ?? '';
  const text = await project.read(file);
  const json = plainAt(parseJson(text ?? ''));
  const packages = [json['packages'], json['packages-dev']].flatMap((list) =>
    Array.isArray(list) ? list.filter(isPlain) : [],
  );
  const found = packages.find((one) => String(one['name']).toLowerCase() === name.toLowerCase());
  const expression = found && ofManifest({ licenses: found['license'] });
  return text && expression ? at(file, text, expression, `"name": "${found['name']}"`) : undefined;
}

async function vendoredCrate(project: Project, { name }: LicensedPackage, folder: string) {
  for (const called of new Set([name, name.replaceAll('_', '-'), name.replaceAll('-', '_')])) {
    const file = joined(folder, `vendor/${called}/Cargo.toml`) ?? '';
    const text = await project.read(file);
    const expression = /^\s*license\s*=\s*"([^"]+)"/m.exec(text ?? '')?.[1];
    if (text && expression) return at(file, text, expression, 'license');
  }
  return undefined;
}

/** The folder of an installed package is called after its version, which a lockfile or a pin tells. */
async function installedPython(project: Project, one: LicensedPackage, folder: string) {
  const version = one.version ?? (await lockedPython(project, one.name, folder));
  if (version === undefined) return undefined;
  const wanted = plainName('pypi', one.name);
  const names = new Set([
    one.name,
    one.name.replaceAll('-', '_'),
    wanted,
    wanted.replaceAll('-', '_'),
  ]);
  for (const environment of ['.venv', 'venv']) {
    for (const minor of [14, 13, 12, 11, 10, 9, 8]) {
      for (const name of names) {
        const site = `${environment}/lib/python3.${minor}/site-packages`;
        const file = joined(folder, `${site}/${name}-${version}.dist-info/METADATA`) ?? '';
        const text = await project.read(file);
        const expression = text && ofMetadata(text);
        if (expression) return at(file, text, expression, 'Licen');
      }
    }
  }
  return undefined;
}

/** The newer field is an expression; classifiers are a list of which each holds. */
function ofMetadata(text: string): string | undefined {
  const head = text.split(/\r?\n\r?\n/)[0] ?? '';
  const field = (name: string): string | undefined =>
    new RegExp(`^${name}:[ \\t]*(\\S.*)$`, 'm').exec(head)?.[1]?.trim();
  const classifier = /^Classifier: License :: OSI Approved :: (.+)$/m.exec(head)?.[1]?.trim();
  return field('License-Expression') ?? classifier ?? field('License');
}

async function lockedPython(project: Project, name: string, folder: string) {
  for (const lock of ['poetry.lock', 'uv.lock', 'pdm.lock']) {
    const text = await project.read(joined(folder, lock) ?? '');
    const blocks = text?.split(/^\[\[package\]\]/m) ?? [];
    const own = blocks.find((block) => {
      const called = /^name\s*=\s*"([^"]+)"/m.exec(block)?.[1];
      return called !== undefined && plainName('pypi', called) === plainName('pypi', name);
    });
    const version = /^version\s*=\s*"([^"]+)"/m.exec(own ?? '')?.[1];
    if (version !== undefined) return version;
  }
  return undefined;
}

function at(file: string, text: string, expression: string, sign: string): DeclaredLicence {
  return { expression, source: { file, line: lineWith(text.split('\n'), [sign]) } };
}
