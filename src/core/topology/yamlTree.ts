import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
  type YAMLMap,
} from 'yaml';

/** YAML as plain data that knows its lines; merges and aliases are resolved. */
export interface Tree {
  /** 1-based. */
  readonly line: number;
  /** Of its key, where it is the value of one. */
  readonly keyLine?: number;
  /** Of a scalar, as it is written; empty for null. */
  readonly text?: string;
  readonly entries?: ReadonlyMap<string, Tree>;
  readonly items?: readonly Tree[];
  /** The anchor it was taken from, so that settings which several share can be told. */
  readonly shared?: string;
  readonly tag?: string;
}

export interface TreeFile {
  readonly documents: readonly Tree[];
  /** The first error's sentence, where the text is no sound YAML. */
  readonly error: string | undefined;
}

/** Aliases of aliases grow without end ("billion laughs"): no manifest shares as much. */
const LARGEST_ALIAS = 10_000;
const MOST_NODES = 500_000;
const DEEPEST = 80;

interface Reading {
  /** What anchors mean so far, with the number of nodes below them. */
  readonly anchors: Map<string, { readonly tree: Tree; readonly size: number }>;
  readonly lines: LineCounter;
  /** The line of the file for a line of the text; they differ for rendered templates. */
  readonly lineOf: (line: number) => number;
  left: number;
}

export function readYaml(
  text: string,
  lineOf: (line: number) => number = (line) => line,
): TreeFile {
  const lines = new LineCounter();
  try {
    const parsed = parseAllDocuments(text, {
      lineCounter: lines,
      strict: false,
      uniqueKeys: false,
      merge: true,
      logLevel: 'silent',
    });
    const documents = Array.isArray(parsed) ? parsed : [];
    const trees = documents.flatMap((document) => {
      const reading = { anchors: new Map(), lines, lineOf, left: MOST_NODES };
      const tree = document.contents ? treeOf(document.contents as Node, reading, 0) : undefined;
      return tree ? [tree] : [];
    });
    const error = documents.flatMap(({ errors }) => errors)[0]?.message.split('\n')[0];
    return { documents: trees, error };
  } catch (error) {
    // The library throws on some texts that are far from YAML; what it says is all there is to tell.
    return { documents: [], error: error instanceof Error ? error.message : String(error) };
  }
}

function treeOf(node: Node, reading: Reading, depth: number): Tree | undefined {
  const { left, anchors } = reading;
  reading.left--;
  if (reading.left < 0 || depth > DEEPEST) {
    return undefined;
  }
  if (isAlias(node)) {
    const known = anchors.get(node.source);
    if (!known || known.size > LARGEST_ALIAS) return undefined;
    reading.left -= known.size;
    return { ...known.tree, shared: node.source };
  }
  const tree = plainTree(node, reading, depth);
  if (tree && 'anchor' in node && node.anchor) {
    anchors.set(node.anchor, { tree, size: left - reading.left });
  }
  return tree;
}

function plainTree(node: Node, reading: Reading, depth: number): Tree | undefined {
  const line = lineAt(node, reading);
  const tag = node.tag ? { tag: node.tag } : {};
  if (isMap(node)) {
    return { line, entries: entriesOf(node, reading, depth), ...tag };
  }
  if (isSeq(node)) {
    const items = node.items.flatMap((item) => treeOf(item as Node, reading, depth + 1) ?? []);
    return { line, items, ...tag };
  }
  return isScalar(node) ? { line, text: scalarText(node.value, node.source), ...tag } : undefined;
}

function entriesOf(map: YAMLMap, reading: Reading, depth: number): ReadonlyMap<string, Tree> {
  const entries = new Map<string, Tree>();
  const merged = new Map<string, Tree>();
  for (const { key, value } of map.items) {
    const name = isScalar(key) ? keyText(key.value) : '';
    const tree = value ? treeOf(value as Node, reading, depth + 1) : undefined;
    if (name === '<<' && tree) {
      mergeInto(merged, tree);
    } else if (isScalar(key) && name !== '') {
      const keyLine = lineAt(key, reading);
      entries.set(name, { ...(tree ?? { line: keyLine, text: '' }), keyLine });
    }
  }
  for (const [name, tree] of merged) {
    if (!entries.has(name)) entries.set(name, tree);
  }
  return entries;
}

/** `<<: *a` or `<<: [*a, *b]`; what comes first wins. */
function mergeInto(merged: Map<string, Tree>, tree: Tree): void {
  for (const source of tree.items ?? [tree]) {
    const shared = source.shared ?? tree.shared;
    for (const [name, value] of source.entries ?? []) {
      if (!merged.has(name)) merged.set(name, shared ? { ...value, shared } : value);
    }
  }
}

function lineAt(node: Node, { lines, lineOf }: Reading): number {
  return lineOf(node.range ? lines.linePos(node.range[0]).line : 1);
}

function scalarText(value: unknown, source: string | undefined): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : (source ?? String(value));
}

const noTree: Tree = { line: 1 };

/** The tree at the end of a path of keys, or an empty one. */
export function at(tree: Tree | undefined, ...keys: readonly string[]): Tree {
  let here: Tree | undefined = tree;
  for (const key of keys) here = here?.entries?.get(key);
  return here ?? noTree;
}

export function textAt(tree: Tree | undefined, ...keys: readonly string[]): string {
  return at(tree, ...keys).text ?? '';
}

export function itemsAt(tree: Tree | undefined, ...keys: readonly string[]): readonly Tree[] {
  return at(tree, ...keys).items ?? [];
}

export function entriesAt(
  tree: Tree | undefined,
  ...keys: readonly string[]
): ReadonlyMap<string, Tree> {
  return at(tree, ...keys).entries ?? new Map();
}

/** A scalar's text, or the texts of a list. */
export function textsOf({ text, items }: Tree): readonly string[] {
  if (text !== undefined) return text === '' ? [] : [text];
  return (items ?? []).flatMap((item) => (item.text ? [item.text] : []));
}

/** The library gives a merge key as a symbol. */
function keyText(value: unknown): string {
  return typeof value === 'symbol' ? '<<' : String(value);
}
