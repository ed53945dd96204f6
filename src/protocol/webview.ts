import type { SimilarCase } from '../core/model/case.ts';
import type { Diagnosis } from '../core/model/diagnosis.ts';
import type { Judged, WrongReason } from '../core/model/judgement.ts';
import type { StageProgress } from './languageServer.ts';
import type { CancelMessage, EventOf, HandlersOf, ReplyOf, RequestOf } from './messages.ts';
import type { ItemWish, PreviewEnd, PreviewState } from './preview.ts';

/** What the diagnosis panel shows. The host owns it; the panel only draws it. */
export type PanelState =
  /** Nothing was asked yet. */
  | { readonly kind: 'empty'; readonly isRestricted?: boolean }
  | {
      readonly kind: 'running';
      readonly runId: string;
      /** Names of the logs. */
      readonly sources: readonly string[];
      readonly reasoner: string;
      readonly stages: readonly StageProgress[];
      /** Milliseconds since the run began, at the time of sending. */
      readonly elapsed: number;
      /** Characters the model has streamed so far, while one is asked. */
      readonly streamed?: number;
      /** What waits for the user's consent, while it does. */
      readonly preview?: PreviewState | undefined;
    }
  | {
      readonly kind: 'done';
      readonly runId: string;
      readonly diagnosis: Diagnosis;
      /** What to do about a model that failed, e.g. "Set the key with …"; empty when none failed. */
      readonly notice: string;
      /** What the user said of its hypotheses. */
      readonly verdicts?: readonly ShownVerdict[];
      /** Verdicts of this workspace on all diagnoses. */
      readonly verdictCount?: number;
      /** The workspace is not trusted, so not all of it was read. */
      readonly isRestricted?: boolean;
      /** Earlier cases that are like it, most like it first. */
      readonly similar?: readonly SimilarCase[];
    }
  | { readonly kind: 'cancelled'; readonly stages: readonly StageProgress[] }
  | {
      readonly kind: 'failed';
      readonly message: string;
      readonly canRetry: boolean;
      /** Why, where it is one of these; the message says what to do. */
      readonly reason?: FailedReason;
    };

/** No log could be read; or the window went away while the run went on. */
export type FailedReason = 'unreadable' | 'interrupted';

export type { WrongReason } from '../core/model/judgement.ts';

/** What a user says of one hypothesis. */
export interface Verdict {
  readonly judged: Judged;
  readonly reason?: WrongReason;
  /** In the user's own words. */
  readonly note?: string;
}

export interface ShownVerdict extends Verdict {
  /** Index of the hypothesis. */
  readonly hypothesis: number;
}

/** Characters of the user's own words on a verdict, and of what a check printed. */
export const LONGEST_NOTE = 500;
export const LONGEST_OUTPUT = 200_000;

/** Requests the panel may send, by method, with what they take and give. */
export interface Requests {
  /** The panel is ready to draw (also after it was hidden): gives the present state. */
  'panel/ready': { readonly params: null; readonly result: PanelState };
  /** Opens a file at lines, 1-based; the host checks that the URI is one of the run's own. */
  'source/reveal': {
    readonly params: { readonly uri: string; readonly startLine: number; readonly endLine: number };
    readonly result: null;
  };
  /** Gives the focus back to the editor beside the panel. */
  'editor/focus': { readonly params: null; readonly result: null };
  /** Puts text on the clipboard. */
  'clipboard/write': { readonly params: { readonly text: string }; readonly result: null };
  /** Stops the run. */
  'run/cancel': { readonly params: { readonly runId: string }; readonly result: null };
  /** Takes an item out of what would be sent, puts it back, or holds on to it. */
  'preview/wish': {
    readonly params: { readonly runId: string; readonly item: string; readonly wish: ItemWish };
    readonly result: null;
  };
  /** Opens the exact text of what would be sent, or was, in an editor. */
  'request/open': { readonly params: null; readonly result: null };
  /** Ends the preview: the request is sent as it was shown, or nothing is. */
  'preview/end': {
    readonly params: { readonly runId: string; readonly end: PreviewEnd };
    readonly result: null;
  };
  /** Diagnoses the same logs again. */
  'run/again': { readonly params: null; readonly result: null };
  /** Keeps what the user says of a hypothesis; nothing takes it back. */
  'verdict/give': {
    readonly params: {
      readonly runId: string;
      readonly hypothesis: number;
      readonly verdict: Verdict | null;
    };
    readonly result: null;
  };
  /** Makes what a check printed evidence, and diagnoses the same logs again with it. */
  'probe/output': {
    readonly params: {
      readonly runId: string;
      readonly hypothesis: number;
      readonly probe: number;
      readonly text: string;
    };
    readonly result: null;
  };
  /** Writes the command of a check into a terminal, without running it; the host knows the command. */
  'probe/insert': {
    readonly params: {
      readonly runId: string;
      readonly hypothesis: number;
      readonly probe: number;
    };
    readonly result: null;
  };
  /** Asks what came of a check or of what it would try, and writes down that it was tried. */
  'probe/tried': {
    readonly params: {
      readonly runId: string;
      readonly hypothesis: number;
      readonly probe: number;
    };
    readonly result: null;
  };
  /** Shows another case. */
  'case/open': { readonly params: { readonly caseId: string }; readonly result: null };
  /** Drops an output that was given, and diagnoses again without it. */
  'probe/remove': {
    readonly params: { readonly runId: string; readonly uri: string };
    readonly result: null;
  };
  /** Runs one of Whytrace's own commands that the panel offers. */
  'command/run': {
    readonly params: { readonly command: PanelCommand };
    readonly result: null;
  };
}

export type PanelCommand =
  | 'diagnose'
  | 'setApiKey'
  | 'chooseModel'
  | 'includeRotated'
  | 'askAnew'
  | 'askBeforeSending'
  | 'manageTrust';

/** Events the host may send, by name. */
export interface HostEvents {
  /** The state changed; draw it. */
  'panel/state': PanelState;
}

export type RequestMessage = RequestOf<Requests>;
export type FromWebview = RequestMessage | CancelMessage;
export type HostEvent = EventOf<HostEvents>;
export type ToWebview = ReplyOf<Requests> | HostEvent;
export type RequestHandlers = HandlersOf<Requests>;
