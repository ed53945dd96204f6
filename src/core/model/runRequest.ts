import type { LineRange } from './logFile.ts';
import type { ProbeOutput } from './probeOutput.ts';

/** What to diagnose. Texts are fetched when the run begins, so that running again reads them anew. */
export interface RunRequest {
  readonly sources: readonly SourceRef[];
  /** Logs of runs that went well, to compare with. */
  readonly baselines?: readonly SourceRef[];
  /** What the user wants to know of them, where it is something particular. */
  readonly question?: string;
  /** No answer is wanted that a model gave before. */
  readonly isFresh?: boolean;
  /** What checks of an earlier run printed, as the user gave it. */
  readonly probeOutputs?: readonly ProbeOutput[];
  /** Who is to answer, where it isn't the one that the settings name. */
  readonly reasoner?: 'embedded';
}

export interface SourceRef {
  readonly uri: string;
  readonly name: string;
  readonly range?: LineRange;
  /** Names of the other files of its log, where they are not to be read. */
  readonly beside?: readonly string[];
}
