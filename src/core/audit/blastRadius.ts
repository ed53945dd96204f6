import type { Impact, Suggestion } from '../model/audit.ts';
import type { EdgeStatus, FoundedEdge } from '../model/topology.ts';
import { changedServices } from './dependency/changedServices.ts';
import type { Systems } from './dependency/systems.ts';
import type { OpenDiagnosis } from './fit/openDiagnosis.ts';
import { unhealthyServices } from './fit/unhealthy.ts';

/** Strongest first; an edge that is only allowed leads to nobody. */
const calls: readonly EdgeStatus[] = ['observed', 'called', 'addressed'];

/**
 * Who may notice the change: everybody from whom calls lead to what is changed, nearest first; those
 * whom only start order leads there stand apart. Edges before and after count alike.
 */
export function blastRadius(
  suggestion: Suggestion,
  systems: Systems,
  diagnosis: OpenDiagnosis | undefined,
): readonly Impact[] {
  const edges = joinedEdges(systems);
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
  const called = reach(start, edges.filter(isCall), 'calls');
  const waiting = reach(
    [...start, ...called],
    edges.filter(({ status }) => status === 'ordered'),
    'startOrder',
  );
  return [...start, ...called, ...waiting].map((impact) => {
    const said = unhealthy.get(impact.service);
    return said === undefined ? impact : { ...impact, unhealthy: said };
  });
}

function isCall({ status }: FoundedEdge): boolean {
  return calls.includes(status);
}

function joinedEdges({ before, after }: Systems): readonly FoundedEdge[] {
  const edges = new Map<string, FoundedEdge>();
  for (const edge of [...after.topology.edges, ...before.topology.edges]) {
    const key = `${edge.from}\0${edge.to}`;
    const known = edges.get(key);
    if (!known || strengthOf(edge.status) > strengthOf(known.status)) edges.set(key, edge);
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

function strengthOf(status: EdgeStatus): number {
  return strengths[status];
}

/** Breadth first against the direction of the edges; a ring ends where it began. */
function reach(
  start: readonly Impact[],
  edges: readonly FoundedEdge[],
  kind: Impact['kind'],
): readonly Impact[] {
  const seen = new Set(start.map(({ service }) => service));
  const found: Impact[] = [];
  let round = start;
  while (round.length > 0) {
    const next: Impact[] = [];
    for (const impact of round) {
      for (const edge of edges) {
        if (edge.to !== impact.service || seen.has(edge.from)) continue;
        seen.add(edge.from);
        next.push(extended(impact, edge, kind));
      }
    }
    found.push(...next);
    round = next;
  }
  return found;
}

function extended(
  { path, status, evidence }: Impact,
  edge: FoundedEdge,
  kind: Impact['kind'],
): Impact {
  const isWeaker = status === undefined || strengthOf(edge.status) < strengthOf(status);
  return {
    service: edge.from,
    path: [edge.from, ...path],
    status: isWeaker ? edge.status : status,
    kind,
    evidence: [...edge.evidence.slice(0, 1), ...evidence],
  };
}
