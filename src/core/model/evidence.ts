import type { ContextKind } from './context.ts';
import type { SeverityNumber } from './severity.ts';

/** `E1`, `E2`, ... unique within a run. */
export type EvidenceId = string;

/** A fact that can be pointed at, with the lines around it. Made by us, never by a reasoner. */
export interface Evidence {
  readonly id: EvidenceId;
  /** `count` is what our own code counted in the logs for a question. */
  readonly kind: 'log' | 'probe' | 'count' | ContextKind;
  readonly uri: string;
  readonly file: string;
  /** The whole excerpt, 1-based and inclusive. */
  readonly startLine: number;
  readonly endLine: number;
  /** The lines the excerpt was chosen for; they lie inside it. Ordered by line. */
  readonly focus: readonly LineSpan[];
  /** Lines `startLine..endLine`, cleaned, joined by \n; one of more than 2,000 characters is cut, marked by ` …`. */
  readonly text: string;
  readonly timestamp: number | undefined;
  readonly severityNumber: SeverityNumber;
  readonly service: string | undefined;
  /** Template of the focus record, where the evidence is from a log. */
  readonly template: number | undefined;
  /** Why it was chosen, for people, e.g. "first of 412; new since 14:03:12". */
  readonly reason: string;
  /** Higher was chosen earlier; 0..1. */
  readonly rank: number;
}

export interface LineSpan {
  readonly startLine: number;
  readonly endLine: number;
}

/** What the budget or a rule kept away from the reasoner. Never silent. */
export interface LeftOut {
  /** Lines of all files and how many of them lie inside the evidence. */
  readonly totalLines: number;
  readonly shownLines: number;
  /** Groups of records that were left out, largest first, at most 50. */
  readonly groups: readonly LeftOutGroup[];
}

export interface LeftOutGroup {
  readonly template: string;
  readonly count: number;
  readonly file: string;
  readonly reason: 'budget' | 'repeats' | 'ordinary';
}

/** The evidence of a run within its budget. */
export interface EvidencePack {
  readonly evidence: readonly Evidence[];
  /** Sum of the excerpts' characters; at most the budget. */
  readonly characters: number;
  readonly budget: number;
  readonly leftOut: LeftOut;
}
