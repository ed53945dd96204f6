import {
  byLine,
  type Dependency,
  isPlain,
  lineWith,
  parseJson,
  parseLooseJson,
  plainAt,
} from './dependency.ts';

const sections = [
  'dependencies',
  'devDependencies',
  'peerDependencies',
  'optionalDependencies',
  'overrides',
  'resolutions',
] as const;

export function readPackageJson(text: string): readonly Dependency[] {
  const json = parseJson(text);
  const lines = text.split('\n');
  const own = plainAt({ json }, 'json')['name'];
  const found: Dependency[] =
    typeof own === 'string' ? [dependency(own, lineWith(lines, [`"${own}"`]), 'own')] : [];
  for (const section of sections) {
    const from = lineWith(lines, [`"${section}"`]) - 1;
    for (const name of Object.keys(plainAt(json, section))) {
      if (section === 'overrides' && !/^[@\w]/.test(name)) continue;
      found.push(dependency(name, lineWith(lines, [`"${name}"`], from), 'declared'));
    }
  }
  return json === undefined
    ? byLine(text, 'npm', 'declared', /^\s*"((?:@[\w.-]+\/)?[\w.-]+)"\s*:\s*"[\^~>=<*\d]/g)
    : found;
}

/** Versions 1 to 3 name packages by their path or by their name. */
export function readPackageLock(text: string): readonly Dependency[] {
  const json = parseJson(text);
  const lines = text.split('\n');
  const names = new Set(Object.keys(plainAt(json, 'dependencies')));
  for (const path of Object.keys(plainAt(json, 'packages'))) {
    const name = path.split('node_modules/').at(-1);
    if (name && path.includes('node_modules/')) names.add(name);
  }
  const lineOf = new Map<string, number>();
  lines.forEach((line, index) => {
    const name = /^\s*"(?:[^"]*node_modules\/)?([^"]+)":\s*\{/.exec(line)?.[1];
    if (name && !lineOf.has(name)) lineOf.set(name, index + 1);
  });
  return [...names].map((name) => dependency(name, lineOf.get(name) ?? 1, 'locked'));
}

/** Both generations of yarn begin an entry with its names in the first column. */
export function readYarnLock(text: string): readonly Dependency[] {
  return text.split('\n').flatMap((line, index) => {
    if (!/^["@\w]/.test(line)) return [];
    const names = [...line.matchAll(/"?((?:@[\w.-]+\/)?[\w.-]+)@/g)].map((match) => match[1] ?? '');
    return names.slice(0, 1).map((name) => dependency(name, index + 1, 'locked'));
  });
}

/** `/name@1.0.0:`, `/name/1.0.0:`, `name@1.0.0:` of the versions of pnpm, and importers' names. */
export function readPnpmLock(text: string): readonly Dependency[] {
  return byLine(
    text,
    'npm',
    'locked',
    /^\s{2,8}['"]?\/?((?:@[\w.-]+\/)?[\w.-]+)(?:[@/]\d[^\s:]*)?['"]?:/g,
  );
}

export function readBunLock(text: string): readonly Dependency[] {
  const json = parseLooseJson(text);
  const lines = text.split('\n');
  return Object.keys(plainAt(json, 'packages')).map((name) =>
    dependency(name, lineWith(lines, [`"${name}"`]), 'locked'),
  );
}

/** Import maps of Deno are names that may be imported. */
export function readDenoJson(text: string): readonly Dependency[] {
  const json = parseLooseJson(text);
  const lines = text.split('\n');
  const imports = plainAt(json, 'imports');
  return isPlain(json)
    ? Object.keys(imports).map((name) =>
        dependency(name.replace(/\/$/, ''), lineWith(lines, [`"${name}"`]), 'declared'),
      )
    : [];
}

function dependency(name: string, line: number, kind: Dependency['kind']): Dependency {
  return { ecosystem: 'npm', name, line, kind };
}
