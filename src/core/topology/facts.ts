import type { EdgeStatus, Place } from '../model/topology.ts';

/** A text file; its path is relative to the folder that is read, with `/`. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}

/** Something that runs or is called by its name. */
export interface NodeFact {
  readonly name: string;
  /** Which kind of description it stands in: two kinds may name one service differently. */
  readonly origin: 'compose' | 'kubernetes' | 'terraform' | 'aspire' | 'code';
  readonly aliases: readonly string[];
  /** Folders whose code it is built of. */
  readonly folders: readonly string[];
  /** Files and folders that are mounted into it. */
  readonly mounts: readonly string[];
  readonly images: readonly string[];
}

/** A host that is written somewhere for `from`, before anyone knows what it names. */
export interface Mention extends Place {
  readonly from: string;
  readonly host: string;
  readonly status: EdgeStatus;
  readonly kind: string;
  /** The setting that holds it, e.g. `CART_ADDR`. */
  readonly key?: string | undefined;
  /** The block of settings it came with, where that may be handed to several services. */
  readonly block?: string | undefined;
}

export interface EntryPoint {
  readonly name: string;
  readonly host: string;
  readonly place: Place;
}

/** What readers find. */
export interface Facts {
  readonly nodes: NodeFact[];
  readonly mentions: Mention[];
  readonly entryPoints: EntryPoint[];
  readonly namespaces: Set<string>;
  readonly notes: (Place & { readonly message: string })[];
  readonly unsupported: { readonly file: string; readonly reason: string }[];
  /** Settings that a manifest gives a service, `service` and `KEY` parted by a blank: they win over code. */
  readonly settings: Set<string>;
}

export function createFacts(): Facts {
  return {
    nodes: [],
    mentions: [],
    entryPoints: [],
    namespaces: new Set(['default']),
    notes: [],
    unsupported: [],
    settings: new Set(),
  };
}

export function settingOf(service: string, key: string): string {
  return `${service} ${key}`;
}
