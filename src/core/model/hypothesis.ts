import type { Claim, VerifiedClaim } from './claim.ts';
import type { EvidenceId } from './evidence.ts';
import type { TriedEntry } from './tried.ts';

/** A check that would separate this hypothesis from its rival. Never run by us. */
export interface Probe {
  readonly title: string;
  /** One command to copy; absent where the probe is a look at something. */
  readonly command?: string;
  /** What its output would show if the hypothesis holds, and if it does not. */
  readonly confirms: string;
  readonly refutes: string;
}

/** A check that a diagnosis does not propose again, and the entry that it would repeat. */
export interface TriedProbe {
  readonly probe: Probe;
  readonly entry: TriedEntry;
}

/** One explanation as a reasoner proposes it. */
export interface ProposedHypothesis {
  /** A headline, at most about 90 characters, naming what failed and why. */
  readonly title: string;
  /** Two or three plain sentences: what happened, where, why. */
  readonly summary: string;
  /** The service, component or file at fault. */
  readonly service: string | undefined;
  /** In the order symptom, mechanism, cause, impact. */
  readonly claims: readonly Claim[];
  /** Facts that speak against it, with their evidence. */
  readonly against: readonly Claim[];
  /** What would have to be known and is not in the evidence. */
  readonly missing: readonly string[];
  readonly probes: readonly Probe[];
  /** Id of the failure signature it rests on, e.g. `redis.maxmemory`. */
  readonly signature?: string;
  /** How often that signature's line is thought to tell the cause, 0..1; estimated, not measured. */
  readonly signaturePrecision?: number;
  /** 0..1, how strongly the incident's own structure singles this out (embedded analyst only). */
  readonly structure?: number;
  /** 0..1, how far what a check printed bears it out; set by our code alone. */
  readonly probed?: number;
  /** The reasoner's own number, 0..1: at most one small, capped term of the score. */
  readonly statedConfidence?: number;
}

export type Outcome = 'diagnosed' | 'noIncident' | 'notEnoughEvidence';

/** A reasoner's whole answer, before verification. */
export interface Proposal {
  readonly outcome: Outcome;
  /** Why, where the outcome is not `diagnosed`. */
  readonly reason: string;
  /** At most four, best first by the reasoner's own opinion. */
  readonly hypotheses: readonly ProposedHypothesis[];
}

/** A proposed hypothesis whose claims were checked. */
export interface VerifiedHypothesis {
  readonly proposed: ProposedHypothesis;
  readonly claims: readonly VerifiedClaim[];
  readonly against: readonly VerifiedClaim[];
}

export type Band = 'veryLikely' | 'likely' | 'possible' | 'weak';

/** One signed part of the score; the contributions sum to the logit (score/weights.json says how). */
export interface Factor {
  /** Stable name, e.g. `citations`, `coverage`, `rivals`, `start`. */
  readonly name: string;
  /** The feature's value, 0..1 for most. */
  readonly value: number;
  readonly contribution: number;
  /** One sentence for people, e.g. "5 of 5 citations were found word for word". */
  readonly reason: string;
}

/** A cap that held the probability down, e.g. "only one kind of evidence: at most .75". */
export interface Gate {
  readonly name: string;
  readonly cap: number;
  readonly reason: string;
}

export interface Confidence {
  /** Probability 0..1 after gates and list normalisation. */
  readonly value: number;
  readonly band: Band;
  /** Signed parts; they sum to the logit from which `value` starts. */
  readonly factors: readonly Factor[];
  /** Those gates that lowered the value. */
  readonly gates: readonly Gate[];
}

/** A piece of evidence that carries a hypothesis. */
export interface Support {
  readonly evidence: EvidenceId;
  readonly uri: string;
  readonly file: string;
  /** The lines cited of it, from the first to the last, 1-based and inclusive. */
  readonly startLine: number;
  readonly endLine: number;
  /** What the confidence would be if it was not there, 0..1. */
  readonly value: number;
}

/** Something missing that would raise a hypothesis more than anything else that is missing. */
export interface Lift {
  /** Name of the factor it belongs to. */
  readonly factor: string;
  /** A phrase that begins a sentence, e.g. "Times that show each cause before its effects". */
  readonly what: string;
  /** What the confidence would be with it, 0..1, and its band. */
  readonly value: number;
  readonly band: Band;
}

/** One explanation, checked and scored. */
export interface Hypothesis {
  readonly title: string;
  readonly summary: string;
  readonly service: string | undefined;
  readonly signature: string | undefined;
  readonly claims: readonly VerifiedClaim[];
  readonly against: readonly VerifiedClaim[];
  readonly missing: readonly string[];
  readonly probes: readonly Probe[];
  readonly confidence: Confidence;
  /** The evidence without which it falls, by how far, most first; absent in diagnoses of old versions. */
  readonly restsOn?: readonly Support[];
  readonly wouldLift?: Lift;
  /** Checks that are not among `probes`, as they were tried already; absent where there is none. */
  readonly alreadyTried?: readonly TriedProbe[];
}
