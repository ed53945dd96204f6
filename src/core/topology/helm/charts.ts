import type { SourceText } from '../facts.ts';
import { fileName, folderOf, joinPath } from '../paths.ts';
import { RELEASE } from '../registry.ts';
import { readYaml, type Tree, textAt } from '../yamlTree.ts';
import { isRecord, member, rootOf, type Scope, textOf, type Value } from './expression.ts';
import {
  definitionsIn,
  type Piece,
  parseTemplate,
  type Rendered,
  renderTemplate,
} from './template.ts';

interface Chart {
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  readonly values: Value;
}

export interface RenderedFile {
  readonly path: string;
  readonly rendered: Rendered;
}

/** Folders that hold a Chart.yaml, or templates that only a chart can have. */
export function chartFolders(files: readonly SourceText[]): readonly string[] {
  const folders = files.flatMap(({ path, text }) => {
    if (fileName(path) === 'Chart.yaml') return [folderOf(path)];
    const isTemplate =
      fileName(folderOf(path)) === 'templates' &&
      /\{\{-?\s*(?:include|\.Values|\.Release)/.test(text);
    return isTemplate ? [folderOf(folderOf(path))] : [];
  });
  return [...new Set(folders)];
}

/** The innermost chart whose templates a file belongs to. */
export function chartOf(path: string, folders: readonly string[]): string | undefined {
  return folders
    .filter((folder) => path.startsWith(`${joinPath(folder, 'templates')}/`))
    .sort((a, b) => b.length - a.length)[0];
}

/**
 * Charts as their own values have it: conditions, loops and named templates are followed, functions
 * that make no names give nothing. What Helm renders may differ; the graph says that it is approximate.
 */
export function renderCharts(files: readonly SourceText[]): readonly RenderedFile[] {
  const folders = chartFolders(files);
  const charts = new Map(folders.map((folder) => [folder, chartAt(folder, folders, files)]));
  const templates = files.flatMap(({ path, text }) => {
    const folder = chartOf(path, folders);
    return folder === undefined ? [] : [{ path, folder, pieces: parseTemplate(text) }];
  });
  const named = new Map<string, readonly Piece[]>();
  for (const { pieces } of templates) {
    for (const [name, body] of definitionsIn(pieces)) named.set(name, body);
  }
  return templates
    .filter(({ path }) => /\.ya?ml$/i.test(path))
    .flatMap(({ path, folder, pieces }) => {
      const chart = charts.get(folder);
      return chart ? [{ path, rendered: renderTemplate(pieces, scopeOf(chart, named)) }] : [];
    });
}

/** A chart below `charts/` is given what its parent's values hold under its name. */
function chartAt(folder: string, folders: readonly string[], files: readonly SourceText[]): Chart {
  const about = treeOf(files, joinPath(folder, 'Chart.yaml'));
  const name = textAt(about, 'name') || fileName(folder);
  const own = dataOf(treeOf(files, joinPath(folder, 'values.yaml')));
  const parent = folders.find((other) => joinPath(other, `charts/${fileName(folder)}`) === folder);
  const given =
    parent === undefined ? undefined : dataOf(treeOf(files, joinPath(parent, 'values.yaml')));
  const values = merged(
    merged(own, { global: member(given, 'global') ?? {} }),
    member(given, name),
  );
  return { folder, name, version: textAt(about, 'version'), values };
}

function treeOf(files: readonly SourceText[], path: string): Tree | undefined {
  const text = files.find((file) => file.path === path)?.text;
  return text === undefined ? undefined : readYaml(text).documents[0];
}

function dataOf(tree: Tree | undefined): Value {
  if (!tree) return {};
  if (tree.entries) {
    return Object.fromEntries([...tree.entries].map(([key, held]) => [key, dataOf(held)]));
  }
  if (tree.items) return tree.items.map(dataOf);
  const text = tree.text ?? '';
  if (text === 'true' || text === 'false') return text === 'true';
  return text === 'null' || text === '~' ? undefined : text;
}

function merged(base: Value, over: Value): Value {
  if (!isRecord(base) || !isRecord(over)) return over ?? base;
  const all: Record<string, Value> = { ...base };
  for (const [key, value] of Object.entries(over)) all[key] = merged(base[key], value);
  return all;
}

/** Templates that include themselves, and each other, end here. */
const DEEPEST = 12;
const MOST_INCLUDES = 3_000;

function scopeOf(chart: Chart, named: ReadonlyMap<string, readonly Piece[]>): Scope {
  const root = rootOf(chart.name, chart.version, chart.values);
  let depth = 0;
  let left = MOST_INCLUDES;
  const rendered = (body: readonly Piece[], dot: Value): string => {
    depth++;
    const variables = new Map([['$', dot]]);
    const { text } = renderTemplate(body, { dot, root: dot, variables, include, render });
    depth--;
    return text;
  };
  const include = (name: string, dot: Value): string => {
    const body = named.get(name);
    if (!body || depth >= DEEPEST || left-- <= 0) return standardName(name, chart);
    return rendered(body, dot).trim();
  };
  const render = (text: string, dot: Value): string =>
    depth >= DEEPEST || left-- <= 0 || !text.includes('{{')
      ? text
      : rendered(parseTemplate(text), dot);
  return { dot: root, root, variables: new Map(), include, render };
}

/** What `helm create` writes for `x.fullname` and `x.name`, where the definition was not read. */
function standardName(asked: string, { name, values }: Chart): string {
  if (!/[._-]fullname$/i.test(asked)) return /[._-]name$/i.test(asked) ? name : '';
  const given = textOf(member(values, 'fullnameOverride'));
  return given || `${RELEASE}-${textOf(member(values, 'nameOverride')) || name}`;
}
