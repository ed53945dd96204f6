import type { ChatPlace } from '../model/chat.ts';
import type { LogFile } from '../model/logFile.ts';
import { count, number } from '../model/numberText.ts';
import type { RecordRef } from '../model/template.ts';
import { visibleText } from '../model/visibleText.ts';
import { lastLineOf } from './logs/sift.ts';
import type { Scope } from './question.ts';

/** At most two digits after the point, and none of a large number. */
export function rounded(value: number): string {
  if (value >= 100) return number(Math.round(value));
  return number(Number(value.toPrecision(value >= 10 ? 3 : 2)));
}

const units: readonly (readonly [number, string])[] = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1000, 'second'],
];

/** `90000` -> `1 minute 30 seconds`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  let rest = Math.round(milliseconds / 1000) * 1000;
  const parts: string[] = [];
  for (const [size, name] of units) {
    const many = Math.floor(rest / size);
    rest -= many * size;
    if (many > 0) parts.push(count(many, name));
  }
  return parts.slice(0, 2).join(' ');
}

/** `a minute`, `an hour`. */
export function aStretch(milliseconds: number): string {
  const name = perText(milliseconds);
  return `${name === 'hour' ? 'an' : 'a'} ${name}`;
}

export function perText(milliseconds: number): string {
  return units.find(([size]) => size === milliseconds)?.[1] ?? duration(milliseconds);
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(parts: readonly string[], and = 'and'): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} ${and} ${last}`;
}

/** Text of a log on one line, for a table or a sentence. */
export function oneLine(text: string, length = 200): string {
  const line = visibleText(text.slice(0, length * 4))
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}

/** Where a record stands. */
export function placeOf(
  files: readonly LogFile[],
  { file, record }: RecordRef,
): ChatPlace | undefined {
  const log = files[file];
  if (!log) return undefined;
  const startLine = log.records.startLine(record);
  const { uri, name } = log;
  return { uri, file: name, startLine, endLine: lastLineOf(log, record, 50) };
}

/** Which records: `records at level error of redis that hold “timeout” from 14:00:00 until before 14:10:00`. */
export function recordsText(
  scope: Scope,
  window: string,
  files: readonly LogFile[],
  many: boolean,
): string {
  const { level, names, terms, status, lines } = scope;
  const parts = [
    many ? 'records' : 'record',
    level ? `at level ${levelText(level.word)}` : '',
    names.length > 0 ? `of ${listed(names)}` : '',
    scope.files.length > 0
      ? `in ${listed(scope.files.flatMap((file) => files[file]?.name ?? []))}`
      : '',
    lines
      ? lines.from === lines.to
        ? `in line ${lines.from}`
        : `in lines ${lines.from} to ${lines.to}`
      : '',
    status ? `with status ${status.word}` : '',
    terms.length > 0
      ? `that ${many ? 'hold' : 'holds'} ${listed(terms.map(({ word }) => `“${word}”`))}`
      : '',
    window,
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function levelText(word: string): string {
  const level = word.toLowerCase();
  if (/^(?:fatal|crit|emerg)/.test(level)) return 'fatal';
  if (/^err/.test(level)) return 'error or worse';
  if (/^warn/.test(level)) return /worse/.test(level) ? 'warning or worse' : 'warning';
  return level.startsWith('info') ? 'info' : 'debug';
}
