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

/** Where it is written; `line` is 1-based. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** A dependency that was read somewhere. */
export interface FoundedEdge extends TopologyEdge {
  /** What names it, e.g. `env`, `args`, `depends-on`, `network-policy`, `url`, `log`. */
  readonly kind: string;
  /** At least one. */
  readonly evidence: readonly Place[];
}

/** What is known of a system by its manifests, its code and its logs. */
export interface SystemTopology extends Topology {
  readonly edges: readonly FoundedEdge[];
  /** Of and to what watches the system: collectors, dashboards, exporters. No part of the call graph. */
  readonly telemetry: readonly FoundedEdge[];
  /** Where requests come in, e.g. an Ingress. */
  readonly entryPoints: readonly {
    readonly name: string;
    readonly to: string;
    readonly place: Place;
  }[];
  /** What is called and is no part of the system. */
  readonly external: readonly {
    readonly from: string;
    readonly host: string;
    readonly place: Place;
  }[];
  /** What is odd, e.g. a policy that selects no pod. */
  readonly notes: readonly (Place & { readonly message: string })[];
  readonly coverage: Coverage;
}

/** What the graph speaks for. */
export interface Coverage {
  readonly read: readonly { readonly format: string; readonly files: number }[];
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  readonly unsupported: readonly { readonly file: string; readonly reason: string }[];
}
