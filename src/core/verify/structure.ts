import type { Check, Citation } from '../model/claim.ts';
import type { Topology } from '../model/topology.ts';
import type { VerifyFacts } from './sources.ts';

/**
 * Whether a failure can have travelled from where the cause is cited to where its effect is: from a
 * service to those that depend on it, directly or through others. Nothing where no topology is
 * known, or it does not know both services.
 */
export function missingPath(
  cause: readonly Citation[],
  effect: readonly Citation[],
  { pack, topology }: VerifyFacts,
): Check | undefined {
  if (!topology || topology.edges.length === 0) return undefined;
  const serviceOf = new Map(pack.evidence.map(({ id, service }) => [id, service]));
  const known = new Set(topology.services);
  const servicesOf = (citations: readonly Citation[]) => [
    ...new Set(
      citations
        .flatMap(({ evidence }) => serviceOf.get(evidence) ?? [])
        .filter((service) => known.has(service)),
    ),
  ];
  const [begins, ends] = [servicesOf(cause), servicesOf(effect)];
  const [begin, end] = [begins[0], ends[0]];
  if (begin === undefined || end === undefined) return undefined;
  const isLinked = ends.some((from) => {
    const reached = reachedFrom(from, topology);
    return begins.some((to) => reached.has(to));
  });
  return isLinked
    ? undefined
    : {
        code: 'noPath',
        reason: `${end} does not depend on ${begin}, as far as is known, so that its failure can’t have come from there.`,
      };
}

/** A service and all it depends on. */
function reachedFrom(service: string, { edges }: Topology): ReadonlySet<string> {
  const reached = new Set([service]);
  for (const from of reached) {
    for (const edge of edges) if (edge.from === from) reached.add(edge.to);
  }
  return reached;
}
