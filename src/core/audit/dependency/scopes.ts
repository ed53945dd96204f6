import { folderOf } from '../../topology/paths.ts';
import { itemsAt } from '../../topology/yamlTree.ts';
import type { Manifest } from './manifests.ts';
import type { Systems } from './systems.ts';

/** Of what is deployed with everything: code, images, settings beside the code. */
export const EVERYWHERE = '*';

/** What is deployed together with a file. */
export type ScopeOf = (path: string) => string;

/**
 * A repository often describes its system several times: for Compose, for a cluster, as a chart, for a
 * release. What goes away in one of them is still there in the others, and helps nobody. A compose file
 * stands for itself, a manifest for its folder; a kustomization that builds on another folder is part of
 * that.
 */
export function createScopes({ before, after }: Systems): ScopeOf {
  const scopes = new Map<string, string>();
  const manifests = [...before.manifests, ...after.manifests];
  const overlays = new Set(manifests.filter(isOverlay).map(({ path }) => folderOf(path)));
  for (const { path, objects, services } of manifests) {
    if (services.length > 0) scopes.set(path, path);
    else if (objects.length > 0 && !overlays.has(folderOf(path)))
      scopes.set(path, `${folderOf(path)}/`);
  }
  return (path) => scopes.get(path) ?? EVERYWHERE;
}

function isOverlay({ documents }: Manifest): boolean {
  return documents.some((tree) =>
    ['resources', 'bases', 'components'].some((field) =>
      itemsAt(tree, field).some(({ text = '' }) => text.startsWith('..')),
    ),
  );
}
