import { Graph, layout } from '@dagrejs/dagre';
import type { Edge, Shown, Status } from './state.ts';

/** A service in the graph; `x` and `y` are its middle. Pixels at zoom 1. */
export interface PlacedNode {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedEdge {
  readonly edge: Edge;
  /** From the caller's border to the called one's. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

export interface GraphLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

const LETTER = 7.4;
const PADDING = 30;
const HEIGHT = 34;
/** Of one that a diagnosis names, whose second line says so. */
const TALL = 48;
const SUSPECT = 124;

/** Places callers left of what they call, so that names, which are wide, stand below each other. */
export function placeGraph(
  { map, suspects }: Pick<Shown, 'map' | 'suspects'>,
  hidden: readonly Status[],
): GraphLayout {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 16, ranksep: 64, edgesep: 10, marginx: 8, marginy: 8 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const name of map.services) {
    const isSuspect = suspects.some(({ service }) => service === name);
    const width = Math.max(isSuspect ? SUSPECT : 0, name.length * LETTER + PADDING);
    graph.setNode(name, { width, height: isSuspect ? TALL : HEIGHT });
  }
  const edges = map.edges.filter(({ status }) => !hidden.includes(status));
  for (const [i, { from, to }] of edges.entries()) graph.setEdge(from, to, {}, String(i));
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return {
    width,
    height,
    nodes: map.services.map((name) => ({ name, ...boxOf(graph.node(name)) })),
    edges: edges.map((edge, i) => ({
      edge,
      points: graph.edge({ v: edge.from, w: edge.to, name: String(i) }).points ?? [],
    })),
  };
}

interface Box {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
}

const boxOf = ({ x = 0, y = 0, width = 0, height = 0 }: Box) => ({ x, y, width, height });

export type Direction = 'left' | 'right' | 'up' | 'down';

const directions: Readonly<Record<Direction, readonly [number, number]>> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
};

/** The nearest service in a direction; one that lies aside counts as farther. */
export function neighbour(
  { nodes }: GraphLayout,
  from: string,
  direction: Direction,
): string | undefined {
  const start = nodes.find(({ name }) => name === from);
  if (!start) {
    return nodes[0]?.name;
  }
  const [dx, dy] = directions[direction];
  let best: { readonly name: string; readonly far: number } | undefined;
  for (const { name, x, y } of nodes) {
    const ahead = (x - start.x) * dx + (y - start.y) * dy;
    const aside = Math.abs((x - start.x) * dy) + Math.abs((y - start.y) * dx);
    const far = ahead + 2 * aside;
    if (name !== from && ahead > 1 && (!best || far < best.far)) best = { name, far };
  }
  return best?.name;
}
