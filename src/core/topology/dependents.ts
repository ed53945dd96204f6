import type { EdgeStatus, TopologyEdge } from '../model/topology.ts';

/** One that a service may hit when it fails or changes: it depends on it, perhaps by others. */
export interface Dependent<E extends TopologyEdge = TopologyEdge> {
  readonly name: string;
  /** From it to the service, both among them: `web`, `cart`, `redis`. */
  readonly path: readonly string[];
  /** The steps of the path. */
  readonly edges: readonly E[];
  /** Each step is a call or an address; else one is a start order or a policy only, and it may not call at all. */
  readonly isSure: boolean;
}

/** Steps that carry a failure. */
const carrying: ReadonlySet<EdgeStatus> = new Set(['observed', 'called', 'addressed']);

/** Those whom some services may hit: the sure ones first, and the nearest. Circles end where they began. */
export function dependentsOf<E extends TopologyEdge>(
  edges: readonly E[],
  services: readonly string[],
): readonly Dependent<E>[] {
  const start = services.map(
    (name): Dependent<E> => ({ name, path: [name], edges: [], isSure: true }),
  );
  const found = new Map(start.map((each) => [each.name, each]));
  spread(edgesTo(edges.filter(({ status }) => carrying.has(status))), start, found);
  // What depends on a sure one by a doubtful step is doubtful itself.
  const doubted = [...found.values()].map((each) => ({ ...each, isSure: false }));
  spread(edgesTo(edges), doubted, found);
  return [...found.values()].slice(start.length);
}

function edgesTo<E extends TopologyEdge>(edges: readonly E[]): ReadonlyMap<string, readonly E[]> {
  const to = new Map<string, E[]>();
  for (const edge of edges) {
    const known = to.get(edge.to);
    if (known) known.push(edge);
    else to.set(edge.to, [edge]);
  }
  return to;
}

/** Adds those that are not found yet, by breadth. */
function spread<E extends TopologyEdge>(
  to: ReadonlyMap<string, readonly E[]>,
  from: readonly Dependent<E>[],
  found: Map<string, Dependent<E>>,
): void {
  const queue = [...from];
  for (const { name, path, edges, isSure } of queue) {
    for (const edge of to.get(name) ?? []) {
      if (found.has(edge.from)) continue;
      const dependent = {
        name: edge.from,
        path: [edge.from, ...path],
        edges: [edge, ...edges],
        isSure,
      };
      found.set(edge.from, dependent);
      queue.push(dependent);
    }
  }
}
