import type { EvidencePack } from '../model/evidence.ts';
import type { VerifiedHypothesis } from '../model/hypothesis.ts';
import type { LogFile } from '../model/logFile.ts';
import type { MinedLogs } from '../model/template.ts';
import type { Topology } from '../model/topology.ts';
import type { Recalibration } from './recalibrate.ts';

/** What hypotheses are scored against. */
export interface ScoreFacts {
  readonly files: readonly LogFile[];
  readonly pack: EvidencePack;
  readonly mined: MinedLogs;
  readonly topology: Topology | undefined;
  /** What another reader of the same logs said, checked; given where a model was asked. */
  readonly secondOpinion?: readonly VerifiedHypothesis[];
  /** Whether a text is nothing but words for an AI, so that it shows no failure either. */
  readonly isSteering?: (quotation: string) => boolean;
  /** What was learned from verdicts on earlier scores; nothing where there were none. */
  readonly recalibrate?: Recalibration | undefined;
}
