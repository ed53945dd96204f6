import type { VerifiedHypothesis } from '../model/hypothesis.ts';
import type { EdgeStatus, Topology } from '../model/topology.ts';
import type { ScoreFacts } from './facts.ts';
import type { Feature } from './feature.ts';

/** How much an edge is worth, by what it is founded on. */
const strengths: Readonly<Record<EdgeStatus, number>> = {
  observed: 1,
  called: 1,
  addressed: 0.8,
  allowed: 0.5,
  ordered: 0.3,
};

/**
 * Mean strength of the dependency paths from where the failure shows back to where it began: a
 * failure travels from a service to those that depend on it. Absent without a topology, or when the
 * chain stays within one service.
 */
export function dependencyPathFeature(
  hypothesis: VerifiedHypothesis,
  { pack, topology }: ScoreFacts,
): Feature | undefined {
  if (!topology || topology.edges.length === 0) return undefined;
  const known = new Set(topology.services);
  const services = new Map(pack.evidence.map(({ id, service }) => [id, service]));
  const chain = hypothesis.claims
    .filter(({ role }) => role !== 'ruledOut')
    .flatMap(({ citations }) => services.get(citations[0]?.evidence ?? '') ?? [])
    .filter((service) => known.has(service));
  const hops = chain.flatMap((service, index) => {
    const next = chain[index + 1];
    return next === undefined || next === service ? [] : [{ from: service, to: next }];
  });
  if (hops.length === 0) return undefined;
  const values = hops.map(({ from, to }) => widestPath(topology, from, to));
  const linked = values.filter((value) => value > 0).length;
  return {
    name: 'dependencyPath',
    value: values.reduce((sum, value) => sum + value, 0) / values.length,
    reason: `${linked} of ${hops.length} steps follow a dependency between the services (${hops.map(({ from, to }) => `${from} → ${to}`).join(', ')}).`,
  };
}

/** The strongest path's weakest edge; 0 if `to` can't be reached from `from`. */
function widestPath({ edges }: Topology, from: string, to: string): number {
  const best = new Map<string, number>([[from, 1]]);
  const queue = [from];
  for (let service = queue.pop(); service !== undefined; service = queue.pop()) {
    for (const edge of edges) {
      if (edge.from !== service) continue;
      const width = Math.min(best.get(service) ?? 0, strengths[edge.status]);
      if (width > (best.get(edge.to) ?? 0)) {
        best.set(edge.to, width);
        queue.push(edge.to);
      }
    }
  }
  return best.get(to) ?? 0;
}
