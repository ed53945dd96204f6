import type { SeverityNumber } from '../model/severity.ts';

/** What a question asks for. Each has one way to be answered from the logs or from the open diagnosis. */
export type Intent =
  | 'count'
  | 'any'
  | 'first'
  | 'last'
  | 'rate'
  | 'peak'
  | 'who'
  | 'kinds'
  | 'levels'
  | 'happened'
  | 'changed'
  | 'new'
  | 'stopped'
  | 'extremes'
  | 'show'
  | 'similar'
  | 'follow'
  | 'gaps'
  | 'span'
  | 'explain'
  | 'why'
  | 'rival'
  | 'certainty'
  | 'flip'
  | 'next'
  | 'impact'
  | 'help';

/** A question as it was understood, before anything was looked up. */
export interface Question {
  readonly intent: Intent;
  readonly scope: Scope;
  /** By what `who` tells records apart, and for `rate` and `peak` the stretch that is counted by. */
  readonly by?: Grouping;
  readonly per?: number;
  /** Of `extremes`: which of the values. */
  readonly extreme?: Extreme;
  /** Of `extremes`: how long something took is asked, and not how much there was. */
  readonly isTime?: boolean;
  /** How many rows are wanted, where the question says. */
  readonly top?: number;
  /** What was taken over from the question before. */
  readonly isFollowUp: boolean;
  /** It asks for nothing by its words; that it means lines is a guess. */
  readonly isGuess?: boolean;
}

export type Grouping = 'service' | 'host' | 'file' | 'logger' | 'thread' | 'pod' | 'status';

export type Extreme =
  | { readonly kind: 'most' }
  | { readonly kind: 'least' }
  /** .5 is the median. */
  | { readonly kind: 'quantile'; readonly of: number }
  | { readonly kind: 'mean' };

/** Which records a question is about: all that fits each part that is there. */
export interface Scope {
  readonly window?: Window;
  readonly level?: {
    readonly from: SeverityNumber;
    readonly to: SeverityNumber;
    readonly word: string;
  };
  /** Each of them has to stand in the record. */
  readonly terms: readonly Term[];
  /** Names of who wrote it: services, pods, hosts, loggers. */
  readonly names: readonly string[];
  /** Files by their index in the run. */
  readonly files: readonly number[];
  readonly status?: { readonly from: number; readonly to: number; readonly word: string };
  /** Lines of a log that the question names, 1-based. */
  readonly lines?: { readonly from: number; readonly to: number };
}

/** Words that are looked for, in any of their spellings. */
export interface Term {
  /** As the user wrote it. */
  readonly word: string;
  /** In lower case. */
  readonly spellings: readonly string[];
  /** Not inside a longer word or number. */
  readonly isWhole: boolean;
}

/** A stretch of time as it was said; `from` is inside, `to` is not. */
export interface Window {
  readonly from?: Moment;
  readonly to?: Moment;
  /** The words, for people. */
  readonly text: string;
}

export type Moment =
  /** A time of day, with its date where that was said (midnight UTC), and what its last digit is worth. */
  | {
      readonly kind: 'clock';
      readonly ofDay: number;
      readonly date?: number;
      readonly precision: number;
      /** Added: `around` is from before it to after it, and the end of `at 14:03` is a minute later. */
      readonly plus: number;
    }
  /** Milliseconds after the start of the logs, or before their end. */
  | { readonly kind: 'afterStart' | 'beforeEnd'; readonly milliseconds: number };

export const everywhere: Scope = { terms: [], names: [], files: [] };
