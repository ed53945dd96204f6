import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver/node';
import type { Pace } from '../../core/model/pace.ts';
import { Severity } from '../../core/model/severity.ts';
import type { LogView } from '../logViews.ts';
import { type ErrorGroup, errorGroups } from './errorGroups.ts';
import { lineRange } from './records.ts';

/** Problems of one log: a list of hundreds would bury those of the code. */
const MOST = 20;

/** The first line of each incident: of known failures and of errors that are new or come in bursts. */
export async function incidentProblems(view: LogView, pace: Pace): Promise<Diagnostic[]> {
  const groups = await errorGroups(view, pace);
  const incidents = groups.filter(({ meaning, isRemarkable }) => meaning || isRemarkable);
  // A short log without anything unusual still has errors.
  return (incidents.length > 0 ? incidents : groups)
    .slice(0, MOST)
    .map((group) => problemOf(view, group));
}

function problemOf({ file }: LogView, group: ErrorGroup): Diagnostic {
  const { title, meaning, count, first, severityNumber } = group;
  const times = count === 1 ? 'once' : `${count.toLocaleString('en')} times, first here`;
  return {
    range: lineRange(file.records.startLine(first)),
    severity:
      severityNumber >= Severity.error ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
    source: 'Whytrace',
    message: `${title} (${times})${meaning ? `\n${meaning}` : ''}`,
  };
}
