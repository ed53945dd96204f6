import { dependentsOf } from '../../core/topology/dependents.ts';
import { readSystemFolder } from '../../node/systemFolder.ts';
import type { SystemMap } from '../../protocol/systemMap.ts';

/** Reads services and dependencies of a folder. */
export async function topologyTask({ folder }: { readonly folder: string }): Promise<SystemMap> {
  const { files, skipped } = await readSystemFolder(folder);
  const { readTopology } = await import('../../core/topology/topology.ts');
  const topology = readTopology(files, skipped);
  const dependents = Object.fromEntries(
    topology.services.map((service) => [
      service,
      dependentsOf(topology.edges, [service]).map(({ name, path, isSure }) => ({
        name,
        path,
        isSure,
      })),
    ]),
  );
  return { ...topology, dependents };
}
