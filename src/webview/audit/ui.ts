import type { Folds } from '../ui.ts';

/** What a view may ask for and needs to know beside the state it draws. */
export interface AuditUi extends Folds {
  readonly isCancelling: boolean;
  /** Text that was put on the clipboard a moment ago. */
  readonly copied: string | undefined;
  open(file: string, line: number): void;
  copy(text: string): void;
  again(): void;
  cancel(): void;
  choose(): void;
  showMap(): void;
  markTried(): void;
  copyReview(): void;
  readonly isReviewCopied: boolean;
}

/** Keys of what the user opened outlive the webview while it is hidden. */
export interface KeptState {
  readonly open: readonly string[];
}

/** Reads what `getState` gives: nothing, or what some version of the view once wrote. */
export function parseKeptState(value: unknown): KeptState {
  const open = typeof value === 'object' && value !== null && 'open' in value ? value.open : [];
  return {
    open: Array.isArray(open) ? open.filter((key) => typeof key === 'string') : [],
  };
}
