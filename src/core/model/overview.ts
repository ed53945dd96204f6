import type { Timeline } from './diagnosis.ts';
import type { TimeSpan } from './logFile.ts';
import type { SeverityName } from './severity.ts';
import type { SignalKind } from './template.ts';

/** A log at a glance: plain data of bounded size, whatever the size of the log. */
export interface LogOverview {
  readonly bytes: number;
  readonly lines: number;
  readonly records: number;
  /** Format most records have, e.g. `log4j`, `json`, `text` when none was found. */
  readonly format: string;
  readonly span: TimeSpan | undefined;
  /** Records of each level that occurs, the most severe first, `unspecified` last. */
  readonly levels: readonly LevelCount[];
  readonly timeline: Timeline | undefined;
  readonly rates: Rates;
  /** The most telling kinds of messages, most frequent first; at most 5,000 of them. */
  readonly templates: readonly TemplateOverview[];
  /** How many kinds there are. */
  readonly templateCount: number;
  /** What could not be read as it should, for people. */
  readonly problems: readonly string[];
}

/** What the first and the last lines of a large log tell, before all of it was read. */
export interface FirstLook extends Pick<LogOverview, 'records' | 'format' | 'span' | 'levels'> {
  /** Of these lines. */
  readonly bytes: number;
  /** Kinds of messages among them, the most severe and most frequent first. */
  readonly templates: readonly Pick<TemplateOverview, 'text' | 'count' | 'level'>[];
}

export interface LevelCount {
  readonly level: SeverityName;
  readonly count: number;
}

/** What the rates of the templates count. */
export interface Rates {
  /** Records a minute where the log has times, else records in a hundred. */
  readonly per: 'minute' | 'hundredRecords';
  /** Where the last tenth begins, which is "now": milliseconds since the epoch, or a line. */
  readonly nowFrom: number;
}

export interface TemplateOverview {
  readonly id: number;
  /** In Drain's notation, cut after some hundred characters. */
  readonly text: string;
  readonly count: number;
  /** Highest level that one of its records states. */
  readonly level: SeverityName;
  /** Rate in the last tenth of the log, and before it. */
  readonly now: number;
  readonly before: number;
  /** One digit for each of equal parts of the log, from `0` for none to `9` for its most. */
  readonly shape: string;
  /** First lines of the first and the last record, 1-based. */
  readonly firstLine: number;
  readonly lastLine: number;
  readonly firstSeen: number | undefined;
  readonly lastSeen: number | undefined;
  readonly signals: readonly TemplateSignal[];
  /** What its numbers are like, in a line; absent where it has none. */
  readonly numbers?: string;
}

export interface TemplateSignal {
  readonly kind: SignalKind;
  /** One sentence with the numbers. */
  readonly reason: string;
}
