import { randomUUID } from 'node:crypto';
import type { SuggestionInput } from '../core/audit.ts';
import type { Audit, EditorProblem } from '../core/model/audit.ts';
import type { TriedList } from '../core/model/tried.ts';
import type { AuditState } from '../protocol/audit.ts';
import type { AuditOutcome, AuditParams } from '../protocol/languageServer.ts';
import type { PreviewState } from '../protocol/preview.ts';
import type { PanelState } from '../protocol/webview.ts';
import { endOf } from './auditRun.ts';
import { createExplanation } from './explanation.ts';

/** A suggestion of the editor, and the folder that it is held against. */
export interface CapturedSuggestion {
  /** For people, e.g. `Uncommitted changes`. */
  readonly about: string;
  readonly folder: string;
  readonly input: SuggestionInput;
  readonly unsaved: Readonly<Record<string, string>>;
  /** The line of an open document that it ends at, of one that stands at one place. */
  readonly place?: CodePlace;
}

export interface CodePlace {
  readonly uri: string;
  /** 0-based. */
  readonly line: number;
}

/** What audits need of the editor and the language server. */
export interface AuditPorts {
  audit(params: AuditParams, cancelled: AbortSignal): Promise<AuditOutcome>;
  /** The diagnosis that is open. */
  diagnosis(): PanelState;
  /** What was tried, beside the workspace's own list. */
  tried(): Promise<readonly TriedList[]>;
  /** What the editor's language services say of the text that is audited. */
  problems(folder: string, input: SuggestionInput): Promise<readonly EditorProblem[]>;
  /** The model that is to explain, chosen for a run of its own; nothing where the user has none. */
  explainer(): Promise<Explainer | undefined>;
  onDidChange(state: AuditState): void;
  /** Told of each audit that has an answer, and again by the same id when it is explained. */
  onAudited(id: string, state: DoneAudit): void;
}

/** A model, until it is released. */
export interface Explainer {
  readonly params: NonNullable<AuditParams['explain']>;
  release(): void;
}

type DoneAudit = Extract<AuditState, { kind: 'done' }>;

/** One audit at a time. A new one takes the place of the old, whose late reply is dropped. */
export interface Audits {
  readonly state: AuditState;
  readonly subject: CapturedSuggestion | undefined;
  /** The audit that is shown, with its texts. */
  readonly result: Audit | undefined;
  start(suggestion: CapturedSuggestion): Promise<void>;
  /** Shows an audit that was kept with a case: what it was about may be another by now. */
  replay(state: DoneAudit): void;
  /** Nothing could be captured: says why. */
  fail(about: string, message: string): void;
  cancel(): void;
  /** Has the audit that is shown explained by a model; the audit stays where that fails. */
  explain(): Promise<void>;
  /** The run in which a model is asked, while it is. */
  readonly runId: string | undefined;
  /** What would be sent waits for the user, or no longer does; false where it is no run of ours. */
  reportPreview(runId: string, preview: PreviewState | undefined): boolean;
}

export function createAudits(ports: AuditPorts): Audits {
  let state: AuditState = { kind: 'empty' };
  let subject: CapturedSuggestion | undefined;
  let id = '';
  let result: Audit | undefined;
  let current: AbortController | undefined;

  const show = (next: AuditState): void => {
    state = next;
    ports.onDidChange(next);
  };
  const begin = (): AbortController => {
    current?.abort();
    current = new AbortController();
    return current;
  };
  const end = (next: AuditState, audit: Audit | undefined): void => {
    current = undefined;
    const isNew = audit !== undefined && audit !== result;
    result = audit;
    show(next);
    if (isNew && next.kind === 'done') ports.onAudited(id, next);
  };
  const explanation = createExplanation(ports);
  return {
    get state() {
      return state;
    },
    get subject() {
      return subject;
    },
    get result() {
      return result;
    },
    async start(suggestion) {
      const mine = begin();
      subject = suggestion;
      id = randomUUID();
      result = undefined;
      show({ kind: 'running', about: suggestion.about });
      const ended = await endOf(ports, suggestion, mine.signal);
      if (current === mine) end(ended.state, ended.result);
    },
    replay({ about, audit }) {
      current?.abort();
      subject = undefined;
      // Nothing of it can be opened: a case may come from elsewhere.
      end({ kind: 'done', about, audit, places: [] }, undefined);
    },
    fail(about, message) {
      current?.abort();
      subject = undefined;
      end({ kind: 'failed', about, message }, undefined);
    },
    cancel() {
      if (!current) return;
      current.abort();
      if (state.kind === 'running') end({ kind: 'cancelled', about: state.about }, undefined);
      else end(withoutExplaining(state), result);
    },
    async explain() {
      if (state.kind !== 'done' || !subject || current) return;
      const [mine, before] = [begin(), state];
      try {
        const ended = await explanation.run(subject, mine.signal, (explaining) => {
          if (current === mine) show({ ...before, explaining });
        });
        if (current === mine && ended) end(ended.state, ended.result);
      } finally {
        if (current === mine) end(before, result);
      }
    },
    reportPreview: explanation.reportPreview,
    get runId() {
      return explanation.runId;
    },
  };
}

function withoutExplaining(state: AuditState): AuditState {
  if (state.kind !== 'done') return state;
  const { explaining: _, ...audit } = state;
  return audit;
}
