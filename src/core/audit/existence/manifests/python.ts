import { parse } from 'smol-toml';
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

export function readRequirements(text: string): readonly Dependency[] {
  const editable = byLine(text, 'pypi', 'declared', /[#&]egg=([\w.-]+)/g);
  return [
    ...byLine(
      text,
      'pypi',
      'declared',
      /^\s*([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*(?:[<>=!~;@#]|$)/g,
    ),
    ...editable,
  ];
}

/** PEP 621, PEP 735, Poetry, PDM, Hatch and uv, each in its tables. */
export function readPyproject(text: string): readonly Dependency[] {
  const toml = parseToml(text);
  if (!toml) return byLine(text, 'pypi', 'declared', /^\s*["']([\w.-]+)\s*[<>=!~[]/g);
  const lines = text.split('\n');
  const requirements = [
    ...texts(plainAt(toml, 'project')['dependencies']),
    ...lists(plainAt(toml, 'project', 'optional-dependencies')),
    ...lists(plainAt(toml, 'dependency-groups')),
    ...lists(plainAt(toml, 'tool', 'pdm', 'dev-dependencies')),
    ...texts(plainAt(toml, 'tool', 'uv')['dev-dependencies']),
    ...texts(plainAt(toml, 'build-system')['requires']),
  ].map((requirement) => /^\s*([\w.-]+)/.exec(requirement)?.[1] ?? '');
  const poetry = plainAt(toml, 'tool', 'poetry');
  const groups = Object.values(plainAt(poetry, 'group')).map((group) =>
    plainAt(group, 'dependencies'),
  );
  const tables = [plainAt(poetry, 'dependencies'), plainAt(poetry, 'dev-dependencies'), ...groups];
  const names = [...requirements, ...tables.flatMap((table) => Object.keys(table))];
  const own = [plainAt(toml, 'project')['name'], poetry['name']].filter(isText);
  return [
    ...names
      .filter((name) => name !== '' && name !== 'python')
      .map((name) => found(lines, name, 'declared')),
    ...own.map((name) => found(lines, name, 'own')),
  ];
}

/** Requirements stand indented below their key, or behind it. */
export function readSetupCfg(text: string): readonly Dependency[] {
  return byLine(
    text,
    'pypi',
    'declared',
    /^(?:install_requires\s*=)?\s+([A-Za-z][\w.-]*)\s*(?:[<>=!~;[]|$)/g,
  );
}

/** Only the lists that say what is required; a build script has many other texts. */
export function readSetupPy(text: string): readonly Dependency[] {
  const lists =
    /\b(?:install_requires|extras_require|tests_require|setup_requires|requirements|INSTALL_REQUIRES|REQUIRED)\s*=\s*[[{][^\]}]*[\]}]/g;
  const kept = new Uint8Array(text.length);
  for (const match of text.matchAll(lists))
    kept.fill(1, match.index, match.index + match[0].length);
  const only = [...text].map((sign, index) => (kept[index] || sign === '\n' ? sign : ' ')).join('');
  return byLine(
    only,
    'pypi',
    'declared',
    /["']([A-Za-z][\w.-]*)\s*(?:\[[^\]]*\])?\s*(?:[<>=!~;][^"']*)?["'](?!\s*:)/g,
  );
}

export function readPipfile(text: string): readonly Dependency[] {
  const toml = parseToml(text);
  const lines = text.split('\n');
  return ['packages', 'dev-packages'].flatMap((table) =>
    Object.keys(plainAt(toml, table)).map((name) => found(lines, name, 'declared')),
  );
}

export function readPipfileLock(text: string): readonly Dependency[] {
  const json = parseJson(text);
  const lines = text.split('\n');
  return ['default', 'develop'].flatMap((table) =>
    Object.keys(plainAt(json, table)).map((name) => found(lines, name, 'locked')),
  );
}

/** `poetry.lock`, `uv.lock` and `pdm.lock` have one table a package. */
export function readTomlLock(text: string): readonly Dependency[] {
  return byLine(text, 'pypi', 'locked', /^name\s*=\s*"([^"]+)"/g);
}

export function readCondaEnvironment(text: string): readonly Dependency[] {
  return byLine(text, 'pypi', 'declared', /^\s*-\s+([A-Za-z][\w.-]*)\s*(?:[<>=!~[]|$)/g);
}

export function parseToml(text: string): Plain | undefined {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

function found(lines: readonly string[], name: string, kind: Dependency['kind']): Dependency {
  return { ecosystem: 'pypi', name: plainName('pypi', name), line: lineWith(lines, [name]), kind };
}

const isText = (value: unknown): value is string => typeof value === 'string';

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter(isText) : [];
}

function lists(table: Plain): readonly string[] {
  return isPlain(table) ? Object.values(table).flatMap(texts) : [];
}
