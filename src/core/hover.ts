import { type Knowledge, signatureOf } from './knowledge/knowledge.ts';
import { slotText } from './mine/slotText.ts';
import { rateText } from './mine/wording.ts';
import type { LogFile } from './model/logFile.ts';
import type { LogRecord } from './model/logRecord.ts';
import type { MissingDate } from './model/missingDate.ts';
import { type SeverityName, severityName } from './model/severity.ts';
import type { MinedLogs, RecordRef, Template } from './model/template.ts';

/** What a hover says of a log line. Plain text from the log, not yet safe as Markdown. */
export interface HoverCard {
  /** The known failure which the line is a sign of. */
  readonly known:
    | { readonly title: string; readonly meaning: string; readonly documentation: string }
    | undefined;
  /** The kind of message, in Drain's notation. */
  readonly template: string;
  /** How many records of the file are of this kind. */
  readonly count: number;
  /** How often it comes and since when, against before; e.g. `38/min from 10:31:07, 0.2/min before`. */
  readonly rate: string;
  /** What its numbers are like, e.g. `took: median 12 ms, p99 900 ms, max 4.2 s`; absent where it has none. */
  readonly numbers?: string;
  readonly level: SeverityName;
  /** The level as it is written; empty where none is. */
  readonly written: string;
  readonly first: Sighting;
  readonly last: Sighting;
  /** What came before it in the same trace or thread, or in the file where it names neither. */
  readonly before: Before | undefined;
  /** Lines of the record the line belongs to, where it is one of several, e.g. a stack trace. */
  readonly record: { readonly startLine: number; readonly endLine: number };
}

export interface Sighting {
  /** 1-based, as the editor counts. */
  readonly line: number;
  /** Milliseconds since the Unix epoch. */
  readonly timestamp: number | undefined;
  /** What of the time is not the log's own, and so is not shown. */
  readonly missingDate?: MissingDate;
}

export interface Before {
  readonly line: number;
  readonly text: string;
  /** The thread both belong to; `trace` where they share a trace, empty where neither is known. */
  readonly within: string;
}

/** The card of a 1-based line of a file mined by itself; nothing for a blank line. */
export function hoverCard(
  file: LogFile,
  mined: MinedLogs,
  line: number,
  knowledge?: Knowledge,
): HoverCard | undefined {
  const index = file.recordAt(line);
  const record = file.records.at(index);
  const template = mined.templates[mined.templateIds[0]?.[index] ?? -1];
  if (!record || !template) {
    return undefined;
  }
  const signature = signatureOf(record, knowledge);
  return {
    known: signature && {
      title: signature.title,
      meaning: signature.meaning,
      documentation: signature.documentation,
    },
    template: template.text,
    count: template.count,
    rate: rateOf(mined, template),
    ...numbersOf(mined, template),
    ...levelOf(record, template),
    first: sighting(file, template.first),
    last: sighting(file, template.last),
    before: justBefore(file, mined, index, record),
    record: { startLine: record.startLine, endLine: record.endLine },
  };
}

function numbersOf(mined: MinedLogs, { id }: Template): Pick<HoverCard, 'numbers'> {
  const numbers = slotText(mined, id);
  return numbers === '' ? {} : { numbers };
}

function levelOf(record: LogRecord, template: Template): Pick<HoverCard, 'level' | 'written'> {
  const level = severityName(record.severityNumber);
  return level === 'unspecified'
    ? { level: severityName(template.severityNumber), written: '' }
    : { level, written: record.severityText ?? '' };
}

function sighting(file: LogFile, { record }: RecordRef): Sighting {
  const time = file.records.timestamp(record);
  const { missingDate } = file;
  return {
    line: file.records.startLine(record),
    timestamp: Number.isNaN(time) ? undefined : time,
    ...(missingDate && { missingDate }),
  };
}

const MINUTE = 60_000;

/** What changed about how often it comes, else how often it comes. */
function rateOf({ signals }: MinedLogs, template: Template): string {
  const of = (kind: string) =>
    signals.find((signal) => signal.kind === kind && signal.template === template.id);
  const usual = usualRate(template);
  const novel = /^new at [^,]+/.exec(of('novel')?.reason ?? '')?.[0];
  if (novel !== undefined) {
    return usual === '' ? `${novel}, never before` : `${novel}, ${usual} since`;
  }
  const change = of('burst') ?? of('silent');
  return change?.reason.replaceAll(' a minute', '/min') ?? usual;
}

/** Over the time in which it came; too short a time has no rate. */
function usualRate({ count, firstSeen, lastSeen }: Template): string {
  const minutes = ((lastSeen ?? 0) - (firstSeen ?? 0)) / MINUTE;
  return count > 2 && minutes >= 1 ? `${rateText(count / minutes)}/min` : '';
}

/** Records that are read to find what came before. */
const LOOK_BACK = 100;

function justBefore(
  file: LogFile,
  mined: MinedLogs,
  index: number,
  record: LogRecord,
): Before | undefined {
  const ids = mined.templateIds[0];
  const thread = record.attributes['thread.name'];
  for (let i = index - 1; i >= Math.max(0, index - LOOK_BACK); i--) {
    // The same message again says nothing about what led to it.
    const other = ids?.[i] === ids?.[index] ? undefined : file.records.at(i);
    const isRelated =
      record.traceId !== undefined
        ? other?.traceId === record.traceId
        : thread === undefined || other?.attributes['thread.name'] === thread;
    if (other && isRelated) {
      const within = record.traceId !== undefined ? 'trace' : (thread ?? '');
      return { line: other.startLine, text: other.body, within };
    }
  }
  return undefined;
}
