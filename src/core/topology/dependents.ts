import type { EdgeStatus, Topology, TopologyEdge } from '../model/topology.ts';

/** One that a failing service may hit: it depends on it, perhaps by others. */
export interface Dependent {
  readonly name: string;
  /** From it to the service, both among them: `web`, `cart`, `redis`. */
  readonly path: readonly string[];
  /** Each step is a call or an address; else one is a start order or a policy only, and it may not call at all. */
  readonly isSure: boolean;
}

/** Steps that carry a failure. */
const carrying: ReadonlySet<EdgeStatus> = new Set(['observed', 'called', 'addressed']);

/** Those that a failing service may hit: the sure ones first, and the nearest. Circles end where they began. */
export function dependentsOf({ edges }: Topology, service: string): readonly Dependent[] {
  const found = new Map<string, Dependent>();
  const start: Dependent = { name: service, path: [service], isSure: true };
  spread(callersOf(edges.filter(({ status }) => carrying.has(status))), [start], found);
  const sure = [...found.values()];
  // What depends on a sure one by a doubtful step is doubtful itself.
  spread(callersOf(edges), [start, ...sure].map(doubted), found);
  return [...found.values()];
}

const doubted = (dependent: Dependent): Dependent => ({ ...dependent, isSure: false });

function callersOf(edges: readonly TopologyEdge[]): ReadonlyMap<string, readonly string[]> {
  const callers = new Map<string, string[]>();
  for (const { from, to } of edges) callers.set(to, [...(callers.get(to) ?? []), from]);
  return callers;
}

/** Adds those that are not found yet, by breadth. */
function spread(
  callers: ReadonlyMap<string, readonly string[]>,
  from: readonly Dependent[],
  found: Map<string, Dependent>,
): void {
  const queue = [...from];
  const service = from[0]?.name;
  for (let next = queue.shift(); next; next = queue.shift()) {
    for (const name of callers.get(next.name) ?? []) {
      if (name === service || found.has(name)) continue;
      const dependent = { name, path: [name, ...next.path], isSure: next.isSure };
      found.set(name, dependent);
      queue.push(dependent);
    }
  }
}
