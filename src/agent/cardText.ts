import { code, escapeMarkup, longestRun } from '../cli/markdownText.ts';
import type { HoverCard, Sighting } from '../core/hover.ts';
import type { LogFile } from '../core/model/logFile.ts';
import { statedTime } from '../core/model/missingDate.ts';

/** Lines of a record that are told; the rest of a long stack trace is counted. */
const MOST_LINES = 40;

/** What a hover says of a line, as plain facts. Log text stands in code only. */
export function cardText(log: LogFile, line: number, card: HoverCard): string {
  const { known, template, level, written, count, rate, numbers, first, last, before } = card;
  const { startLine, endLine } = card.record;
  const end = Math.min(endLine, startLine + MOST_LINES - 1);
  const record = Array.from({ length: end - startLine + 1 }, (_, i) => log.lineAt(startLine + i));
  const more = endLine > end ? ` (${endLine - end} more lines belong to it)` : '';
  const facts = [
    known && `**${escapeMarkup(known.title)}**: ${escapeMarkup(known.meaning)}`,
    known && `Documentation: ${escapeMarkup(known.documentation)}`,
    `Kind of message: ${code(template)}`,
    `Level: ${level}${written === '' ? '' : `, written ${code(written)}`}`,
    `Such messages: ${count}${rate === '' ? '' : `, ${escapeMarkup(rate)}`}`,
    `First: ${sightingText(first)}. Last: ${sightingText(last)}.`,
    numbers && `Its numbers: ${escapeMarkup(numbers)}`,
    before &&
      `Just before${before.within === '' ? '' : ` in ${code(before.within)}`}, line ${before.line}: ${code(before.text)}`,
  ];
  return [
    `Line ${line} of ${code(log.name)}, of the record in lines ${startLine}–${endLine}${more}:`,
    fenced(record.join('\n')),
    ...facts.flatMap((fact) => (fact ? [`- ${fact}`] : [])),
  ].join('\n');
}

function sightingText({ line, timestamp, missingDate }: Sighting): string {
  if (timestamp === undefined) return `line ${line}`;
  const time = statedTime(timestamp, missingDate);
  return `line ${line} at ${time}${missingDate === undefined ? ' UTC' : ''}`;
}

function fenced(text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}\n${text}\n${fence}`;
}
