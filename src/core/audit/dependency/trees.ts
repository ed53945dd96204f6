import type { Tree } from '../../topology/yamlTree.ts';

/** Shows each part of a manifest once. */
export function walk(tree: Tree, see: (node: Tree) => void): void {
  see(tree);
  for (const child of tree.entries?.values() ?? []) walk(child, see);
  for (const child of tree.items ?? []) walk(child, see);
}
