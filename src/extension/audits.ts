import type { OpenDiagnosis, SuggestionInput } from '../core/audit.ts';
import type { Audit, ChangedFile } from '../core/model/audit.ts';
import type { TriedList } from '../core/model/tried.ts';
import type { AuditState, ShownAudit } from '../protocol/audit.ts';
import type { AuditOutcome, AuditParams } from '../protocol/languageServer.ts';
import type { PanelState } from '../protocol/webview.ts';

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
  onDidChange(state: AuditState): void;
}

/** One audit at a time. A new one takes the place of the old, whose late reply is dropped. */
export interface Audits {
  readonly state: AuditState;
  readonly subject: CapturedSuggestion | undefined;
  /** The audit that is shown, with its texts. */
  readonly result: Audit | undefined;
  start(suggestion: CapturedSuggestion): Promise<void>;
  /** Nothing could be captured: says why. */
  fail(about: string, message: string): void;
  cancel(): void;
}

export function createAudits(ports: AuditPorts): Audits {
  let state: AuditState = { kind: 'empty' };
  let subject: CapturedSuggestion | undefined;
  let result: Audit | undefined;
  let current: AbortController | undefined;

  const show = (next: AuditState): void => {
    state = next;
    ports.onDidChange(next);
  };
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
      current?.abort();
      const mine = new AbortController();
      current = mine;
      subject = suggestion;
      result = undefined;
      show({ kind: 'running', about: suggestion.about });
      const end = await endOf(ports, suggestion, mine.signal);
      if (current === mine) {
        current = undefined;
        result = end.result;
        show(end.state);
      }
    },
    fail(about, message) {
      current?.abort();
      current = undefined;
      subject = undefined;
      result = undefined;
      show({ kind: 'failed', about, message });
    },
    cancel() {
      if (current && state.kind === 'running') {
        current.abort();
        current = undefined;
        show({ kind: 'cancelled', about: state.about });
      }
    },
  };
}

interface End {
  readonly state: AuditState;
  readonly result?: Audit;
}

async function endOf(
  ports: AuditPorts,
  { about, folder, input, unsaved }: CapturedSuggestion,
  cancelled: AbortSignal,
): Promise<End> {
  try {
    const diagnosis = openDiagnosis(ports.diagnosis());
    const tried = await ports.tried();
    if (cancelled.aborted) return { state: { kind: 'cancelled', about } };
    const params = {
      ...{ uri: folder, input, unsaved },
      ...(diagnosis && { diagnosis }),
      ...(tried.length > 0 && { tried }),
    };
    const outcome = await ports.audit(params, cancelled);
    switch (outcome.kind) {
      case 'audited':
        return { state: doneState(about, outcome.audit, tried), result: outcome.audit };
      case 'refused':
        return { state: { kind: 'failed', about, message: outcome.message } };
      case 'cancelled':
        return { state: { kind: 'cancelled', about } };
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { state: { kind: 'failed', about, message } };
  }
}

function doneState(about: string, audit: Audit, tried: readonly TriedList[]): AuditState {
  // The log of commits is cited, and is no file that could be opened.
  const commits = tried.filter(({ kind }) => kind === 'commits').map(({ name }) => name);
  const places = placesOf(audit).filter((file) => !commits.includes(file));
  return { kind: 'done', about, audit: shown(audit), places };
}

/** What an audit asks of the diagnosis that is shown; nothing where none is. */
export function openDiagnosis(panel: PanelState): OpenDiagnosis | undefined {
  if (panel.kind !== 'done' || panel.diagnosis.outcome !== 'diagnosed') {
    return undefined;
  }
  return {
    file: 'the open diagnosis',
    hypotheses: panel.diagnosis.hypotheses.map(
      ({ title, summary, service, confidence, claims, probes }) => ({
        ...{ title, summary, service, confidence: confidence.value },
        claims: claims.map(({ role, text, citations }) => ({
          role,
          text,
          quotes: citations.map(({ quote }) => quote),
        })),
        probes: probes.map((probe) => `${probe.title} ${probe.command ?? ''}`),
      }),
    ),
  };
}

function shown({ suggestion, ...audit }: Audit): ShownAudit {
  return {
    ...audit,
    files: suggestion.files.map((file) => ({
      path: file.path,
      change: changeOf(file),
      addedLines: file.added.length,
      removedLines: file.removed.length,
    })),
    commands: suggestion.commands.map(({ text }) => text),
  };
}

function changeOf({
  before,
  after,
  renamedFrom,
}: ChangedFile): ShownAudit['files'][number]['change'] {
  if (renamedFrom !== undefined) return 'moved';
  if (before === undefined) return 'added';
  return after === undefined ? 'deleted' : 'changed';
}

/** Files that the audit names with a line. */
function placesOf(audit: Audit): readonly string[] {
  const named = [
    ...audit.findings.flatMap(({ file, source }) => [file, source.line ? source.file : undefined]),
    ...audit.effects.map(({ file }) => file),
    ...audit.assumptions.map(({ source }) => (source?.line ? source.file : undefined)),
    ...audit.blastRadius.flatMap(({ evidence }) => evidence.map(({ file }) => file)),
    ...audit.suggestion.files.map(({ path, after }) => (after === undefined ? undefined : path)),
  ];
  return [...new Set(named.filter((file) => file !== undefined))];
}
