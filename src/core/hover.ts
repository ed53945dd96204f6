import { signatureOf } from './knowledge/knowledge.ts';
import type { LogFile } from './model/logFile.ts';
import type { LogRecord } from './model/logRecord.ts';
import { type MissingDate, statedTime } from './model/missingDate.ts';
import { severityName } from './model/severity.ts';
import type { MinedLogs, RecordRef, Template } from './model/template.ts';

/** What a hover says of a log line. Plain text from the log, not yet safe as Markdown. */
export interface HoverCard {
  /** The known failure which the line is a sign of. */
  readonly known:
    | { readonly title: string; readonly meaning: string; readonly documentation: string }
    | undefined;
  /** The kind of message, in Drain's notation. */
  readonly template: string;
  /** How many records of the file are of this kind, out of how many. */
  readonly count: number;
  readonly total: number;
  readonly level: string;
  readonly first: Sighting;
  readonly last: Sighting;
  /** Lines of the record the line belongs to, where it is one of several, e.g. a stack trace. */
  readonly record: { readonly startLine: number; readonly endLine: number };
}

interface Sighting {
  /** 1-based, as the editor counts. */
  readonly line: number;
  /** Milliseconds since the Unix epoch. */
  readonly timestamp: number | undefined;
  /** What of the time is not the log's own, and so is not shown. */
  readonly missingDate?: MissingDate;
}

/** The card of a 1-based line of a file mined by itself; nothing for a blank line. */
export function hoverCard(file: LogFile, mined: MinedLogs, line: number): HoverCard | undefined {
  const index = file.recordAt(line);
  const record = file.records.at(index);
  const template = mined.templates[mined.templateIds[0]?.[index] ?? -1];
  if (!record || !template) {
    return undefined;
  }
  const signature = signatureOf(record.body);
  return {
    known: signature && {
      title: signature.title,
      meaning: signature.meaning,
      documentation: signature.documentation,
    },
    template: template.text,
    count: template.count,
    total: file.records.length,
    level: levelOf(record, template),
    first: sighting(file, template.first),
    last: sighting(file, template.last),
    record: { startLine: record.startLine, endLine: record.endLine },
  };
}

/** Characters of a template that a hover has room for. */
const TEMPLATE_ROOM = 400;
const TEMPLATE_LINES = 3;

/**
 * The card as Markdown, at most 12 lines, the meaning first. Text of the log stands in a fenced
 * block only, so nothing in it becomes a link, a picture or markup.
 */
export function hoverMarkdown(card: HoverCard): string {
  const { count, total, level, first, last } = card;
  const parts: string[] = [];
  if (card.known) {
    const { title, meaning, documentation } = card.known;
    const more = /^https:\/\/[\w./#?=&%~+-]+$/.test(documentation)
      ? ` [Documentation](${documentation})`
      : '';
    parts.push(`**${escapeMarkdown(title)}**\n\n${escapeMarkdown(meaning)}${more}`);
  }
  parts.push(fenced(shorten(card.template)));
  const often =
    count === 1
      ? `once among ${number(total)} entries`
      : `${number(count)} times among ${number(total)} entries`;
  parts.push(`${level === '' ? 'No level' : code(level)} · ${often}`);
  parts.push(
    count === 1
      ? `Seen in ${where(first)}`
      : `First seen in ${where(first)}, last in ${where(last)}`,
  );
  return parts.join('\n\n');
}

/** Backslashes before all that Markdown, or VS Code's `$(icon)`, gives a meaning. */
export function escapeMarkdown(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]()<>#+\-.!|~$&:@/]/g, '\\$&');
}

/** A fenced block whose fence is longer than any run of backticks in the text. */
function fenced(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const fence = '`'.repeat(runs.reduce((longest, run) => Math.max(longest, run.length), 2) + 1);
  return `${fence}text\n${text}\n${fence}`;
}

/** A code span; a level is a word or a number, anything else in it is dropped. */
function code(text: string): string {
  return `\`${text.replace(/[^\w .:/()-]/g, '').slice(0, 30)}\``;
}

function shorten(template: string): string {
  const lines = printable(template).split('\n');
  const head = lines.slice(0, TEMPLATE_LINES).join('\n').slice(0, TEMPLATE_ROOM);
  return head.length < template.length ? `${head.trimEnd()} …` : head;
}

/** Without control characters and without those that reorder text on the screen. */
function printable(text: string): string {
  return text.replace(/[^\P{C}\n]/gu, ' ');
}

function levelOf(record: LogRecord, template: Template): string {
  const name = severityName(record.severityNumber);
  if (name !== 'unspecified') {
    const written = record.severityText;
    return written && written.toLowerCase() !== name ? `${name} (${written})` : name;
  }
  const worst = severityName(template.severityNumber);
  return worst === 'unspecified' ? '' : worst;
}

function sighting(file: LogFile, ref: RecordRef): Sighting {
  const record = file.records.at(ref.record);
  const { missingDate } = file;
  return {
    line: record?.startLine ?? 0,
    timestamp: record?.timestamp,
    ...(missingDate && { missingDate }),
  };
}

/** `line 12 at 2026-03-14 10:31:07` */
function where({ line, timestamp, missingDate }: Sighting): string {
  const time = timestamp === undefined ? '' : ` at ${statedTime(timestamp, missingDate)}`;
  return `line ${number(line)}${time}`;
}

/** `48213` -> `48,213`. */
function number(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}
