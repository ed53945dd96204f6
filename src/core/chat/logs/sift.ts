import type { LogFile } from '../../model/logFile.ts';
import type { LogRecord } from '../../model/logRecord.ts';
import type { Pace } from '../../model/pace.ts';
import type { RecordRef } from '../../model/template.ts';
import type { Scope } from '../question.ts';
import { holdsTerm } from '../understand/terms.ts';

/** A scope whose times are instants. */
export interface Sieve
  extends Pick<Scope, 'level' | 'terms' | 'names' | 'files' | 'status' | 'lines'> {
  readonly from: number;
  readonly to: number;
}

/** The records of a run that a question is about. */
export interface Sifted {
  readonly count: number;
  /** In the order of time, else of files and lines. */
  readonly first: Hit | undefined;
  readonly last: Hit | undefined;
  /** Their indexes by file, ascending; of very many only the first million. */
  readonly matches: readonly (readonly number[])[];
  /** Records that fit all but the words, names and status, for shares. */
  readonly of: number;
  /** Records of that time, file and lines that state no level. */
  readonly unlevelled: number;
}

export interface Hit extends RecordRef {
  /** NaN where neither it nor one before it states a time. */
  readonly time: number;
}

const MOST_KEPT = 1_000_000;
const STRIDE = 512;

/**
 * Looks at every record once: at its columns first, and at its text only where these fit. A record
 * without a time is of the time of the one before it.
 */
export async function sift(files: readonly LogFile[], sieve: Sieve, pace: Pace): Promise<Sifted> {
  const matches: number[][] = files.map(() => []);
  const tally = { count: 0, of: 0, kept: 0, unlevelled: 0, ...noHits };
  for (const [file, log] of files.entries()) {
    if (sieve.files.length > 0 && !sieve.files.includes(file)) continue;
    await siftFile(log, sieve, pace, {
      skip: () => void tally.of++,
      skipUnlevelled: () => void tally.unlevelled++,
      take(record, time) {
        tally.of++;
        tally.count++;
        const hit: Hit = { file, record, time };
        if (!tally.first || time < tally.first.time) tally.first = hit;
        if (!tally.last || !(time < tally.last.time)) tally.last = hit;
        if (tally.kept++ < MOST_KEPT) matches[file]?.push(record);
      },
    });
  }
  const { kept: _kept, ...told } = tally;
  return { ...told, matches };
}

const noHits: { first: Hit | undefined; last: Hit | undefined } = {
  first: undefined,
  last: undefined,
};

interface Takers {
  /** It is of the time, level and lines that are asked about, and no more. */
  skip(): void;
  /** Its level is not known, and one is asked for. */
  skipUnlevelled(): void;
  take(record: number, time: number): void;
}

async function siftFile(log: LogFile, sieve: Sieve, pace: Pace, takers: Takers): Promise<void> {
  const judge = judgeOf(log, sieve, takers);
  let time = Number.NaN;
  for (let record = 0; record < log.records.length; record++) {
    const wait = record % STRIDE === 0 ? pace.step() : undefined;
    if (wait !== undefined) await wait;
    const own = log.records.timestamp(record);
    if (!Number.isNaN(own)) time = own;
    judge(record, time);
  }
}

function judgeOf(log: LogFile, sieve: Sieve, { skip, skipUnlevelled, take }: Takers) {
  const holds = matcherOf(log, sieve);
  return (record: number, time: number): void => {
    if (!isInside(log, record, time, sieve)) return;
    const level = levelFit(log, record, sieve);
    if (level === 'unknown') skipUnlevelled();
    else if (level === 'fits') (holds(record) ? take : skip)(record, time);
  };
}

function isInside(log: LogFile, record: number, time: number, { from, to, lines }: Sieve): boolean {
  const isBounded = from !== -Infinity || to !== Infinity;
  if (isBounded && !(time >= from && time < to)) return false;
  if (!lines) return true;
  const start = log.records.startLine(record);
  return start <= lines.to && endLineOf(log, record) >= lines.from;
}

function levelFit(log: LogFile, record: number, { level }: Sieve): 'fits' | 'other' | 'unknown' {
  if (!level) return 'fits';
  const severity = log.records.severityNumber(record);
  if (severity === 0) return 'unknown';
  return severity >= level.from && severity <= level.to ? 'fits' : 'other';
}

/** The line before the next record: blank lines between them are harmless here. */
function endLineOf(log: LogFile, record: number): number {
  return record + 1 < log.records.length ? log.records.startLine(record + 1) - 1 : log.lineCount;
}

/** The same without blank lines at its end, for showing it. */
export function lastLineOf(log: LogFile, record: number, most: number): number {
  const start = log.records.startLine(record);
  let end = Math.min(endLineOf(log, record), start + most - 1);
  while (end > start && log.lineAt(end).trim() === '') end--;
  return end;
}

function matcherOf(log: LogFile, { terms, names, status }: Sieve): (record: number) => boolean {
  if (terms.length === 0 && names.length === 0 && !status) return () => true;
  // A log that bears a service's name is its own.
  const asked = names
    .filter((name) => !isNamedAfter(log.name, name))
    .map((name) => name.toLowerCase());
  return (record) => {
    const text = textOf(log, record).toLowerCase();
    if (!terms.every((term) => holdsTerm(text, term))) return false;
    if (asked.length === 0 && !status) return true;
    if (!asked.every((name) => text.includes(name))) return false;
    const parsed = log.records.at(record);
    if (!parsed) return false;
    return asked.every((name) => isBy(parsed, name)) && (!status || isStatus(parsed, status));
  };
}

/** `redis.log`, `logs/redis-0.log` are of `redis`. */
function isNamedAfter(file: string, name: string): boolean {
  const stem = (file.slice(file.lastIndexOf('/') + 1).split('.')[0] ?? '').toLowerCase();
  return stem === name.toLowerCase();
}

/** Who wrote a record, by every name that it gives for that. */
export function writersOf({ service, host, attributes }: LogRecord): readonly string[] {
  return [
    service,
    host,
    attributes['k8s.pod.name'],
    attributes['k8s.container.name'],
    attributes['logger'],
    attributes['thread.name'],
  ].flatMap((name) => name ?? []);
}

/** It wrote the record, or where nobody signs records the text names it. */
function isBy(record: LogRecord, name: string): boolean {
  const writers = writersOf(record).map((each) => each.toLowerCase());
  if (writers.some((writer) => writer === name || isPartOf(name, writer))) return true;
  return record.service === undefined && record.host === undefined;
}

/** `checkout` of the pod `checkout-7d9f8b6c5-x2k4q`, and of the logger `com.shop.checkout.Cart`. */
function isPartOf(name: string, writer: string): boolean {
  return writer.startsWith(`${name}-`) || writer.split(/[./]/).includes(name);
}

/** The HTTP status of a record; nothing where it states none. */
export function statusOf({ attributes, body }: LogRecord): number | undefined {
  const stated = attributes['http.response.status_code'] ?? attributes['http.status_code'];
  const written =
    stated ??
    inBody
      .exec(body.slice(0, 2000))
      ?.slice(1)
      .find((group) => group !== undefined);
  const status = Number(written);
  return Number.isInteger(status) && status >= 100 && status < 600 ? status : undefined;
}

const inBody =
  /" ([1-5]\d\d) (?:\d|-)|\b(?:status(?:[ _-]?code)?|http(?: status)?|response(?: code)?|returned|code)["']?\s?[:= ]\s?["']?([1-5]\d\d)(?!\d)|\bHTTP\/\d(?:\.\d)?"? ([1-5]\d\d)(?!\d)/i;

function isStatus(record: LogRecord, { from, to }: NonNullable<Scope['status']>): boolean {
  const status = statusOf(record);
  return status !== undefined && status >= from && status <= to;
}

/** Lines of one record that are read. */
const LONGEST_RECORD = 200;

/** A record's lines as they stand in the file. */
export function textOf(log: LogFile, record: number): string {
  const start = log.records.startLine(record);
  const end = Math.min(endLineOf(log, record), start + LONGEST_RECORD);
  let text = log.lineAt(start);
  for (let line = start + 1; line <= end; line++) text += `\n${log.lineAt(line)}`;
  return text;
}
