import type { LogFile } from '../../model/logFile.ts';
import type { Pace } from '../../model/pace.ts';
import type { Material } from '../reasoner.ts';

/** Lines that answer a request, and what is said of all that would. */
export interface FoundRecords {
  readonly places: readonly {
    readonly file: LogFile;
    readonly startLine: number;
    readonly endLine: number;
  }[];
  readonly answer: string;
}

/** Of many only so many are shown, from the beginning and from the end. */
const FIRST = 4;
const LAST = 2;
/** Of a trace all that belongs to it is of interest. */
const MOST_OF_TRACE = 14;
/** Lines shown of one record. */
const LONGEST_RECORD = 12;
/** Lines between two looks at the clock. */
const STRIDE = 512;

/** Looks for words in each line; each line that holds them stands for its record. */
export async function scan(
  text: string,
  files: readonly LogFile[],
  isTrace: boolean,
  pace: Pace,
): Promise<FoundRecords> {
  const words = text.toLowerCase();
  const sample = createSample(isTrace ? MOST_OF_TRACE : FIRST, LAST);
  for (const file of files) {
    for (let line = 1; line <= file.lineCount; line++) {
      if (line % STRIDE === 0) await pace.step();
      if (file.lineAt(line).toLowerCase().includes(words)) {
        sample.add(file, file.recordAt(line), line);
      }
    }
  }
  return { places: sample.places(), answer: heldBy(sample.count, 'line') };
}

/** The records of templates whose text has these words, or most of them. */
export function recordsLike(text: string, { files, mined }: Material): FoundRecords {
  const wanted = wordsOf(text);
  const matching = mined.templates
    .map((template) => ({ template, share: shareOf(wanted, template.text) }))
    .filter(({ share }) => share >= 0.8)
    .sort((a, b) => b.share - a.share || b.template.count - a.template.count)
    .slice(0, 3);
  const sample = createSample(FIRST + LAST, 0);
  for (const { template } of matching) {
    for (const { file, record } of [template.first, ...template.exemplars, template.last]) {
      const log = files[file];
      if (log) sample.add(log, record, log.records.startLine(record));
    }
  }
  const kinds = matching.map(
    ({ template }) => `“${template.text.slice(0, 120)}” ${template.count} times`,
  );
  return {
    places: sample.places(),
    answer: kinds.length === 0 ? 'no kind of message has these words' : kinds.join(', '),
  };
}

const wordsOf = (text: string): readonly string[] =>
  text.toLowerCase().match(/[\p{L}\p{N}_]{2,}/gu) ?? [];

function shareOf(wanted: readonly string[], text: string): number {
  const words = new Set(wordsOf(text));
  return wanted.length === 0 ? 0 : wanted.filter((word) => words.has(word)).length / wanted.length;
}

/** Records between two times; the severest of them first, else those at both ends. */
export async function recordsWithin(
  fromTime: string,
  toTime: string,
  files: readonly LogFile[],
  pace: Pace,
): Promise<FoundRecords> {
  const start = Math.min(...files.map(({ span }) => span?.from ?? Number.POSITIVE_INFINITY));
  const [from, to] = [instantOf(fromTime, start), instantOf(toTime, start)];
  if (from === undefined || to === undefined || !Number.isFinite(start)) {
    return { places: [], answer: 'the times can’t be read, or the logs state none' };
  }
  const inside: { readonly file: LogFile; readonly index: number; readonly severity: number }[] =
    [];
  for (const file of files) {
    for (let index = 0; index < file.records.length; index++) {
      if (index % STRIDE === 0) await pace.step();
      const time = file.records.timestamp(index);
      if (time >= from && time <= to) {
        inside.push({ file, index, severity: file.records.severityNumber(index) });
      }
    }
  }
  const worst = inside.toSorted((a, b) => b.severity - a.severity).slice(0, FIRST + LAST);
  const sample = createSample(worst.length, 0);
  for (const { file, index } of worst) sample.add(file, index, file.records.startLine(index));
  return { places: sample.places(), answer: heldBy(inside.length, 'record') };
}

const DAY = 86_400_000;

/** An ISO time (UTC where it names no zone), a time of the first day, or `+1m2.5s` after the start. */
function instantOf(text: string, start: number): number | undefined {
  const [, minutes, seconds] = /^\+(?:(\d{1,7})m)?(?:(\d{1,7}(?:\.\d{1,3})?)s)?$/.exec(text) ?? [];
  if (minutes !== undefined || seconds !== undefined) {
    return start + Number(minutes ?? 0) * 60_000 + Number(seconds ?? 0) * 1000;
  }
  const [, h, m, s = '0'] = /^(\d{1,2}):(\d{2})(?::(\d{2}(?:[.,]\d{1,6})?))?Z?$/.exec(text) ?? [];
  if (h !== undefined && m !== undefined) {
    const ofDay = (Number(h) * 3600 + Number(m) * 60 + Number(s.replace(',', '.'))) * 1000;
    const day = Math.floor(start / DAY) * DAY;
    return ofDay + (day + ofDay + DAY / 2 < start ? day + DAY : day);
  }
  const hasZone = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(text);
  const instant = Date.parse(hasZone ? text : `${text.replace(' ', 'T')}Z`);
  return Number.isNaN(instant) ? undefined : instant;
}

/** Keeps the first and the last records that it is given. */
function createSample(first: number, last: number) {
  const kept: { readonly file: LogFile; readonly record: number; readonly line: number }[] = [];
  let count = 0;
  return {
    get count() {
      return count;
    },
    add(file: LogFile, record: number, line: number): void {
      count++;
      if (kept.some((one) => one.file === file && one.record === record && record >= 0)) return;
      if (kept.length >= first + last) {
        if (last === 0) return;
        kept.splice(first, 1);
      }
      kept.push({ file, record, line });
    },
    /** Whole records, but of long ones the lines around the one that was found. */
    places: (): FoundRecords['places'] =>
      kept.map(({ file, record, line }) => {
        const { startLine, endLine } = file.records.at(record) ?? {
          startLine: line,
          endLine: line,
        };
        const start =
          endLine - startLine < LONGEST_RECORD ? startLine : Math.max(startLine, line - 4);
        return { file, startLine: start, endLine: Math.min(endLine, start + LONGEST_RECORD - 1) };
      }),
  };
}

function heldBy(count: number, what: string): string {
  if (count === 0) return `no ${what} is there`;
  return count === 1 ? `1 ${what} is there` : `${count} ${what}s are there`;
}
