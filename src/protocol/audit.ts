import type { Audit } from '../core/model/audit.ts';
import type { CancelMessage, EventOf, HandlersOf, RequestOf } from './messages.ts';
import type { ItemWish, PreviewEnd, PreviewState } from './preview.ts';

/** A file that a suggestion changes. */
export interface AuditedFile {
  readonly path: string;
  readonly change: 'added' | 'changed' | 'deleted' | 'moved';
  readonly addedLines: number;
  readonly removedLines: number;
}

/** What is shown of an audit: all but the texts. */
export interface ShownAudit extends Omit<Audit, 'suggestion'> {
  readonly files: readonly AuditedFile[];
  readonly commands: readonly string[];
}

/** What the audit's view shows. The host owns it; the view only draws it. */
export type AuditState =
  /** Nothing was audited yet. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'running'; readonly about: string }
  | { readonly kind: 'cancelled'; readonly about: string }
  /** The message says why and what to do. */
  | { readonly kind: 'failed'; readonly about: string; readonly message: string }
  | {
      readonly kind: 'done';
      /** What was audited, e.g. `Uncommitted changes`. */
      readonly about: string;
      readonly audit: ShownAudit;
      /** Files of the workspace that the audit names and that can be opened. */
      readonly places: readonly string[];
      /** What to do about a model that failed to explain it. */
      readonly notice?: string;
      /** While a model is asked to explain it. */
      readonly explaining?: Explaining;
    };

export interface Explaining {
  readonly model: string;
  /** What waits for the user's consent, while it does. */
  readonly preview?: PreviewState | undefined;
}

/** Requests the view may send, by method, with what they take and give. */
export interface AuditRequests {
  /** The view is ready to draw (also after it was hidden): gives the present state. */
  'audit/ready': { readonly params: null; readonly result: AuditState };
  /** Opens a file that the audit names at a line, 1-based. */
  'audit/open': {
    readonly params: { readonly file: string; readonly line: number };
    readonly result: null;
  };
  /** Audits the same again. */
  'audit/again': { readonly params: null; readonly result: null };
  /** Has a model explain it too; what it would get is shown before. */
  'audit/explain': { readonly params: null; readonly result: null };
  /** Takes an item out of what would be sent, puts it back, or holds on to it. */
  'preview/wish': {
    readonly params: { readonly item: string; readonly wish: ItemWish };
    readonly result: null;
  };
  /** Ends the preview: the request is sent as it was shown, or nothing is. */
  'preview/end': { readonly params: { readonly end: PreviewEnd }; readonly result: null };
  /** Opens the exact text of what would be sent, or was, in an editor. */
  'request/open': { readonly params: null; readonly result: null };
  'audit/cancel': { readonly params: null; readonly result: null };
  /** Lets the user choose what to audit. */
  'audit/choose': { readonly params: null; readonly result: null };
  /** Asks what came of it, and writes down that it was tried. */
  'audit/tried': { readonly params: null; readonly result: null };
  /** Puts the audit on the clipboard as a review in Markdown. */
  'audit/copy': { readonly params: null; readonly result: null };
  /** Shows the system map. */
  'map/show': { readonly params: null; readonly result: null };
  /** Puts text on the clipboard. */
  'clipboard/write': { readonly params: { readonly text: string }; readonly result: null };
  /** Gives the focus to the editor. */
  'editor/focus': { readonly params: null; readonly result: null };
}

/** Events the host may send, by name. */
export interface AuditEvents {
  /** The state changed; draw it. */
  'audit/state': AuditState;
}

export type FromAudit = RequestOf<AuditRequests> | CancelMessage;
export type AuditEvent = EventOf<AuditEvents>;
export type AuditHandlers = HandlersOf<AuditRequests>;
