import type { PanelCommand } from '../protocol/webview.ts';

/** Parts of a page that are folded away until they are opened. */
export interface Folds {
  isOpen(key: string): boolean;
  setOpen(key: string, isOpen: boolean): void;
}

/** Text that can be put on the clipboard. */
export interface Copies {
  /** Text that was put there a moment ago. */
  readonly copied: string | undefined;
  copy(text: string): void;
}

/** What a view may ask for and needs to know beside the state it draws. */
export interface Ui extends Folds, Copies {
  /** Index of the hypothesis shown; the number of hypotheses means "None of these". */
  readonly selected: number;
  /** Milliseconds since the run began. */
  readonly elapsed: number;
  /** True from the click on Cancel until the host has answered with another state. */
  readonly isCancelling: boolean;
  select(index: number): void;
  reveal(place: Place): void;
  cancel(): void;
  again(): void;
  run(command: PanelCommand): void;
}

/** Lines of a file, 1-based and inclusive. */
export interface Place {
  readonly uri: string;
  readonly file: string;
  readonly startLine: number;
  readonly endLine: number;
}

/** What outlives the webview while it is hidden. It belongs to one run. */
export interface KeptState {
  readonly runId: string;
  readonly selected: number;
  /** Keys of what the user opened. */
  readonly open: readonly string[];
  /** Pixels from the top. */
  readonly scroll: number;
}

export const noKeptState: KeptState = { runId: '', selected: 0, open: [], scroll: 0 };

/** Reads what `getState` gives: nothing, or what some version of the panel once wrote. */
export function parseKeptState(value: unknown): KeptState {
  if (typeof value !== 'object' || value === null) {
    return noKeptState;
  }
  const { runId, selected, open, scroll } = value as Partial<Record<keyof KeptState, unknown>>;
  return {
    runId: typeof runId === 'string' ? runId : '',
    selected: typeof selected === 'number' && selected >= 0 ? Math.floor(selected) : 0,
    open: Array.isArray(open) ? open.filter((key) => typeof key === 'string') : [],
    scroll: typeof scroll === 'number' ? scroll : 0,
  };
}
