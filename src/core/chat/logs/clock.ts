import type { LogFile } from '../../model/logFile.ts';
import { statedTime } from '../../model/missingDate.ts';
import type { Moment, Window } from '../question.ts';
import { YEARLESS } from '../understand/times.ts';

const DAY = 86_400_000;

/** The times of a run as its logs write them, and instants of what a question says. */
export interface LogClock {
  /** The earliest and the latest time of all files; nothing where none has times. */
  readonly span: { readonly from: number; readonly to: number } | undefined;
  /** Whether a time has to be told with its date. */
  readonly isDated: boolean;
  /** A time as the file writes it, e.g. `14:03:12`. */
  say(file: number, time: number): string;
  /** Bounds of a stretch, with their dates where these are not the logs' one day. */
  sayBounds(bounds: readonly number[]): readonly string[];
  /** Instants of a window; what was assumed for it is told in `note`. */
  resolve(window: Window): Resolved;
}

export interface Resolved {
  /** From this instant on and before that one; without bound where there is none. */
  readonly from: number;
  readonly to: number;
  readonly note?: string;
}

export function createClock(files: readonly LogFile[]): LogClock {
  const offsets = files.map(offsetOf);
  // People say times as the log writes them, and logs of one run mostly write one zone.
  const offset = offsets[0] ?? 0;
  const span = spanOf(files);
  const days = span ? daysOf(span.from + offset, span.to + offset) : [];
  const isDated = days.length > 1;
  return {
    span,
    isDated,
    say(file, time) {
      const local = time + (offsets[file] ?? 0);
      const stated = statedTime(local, files[file]?.missingDate);
      return isDated || files[file]?.missingDate === 'start' ? stated : stated.slice(-8);
    },
    sayBounds(bounds) {
      const isSameDay = bounds.every((time) =>
        days.includes(Math.floor((time + offset) / DAY) * DAY),
      );
      const [missing] = files.map(({ missingDate }) => missingDate);
      const all = bounds.map((time) => statedTime(time + offset, missing));
      return isDated || !isSameDay || missing === 'start' ? all : all.map((text) => text.slice(-8));
    },
    resolve(window) {
      if (!span) return { from: -Infinity, to: Infinity, note: noTimes };
      const given = [window.from, window.to].find(
        (each) => each?.kind === 'clock' && each.date === undefined,
      );
      const day = given?.kind === 'clock' ? dayFor(window, days, span, offset) : undefined;
      const at = (moment: Moment | undefined, open: number): number =>
        moment === undefined ? open : instantOf(moment, day ?? days[0] ?? 0, span, offset);
      const from = at(window.from, -Infinity);
      let to = at(window.to, Infinity);
      // `from 23:50 to 00:10` goes over midnight.
      if (to < from && to + DAY > from) to += DAY;
      const isGuess = given !== undefined && isDated && day !== undefined;
      const note = isGuess
        ? `The logs go over ${days.length} days; “${window.text}” was read as of ${dateText(day)}.`
        : undefined;
      return { from, to, ...(note !== undefined && { note }) };
    },
  };
}

const noTimes = 'These logs state no times, so no stretch of time could be picked.';

function spanOf(files: readonly LogFile[]): LogClock['span'] {
  const spans = files.flatMap(({ span }) => span ?? []);
  if (spans.length === 0) return undefined;
  return {
    from: Math.min(...spans.map(({ from }) => from)),
    to: Math.max(...spans.map(({ to }) => to)),
  };
}

/** At most so many days are told apart. */
const MOST_DAYS = 400;

function daysOf(from: number, to: number): readonly number[] {
  const first = Math.floor(from / DAY) * DAY;
  const count = Math.min(MOST_DAYS, Math.floor((to - first) / DAY) + 1);
  return Array.from({ length: count }, (_, index) => first + index * DAY);
}

/** The last day on which the logs have something at that time, as the latest trouble is meant mostly. */
function dayFor(
  { from, to }: Window,
  days: readonly number[],
  span: NonNullable<LogClock['span']>,
  offset: number,
): number | undefined {
  const isInside = (day: number): boolean => {
    const start = from ? instantOf(from, day, span, offset) : -Infinity;
    const end = to ? instantOf(to, day, span, offset) : Infinity;
    const last = end < start ? end + DAY : end;
    const named = from === undefined ? end : start;
    return start <= span.to && last >= span.from && named >= span.from && named <= span.to;
  };
  return days.findLast(isInside) ?? days.at(-1);
}

function instantOf(
  moment: Moment,
  day: number,
  span: NonNullable<LogClock['span']>,
  offset: number,
): number {
  if (moment.kind !== 'clock') {
    const { milliseconds } = moment;
    return moment.kind === 'afterStart' ? span.from + milliseconds : span.to - milliseconds;
  }
  const { date = day, ofDay, plus } = moment;
  return withYear(date, day) + ofDay + plus - offset;
}

/** A date that was said without its year is one of the log's. */
function withYear(date: number, day: number): number {
  const said = new Date(date);
  if (said.getUTCFullYear() !== YEARLESS) return date;
  return Date.UTC(new Date(day).getUTCFullYear(), said.getUTCMonth(), said.getUTCDate());
}

const dateText = (day: number): string => new Date(day).toISOString().slice(0, 10);

const QUARTER = 15 * 60_000;
const FARTHEST = 15 * 3_600_000;
/** Records looked at for one that writes its time. */
const LOOK = 20;

/** What a file's written times are ahead of UTC. */
function offsetOf(file: LogFile): number {
  for (let index = 0; index < Math.min(LOOK, file.records.length); index++) {
    const time = file.records.timestamp(index);
    if (Number.isNaN(time)) continue;
    const written = /(?<!\d)(\d{2}):(\d{2}):(\d{2})(?!\d)/.exec(
      file.lineAt(file.records.startLine(index)),
    );
    if (!written) continue;
    const ofDay = (Number(written[1]) * 3600 + Number(written[2]) * 60 + Number(written[3])) * 1000;
    const ahead = ofDay - ((Math.floor(time / 1000) * 1000) % DAY);
    const nearest = ahead > DAY / 2 ? ahead - DAY : ahead < -DAY / 2 ? ahead + DAY : ahead;
    return nearest % QUARTER === 0 && Math.abs(nearest) < FARTHEST ? nearest : 0;
  }
  return 0;
}
