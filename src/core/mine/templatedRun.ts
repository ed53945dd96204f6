import type { LogFile } from '../model/logFile.ts';
import type { Pace } from '../model/pace.ts';
import type { Signal, Template } from '../model/template.ts';
import type { Occurrences } from './occurrences.ts';
import type { RunOrder } from './runOrder.ts';
import type { Track } from './track.ts';

/** A run with its templates, as the finders of signals see it. */
export interface TemplatedRun {
  readonly files: readonly LogFile[];
  /** Who wrote a file, see `streamsOf`. */
  readonly streams: readonly number[];
  readonly order: RunOrder;
  readonly templates: readonly Template[];
  readonly occurrences: Occurrences;
}

/** One method of finding what is remarkable in a track of the run. */
export type SignalFinder = (
  run: TemplatedRun,
  track: Track,
  pace: Pace,
) => Promise<readonly Signal[]>;
