import type { ContextItem } from '../../model/context.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { LogFile } from '../../model/logFile.ts';
import { Severity } from '../../model/severity.ts';
import type { Material } from '../reasoner.ts';

/** Characters of one line that are shown. */
const LONGEST_LINE = 2000;

/** Lines of a log as evidence, as many as there is room for; nothing where not even one has any. */
export function logExcerpt(
  { file, startLine, endLine }: { file: LogFile; startLine: number; endLine: number },
  room: number,
  reason: string,
  { files, mined }: Material,
): Omit<Evidence, 'id'> | undefined {
  const lines: string[] = [];
  for (let line = startLine, used = 0; line <= endLine; line++) {
    const text = shownLine(file.lineAt(line));
    used += text.length + 1;
    if (used - 1 > room) break;
    lines.push(text);
  }
  if (lines.length === 0) return undefined;
  const last = startLine + lines.length - 1;
  const at = file.recordAt(startLine);
  const record = file.records.at(at);
  return {
    kind: 'log',
    uri: file.uri,
    file: file.name,
    startLine,
    endLine: last,
    focus: [{ startLine, endLine: last }],
    text: lines.join('\n'),
    timestamp: record?.timestamp,
    severityNumber: record?.severityNumber ?? Severity.unspecified,
    service: record?.service,
    template: mined.templateIds[files.indexOf(file)]?.[at],
    reason,
    rank: 0,
  };
}

function shownLine(text: string): string {
  return text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE)} …` : text;
}

/** Lines of a file beside the logs; nothing where none of them is known. */
export function contextExcerpt(
  { kind, uri, name, startLine, text }: ContextItem,
  fromLine: number,
  toLine: number,
): Omit<Evidence, 'id'> | undefined {
  const from = Math.max(fromLine, startLine);
  const lines = text.split('\n').slice(from - startLine, Math.max(0, toLine - startLine + 1));
  if (lines.length === 0) return undefined;
  const endLine = from + lines.length - 1;
  return {
    kind,
    uri,
    file: name,
    startLine: from,
    endLine,
    focus: [{ startLine: from, endLine }],
    text: lines.map(shownLine).join('\n'),
    timestamp: undefined,
    severityNumber: Severity.unspecified,
    service: undefined,
    template: undefined,
    reason: '',
    rank: 0,
  };
}
