import type { EvidenceId } from './evidence.ts';

/** Place of a claim in the why chain. */
export type ClaimRole = 'symptom' | 'mechanism' | 'cause' | 'impact' | 'ruledOut';

/** A sentence of a reasoner, before anything was checked. */
export interface Claim {
  readonly role: ClaimRole;
  readonly text: string;
  readonly cites: readonly Cite[];
  /** Of a fact against a hypothesis: how far it refutes it if it holds, 0..1; fully where absent. */
  readonly refutes?: number;
}

/** What a claim points at. Without a quote the evidence's focus lines are meant. */
export interface Cite {
  readonly evidence: EvidenceId;
  /** Words copied from the evidence, to be re-found by us. */
  readonly quote?: string;
  /** Where the reasoner says the quote stands; a hint only. */
  readonly line?: number;
}

export type VerdictKind = 'supported' | 'partly' | 'unsupported' | 'refuted';

/** How a check ended; each code has one sentence for people in `verify`. */
export type VerdictCode =
  | 'exact'
  | 'normalised'
  | 'lineRepaired'
  | 'ellipsis'
  | 'templateOnly'
  | 'paraphrase'
  | 'ambiguous'
  | 'tooGeneric'
  | 'notFound'
  | 'unknownEvidence'
  | 'otherEvidence'
  | 'unknownName'
  | 'noCitation'
  | 'addressesAi'
  | 'valueMissing'
  | 'countWrong'
  | 'timeWrong'
  | 'orderWrong'
  | 'orderUnknown'
  | 'presentBefore'
  | 'contradicted'
  | 'absence'
  | 'untrustedField'
  | 'noPath';

/** What our own code says of a claim. */
export interface Verdict {
  readonly kind: VerdictKind;
  readonly checks: readonly Check[];
}

export interface Check {
  readonly code: VerdictCode;
  /** One sentence, e.g. "The quote stands in line 681, not in line 679; repaired." */
  readonly reason: string;
}

/** A citation our code has re-found: these lines exist and say this. */
export interface Citation {
  readonly evidence: EvidenceId;
  readonly uri: string;
  readonly file: string;
  readonly startLine: number;
  readonly endLine: number;
  /** The text of those lines, as they stand in the file (cleaned of control sequences). */
  readonly quote: string;
  /** How well it matched: 1 exact, .9 normalised, .7 line repaired, .5 template or paraphrase, 0 not found. */
  readonly strength: number;
}

export interface VerifiedClaim {
  readonly role: ClaimRole;
  readonly text: string;
  readonly verdict: Verdict;
  /** Only those that were found. */
  readonly citations: readonly Citation[];
  /** Numeric statements of the claim that we recomputed, and how many of them were right. */
  readonly numbers: { readonly checked: number; readonly right: number };
  /** Earliest time of its citations. */
  readonly timestamp: number | undefined;
  /** Of a fact against a hypothesis: how far it refutes it, 0..1; fully where absent. */
  readonly refutes?: number;
}
