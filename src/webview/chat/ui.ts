import type { ChatRequests, Chip, ChipCandidate } from '../../protocol/chat.ts';
import type { CommandChoice } from '../../protocol/chatQuestion.ts';
import type { Copies, Folds, Place } from '../ui.ts';
import type { PreviewUi } from '../views/preview.ts';
import type { Turn } from './state.ts';

/** What of ours can be opened or run from here. */
export type Action = ChatRequests['action/run']['params']['action'];

/** Under which is kept whether the keys are shown. */
export const helpKey = 'keys';

/** What `/` and `#` offer while something is written. */
export interface Offered {
  readonly choices: readonly Choice[];
  /** Index of the one that Enter takes. */
  readonly active: number;
}

export type Choice =
  | ({ readonly kind: 'command' } & CommandChoice)
  | ({ readonly kind: 'context' } & ChipCandidate);

/** What a view may ask for and needs to know beside the state it draws. */
export interface ChatUi extends Folds, Copies {
  readonly kept: KeptState;
  readonly offered: Offered | undefined;
  /** Id of the turn whose question is being edited. */
  readonly editing: string | undefined;
  /** Whether files are being dragged over the view. */
  readonly isDropping: boolean;
  /** Whether the reader is at the end of the conversation. */
  readonly isAtEnd: boolean;
  /** Whether a turn is near what is read, so that its answer is drawn. */
  isNear(turn: string, index: number, count: number): boolean;
  /** From the click on Stop until the host has answered. */
  readonly isStopping: boolean;
  reveal(place: Place): void;
  ask(question: string): void;
  send(): void;
  stop(): void;
  write(box: HTMLTextAreaElement): void;
  onBoxKey(event: KeyboardEvent): void;
  choose(choice: Choice): void;
  /** Writes a sign into the box, which offers what it stands for. */
  begin(sign: '/' | '#'): void;
  removeChip(chip: Chip, event: Event): void;
  onChipKey(event: KeyboardEvent): void;
  edit(turn: string | undefined): void;
  sendEdit(turn: Turn, text: string): void;
  again(turn: string): void;
  showVersion(turn: Turn, by: 1 | -1): void;
  goOnFrom(turn: string): void;
  copyTurn(turn: string): void;
  insert(command: string): void;
  act(action: Action): void;
  showConversation(id: string): void;
  toEnd(): void;
  previewUi(turn: Turn): PreviewUi;
}

/** What outlives the webview while it is hidden. */
export interface KeptState {
  /** Keys of what the user opened. */
  readonly open: readonly string[];
  /** What was written and not asked yet. */
  readonly draft: string;
  /** Turn at the top of what is read; nothing where that is the end. */
  readonly at: string | undefined;
  /** The conversation that it belongs to. */
  readonly conversation: string;
}

export const noKeptState: KeptState = { open: [], draft: '', at: undefined, conversation: '' };

/** Reads what `getState` gives: nothing, or what some version of the view once wrote. */
export function parseKeptState(value: unknown): KeptState {
  if (typeof value !== 'object' || value === null) {
    return noKeptState;
  }
  const { open, draft, at, conversation } = value as Partial<Record<keyof KeptState, unknown>>;
  return {
    open: Array.isArray(open) ? open.filter((key) => typeof key === 'string') : [],
    draft: typeof draft === 'string' ? draft : '',
    at: typeof at === 'string' ? at : undefined,
    conversation: typeof conversation === 'string' ? conversation : '',
  };
}
