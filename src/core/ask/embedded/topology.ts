import type { Topology } from '../../model/topology.ts';
import type { Clue } from './clues.ts';

/** Added when a caller fails too, so that the service it depends on explains both. */
const calleeBonus = 0.1;
/** Taken when a service it calls fails too. */
const callerPenalty = 0.06;
/** A clue counts as a failing service from this score on. */
const failingScore = 0.55;

/**
 * With a call graph the upstream-most failing service wins over the loudest one. Only calls that were
 * seen count: an address in a manifest says who depends on whom, but a database that complains of too
 * many clients is not at fault for having them.
 */
export function topologyAdjustment(
  topology: Topology | undefined,
  clues: readonly Clue[],
): (clue: Clue) => number {
  const calls = topology?.edges.filter(({ status }) => status === 'observed') ?? [];
  if (!topology || calls.length === 0) {
    return () => 0;
  }
  const failing = new Set(
    clues
      .filter((clue) => clue.score >= failingScore && clue.tell.kind !== 'trailer')
      .map((clue) => serviceNode(topology, clue)),
  );
  return (clue) => {
    const node = serviceNode(topology, clue);
    const isCalled = calls.some((edge) => edge.to === node && failing.has(edge.from));
    const isCaller = calls.some((edge) => edge.from === node && failing.has(edge.to));
    return (isCalled ? calleeBonus : 0) - (isCaller ? callerPenalty : 0);
  };
}

/** The service of the graph that wrote a line: pods and containers carry its name in front. */
export function serviceNode(topology: Topology, clue: Clue): string | undefined {
  const written = clue.record.service ?? clue.record.host ?? clue.file.name;
  return topology.services
    .filter((name) => written === name || written.startsWith(`${name}-`) || written.includes(name))
    .sort((a, b) => b.length - a.length)[0];
}
