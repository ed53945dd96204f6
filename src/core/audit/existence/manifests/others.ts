import {
  byLine,
  type Dependency,
  isPlain,
  lineWith,
  type Plain,
  parseJson,
  plainAt,
  plainName,
} from './dependency.ts';
import { parseToml } from './python.ts';

export function readGoMod(text: string): readonly Dependency[] {
  return [
    ...byLine(text, 'go', 'own', /^module\s+"?([^\s"]+)/g),
    ...byLine(
      text,
      'go',
      'declared',
      /^\s*(?:require\s+|replace\s+)?([\w.-]+\.[\w-]+\/[^\s]+|[\w.-]+\.[a-z]+(?=\s+v\d))\s+(?:v\d|=>)/g,
    ),
    ...byLine(text, 'go', 'declared', /^\s*replace\s+([^\s]+)\s/g),
  ];
}

/** A hash of only the `go.mod` of a module does not say that the module itself is used. */
export function readGoSum(text: string): readonly Dependency[] {
  return byLine(text, 'go', 'locked', /^(\S+) v[^\s/]+ h1:/g);
}

const cargoTables = ['dependencies', 'dev-dependencies', 'build-dependencies'] as const;

/** A dependency is imported by its key, whatever package it is; both are given. */
export function readCargoToml(text: string): readonly Dependency[] {
  const toml = parseToml(text);
  const lines = text.split('\n');
  const places = [toml, plainAt(toml, 'workspace'), ...Object.values(plainAt(toml, 'target'))];
  const names = places
    .flatMap((place) => cargoTables.map((table) => plainAt(place, table)))
    .flatMap((table) => Object.entries(table))
    .flatMap(([key, value]) => [key, renamed(value)]);
  const own = [plainAt(toml, 'package')['name'], plainAt(toml, 'lib')['name']];
  return [
    ...names.flatMap((name) => (name ? [cargo(lines, name, 'declared')] : [])),
    ...own.flatMap((name) => (typeof name === 'string' ? [cargo(lines, name, 'own')] : [])),
  ];
}

function renamed(value: unknown): string | undefined {
  const name = isPlain(value) ? value['package'] : undefined;
  return typeof name === 'string' ? name : undefined;
}

function cargo(lines: readonly string[], name: string, kind: Dependency['kind']): Dependency {
  return {
    ecosystem: 'cargo',
    name: plainName('cargo', name),
    line: lineWith(lines, [name]),
    kind,
  };
}

export function readCargoLock(text: string): readonly Dependency[] {
  return byLine(text, 'cargo', 'locked', /^name\s*=\s*"([^"]+)"/g);
}

/** `group:artifact`; the project's own coordinates are the first group and artifact. */
export function readPom(text: string): readonly Dependency[] {
  const lines = text.split('\n');
  const found: Dependency[] = [];
  let group = '';
  lines.forEach((line, index) => {
    group = /<groupId>\s*([^<\s]+)\s*</.exec(line)?.[1] ?? group;
    const artifact = /<artifactId>\s*([^<\s]+)\s*</.exec(line)?.[1];
    if (artifact) {
      const name = `${group}:${artifact}`;
      found.push({ ecosystem: 'maven', name, line: index + 1, kind: 'declared' });
    }
  });
  return found;
}

export function readGradle(text: string): readonly Dependency[] {
  const plugin = /\bid\s*\(?\s*["']([\w.-]+)["']/g;
  return [
    ...byLine(text, 'maven', 'declared', /["']([\w.-]+:[\w.-]+)(?::[^"']*)?["']/g),
    ...byLine(text, 'maven', 'declared', /group\s*[:=]\s*["']([\w.-]+)["']\s*,\s*name/g),
    ...byLine(text, 'maven', 'declared', plugin),
  ];
}

export function readVersionCatalog(text: string): readonly Dependency[] {
  return [
    ...byLine(text, 'maven', 'declared', /["']([\w.-]+:[\w.-]+)(?::[^"']*)?["']/g),
    ...byLine(text, 'maven', 'declared', /group\s*=\s*["']([\w.-]+)["']/g),
  ];
}

export function readGradleLock(text: string): readonly Dependency[] {
  return byLine(text, 'maven', 'locked', /^([\w.-]+:[\w.-]+):/g);
}

export function readMsbuild(text: string): readonly Dependency[] {
  return [
    ...byLine(
      text,
      'nuget',
      'declared',
      /<(?:PackageReference|PackageVersion|GlobalPackageReference)\s+(?:Include|Update)="([^"]+)"/g,
    ),
    ...byLine(text, 'nuget', 'declared', /<package\s+id="([^"]+)"/g),
    ...byLine(text, 'nuget', 'own', /<(?:RootNamespace|AssemblyName)>([^<]+)</g),
  ];
}

export function readNugetLock(text: string): readonly Dependency[] {
  const frameworks = Object.values(plainAt(parseJson(text), 'dependencies'));
  const lines = text.split('\n');
  return frameworks.filter(isPlain).flatMap((packages: Plain) =>
    Object.keys(packages).map((name) => ({
      ecosystem: 'nuget' as const,
      name: plainName('nuget', name),
      line: lineWith(lines, [`"${name}"`]),
      kind: 'locked' as const,
    })),
  );
}

export function readGemfile(text: string): readonly Dependency[] {
  return [
    ...byLine(text, 'gem', 'declared', /^\s*gem[\s(]+["']([\w.-]+)["']/g),
    ...byLine(
      text,
      'gem',
      'declared',
      /add_(?:runtime_|development_)?dependency[\s(]+["']([\w.-]+)["']/g,
    ),
    ...byLine(text, 'gem', 'own', /\.name\s*=\s*["']([\w.-]+)["']/g),
  ];
}

export function readGemfileLock(text: string): readonly Dependency[] {
  return byLine(text, 'gem', 'locked', /^ {4,6}([\w.-]+)(?: \(|$)/g);
}

export function readComposerJson(text: string): readonly Dependency[] {
  const json = parseJson(text);
  const lines = text.split('\n');
  return ['require', 'require-dev'].flatMap((section) =>
    Object.keys(plainAt(json, section)).map((name) => ({
      ecosystem: 'composer' as const,
      name: plainName('composer', name),
      line: lineWith(lines, [`"${name}"`], lineWith(lines, [`"${section}"`]) - 1),
      kind: 'declared' as const,
    })),
  );
}

export function readComposerLock(text: string): readonly Dependency[] {
  return byLine(text, 'composer', 'locked', /"name":\s*"([\w.-]+\/[\w.-]+)"/g);
}
