import type { ItemWish, PreviewEnd } from '../protocol/preview.ts';
import type { PanelCommand } from '../protocol/webview.ts';
import type { Hidden, Verdict } from './model.ts';
import type { OnPointer } from './timeline/brush.ts';
import type { Span } from './timeline/scale.ts';

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
  /** What stands behind the placeholders of a model's text, where that may be shown here. */
  readonly hidden: Hidden;
  /** Pixels that a picture as wide as the page has. */
  readonly width: number;
  /** What of the run's time is shown, where it is not all, and what of it is chosen. */
  readonly view: Span | undefined;
  readonly range: Span | undefined;
  readonly onBrush: OnPointer;
  zoom(view: Span | undefined): void;
  choose(range: Span | undefined): void;
  /** Goes to the evidence. */
  showEvidence(): void;
  select(index: number): void;
  reveal(place: Place): void;
  cancel(): void;
  /** What is to become of an item before it is sent. */
  wish(item: string, wish: ItemWish): void;
  endPreview(end: PreviewEnd): void;
  /** Opens the text of the request in an editor. */
  openRequest(): void;
  again(): void;
  run(command: PanelCommand): void;
  /** What was written into a box and not sent yet. */
  draft(key: string): string | undefined;
  setDraft(key: string, text: string): void;
  /** The user's word on the selected hypothesis; nothing takes it back. */
  judge(verdict: Verdict | null): void;
  /** Writes the command of a check of the selected hypothesis into a terminal; the leading one's where it is told. */
  insert(probe: number, hypothesis?: number): void;
  /** What a check of the selected hypothesis printed. */
  giveOutput(probe: number, text: string): void;
  removeOutput(uri: string): void;
  /** Writes down that a check of the selected hypothesis was tried. */
  markTried(probe: number): void;
  /** Shows another case in place of this one. */
  openCase(caseId: string): void;
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
  /** What was written into boxes, by their keys. */
  readonly drafts: Readonly<Record<string, string>>;
  readonly view?: Span | undefined;
  readonly range?: Span | undefined;
}

export const noKeptState: KeptState = {
  ...{ runId: '', selected: 0, open: [], scroll: 0, drafts: {} },
  ...{ view: undefined, range: undefined },
};

/** Reads what `getState` gives: nothing, or what some version of the panel once wrote. */
export function parseKeptState(value: unknown): KeptState {
  if (typeof value !== 'object' || value === null) {
    return noKeptState;
  }
  const { runId, selected, open, scroll, drafts, view, range } = value as Partial<
    Record<keyof KeptState, unknown>
  >;
  return {
    runId: typeof runId === 'string' ? runId : '',
    selected: typeof selected === 'number' && selected >= 0 ? Math.floor(selected) : 0,
    open: Array.isArray(open) ? open.filter((key) => typeof key === 'string') : [],
    scroll: typeof scroll === 'number' ? scroll : 0,
    drafts: parseDrafts(drafts),
    view: parseSpan(view),
    range: parseSpan(range),
  };
}

function parseSpan(value: unknown): Span | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { from, to } = value as Partial<Record<keyof Span, unknown>>;
  return typeof from === 'number' && typeof to === 'number' && from < to ? { from, to } : undefined;
}

function parseDrafts(value: unknown): KeptState['drafts'] {
  if (typeof value !== 'object' || value === null) return {};
  const drafts = Object.entries(value).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(drafts);
}
