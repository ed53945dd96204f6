import type { Diagnosis, StageName } from './diagnosis.ts';
import type { Band, Outcome } from './hypothesis.ts';
import type { Judgement, WrongReason } from './judgement.ts';
import type { RunRequest } from './runRequest.ts';

/** An investigation as the list of cases knows it: all that needs no run to be read. */
export interface CaseSummary {
  readonly id: string;
  /** The user's own; empty where the case goes by the headline of its conclusion. */
  readonly title: string;
  readonly status: 'open' | 'solved';
  readonly note: string;
  /** What solved it, in the user's words; empty where nobody said. */
  readonly solution: string;
  /** Milliseconds since the Unix epoch. */
  readonly created: number;
  readonly changed: number;
  /** Names and URIs of the logs that its newest run asked about. */
  readonly logs: readonly string[];
  readonly uris: readonly string[];
  /** Its runs, oldest first. */
  readonly runs: readonly RunSummary[];
  /** What the newest run that ended with an answer said; absent while none has. */
  readonly conclusion?: Conclusion;
  /** It came from a file, so it was diagnosed elsewhere. */
  readonly isImported?: boolean;
}

/** A run as the list of cases knows it. */
export interface RunSummary {
  readonly id: string;
  readonly began: number;
  readonly end: RunEnd['kind'];
  /** Who answered, what, and how sure that is; absent while there is no answer. */
  readonly reasoner?: string;
  readonly headline?: string;
  readonly confidence?: number;
}

export interface Conclusion {
  readonly runId: string;
  readonly headline: string;
  readonly outcome: Outcome;
  readonly reasoner: string;
  /** Of the leading explanation, where there is one. */
  readonly confidence?: number;
  readonly band?: Band;
  readonly fingerprint: Fingerprint;
  /** The last time that its logs state. */
  readonly readUntil?: number;
}

/** What a diagnosis rests on, as far as it can be met again in other logs. */
export interface Fingerprint {
  /** Failure signatures, that of the leading explanation first. */
  readonly signatures: readonly string[];
  /** Cited messages without what varies in them, those of the leading explanation first. */
  readonly templates: readonly string[];
}

/** One run of a case. */
export interface CaseRun {
  readonly id: string;
  /** Milliseconds since the Unix epoch. */
  readonly began: number;
  readonly request: RunRequest | undefined;
  readonly end: RunEnd;
  /** Texts that the run cites and that are no files, by URI: changes, outputs of checks. */
  readonly texts: Readonly<Record<string, string>>;
}

export type RunEnd =
  /** It goes on, or its window was closed before it had ended. */
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly diagnosis: Diagnosis; readonly notice: string }
  | { readonly kind: 'cancelled'; readonly stages: readonly CutStage[] }
  | { readonly kind: 'failed'; readonly message: string; readonly canRetry: boolean };

/** A stage of a run that was stopped. */
export interface CutStage {
  readonly runId: string;
  readonly stage: StageName;
  readonly state: 'running' | 'done';
  readonly summary: string;
  readonly milliseconds: number;
}

/** A verdict as it is kept: of the logs it holds no more than the explanation's headline. */
export interface KeptVerdict extends Judgement {
  readonly runId: string;
  /** Index of the hypothesis. */
  readonly hypothesis: number;
  readonly reason?: WrongReason;
  /** In the user's own words. */
  readonly note?: string;
  /** What stood first in its place, where another explanation was the right one. */
  readonly leading?: JudgedScore;
  /** It came with a case from elsewhere, and says nothing of how answers fare here. */
  readonly isImported?: boolean;
}

/** Of one explanation what a score can learn from. */
export type JudgedScore = Pick<Judgement, 'title' | 'signature' | 'logit' | 'confidence'>;

/** What else belongs to a case: an audit, a conversation. */
export interface Attachment {
  /** e.g. `chat`, `audit`. */
  readonly kind: string;
  /** Tells those of one kind apart; what comes under the same key replaces the one before. */
  readonly key: string;
  readonly time: number;
  readonly data: unknown;
}

/** A whole case, as it is opened and exported. */
export interface Case {
  readonly summary: CaseSummary;
  /** Oldest first. */
  readonly runs: readonly CaseRun[];
  readonly verdicts: readonly KeptVerdict[];
  readonly attachments: readonly Attachment[];
}

/** An earlier case that is like a diagnosis. */
export interface SimilarCase {
  readonly id: string;
  readonly title: string;
  readonly status: CaseSummary['status'];
  readonly changed: number;
  /** Why it is thought to be like it, e.g. `the same known failure, redis.maxmemory; 3 of 4 cited messages alike`. */
  readonly why: string;
  /** What solved it, or else what was found to be right; empty where nobody said. */
  readonly solution: string;
  readonly solutionBy: 'words' | 'verdict' | 'nobody';
}
