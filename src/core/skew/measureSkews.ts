import type { ClockSkew, SkewedLog } from '../model/clockSkew.ts';
import type { LogFile, TimeSpan } from '../model/logFile.ts';
import type { Pace } from '../model/pace.ts';
import { streamsOf } from '../model/series.ts';
import { idsIn } from './idsIn.ts';
import { isClear, type Offset, offsetOf, type Saying } from './offset.ts';
import { sample, spanOf } from './sample.ts';

/** Records that are read: of one log, and of all together. */
const mostOfLog = 8000;
const mostOfAll = 48_000;
/** More logs than this are not compared, the largest are. */
const mostLogs = 24;
/** What a log says more often is no name of a single event. */
const mostUses = 8;

/**
 * How far the clocks of a run's logs are apart, by the ids that they share; nothing of logs that share
 * none. What is read is bounded, whatever the size of the logs.
 */
export async function measureSkews(
  files: readonly LogFile[],
  pace: Pace,
): Promise<readonly ClockSkew[]> {
  const logs = logsOf(files);
  if (logs.length < 2) return [];
  const common = sharedTime(logs);
  const budget = Math.min(mostOfLog, Math.floor(mostOfAll / logs.length));
  const said: Said[] = [];
  for (const log of logs) said.push(await sayingsOf(log, common, budget, pace));
  return skewsOf(said).map(({ a, b, offset: { milliseconds, uncertainty, pairs } }) => {
    const [ahead, behind] = milliseconds > 0 ? [b, a] : [a, b];
    return {
      ahead: named(logs[ahead]),
      behind: named(logs[behind]),
      milliseconds: Math.round(Math.abs(milliseconds)),
      uncertainty: Math.round(uncertainty),
      pairs,
    };
  });
}

/** The files of each log that states times which can be compared. */
function logsOf(files: readonly LogFile[]): readonly (readonly LogFile[])[] {
  const streams = streamsOf(files);
  const logs = new Map<number, LogFile[]>();
  for (const [index, file] of files.entries()) {
    if (!file.span || file.missingDate !== undefined) continue;
    const stream = streams[index] ?? index;
    logs.set(stream, [...(logs.get(stream) ?? []), file]);
  }
  const largest = [...logs.values()].sort((a, b) => recordsIn(b) - recordsIn(a)).slice(0, mostLogs);
  return [...logs.values()].filter((log) => largest.includes(log));
}

const recordsIn = (log: readonly LogFile[]): number =>
  log.reduce((sum, { records }) => sum + records.length, 0);

/** From when to when at least two logs were written. */
function sharedTime(logs: readonly (readonly LogFile[])[]): TimeSpan {
  const spans = logs.flatMap((log) => spanOf(log) ?? []);
  const from = spans.map((span) => span.from).sort((a, b) => a - b);
  const to = spans.map((span) => span.to).sort((a, b) => b - a);
  return { from: from[1] ?? 0, to: to[1] ?? 0 };
}

interface Said {
  readonly ids: ReadonlyMap<string, Saying>;
  /** Milliseconds of which its times are multiples: 1000 where it writes whole seconds. */
  readonly resolution: number;
}

async function sayingsOf(
  log: readonly LogFile[],
  common: TimeSpan,
  budget: number,
  pace: Pace,
): Promise<Said> {
  const ids = new Map<string, Saying>();
  const times: number[] = [];
  for (const [read, place] of (await sample(log, common, budget, pace)).entries()) {
    const wait = read % 100 === 0 ? pace.step() : undefined;
    if (wait !== undefined) await wait;
    const file = log[place.file];
    const time = file?.records.timestamp(place.record) ?? Number.NaN;
    if (!file || Number.isNaN(time)) continue;
    times.push(time);
    for (const id of idsIn(file.lineAt(file.records.startLine(place.record)))) {
      ids.set(id, withTime(ids.get(id), time));
    }
  }
  return { ids, resolution: resolutionOf(times) };
}

const resolutionOf = (times: readonly number[]): number =>
  [60_000, 1000].find((unit) => times.every((time) => time % unit === 0)) ?? 1;

function withTime(known: Saying | undefined, time: number): Saying {
  if (!known) return { first: time, last: time, count: 1 };
  return {
    first: Math.min(known.first, time),
    last: Math.max(known.last, time),
    count: known.count + 1,
  };
}

interface Found {
  readonly a: number;
  readonly b: number;
  readonly offset: Offset;
}

/** Each two logs whose clocks are clearly apart, those first that share most ids. */
function skewsOf(said: readonly Said[]): readonly Found[] {
  const found = said.flatMap((first, a) =>
    said.slice(a + 1).flatMap((second, i): Found[] => {
      const resolution = Math.max(first.resolution, second.resolution);
      const offset = offsetOf(sharedIds(first.ids, second.ids), resolution);
      return offset && isClear(offset) ? [{ a, b: a + 1 + i, offset }] : [];
    }),
  );
  return found.sort((one, other) => other.offset.pairs - one.offset.pairs);
}

function sharedIds(
  a: ReadonlyMap<string, Saying>,
  b: ReadonlyMap<string, Saying>,
): readonly (readonly [Saying, Saying])[] {
  const pairs: (readonly [Saying, Saying])[] = [];
  for (const id of (a.size <= b.size ? a : b).keys()) {
    const [first, second] = [a.get(id), b.get(id)];
    if (first && second && first.count <= mostUses && second.count <= mostUses) {
      pairs.push([first, second]);
    }
  }
  return pairs;
}

function named(log: readonly LogFile[] | undefined): SkewedLog {
  return { name: log?.at(-1)?.name ?? '', uris: (log ?? []).map(({ uri }) => uri) };
}
