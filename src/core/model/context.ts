import type { Origin } from './source.ts';
import type { Topology } from './topology.ts';

/** What is known beside the logs. The editor or the command line collects it. */
export interface RunContext {
  readonly items: readonly ContextItem[];
  readonly topology: Topology | undefined;
}

export type ContextKind = 'code' | 'config' | 'diagnostic' | 'change' | 'version';

/** An excerpt that may become evidence. */
export interface ContextItem {
  readonly kind: ContextKind;
  readonly uri: string;
  readonly name: string;
  /** 1-based; of a whole small file it is 1. */
  readonly startLine: number;
  readonly endLine: number;
  readonly text: string;
  /** Of source that a line of the logs was traced to, and of changes of it. */
  readonly origin?: Origin;
}

export const noContext: RunContext = { items: [], topology: undefined };
