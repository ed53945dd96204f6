import type { Ecosystem } from '../known/known.ts';
import { folderOf, foldersAround, nameOf, type Project } from '../project.ts';
import type { Dependency, ManifestReader } from './dependency.ts';
import * as npm from './npm.ts';
import * as others from './others.ts';
import * as python from './python.ts';

interface Manifest {
  readonly ecosystem: Ecosystem;
  /** Of the file's name, or of its path where that has a slash. */
  readonly name: RegExp;
  readonly read: ManifestReader;
  readonly isLock?: boolean;
}

const table: readonly Manifest[] = [
  { ecosystem: 'npm', name: /^package\.json$/, read: npm.readPackageJson },
  { ecosystem: 'npm', name: /^deno\.jsonc?$|^import_map\.json$/, read: npm.readDenoJson },
  {
    ecosystem: 'npm',
    name: /^(?:package-lock|npm-shrinkwrap)\.json$/,
    read: npm.readPackageLock,
    isLock: true,
  },
  { ecosystem: 'npm', name: /^yarn\.lock$/, read: npm.readYarnLock, isLock: true },
  { ecosystem: 'npm', name: /^pnpm-lock\.yaml$/, read: npm.readPnpmLock, isLock: true },
  { ecosystem: 'npm', name: /^bun\.lock$/, read: npm.readBunLock, isLock: true },
  {
    ecosystem: 'pypi',
    name: /requirements[^/]*\.(?:txt|in)$|^constraints[^/]*\.txt$|requirements\/[^/]+\.(?:txt|in)$/,
    read: python.readRequirements,
  },
  { ecosystem: 'pypi', name: /^pyproject\.toml$/, read: python.readPyproject },
  { ecosystem: 'pypi', name: /^setup\.cfg$/, read: python.readSetupCfg },
  { ecosystem: 'pypi', name: /^setup\.py$/, read: python.readSetupPy },
  { ecosystem: 'pypi', name: /^Pipfile$/, read: python.readPipfile },
  { ecosystem: 'pypi', name: /^environment\.ya?ml$/, read: python.readCondaEnvironment },
  { ecosystem: 'pypi', name: /^Pipfile\.lock$/, read: python.readPipfileLock, isLock: true },
  { ecosystem: 'pypi', name: /^(?:poetry|uv|pdm)\.lock$/, read: python.readTomlLock, isLock: true },
  { ecosystem: 'go', name: /^go\.mod$/, read: others.readGoMod },
  { ecosystem: 'go', name: /^go\.sum$/, read: others.readGoSum, isLock: true },
  { ecosystem: 'cargo', name: /^Cargo\.toml$/, read: others.readCargoToml },
  { ecosystem: 'cargo', name: /^Cargo\.lock$/, read: others.readCargoLock, isLock: true },
  { ecosystem: 'maven', name: /^pom\.xml$|\.pom$/, read: others.readPom },
  { ecosystem: 'maven', name: /\.gradle(?:\.kts)?$/, read: others.readGradle },
  { ecosystem: 'maven', name: /\.versions\.toml$/, read: others.readVersionCatalog },
  { ecosystem: 'maven', name: /^gradle\.lockfile$/, read: others.readGradleLock, isLock: true },
  {
    ecosystem: 'nuget',
    name: /\.(?:cs|fs|vb)proj$|^Directory\.[\w.]+\.props$|^packages\.config$/,
    read: others.readMsbuild,
  },
  { ecosystem: 'nuget', name: /^packages\.lock\.json$/, read: others.readNugetLock, isLock: true },
  { ecosystem: 'gem', name: /^Gemfile$|\.gemspec$|^gems\.rb$/, read: others.readGemfile },
  { ecosystem: 'gem', name: /^Gemfile\.lock$/, read: others.readGemfileLock, isLock: true },
  { ecosystem: 'composer', name: /^composer\.json$/, read: others.readComposerJson },
  { ecosystem: 'composer', name: /^composer\.lock$/, read: others.readComposerLock, isLock: true },
];

export function manifestOf(path: string): Manifest | undefined {
  const name = nameOf(path);
  return table.find((manifest) => manifest.name.test(name) || manifest.name.test(path));
}

export interface PlacedDependency extends Dependency {
  readonly file: string;
}

/** All that the manifests and lockfiles of one ecosystem name; those of installed packages don't count. */
export async function dependenciesOf(
  project: Project,
  ecosystem: Ecosystem,
): Promise<readonly PlacedDependency[]> {
  const found: PlacedDependency[] = [];
  for (const file of [...project.paths].sort()) {
    const manifest = manifestOf(file);
    if (manifest?.ecosystem !== ecosystem) continue;
    const text = await project.read(file);
    for (const dependency of manifest.read(text ?? '')) found.push({ ...dependency, file });
  }
  return found;
}

/** Ecosystems in which a package sees only what the manifests in its folder and above declare. */
const nested: ReadonlySet<Ecosystem> = new Set(['npm', 'go', 'cargo']);

/** What counts for a file; a command that came alone is taken to be run at the root. */
export function visibleFrom(
  file: string | undefined,
  ecosystem: Ecosystem,
  all: readonly PlacedDependency[],
): readonly PlacedDependency[] {
  if (!nested.has(ecosystem) || file === undefined) return all;
  const folders = new Set(foldersAround(folderOf(file)));
  const near = all.filter(
    (found) => found.kind !== 'declared' || folders.has(folderOf(found.file)),
  );
  return near.some(({ kind }) => kind === 'declared') ? near : all;
}
