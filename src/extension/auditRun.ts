import type { OpenDiagnosis } from '../core/audit.ts';
import { modelNotice } from '../core/auditWords.ts';
import type { Audit, ChangedFile } from '../core/model/audit.ts';
import type { TriedList } from '../core/model/tried.ts';
import type { AuditState, ShownAudit } from '../protocol/audit.ts';
import type { AuditParams } from '../protocol/languageServer.ts';
import type { PanelState } from '../protocol/webview.ts';
import type { AuditPorts, CapturedSuggestion } from './audits.ts';

/** How one audit ended. */
export interface End {
  readonly state: AuditState;
  readonly result?: Audit;
}

export async function endOf(
  ports: AuditPorts,
  { about, folder, input, unsaved }: CapturedSuggestion,
  cancelled: AbortSignal,
  explain?: AuditParams['explain'],
): Promise<End> {
  try {
    const diagnosis = openDiagnosis(ports.diagnosis());
    const [tried, editor] = await Promise.all([ports.tried(), ports.problems(folder, input)]);
    if (cancelled.aborted) return { state: { kind: 'cancelled', about } };
    const params = {
      ...{ uri: folder, input, unsaved },
      ...(diagnosis && { diagnosis }),
      ...(tried.length > 0 && { tried }),
      ...(editor.length > 0 && { editor }),
      ...(explain && { explain }),
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
  const notice = modelNotice(audit, 'editor');
  return {
    ...({ kind: 'done', about, audit: shown(audit), places } as const),
    ...(notice !== undefined && { notice }),
  };
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

/** Evidence that stands in a file as it is: what would be gone, and commands, can't be opened. */
const isThere = (uri: string): boolean => uri.startsWith('audit:');

/** Files that the audit names with a line. */
function placesOf(audit: Audit): readonly string[] {
  const named = [
    ...audit.findings.flatMap(({ file, source }) => [file, source.line ? source.file : undefined]),
    ...audit.effects.map(({ file }) => file),
    ...audit.assumptions.map(({ source }) => (source?.line ? source.file : undefined)),
    ...audit.blastRadius.flatMap(({ evidence }) => evidence.map(({ file }) => file)),
    ...audit.motives.flatMap(({ file, evidence }) => [file, ...evidence.map((one) => one.file)]),
    ...audit.omissions.map(({ source }) => (source?.line ? source.file : undefined)),
    ...(audit.explanation?.evidence ?? []).map(({ uri, file }) =>
      isThere(uri) ? file : undefined,
    ),
    ...audit.suggestion.files.map(({ path, after }) => (after === undefined ? undefined : path)),
  ];
  return [...new Set(named.filter((file) => file !== undefined))];
}
