import type { Impact, Suggestion } from '../model/audit.ts';
import type { EdgeStatus, FoundedEdge } from '../model/topology.ts';
import { type Dependent, dependentsOf } from '../topology/dependents.ts';
import { changedServices } from './dependency/changedServices.ts';
import type { Systems } from './dependency/systems.ts';
import type { OpenDiagnosis } from './fit/openDiagnosis.ts';
import { unhealthyServices } from './fit/unhealthy.ts';

/**
 * Who may notice the change: everybody from whom calls lead to what is changed, nearest first; those
 * whom only start order leads there stand apart. Edges before and after count alike.
 */
export function blastRadius(
  suggestion: Suggestion,
  systems: Systems,
  diagnosis: OpenDiagnosis | undefined,
): readonly Impact[] {
  // An edge that is only allowed leads to nobody.
  const edges = joinedEdges(systems).filter(({ status }) => status !== 'allowed');
  const unhealthy = unhealthyServices(diagnosis, systems.before);
  const changed = changedServices(suggestion, systems);
  const start = changed.map(
    (service): Impact => ({
      service,
      path: [service],
      status: undefined,
      kind: 'changed',
      evidence: [],
    }),
  );
  const reached = dependentsOf(edges, changed).map(impactOf);
  return [...start, ...reached].map((impact) => {
    const said = unhealthy.get(impact.service);
    return said === undefined ? impact : { ...impact, unhealthy: said };
  });
}

function joinedEdges({ before, after }: Systems): readonly FoundedEdge[] {
  const edges = new Map<string, FoundedEdge>();
  for (const edge of [...after.topology.edges, ...before.topology.edges]) {
    const key = `${edge.from}\0${edge.to}`;
    const known = edges.get(key);
    if (!known || strengths[edge.status] > strengths[known.status]) edges.set(key, edge);
  }
  return [...edges.values()];
}

const strengths: Readonly<Record<EdgeStatus, number>> = {
  observed: 5,
  called: 4,
  addressed: 3,
  allowed: 2,
  ordered: 1,
};

function impactOf({ name, path, edges, isSure }: Dependent<FoundedEdge>): Impact {
  const [weakest] = edges.map(({ status }) => status).sort((a, b) => strengths[a] - strengths[b]);
  return {
    service: name,
    path,
    status: weakest,
    kind: isSure ? 'calls' : 'startOrder',
    evidence: edges.flatMap(({ evidence }) => evidence.slice(0, 1)),
  };
}
