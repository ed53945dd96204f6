import type { Hidden } from '../model.ts';
import type { PreviewUi } from '../views/preview.ts';

/** What a view may ask for and needs to know beside the state it draws. */
export interface AuditUi extends PreviewUi {
  /** What stands behind the placeholders of a model's text. */
  readonly hidden: Hidden;
  readonly isReviewCopied: boolean;
  open(file: string, line: number): void;
  again(): void;
  choose(): void;
  showMap(): void;
  markTried(): void;
  copyReview(): void;
  /** Has a model explain it too. */
  explain(): void;
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
