import type { ClockSkew } from './clockSkew.ts';
import type { Approval, Cost } from './consent.ts';
import type { Evidence, LeftOut } from './evidence.ts';
import type { Inquiry } from './evidenceRequest.ts';
import type { Hypothesis, Outcome } from './hypothesis.ts';
import type { LineRange } from './logFile.ts';
import type { ModelFailure } from './modelFailure.ts';
import type { ReadOutput } from './probeOutput.ts';
import type { Problem } from './problem.ts';
import type { Redaction } from './redactedText.ts';
import type { Tokens } from './tokens.ts';

export type StageName = 'collect' | 'mine' | 'select' | 'redact' | 'ask' | 'verify' | 'score';

/** What one stage did, for the trace. */
export interface StageReport {
  readonly name: StageName;
  readonly milliseconds: number;
  /** Counts for people, e.g. "4 files, 48,213 lines". */
  readonly summary: string;
  /** What it did in detail, a sentence each, e.g. what a model asked for and was told. */
  readonly details?: readonly string[];
}

/** Who answered. */
export interface ReasonerInfo {
  readonly kind: 'embedded' | 'openai' | 'vscode';
  /** e.g. `Embedded analyst`, `gpt-5.2 at api.openai.com`. */
  readonly name: string;
  /** Set when a model was asked and failed, and the embedded analyst stood in. */
  readonly failure?: ModelFailure;
  /** When a model gave this answer, where it was kept from asking the same before; else absent. */
  readonly keptAt?: number;
}

/** Exactly what was sent to a model. */
export interface Receipt {
  readonly destination: string;
  /** The request's text, byte for byte, system part first; of several requests all, one after the other. */
  readonly text: string;
  readonly redactions: readonly Redaction[];
  readonly usage?: Tokens;
  /** How many requests it holds. */
  readonly requests?: number;
  /** Tokens in all: as the server counted them where it counts, else by estimate. */
  readonly tokens?: number;
  /** By the user's table of prices. */
  readonly cost?: Cost;
  /** What was allowed before; absent where nobody is asked, as on the command line. */
  readonly approval?: Approval;
}

export interface SourceSummary {
  readonly uri: string;
  readonly name: string;
  /** The log of which it is a part, where that was cut into several files: the same for all of them. */
  readonly series?: string;
  readonly format: string;
  readonly lines: number;
  readonly bytes: number;
  /** The lines that the user asked about, where these were not all. */
  readonly range?: LineRange;
  /** Milliseconds since the epoch. */
  readonly firstTimestamp: number | undefined;
  readonly lastTimestamp: number | undefined;
}

/** The ranked hypotheses of one run and everything needed to trust or distrust them. */
export interface Diagnosis {
  readonly outcome: Outcome;
  /** Why, where there is no hypothesis; otherwise empty. */
  readonly reason: string;
  readonly hypotheses: readonly Hypothesis[];
  /** Probability kept for "none of these", 0..1. */
  readonly noneOfThese: number;
  readonly evidence: readonly Evidence[];
  readonly leftOut: LeftOut;
  /** Characters of evidence and the budget they had to fit. */
  readonly characters: number;
  readonly budget: number;
  readonly templates: number;
  readonly sources: readonly SourceSummary[];
  readonly timeline: Timeline | undefined;
  readonly reasoner: ReasonerInfo;
  /** Absent when nothing left the machine. */
  readonly receipt?: Receipt;
  /**
   * What a model said, each answer as it came and before anything of it was read or checked; absent
   * where none was asked.
   */
  readonly replies?: readonly string[];
  /** What a model asked for before it answered, and what it was told. */
  readonly inquiries?: readonly Inquiry[];
  readonly stages: readonly StageReport[];
  readonly problems: readonly Problem[];
  /** What a comparison with good runs found, in sentences; absent where none was given. */
  readonly comparison?: readonly string[];
  /** Logs whose clocks are apart, where some are; times are shown as they are written all the same. */
  readonly skews?: readonly ClockSkew[];
  /** What became of the outputs of checks, in the order in which these were made. */
  readonly probed?: readonly ReadOutput[];
  /**
   * Placeholders of a model's text with the values behind them, for showing them on this machine:
   * addresses, hosts, users and the like, never secrets.
   */
  readonly hidden?: Readonly<Record<string, string>>;
  /** e.g. `3 ideas that you already tried are hidden.`; absent where none is. */
  readonly triedNote?: string;
  /** True when it was cancelled or cut short after evidence was selected. */
  readonly partial: boolean;
}

/** Volume by level over the run, for the chart; absent without timestamps. */
export interface Timeline {
  /** Milliseconds since the epoch of the first bucket's start. */
  readonly start: number;
  /** Milliseconds a bucket. */
  readonly step: number;
  readonly buckets: readonly {
    readonly info: number;
    readonly warn: number;
    readonly error: number;
  }[];
  /** What happened when, in the order of time; absent in diagnoses of old versions. */
  readonly marks?: readonly TimelineMark[];
}

/** Something that happened at a moment of the run, found without any reasoner. */
export interface TimelineMark {
  /**
   * `change`: somebody or something changed the system; `novel`, `burst`, `silent`: a kind of message
   * began, came far more often, ceased; `shift`: a measurement went to another level.
   */
  readonly kind: 'change' | 'novel' | 'burst' | 'silent' | 'shift';
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** The line, the kind of message, or the name of what is measured; at most 160 characters. */
  readonly what: string;
  /** How it is known, e.g. "38 a minute from 10:31:07, 0.2 a minute before". */
  readonly reason: string;
  readonly uri: string;
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}
