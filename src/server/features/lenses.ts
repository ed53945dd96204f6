import type { CodeLens } from 'vscode-languageserver/node';
import { Severity } from '../../core/model/severity.ts';
import type { Signal } from '../../core/model/template.ts';
import { documentNumber } from '../../protocol/documentNumber.ts';
import type { LogView } from '../logViews.ts';
import { startRange } from './records.ts';

/** Lenses of one document: more of them would hide the log. */
const MOST = 50;

/** Over the first line of each new error, and where one begins to come far more often. */
export function codeLenses(view: LogView): CodeLens[] {
  const loud = view.mined.signals.filter((signal) => isLoud(view, signal));
  const fresh = new Set(loud.flatMap(({ kind, template }) => (kind === 'novel' ? [template] : [])));
  // What is new and comes often at once is one event.
  const lenses = loud.filter(({ kind, template }) => kind === 'novel' || !fresh.has(template));
  return lenses.slice(0, MOST).map((signal) => lensOf(view, signal));
}

function isLoud({ mined }: LogView, { kind, template }: Signal): boolean {
  const severity = mined.templates[template]?.severityNumber ?? 0;
  return (
    (kind === 'novel' && severity >= Severity.error) ||
    (kind === 'burst' && severity >= Severity.warn)
  );
}

function lensOf({ file, mined }: LogView, { kind, template, onset, reason }: Signal): CodeLens {
  const line = file.records.startLine(onset.record);
  const count = mined.templates[template]?.count ?? 1;
  const times = count === 1 ? 'once in this log' : `first of ${count.toLocaleString('en')}`;
  const title = kind === 'novel' ? `New error, ${times}` : `Burst starts here: ${reason}`;
  return {
    range: startRange(line),
    command: {
      title,
      command: 'whytrace.showLinesLikeThis',
      arguments: [documentNumber(file.uri), line],
    },
  };
}
