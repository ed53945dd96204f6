import type { SystemTopology } from '../core/model/topology.ts';
import type { CancelMessage, EventOf, HandlersOf, RequestOf } from './messages.ts';

/** One that a failing service may hit. */
export interface MapDependent {
  readonly name: string;
  /** From it to the service, both among them. */
  readonly path: readonly string[];
  /** Each step is a call or an address; else one is a start order or a policy only. */
  readonly isSure: boolean;
}

/** Services and dependencies of a folder. */
export interface SystemMap extends SystemTopology {
  /** Whom each service may hit when it fails, nearest first. */
  readonly dependents: Readonly<Record<string, readonly MapDependent[]>>;
}

/** What the open diagnosis says of a service. */
export interface Suspect {
  readonly service: string;
  /** 1 for the most likely explanation. */
  readonly rank: number;
  readonly title: string;
  /** 0..1. */
  readonly confidence: number;
}

/** What the System Map shows. The host owns it; the view only draws it. */
export type SystemMapState =
  /** No folder is open. */
  | { readonly kind: 'noFolder' }
  | { readonly kind: 'reading'; readonly folder: string }
  /** The message says why and what to do. */
  | { readonly kind: 'failed'; readonly folder: string; readonly message: string }
  | {
      readonly kind: 'shown';
      readonly folder: string;
      readonly map: SystemMap;
      readonly suspects: readonly Suspect[];
    };

/** Requests the view may send, by method, with what they take and give. */
export interface SystemMapRequests {
  /** The view is ready to draw (also after it was hidden): gives the present state. */
  'map/ready': { readonly params: null; readonly result: SystemMapState };
  /** Opens a file of the map at a line, 1-based; the host checks that the map names it. */
  'map/open': {
    readonly params: { readonly file: string; readonly line: number };
    readonly result: null;
  };
  /** Reads the folder again. */
  'map/read': { readonly params: null; readonly result: null };
  /** Lets the user open a folder, or choose another one of the workspace. */
  'map/choose': { readonly params: null; readonly result: null };
  /** Gives the focus to the editor. */
  'editor/focus': { readonly params: null; readonly result: null };
}

/** Events the host may send, by name. */
export interface SystemMapEvents {
  /** The state changed; draw it. */
  'map/state': SystemMapState;
}

export type FromSystemMap = RequestOf<SystemMapRequests> | CancelMessage;
export type SystemMapEvent = EventOf<SystemMapEvents>;
export type SystemMapHandlers = HandlersOf<SystemMapRequests>;
