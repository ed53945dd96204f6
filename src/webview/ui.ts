import type { ItemWish, PreviewEnd } from '../protocol/preview.ts';
import type { PanelCommand } from '../protocol/webview.ts';

/** Parts of a page that are folded away until they are opened. */
export interface Folds {
  isOpen(key: string): boolean;
  setOpen(key: string, isOpen: boolean): void;
}

/** What a view may ask for and needs to know beside the state it draws. */
export interface Ui extends Folds {
  /** Index of the hypothesis shown; the number of hypotheses means "None of these". */
  readonly selected: number;
  /** Milliseconds since the run began. */
  readonly elapsed: number;
  /** True from the click on Cancel until the host has answered with another state. */
  readonly isCancelling: boolean;
  /** Text that was put on the clipboard a moment ago. */
  readonly copied: string | undefined;
  select(index: number): void;
  reveal(place: Place): void;
  copy(text: string): void;
  cancel(): void;
  /** What is to become of an item before it is sent. */
  wish(item: string, wish: ItemWish): void;
  endPreview(end: PreviewEnd): void;
  /** Opens the text of the request in an editor. */
  openRequest(): void;
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
