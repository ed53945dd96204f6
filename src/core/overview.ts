import { slotText } from './mine/slotText.ts';
import { type Scale, scaleOf, volumeLevel } from './mine/timeline.ts';
import type { Timeline } from './model/diagnosis.ts';
import type { LogFile } from './model/logFile.ts';
import type { LevelCount, LogOverview, TemplateOverview } from './model/overview.ts';
import type { Pace } from './model/pace.ts';
import { Severity, severityName } from './model/severity.ts';
import type { MinedLogs, RecordRef, Signal, Template } from './model/template.ts';
import { visibleText } from './model/visibleText.ts';
import { type OverviewClock, overviewClock } from './overviewClock.ts';

/** Templates that cross to the editor at most; what is remarkable or severe goes first. */
const MAX_TEMPLATES = 5000;
/** Characters of a template that a row has room for. */
const MAX_TEXT = 400;
/** Parts of the log in a template's shape. */
const PARTS = 24;

/** Sums up a log that was mined by itself. One pass over its columns; no record is read again. */
export async function overviewOf(
  file: LogFile,
  mined: MinedLogs,
  pace: Pace,
): Promise<LogOverview> {
  const clock = overviewClock(file);
  const counts = await count(file, mined, clock, pace);
  const signals = byTemplate(mined.signals);
  const shown = mostTelling(mined.templates, signals).map((template) =>
    describe(template, { file, mined, clock, counts, signals: signals.get(template.id) ?? [] }),
  );
  return {
    bytes: file.bytes,
    lines: file.lineCount,
    records: file.records.length,
    format: file.format,
    span: file.span,
    levels: levelCounts(counts.severities),
    timeline: counts.timeline,
    rates: clock.isTimed
      ? { per: 'minute', nowFrom: clock.nowFrom }
      : { per: 'hundredRecords', nowFrom: file.records.startLine(Math.ceil(clock.nowFrom)) },
    templates: shown,
    templateCount: mined.templates.length,
    problems: file.problems.map(({ message }) => message),
  };
}

function byTemplate(signals: readonly Signal[]): ReadonlyMap<number, readonly Signal[]> {
  const found = new Map<number, Signal[]>();
  for (const signal of signals) {
    const others = found.get(signal.template);
    if (others) others.push(signal);
    else found.set(signal.template, [signal]);
  }
  return found;
}

interface Counts {
  /** Records by SeverityNumber. */
  readonly severities: Uint32Array;
  readonly timeline: Timeline | undefined;
  /** `PARTS` counts for each template. */
  readonly parts: Uint32Array;
  /** Records of each template in the last tenth. */
  readonly now: Uint32Array;
}

async function count(
  { records }: LogFile,
  mined: MinedLogs,
  clock: OverviewClock,
  pace: Pace,
): Promise<Counts> {
  const templateIds = mined.templateIds[0] ?? new Uint32Array(0);
  const severities = new Uint32Array(25);
  const parts = new Uint32Array(mined.templates.length * PARTS);
  const now = new Uint32Array(mined.templates.length);
  const volume = clock.isTimed ? createVolume(scaleOf(clock.from, clock.to)) : undefined;
  let moment = clock.from;
  for (let i = 0; i < records.length; i++) {
    if (i % 10_000 === 0) {
      const wait = pace.step();
      if (wait !== undefined) await wait;
    }
    const severity = records.severityNumber(i);
    const template = templateIds[i] ?? 0;
    moment = clock.at(i, moment);
    severities[severity] = (severities[severity] ?? 0) + 1;
    volume?.add(records.timestamp(i), severity);
    const place = template * PARTS + clock.partAt(moment, PARTS);
    parts[place] = (parts[place] ?? 0) + 1;
    if (moment >= clock.nowFrom) now[template] = (now[template] ?? 0) + 1;
  }
  return { severities, timeline: volume?.timeline, parts, now };
}

interface Volume {
  readonly timeline: Timeline;
  add(timestamp: number, severity: number): void;
}

function createVolume({ start, step, length }: Scale): Volume {
  const buckets = Array.from({ length }, () => ({ info: 0, warn: 0, error: 0 }));
  return {
    timeline: { start, step, buckets },
    add(timestamp, severity) {
      const bucket = buckets[Math.floor((timestamp - start) / step)];
      if (bucket) bucket[volumeLevel(severity)]++;
    },
  };
}

function levelCounts(severities: Uint32Array): readonly LevelCount[] {
  const ranges = Object.values(Severity).filter((severity) => severity > 0);
  const stated = ranges.map((from) => ({
    level: severityName(from),
    count: severities.subarray(from, from + 4).reduce((sum, each) => sum + each, 0),
  }));
  return [...stated.reverse(), { level: 'unspecified' as const, count: severities[0] ?? 0 }].filter(
    (each) => each.count > 0,
  );
}

/** All, or those that are worth a row: remarkable and severe ones, then the most frequent. */
function mostTelling(
  templates: readonly Template[],
  signals: ReadonlyMap<number, readonly Signal[]>,
): readonly Template[] {
  const byCount = (a: Template, b: Template): number => b.count - a.count || a.id - b.id;
  const weight = ({ id, severityNumber }: Template): number =>
    Number(signals.has(id)) * 2 + Number(severityNumber >= Severity.warn);
  return templates
    .toSorted((a, b) => weight(b) - weight(a) || byCount(a, b))
    .slice(0, MAX_TEMPLATES)
    .sort(byCount);
}

interface Known {
  readonly file: LogFile;
  readonly mined: MinedLogs;
  readonly clock: OverviewClock;
  readonly counts: Counts;
  readonly signals: readonly Signal[];
}

function describe(template: Template, known: Known): TemplateOverview {
  const { file, mined, clock, counts, signals } = known;
  const { id, count, firstSeen, lastSeen } = template;
  const now = counts.now[id] ?? 0;
  const numbers = slotText(mined, id);
  const lineOf = ({ record }: RecordRef): number => file.records.startLine(record);
  return {
    id,
    text: cut(template.text),
    count,
    level: severityName(template.severityNumber),
    now: clock.rate(now, clock.nowFrom, clock.to),
    before: clock.rate(count - now, clock.from, clock.nowFrom),
    shape: shapeOf(counts.parts.subarray(id * PARTS, (id + 1) * PARTS)),
    firstLine: lineOf(template.first),
    lastLine: lineOf(template.last),
    firstSeen,
    lastSeen,
    signals: signals.map(({ kind, reason }) => ({ kind, reason })),
    ...(numbers !== '' && { numbers }),
  };
}

function cut(text: string): string {
  const line = visibleText(text).replace(/\s+/g, ' ').trim();
  return line.length > MAX_TEXT ? `${line.slice(0, MAX_TEXT).trimEnd()} …` : line;
}

/** What exists is never invisible: one record among thousands is still a `1`. */
function shapeOf(parts: Uint32Array): string {
  const most = Math.max(1, ...parts);
  return Array.from(parts, (part) => Math.ceil((9 * part) / most)).join('');
}
