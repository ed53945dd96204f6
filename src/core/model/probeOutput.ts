import type { EvidenceId } from './evidence.ts';
import type { Probe } from './hypothesis.ts';

/** What a check printed, as a user gave it to us: data that nobody vouches for, like a log. */
export interface ProbeOutput {
  readonly uri: string;
  /** Shown to people, e.g. `output of “Ask for the role”`. */
  readonly name: string;
  readonly text: string;
  /** The check that was made and the headline of the explanation it was proposed for, where that is known. */
  readonly of?: { readonly probe: Probe; readonly hypothesis: string };
}

/** What an output says of one explanation. */
export interface ProbeFinding {
  /** Headline of the explanation. */
  readonly hypothesis: string;
  readonly stance: 'confirms' | 'refutes';
  /** How we know: the check's own words for an outcome, a value that a claim names, a known signature. */
  readonly by: 'outcome' | 'value' | 'signature';
  /** Lines of the output, 1-based and inclusive. */
  readonly startLine: number;
  readonly endLine: number;
  /** Those lines as they stand, on one line. */
  readonly said: string;
  /** The line with what it was compared to, where there is one. */
  readonly beside?: { readonly line: number; readonly said: string };
  /** What was looked for, e.g. `cluster_state fail`. */
  readonly expected: string;
}

/** How the confidence in an explanation was moved by an output. */
export interface Move {
  readonly hypothesis: string;
  readonly from: number;
  readonly to: number;
  /** e.g. `the output says “max_connections = 20”`. */
  readonly why: string;
}

/** What became of one output. */
export interface ReadOutput {
  readonly name: string;
  readonly uri: string;
  /** Title of the check, where that is known. */
  readonly probe?: string;
  readonly evidence: readonly EvidenceId[];
  readonly findings: readonly ProbeFinding[];
  /** Only explanations that moved, the furthest moved first. */
  readonly moves: readonly Move[];
  /** What else was seen in it, a sentence each; why nothing was, where nothing was. */
  readonly notes: readonly string[];
}
