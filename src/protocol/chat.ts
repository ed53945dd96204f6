import type {
  ChatAction,
  ChatBlock,
  ChatCommand,
  ChatOutcome,
  ChatPlace,
  ChatSubject,
} from '../core/model/chat.ts';
import type { CancelMessage, EventOf, HandlersOf, RequestOf } from './messages.ts';
import type { ItemWish, PreviewEnd, PreviewState } from './preview.ts';

/** A turn as the view draws it. */
export interface ShownTurn {
  readonly id: string;
  readonly question: string;
  readonly command?: ChatCommand;
  readonly subjects: readonly ChatSubject[];
  /** When it was asked, in milliseconds since the epoch. */
  readonly at: number;
  /** It and the other versions of it: which one it is, from 0 on, of how many. */
  readonly version: { readonly index: number; readonly count: number };
  readonly state: ShownTurnState;
}

export type ShownTurnState =
  | {
      readonly kind: 'running';
      /** What is being done, in a few words. */
      readonly status: string;
      /** As far as it stands by now. */
      readonly blocks: readonly ChatBlock[];
      /** Characters a model has streamed, while one is asked. */
      readonly streamed?: number;
      /** What waits for the user's consent, while it does. */
      readonly preview?: PreviewState | undefined;
    }
  | ChatOutcome;

/** Something the next question is about. */
export interface Chip {
  /** Stable as long as the chip is there. */
  readonly id: string;
  readonly subject: ChatSubject;
  /** Estimated tokens that it would add to what is sent; 0 where no model is asked. */
  readonly tokens: number;
}

/** What the next question would send, by estimate; nothing of it where no model is asked. */
export interface ChatBudget {
  /** Who would answer, e.g. `gpt-5.2 at api.openai.com`; `Embedded engine` sends nothing. */
  readonly answers: string;
  readonly sends: boolean;
  /** Tokens of the conversation so far, and of the chips. */
  readonly history: number;
  readonly subjects: number;
  /** Tokens that one request may have. */
  readonly limit?: number;
  /** Tokens that were used today, and the limit of a day where there is one. */
  readonly today: { readonly used: number; readonly limit?: number };
}

export interface ConversationEntry {
  readonly id: string;
  readonly title: string;
  /** Time of its last question. */
  readonly at: number;
  readonly turns: number;
}

/** What the chat shows. The host owns it; the view only draws it. */
export interface ChatState {
  /** The present conversation; its id changes with each new one. */
  readonly conversation: string;
  readonly title: string;
  /** The path from the root to the leaf that is shown, oldest first. */
  readonly turns: readonly ShownTurn[];
  readonly chips: readonly Chip[];
  readonly budget: ChatBudget;
  /** All that are kept, the latest first; the present one among them once it has a turn. */
  readonly conversations: readonly ConversationEntry[];
  /** Whole questions that suit what is open, for an empty conversation. */
  readonly starters: readonly string[];
  /** What is to be known before one asks, e.g. that the workspace is not trusted. */
  readonly notice?: string;
}

/** What `#` can complete to. */
export interface ChipCandidate {
  readonly subject: ChatSubject;
  /** e.g. `checkout.log`, and in a few words what it is. */
  readonly label: string;
  readonly detail: string;
}

/** Requests the view may send, by method, with what they take and give. */
export interface ChatRequests {
  /** The view is ready to draw (also after it was hidden): gives the present state. */
  'chat/ready': { readonly params: null; readonly result: ChatState };
  /** Asks; the chips of the state go with it. */
  'chat/ask': {
    readonly params: { readonly question: string; readonly command?: ChatCommand };
    readonly result: null;
  };
  /** Stops an answer; what stands of it stays. */
  'chat/cancel': { readonly params: { readonly turn: string }; readonly result: null };
  /** Asks in place of an earlier question: another version beside it, from there on. */
  'chat/edit': {
    readonly params: {
      readonly turn: string;
      readonly question: string;
      readonly command?: ChatCommand;
    };
    readonly result: null;
  };
  /** Asks the same again, as another version beside it. */
  'chat/again': { readonly params: { readonly turn: string }; readonly result: null };
  /** Shows another version of a turn, with what followed it last. */
  'chat/version': {
    readonly params: { readonly turn: string; readonly index: number };
    readonly result: null;
  };
  /** Goes on from this turn: the next question follows it, and what stood after it is kept beside. */
  'chat/branch': { readonly params: { readonly turn: string }; readonly result: null };
  /** Shows another conversation. */
  'chat/show': { readonly params: { readonly conversation: string }; readonly result: null };
  'chip/add': { readonly params: { readonly subject: ChatSubject }; readonly result: null };
  'chip/remove': { readonly params: { readonly chip: string }; readonly result: null };
  /** What `#` and the letters after it can mean; at most 50. */
  'chip/complete': {
    readonly params: { readonly prefix: string };
    readonly result: readonly ChipCandidate[];
  };
  /** Files were dropped on the view: URIs, as the editor names them. */
  'chip/drop': { readonly params: { readonly uris: readonly string[] }; readonly result: null };
  /** Opens lines; the host checks that an answer of the conversation or a chip names their file. */
  'source/reveal': { readonly params: ChatPlace; readonly result: null };
  /** Takes an item out of what would be sent, puts it back, or holds on to it. */
  'preview/wish': {
    readonly params: { readonly turn: string; readonly item: string; readonly wish: ItemWish };
    readonly result: null;
  };
  /** Ends the preview: the request is sent as it was shown, or nothing is. */
  'preview/end': {
    readonly params: { readonly turn: string; readonly end: PreviewEnd };
    readonly result: null;
  };
  /** Opens the exact text of what would be sent, or was, in an editor. */
  'request/open': { readonly params: { readonly turn: string }; readonly result: null };
  'action/run': { readonly params: { readonly action: ChatAction }; readonly result: null };
  /** Puts a question and its answer on the clipboard, as Markdown. */
  'turn/copy': { readonly params: { readonly turn: string }; readonly result: null };
  /** Puts text on the clipboard. */
  'clipboard/write': { readonly params: { readonly text: string }; readonly result: null };
  /** Puts a command into the terminal without running it. */
  'terminal/insert': { readonly params: { readonly text: string }; readonly result: null };
  /** Gives the focus to the editor. */
  'editor/focus': { readonly params: null; readonly result: null };
}

/** Characters of a question. */
export const LONGEST_QUESTION = 8_000;

/** Events the host may send, by name. */
export interface ChatEvents {
  /** The state changed; draw it. */
  'chat/state': ChatState;
  /** One turn of the path changed, as while it is answered; the rest of the state stands. */
  'chat/turn': ShownTurn;
  /** All but the turns changed: chips, what is open, who answers. */
  'chat/around': Omit<ChatState, 'turns'>;
  /** Puts the cursor where a question is written, with this text before it. */
  'chat/focus': { readonly text: string };
}

export type FromChat = RequestOf<ChatRequests> | CancelMessage;
export type ChatEvent = EventOf<ChatEvents>;
export type ChatHandlers = HandlersOf<ChatRequests>;
