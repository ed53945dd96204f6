import type { Evidence, EvidencePack } from '../../src/core/model/evidence.ts';
import type { LogFile } from '../../src/core/model/logFile.ts';
import type { LogRecord } from '../../src/core/model/logRecord.ts';
import { Severity } from '../../src/core/model/severity.ts';
import type { MinedLogs, RecordRef, Signal, Template } from '../../src/core/model/template.ts';
import { recordsOf, tableOf } from './recordTable.ts';

const levels = { INFO: Severity.info, WARN: Severity.warn, ERROR: Severity.error };

/**
 * A log for tests of the later stages, one record a line (indented lines continue a record). A line
 * may begin `14:03:12 ERROR `: that is its time on 2026-03-01 and its level.
 */
export function fixtureLog(name: string, lines: readonly string[]): LogFile {
  const records: LogRecord[] = [];
  lines.forEach((line, index) => {
    const last = records.at(-1);
    if (line.startsWith(' ') && last) {
      const body = `${last.body}\n${line}`;
      records[records.length - 1] = { ...last, endLine: index + 1, body };
    } else {
      records.push(toRecord(line, index + 1));
    }
  });
  return {
    uri: `file:///${name}`,
    name,
    bytes: lines.join('\n').length,
    lineCount: lines.length,
    format: 'text',
    ...tableOf(records),
    lineAt: (line) => lines[line - 1] ?? '',
    recordAt: (line) =>
      records.findIndex(({ startLine, endLine }) => line >= startLine && line <= endLine),
    problems: [],
  };
}

function toRecord(line: string, number: number): LogRecord {
  const match = /^(\d\d:\d\d:\d\d)? ?(INFO|WARN|ERROR)? ?(.*)$/.exec(line);
  const level = match?.[2] as keyof typeof levels | undefined;
  return {
    startLine: number,
    endLine: number,
    timestamp: match?.[1] === undefined ? undefined : Date.parse(`2026-03-01T${match[1]}Z`),
    severityNumber: level === undefined ? Severity.unspecified : levels[level],
    severityText: level,
    body: match?.[3] ?? line,
    attributes: {},
    service: undefined,
    host: undefined,
    traceId: undefined,
    spanId: undefined,
  };
}

/** Templates by masking words that hold a digit. */
export function fixtureMined(
  files: readonly LogFile[],
  signals: readonly Signal[] = [],
): MinedLogs {
  const templates = new Map<string, Template>();
  const templateIds = files.map((file, fileIndex) =>
    Uint32Array.from(recordsOf(file), (record, index) => {
      const text = (record.body.split('\n')[0] ?? '').replace(/\S*\d\S*/g, '<*>');
      const known = templates.get(text);
      const template = withRecord(known, text, templates.size, record, {
        file: fileIndex,
        record: index,
      });
      templates.set(text, template);
      return template.id;
    }),
  );
  return { templates: [...templates.values()], templateIds, signals };
}

function withRecord(
  known: Template | undefined,
  text: string,
  id: number,
  record: LogRecord,
  ref: RecordRef,
): Template {
  return {
    id: known?.id ?? id,
    text,
    count: (known?.count ?? 0) + 1,
    first: known?.first ?? ref,
    last: ref,
    firstSeen: known?.firstSeen ?? record.timestamp,
    lastSeen: record.timestamp ?? known?.lastSeen,
    severityNumber: Math.max(known?.severityNumber ?? 0, record.severityNumber),
    exemplars: known?.exemplars ?? [ref],
  };
}

/** Evidence of lines `from..to` of a log; the focus is the whole of it unless given. */
export function fixtureEvidence(
  id: string,
  file: LogFile,
  from: number,
  to: number,
  more: Partial<Evidence> = {},
): Evidence {
  const lines = Array.from({ length: to - from + 1 }, (_, index) => file.lineAt(from + index));
  return {
    id,
    kind: 'log',
    uri: file.uri,
    file: file.name,
    startLine: from,
    endLine: to,
    focus: [{ startLine: from, endLine: to }],
    text: lines.join('\n'),
    timestamp: file.records.at(file.recordAt(from))?.timestamp,
    severityNumber: Severity.error,
    service: undefined,
    template: undefined,
    reason: 'test',
    rank: 1,
    ...more,
  };
}

/** Evidence that is not from a log. */
export function fixtureText(
  id: string,
  kind: Evidence['kind'],
  file: string,
  text: string,
): Evidence {
  const endLine = text.split('\n').length;
  return {
    ...fixtureEvidence(id, fixtureLog(file, text.split('\n')), 1, endLine),
    kind,
    timestamp: undefined,
    severityNumber: Severity.unspecified,
  };
}

export function fixturePack(evidence: readonly Evidence[]): EvidencePack {
  return {
    evidence,
    characters: evidence.reduce((sum, { text }) => sum + text.length, 0),
    budget: 24_000,
    leftOut: { totalLines: 0, shownLines: 0, groups: [] },
  };
}
