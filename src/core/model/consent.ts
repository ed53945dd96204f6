import type { EvidenceId, LeftOut } from './evidence.ts';
import type { ModelFailure } from './modelFailure.ts';
import type { RedactedText, Redaction } from './redactedText.ts';

/** What a model costs, by a table of the user's own. */
export interface Price {
  /** For a million tokens that are sent, and for a million that come back. */
  readonly input: number;
  readonly output: number;
  /** e.g. `EUR`, `USD`. */
  readonly currency: string;
}

export interface Cost {
  readonly amount: number;
  readonly currency: string;
}

/** What a user wants of the evidence to go: of an item that is in neither list, what fits. */
export interface Choice {
  /** Nothing of these leaves, and nothing of them is looked up later. */
  readonly dropped: readonly EvidenceId[];
  /** These stay where a limit leaves no room for all. */
  readonly pinned: readonly EvidenceId[];
}

export const everything: Choice = { dropped: [], pinned: [] };

/** What would leave the machine, shown before it does. */
export interface RequestPreview {
  /** e.g. `gpt-5.2 at api.openai.com`. */
  readonly model: string;
  readonly destination: string;
  /** The first request's text, byte for byte, system part first. */
  readonly text: RedactedText;
  /** The word in it that is another one for each request. */
  readonly boundary: string;
  readonly items: readonly PreviewItem[];
  readonly redactions: readonly Redaction[];
  readonly leftOut: LeftOut;
  /** Estimated, of the whole request. */
  readonly tokens: number;
  /** Of them those that are no item's: instructions, the answer's schema, kinds of messages. */
  readonly frameTokens: number;
  /** Estimated tokens of evidence that later rounds may add, where the model asks for more. */
  readonly mayAdd: number;
  /** Tokens that one request may have. */
  readonly limit?: number;
  /** With an answer of usual length, where the user's table names a price. */
  readonly cost?: Cost;
  /** The same with all rounds that may follow, each of which sends the whole again. */
  readonly most: { readonly requests: number; readonly tokens: number; readonly cost?: Cost };
}

export type ItemState =
  | 'kept'
  | 'pinned'
  /** The user took it out. */
  | 'dropped'
  /** The limit of tokens leaves no room for it. */
  | 'noRoom';

export interface PreviewItem {
  readonly id: EvidenceId;
  readonly kind: string;
  readonly uri: string;
  readonly file: string;
  readonly startLine: number;
  readonly endLine: number;
  /** Why it was chosen, for people. */
  readonly reason: string;
  /** Estimated. */
  readonly tokens: number;
  readonly state: ItemState;
}

/** Who allowed a request: the user just now or earlier for this workspace, or the user's setting. */
export type Approver = 'user' | 'workspace' | 'setting';

export type ConsentDecision =
  | { readonly kind: 'send'; readonly by: Approver }
  /** Not before something is taken out or put back: the preview is made anew and shown again. */
  | { readonly kind: 'change'; readonly choice: Choice }
  /** Nothing is sent; the embedded analyst answers. */
  | { readonly kind: 'embedded' }
  /** A limit forbids it. */
  | { readonly kind: 'refused'; readonly failure: ModelFailure };

/** Lines that were kept back or held on to, for the receipt. */
export interface NamedLines {
  readonly file: string;
  readonly startLine: number;
  readonly endLine: number;
}

/** What was allowed before anything was sent. */
export interface Approval {
  readonly by: Approver;
  readonly dropped: readonly NamedLines[];
  readonly pinned: readonly NamedLines[];
  readonly noRoom: readonly NamedLines[];
}
