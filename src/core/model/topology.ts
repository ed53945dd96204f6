/** How well an edge is founded, strongest first. */
export type EdgeStatus = 'observed' | 'called' | 'addressed' | 'allowed' | 'ordered';

export interface TopologyEdge {
  /** The caller, i.e. the one that depends. */
  readonly from: string;
  readonly to: string;
  readonly status: EdgeStatus;
}

export interface Topology {
  readonly services: readonly string[];
  readonly edges: readonly TopologyEdge[];
}
