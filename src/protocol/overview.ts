import type { FirstLook, LogOverview } from '../core/model/overview.ts';
import type { CancelMessage, EventOf, HandlersOf, RequestOf } from './messages.ts';

/** What the Log Overview shows. The host owns it; the view only draws it. */
export type OverviewState =
  | {
      /** No log is open, or none that is one by its name. */
      readonly kind: 'noLog';
      /** Name of the open text that may be read as a log when the user says so; else empty. */
      readonly candidate: string;
    }
  | {
      readonly kind: 'reading';
      readonly name: string;
      /** Size of the log, 0 while it isn't known. */
      readonly bytes: number;
      /** Part of it that was read, 0..1, where that is known. */
      readonly share?: number;
      /** What its head and tail tell meanwhile. */
      readonly firstLook?: FirstLook;
    }
  | { readonly kind: 'cancelled'; readonly name: string }
  /** The message says why and what to do. */
  | { readonly kind: 'failed'; readonly name: string; readonly message: string }
  | {
      readonly kind: 'shown';
      readonly uri: string;
      readonly name: string;
      /** Path within the workspace, or the whole path. */
      readonly path: string;
      readonly overview: LogOverview;
    };

/** Requests the view may send, by method, with what they take and give. */
export interface OverviewRequests {
  /** The view is ready to draw (also after it was hidden): gives the present state. */
  'overview/ready': { readonly params: null; readonly result: OverviewState };
  /** Opens the log that is shown at a line, 1-based. */
  'overview/open': { readonly params: { readonly line: number }; readonly result: null };
  /** Stops reading. */
  'overview/cancel': { readonly params: null; readonly result: null };
  /** Reads the log (again), or the candidate. */
  'overview/read': { readonly params: null; readonly result: null };
  /** Lets the user choose a log of the workspace, and opens it. */
  'overview/choose': { readonly params: null; readonly result: null };
  /** Diagnoses the log that is shown. */
  'overview/diagnose': { readonly params: null; readonly result: null };
  /** Gives the focus to the editor. */
  'editor/focus': { readonly params: null; readonly result: null };
}

/** Events the host may send, by name. */
export interface OverviewEvents {
  /** The state changed; draw it. */
  'overview/state': OverviewState;
}

export type FromOverview = RequestOf<OverviewRequests> | CancelMessage;
export type OverviewEvent = EventOf<OverviewEvents>;
export type OverviewHandlers = HandlersOf<OverviewRequests>;
