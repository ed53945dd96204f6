import type { MissingDate } from '../model/missingDate.ts';
import { catalogue } from './catalogue.ts';
import { isCiMark } from './formats/ci.ts';
import { w3cFormats } from './formats/w3c.ts';
import { emptyHeader, type Format, type Header, resetHeader } from './header.ts';
import { createHeaderReader, type HeaderReader } from './readHeader.ts';
import type { TimelineStart } from './timeline.ts';

/** What a sample of lines, spread over the file, says of all of it. */
export interface Detected {
  readonly read: HeaderReader;
  /** Names of the formats in the order in which they are tried. */
  readonly formats: readonly string[];
  /** The log of a build: plain lines are the output of tools, no continuations. */
  readonly isCi: boolean;
  /** Share of the lines that have a program's own header with a time, of those that could. */
  readonly headerShare: number;
  readonly hasTraceIds: boolean;
  readonly start: TimelineStart;
  /** What the times of the file leave out, so that the timeline has to invent it. */
  readonly missingDate: MissingDate | undefined;
}

/** From this share of lines on a format that is easily mistaken is believed. */
const shyShare = 0.5;

/**
 * Finds the formats of a file by content; its name says nothing.
 * @param sample lines that are not blank, in blocks spread over the file, since formats change on the way.
 */
export function detectFormats(sample: readonly string[], year: number | undefined): Detected {
  const formats = mostLikelyFirst(believableFormats(sample), sample);
  const read = createHeaderReader(formats);
  const counts = countAll(sample, read);
  const headerShare = counts.headers / Math.max(1, counts.headers + counts.loose);
  return {
    read,
    formats: formats.map(({ name }) => name),
    isCi:
      counts.actions > sample.length / 4 ||
      (headerShare < 0.6 && counts.ciMarks > sample.length / 200),
    headerShare,
    hasTraceIds: sample.some((line) => traceId.test(line)),
    start: { date: counts.firstDate, year, isUptime: counts.uptimes > counts.dated },
    missingDate: year === undefined ? missingDateOf(counts) : undefined,
  };
}

function missingDateOf(counts: Counts): MissingDate | undefined {
  if (counts.uptimes > counts.dated) return 'start';
  if (counts.firstDate !== undefined) return undefined;
  if (counts.dated > 0) return 'year';
  return counts.clocks > 0 ? 'day' : undefined;
}

interface Counts {
  /** Lines with a program's own header and a time. */
  headers: number;
  /** Lines without, which are not indented either. */
  loose: number;
  ciMarks: number;
  actions: number;
  dated: number;
  uptimes: number;
  clocks: number;
  firstDate: number | undefined;
}

function countAll(sample: readonly string[], read: HeaderReader): Counts {
  const counts: Counts = {
    headers: 0,
    loose: 0,
    ciMarks: 0,
    actions: 0,
    dated: 0,
    uptimes: 0,
    clocks: 0,
    firstDate: undefined,
  };
  const header = emptyHeader();
  for (const line of sample) {
    const message = read(line, header);
    countLine(line, message, header, counts);
  }
  return counts;
}

function countLine(line: string, message: string, header: Header, counts: Counts): void {
  const { timeKind } = header;
  if (header.format !== '' && !header.transportOnly && timeKind !== 'none') counts.headers++;
  else if (!/^\s/.test(line)) counts.loose++;
  if ((header.format === '' || header.transportOnly) && isCiMark(message)) counts.ciMarks++;
  if (header.format === 'github-actions') counts.actions++;
  if (timeKind === 'date' || timeKind === 'yearless') counts.dated++;
  if (timeKind === 'uptime') counts.uptimes++;
  if (timeKind === 'clock') counts.clocks++;
  if (timeKind === 'date') counts.firstDate ??= header.time;
}

/** Ids as they are written in plain text: `trace_id=...`, `TraceID: ...`, `dd.trace_id=...`. */
export const traceId =
  /\b(?:dd\.)?trace[._-]?id["']?\s?[=:]\s?["']?([0-9a-f][0-9a-f-]{7,39})|\b00-([0-9a-f]{32})-([0-9a-f]{16})-0[01]\b/i;
export const spanId = /\b(?:dd\.)?span[._-]?id["']?\s?[=:]\s?["']?([0-9a-f]{8,20})/i;

/** All formats, in the catalogue's order; those easily mistaken only where they are common. */
function believableFormats(sample: readonly string[]): readonly Format[] {
  const header = emptyHeader();
  const believable = catalogue.filter(
    ({ shy, onlyWith }, index) =>
      (!onlyWith || sample.some((line) => onlyWith.test(line))) &&
      (shy !== true || shareOf(catalogue[index] as Format, sample, header) >= shyShare),
  );
  return [...w3cFormats(sample), ...believable];
}

/** Those met in the sample before the others, both in the catalogue's order. */
function mostLikelyFirst(formats: readonly Format[], sample: readonly string[]): readonly Format[] {
  const met = new Set<Format>();
  const recording = formats.map((format) => recordUse(format, met));
  const read = createHeaderReader(recording);
  const header = emptyHeader();
  for (const line of sample) {
    read(line, header);
  }
  return [...formats.filter((format) => met.has(format)), ...formats.filter((f) => !met.has(f))];
}

function recordUse(format: Format, met: Set<Format>): Format {
  return {
    ...format,
    read(line, at, header) {
      const end = format.read(line, at, header);
      if (end >= 0) met.add(format);
      return end;
    },
  };
}

function shareOf(format: Format, sample: readonly string[], header: Header): number {
  let count = 0;
  for (const line of sample) {
    resetHeader(header);
    count += format.read(line, 0, header) >= 0 ? 1 : 0;
  }
  return count / Math.max(1, sample.length);
}
