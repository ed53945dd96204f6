import type { LogFile } from '../model/logFile.ts';
import type { LogRecord } from '../model/logRecord.ts';
import { Severity, type SeverityNumber } from '../model/severity.ts';
import { isLastWord } from './steps.ts';
import type { Tell } from './tell.ts';
import { tellOf } from './tells.ts';

/** A line of a record that tells of a failure. */
export interface Sign {
  /** 1-based. */
  readonly line: number;
  /** The line without its header. */
  readonly text: string;
  readonly tell: Tell;
}

/** The telling lines of one record in their order; a stack frame is not one. */
export function signsOf(file: LogFile, index: number): readonly Sign[] {
  const record = file.records.at(index);
  if (!record) {
    return [];
  }
  const signs: Sign[] = [];
  const lines = linesOf(file, index);
  const told = messageOffset(record);
  for (const [offset, text] of lines.entries()) {
    if (frame.test(text)) {
      continue;
    }
    // A level is the record's; its continuation lines must speak for themselves.
    const severity = offset === told || lines.length < 3 ? record.severityNumber : 0;
    const tell = tellAt(file, record.startLine + offset, text, severity);
    if (tell) {
      signs.push({ line: record.startLine + offset, text, tell });
    }
  }
  return signs;
}

/** What a line tells in its place: a failed command's last words tell something whatever they are. */
export const tellAt = (
  file: LogFile,
  line: number,
  text: string,
  severity: SeverityNumber,
): Tell | undefined =>
  tellIn(file, text, severity) ?? (isLastWord(file, line) ? lastWord : undefined);

const lastWord: Tell = { kind: 'failure', weight: 0.5 };

/** What a line tells in its log: where warnings are treated as errors, each of them stops the run. */
function tellIn(file: LogFile, text: string, severity: SeverityNumber): Tell | undefined {
  const tell = tellOf(text, severity);
  return tell?.kind !== 'trailer' && isStrict(file) && isWarning(text, severity)
    ? { kind: 'compile', weight: Math.max(strictWeight, tell?.weight ?? 0) }
    : tell;
}

const strictWeight = 0.9;

/** `kepler.py:docstring of propagate:11: WARNING: Unexpected indentation.`; a package manager's is none. */
const isWarning = (text: string, severity: SeverityNumber): boolean =>
  severity < Severity.error &&
  placedWarning.test(text.slice(0, 600)) &&
  place.test(text.slice(0, 600)) &&
  !/^npm |deprecat/i.test(text);
const placedWarning = /(?:^|[\s:[\]])(?:WARNING|Warning|warning|warn|w)\]?(?::|\s{1,8}-)\s{0,8}\S/;
const place = /\.\w{1,6}\b/;

/** What runners say at the end when a warning was enough to fail. */
const strictVerdict =
  /\bwarnings? (?:(?:are|is) )?(?:being )?treated as errors|in strict mode!|warnings found and -Werror|No warnings can be incurred under|found too many warnings|failed due to warnings|fatal warnings/i;
const strictTail = 120;
const strictFiles = new WeakMap<LogFile, boolean>();

function isStrict(file: LogFile): boolean {
  const known = strictFiles.get(file);
  if (known !== undefined) return known;
  let strict = false;
  for (
    let line = file.lineCount;
    line > Math.max(0, file.lineCount - strictTail) && !strict;
    line--
  ) {
    strict = strictVerdict.test(file.lineAt(line).slice(0, 400));
  }
  strictFiles.set(file, strict);
  return strict;
}

/** The record's lines without its header; at most the first 600, which hold any headline. */
export function linesOf(file: LogFile, index: number): readonly string[] {
  const record = file.records.at(index);
  if (!record) {
    return [];
  }
  const height = record.endLine - record.startLine + 1;
  const told = messageOffset(record);
  const lines = height === 1 ? [record.body] : record.body.split('\n');
  if (told > 0) {
    return linesFrom(file, record, height).with(told, lines[0] ?? '');
  }
  const first = withLevelWord(lines[0] ?? '', file.lineAt(record.startLine), record.severityText);
  if (lines.length === height) {
    return [first, ...lines.slice(1, tallest)];
  }
  return linesFrom(file, record, height).with(0, first);
}

function linesFrom(file: LogFile, { startLine }: LogRecord, height: number): readonly string[] {
  return Array.from({ length: Math.min(height, tallest) }, (_, offset) =>
    file.lineAt(startLine + offset),
  );
}

/** Where in the record its message begins, which its level speaks of. */
export function messageOffset({ startLine, messageLine }: LogRecord): number {
  return Math.min((messageLine ?? startLine) - startLine, tallest - 1);
}

/**
 * `WARNING: possible circular locking` is a sentence, though a reader of headers takes its first
 * word for a level: the word is put back where only a colon parts it from the message.
 */
function withLevelWord(body: string, line: string, level: string | undefined): string {
  if (level === undefined || level === '') {
    return body;
  }
  const at = line.indexOf(`${level}: `);
  return at >= 0 && line.slice(at + level.length + 2).trim() === body.trim()
    ? line.slice(at).trim()
    : body;
}

const tallest = 600;

/** Java, .NET, Node and Python frames, and Go's. */
const frame =
  /^\s*(?:(?:WARN|INFO|ERROR): +)?#\d{1,3}:? +\S{3}|^\s*(?:at \S{3,300}[(:]|at \S+$|\.{3} \d+ more|File "[^"]{0,300}", line \d+|\S{1,300}\.go:\d+ \+0x|from \S+:\d+:in )/;
