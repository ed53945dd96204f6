import type { RequestPreview } from '../core/model/consent.ts';

/** What would be sent, with what the host knows beside: drawn while the run waits for the user. */
export interface PreviewState {
  readonly request: RequestPreview;
  /** True until the preview of the last change has come. */
  readonly isChanging: boolean;
  /** Whether it may be sent without asking from now on. */
  readonly mayRemember: boolean;
  /** The number of tokens above which is asked in any case, where that is why. */
  readonly above?: number;
  /** Tokens that were used today, and the limit of a day where there is one. */
  readonly today: { readonly used: number; readonly limit?: number };
  /** When the same was asked before, where its answer is kept: nothing would be sent. */
  readonly keptAt?: number;
}

/** What the user may want of one item. */
export type ItemWish = 'keep' | 'drop' | 'pin';

/** How the user ends the preview; cancelling the run is the third way. */
export type PreviewEnd = 'send' | 'sendAlways' | 'embedded';
