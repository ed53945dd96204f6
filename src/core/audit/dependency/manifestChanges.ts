import { at, type Tree, textAt } from '../../topology/yamlTree.ts';
import type { Manifest } from './manifests.ts';

/** Something of a manifest that has a name: an object of Kubernetes, a service of compose, or the file. */
export interface Unit {
  readonly kind: string;
  readonly name: string;
  readonly file: string;
  readonly tree: Tree;
}

/** A value of a manifest that is another one afterwards, or is new, or gone. */
export interface ManifestChange {
  readonly unit: Unit;
  /** e.g. `spec.template.spec.containers[web].image`. */
  readonly path: string;
  readonly before: Leaf | undefined;
  readonly after: Leaf | undefined;
}

export interface Leaf {
  readonly text: string;
  readonly line: number;
}

/** The units of a manifest by what they are called; what has no name is one with its file. */
function unitsOf(manifest: Manifest | undefined): ReadonlyMap<string, Unit> {
  const units = new Map<string, Unit>();
  if (!manifest) return units;
  const { path: file, objects, services, documents } = manifest;
  const add = (kind: string, name: string, tree: Tree): void => {
    units.set(`${kind} ${name}`, { kind, name, file, tree });
  };
  for (const { kind, name, tree } of objects) add(kind, name, tree);
  for (const { name, tree } of services) add('service', name, tree);
  if (objects.length + services.length === 0) {
    documents.forEach((tree, index) => {
      add('file', index === 0 ? file : `${file} (${index + 1})`, tree);
    });
  }
  return units;
}

export function manifestChanges(
  before: Manifest | undefined,
  after: Manifest | undefined,
): readonly ManifestChange[] {
  const [old, now] = [unitsOf(before), unitsOf(after)];
  const changes: ManifestChange[] = [];
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    const [one, other] = [old.get(key), now.get(key)];
    const unit = other ?? one;
    if (!unit) continue;
    const [leaves, later] = [leavesOf(one?.tree), leavesOf(other?.tree)];
    for (const path of new Set([...leaves.keys(), ...later.keys()])) {
      const [was, is] = [leaves.get(path), later.get(path)];
      if (was?.text !== is?.text) changes.push({ unit, path, before: was, after: is });
    }
  }
  return changes;
}

/** Each value by its path; entries of a list are called by their names, where they have some. */
export function leavesOf(tree: Tree | undefined): ReadonlyMap<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  if (tree) collect(tree, '', leaves);
  return leaves;
}

function collect({ text, line, entries, items }: Tree, path: string, leaves: Map<string, Leaf>) {
  if (text !== undefined) leaves.set(path, { text, line });
  for (const [key, tree] of entries ?? []) {
    collect(tree, path === '' ? key : `${path}.${key}`, leaves);
  }
  (items ?? []).forEach((item, index) => {
    collectItem(item, path, index, leaves);
  });
}

function collectItem(item: Tree, path: string, index: number, leaves: Map<string, Leaf>): void {
  const setting = item.text === undefined ? undefined : /^([\w.-]+)=(.*)$/s.exec(item.text);
  if (setting) {
    leaves.set(`${path}.${setting[1]}`, { text: setting[2] ?? '', line: item.line });
  } else if (item.text === undefined) {
    collect(item, `${path}[${nameOf(item) || index}]`, leaves);
  } else {
    leaves.set(`${path}[${item.text}]`, { text: item.text, line: item.line });
  }
}

function nameOf(item: Tree): string {
  return textAt(item, 'name') || (at(item, 'port').text ?? textAt(item, 'containerPort'));
}
