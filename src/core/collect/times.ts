import { type Format, type Moment, setTime, type TimeKind } from './header.ts';

/** One way to write a moment. */
interface TimeFormat {
  readonly name: string;
  readonly first: string;
  /** Sticky. */
  readonly pattern: RegExp;
  readonly kind: TimeKind;
  /** Milliseconds, or NaN when the digits are no time. */
  readonly read: (match: RegExpExecArray) => number;
}

const month = '(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}';
const clock = '(\\d\\d?):(\\d\\d):(\\d\\d)(?:[.,:](\\d{1,9}))?';
const zone =
  '(?: ?(Z|[+-]\\d\\d:?\\d\\d(?![\\d])|[+-][01]\\d(?![\\d:])|(?:UTC|GMT|[ECMP][SD]T|CES?T|BST|IST|JST|MSK)\\b))?';
const weekday = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},?';

/** In order of preference where several match the same text. */
const timeFormats: readonly TimeFormat[] = [
  {
    name: 'iso8601',
    first: '0',
    pattern: new RegExp(
      `(\\d{4})([-/.])(\\d\\d?)\\2(\\d\\d?)[T _-]{1,2}(\\d\\d)[:.](\\d\\d)[:.](\\d\\d)(?:[.,:](\\d{1,9}))?${zone}`,
      'y',
    ),
    kind: 'date',
    read: (m) => utc(m[1], Number(m[3]), m[4], m[5], m[6], m[7], m[8]) - offsetOf(m[9]),
  },
  {
    name: 'iso8601-basic',
    first: '0',
    pattern: new RegExp(
      `((?:19|20)\\d\\d)(\\d\\d)(\\d\\d)[T -](\\d\\d?):?(\\d\\d?):?(\\d\\d?)(?:[.,:](\\d{1,9}))?${zone}(?!\\d)`,
      'y',
    ),
    kind: 'date',
    read: (m) => utc(m[1], Number(m[2]), m[3], m[4], m[5], m[6], m[7]) - offsetOf(m[8]),
  },
  {
    name: 'clf',
    first: '0',
    pattern: new RegExp(`(\\d\\d?)[/ -]${month}[/ -](\\d{4})[: ]${clock}${zone}`, 'y'),
    kind: 'date',
    read: (m) => utc(m[3], monthOf(m[2]), m[1], m[4], m[5], m[6], m[7]) - offsetOf(m[8]),
  },
  {
    name: 'ctime',
    first: 'a',
    pattern: new RegExp(`${weekday} ${month} {1,2}(\\d\\d?) ${clock}${zone} (\\d{4})`, 'y'),
    kind: 'date',
    read: (m) => utc(m[8], monthOf(m[1]), m[2], m[3], m[4], m[5], m[6]) - offsetOf(m[7]),
  },
  {
    // journalctl -o short-full.
    name: 'weekday-iso',
    first: 'a',
    pattern: new RegExp(`${weekday} (\\d{4})-(\\d\\d)-(\\d\\d) ${clock}${zone}`, 'y'),
    kind: 'date',
    read: (m) => utc(m[1], Number(m[2]), m[3], m[4], m[5], m[6], m[7]) - offsetOf(m[8]),
  },
  {
    // MariaDB pads the hour with a blank.
    name: 'iso-padded',
    first: '0',
    pattern: /(\d{4})-(\d\d)-(\d\d) {2}(\d):(\d\d):(\d\d)/y,
    kind: 'date',
    read: (m) => utc(m[1], Number(m[2]), m[3], m[4], m[5], m[6], undefined),
  },
  {
    name: 'rfc2822',
    first: 'a',
    pattern: new RegExp(`${weekday} (\\d\\d?) ${month} (\\d{4}) ${clock}${zone}`, 'y'),
    kind: 'date',
    read: (m) => utc(m[3], monthOf(m[2]), m[1], m[4], m[5], m[6], m[7]) - offsetOf(m[8]),
  },
  {
    name: 'month-first',
    first: 'a',
    pattern: new RegExp(`${month} (\\d\\d?),? (\\d{4}),? ${clock}(?: ([AP]M))?${zone}`, 'y'),
    kind: 'date',
    read: (m) =>
      utc(m[3], monthOf(m[1]), m[2], hourOf(m[4], m[8]), m[5], m[6], m[7]) - offsetOf(m[9]),
  },
  {
    name: 'syslog',
    first: 'a',
    pattern: new RegExp(`${month} {1,2}(\\d\\d?) ${clock}`, 'iy'),
    kind: 'yearless',
    read: (m) => utc(yearlessYear, monthOf(m[1]), m[2], m[3], m[4], m[5], m[6]),
  },
  {
    name: 'day-first',
    first: '0',
    pattern: new RegExp(`(\\d\\d?)\\.(\\d\\d?)\\.(\\d{4}),? ${clock}${zone}`, 'y'),
    kind: 'date',
    read: (m) => utc(m[3], Number(m[2]), m[1], m[4], m[5], m[6], m[7]) - offsetOf(m[8]),
  },
  {
    name: 'us',
    first: '0',
    pattern: new RegExp(`(\\d\\d?)/(\\d\\d?)/(\\d{4}),? ${clock}(?: ([AP]M))?${zone}`, 'y'),
    kind: 'date',
    read: (m) =>
      utc(m[3], Number(m[1]), m[2], hourOf(m[4], m[8]), m[5], m[6], m[7]) - offsetOf(m[9]),
  },
  {
    name: 'short-year',
    first: '0',
    pattern: new RegExp(`(\\d\\d)/(\\d\\d)/(\\d\\d) ${clock}`, 'y'),
    kind: 'date',
    read: (m) => utc(2000 + Number(m[1]), Number(m[2]), m[3], m[4], m[5], m[6], m[7]),
  },
  {
    name: 'hdfs',
    first: '0',
    pattern: /(\d\d)(\d\d)(\d\d) (\d\d)(\d\d)(\d\d)(?= )/y,
    kind: 'date',
    read: (m) => utc(2000 + Number(m[1]), Number(m[2]), m[3], m[4], m[5], m[6], undefined),
  },
  {
    name: 'month-day',
    first: '0',
    pattern: new RegExp(`(\\d\\d)[-.](\\d\\d) ${clock}`, 'y'),
    kind: 'yearless',
    read: (m) => utc(yearlessYear, Number(m[1]), m[2], m[3], m[4], m[5], m[6]),
  },
  {
    name: 'clock',
    first: '0',
    pattern: new RegExp(`${clock}(?: ([AP]M))?${zone}(?![\\d:])`, 'y'),
    kind: 'clock',
    read: (m) => utc(1970, 1, 1, hourOf(m[1], m[5]), m[2], m[3], m[4]) - offsetOf(m[6]),
  },
  {
    // zerolog's console.
    name: 'kitchen',
    first: '0',
    pattern: /(\d\d?):(\d\d)([AP]M)(?= )/y,
    kind: 'clock',
    read: (m) => utc(1970, 1, 1, hourOf(m[1], m[3]), m[2], 0, undefined),
  },
  {
    // Go prints large numbers so, and zap's console with them.
    name: 'epoch-exponent',
    first: '0',
    pattern: /(1\.\d{1,18})e\+09(?=\s)/y,
    kind: 'date',
    read: (m) => Math.round(Number(`${m[1]}e12`)),
  },
  {
    name: 'epoch',
    first: '0',
    pattern: /(1\d{9})(?:\.(\d{1,9})|(\d{3})|(\d{3})\d{3}|(\d{3})\d{6})?(?=[\s,|\]:;]|$)/y,
    kind: 'date',
    read: (m) => Number(m[1]) * 1000 + milliseconds(m[2] ?? m[3] ?? m[4] ?? m[5]),
  },
];

/** The leap year in which times without a year are held until the timeline gives them theirs. */
export const yearlessYear = 2000;

/** What `readTime` found: the index after the time, and the name of the way it was written. */
export interface FoundTime {
  end: number;
  name: string;
}

/** Reads the time that starts at `at` into `header`; false when there is none. */
export function readTime(line: string, at: number, header: Moment, found: FoundTime): boolean {
  if (at !== last.at || line !== last.line) {
    last.line = line;
    last.at = at;
    last.format = matchTime(line, at);
  }
  if (last.format === undefined) {
    return false;
  }
  setTime(header, last.time, last.format.kind);
  found.end = last.end;
  found.name = last.format.name;
  return true;
}

/** Many formats begin with a time; each line's is read once for all of them. */
const last = { line: '', at: -1, end: 0, time: 0, format: undefined as TimeFormat | undefined };

function matchTime(line: string, at: number): TimeFormat | undefined {
  const code = line.charCodeAt(at);
  const formats = isDigit(code) ? digitFormats : isLetter(code) ? letterFormats : none;
  for (const format of formats) {
    format.pattern.lastIndex = at;
    const match = format.pattern.exec(line);
    const time = match ? format.read(match) : Number.NaN;
    if (match && !Number.isNaN(time)) {
      last.time = time;
      last.end = at + match[0].length;
      return format;
    }
  }
  return undefined;
}

const digitFormats = timeFormats.filter((format) => format.first === '0');
const letterFormats = timeFormats.filter((format) => format.first === 'a');
const none: readonly TimeFormat[] = [];

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isLetter = (code: number): boolean => (code | 32) >= 97 && (code | 32) <= 122;

/** A format that follows a time, where the time is written in one of the `times` ways. */
export function afterTime(times: string, format: Format): Format {
  const names = times.split(' ');
  return {
    ...format,
    read(line, at, header) {
      const { time, timeKind } = header;
      const isRead = readTime(line, at, header, afterFound) && names.includes(afterFound.name);
      const end = isRead ? format.read(line, afterFound.end, header) : -1;
      if (end < 0) {
        header.time = time;
        header.timeKind = timeKind;
      }
      return end;
    },
  };
}

const afterFound: FoundTime = { end: 0, name: '' };

/** The moment which `text` begins with, as full date; undefined if it is none. */
export function parseTime(text: string): number | undefined {
  const moment: Moment = { time: 0, timeKind: 'none', uptime: undefined };
  return readTime(text, 0, moment, parsed) && isDate(moment) ? moment.time : undefined;
}

const parsed: FoundTime = { end: 0, name: '' };
const isDate = (moment: Moment): boolean => moment.timeKind === 'date';

/** Epoch seconds, milliseconds, microseconds or nanoseconds, told apart by size, as milliseconds. */
export function epochMilliseconds(value: number): number | undefined {
  if (!(value >= 1e8)) return undefined;
  if (value < 1e11) return Math.round(value * 1000);
  if (value < 1e14) return Math.floor(value);
  return value < 1e17 ? Math.floor(value / 1000) : Math.floor(value / 1e6);
}

type Digits = string | number | undefined;

function utc(
  year: Digits,
  month1: number,
  day: Digits,
  hour: Digits,
  minute: Digits,
  second: Digits,
  fraction: string | undefined,
): number {
  const d = Number(day);
  const h = Number(hour);
  const m = Number(minute);
  const s = Number(second);
  const isTime = month1 >= 1 && month1 <= 12 && d >= 1 && d <= 31 && h <= 24 && m <= 59 && s <= 60;
  return isTime
    ? Date.UTC(Number(year), month1 - 1, d, h, m, s) + milliseconds(fraction)
    : Number.NaN;
}

function milliseconds(fraction: string | undefined): number {
  if (fraction === undefined) {
    return 0;
  }
  const digits = fraction.slice(0, 3);
  return digits.length === 3 ? Number(digits) : Number(digits) * (digits.length === 1 ? 100 : 10);
}

const months = 'JanFebMarAprMayJunJulAugSepOctNovDec'.toUpperCase();

function monthOf(name: string | undefined): number {
  return name === undefined ? 0 : months.indexOf(name.slice(0, 3).toUpperCase()) / 3 + 1;
}

function hourOf(hour: string | undefined, half: string | undefined): number {
  const value = Number(hour);
  return half === undefined ? value : (value % 12) + (half === 'PM' ? 12 : 0);
}

/** Hours east of Greenwich. IST is read as India's, which writes it most in logs. */
const zones: Readonly<Record<string, number>> = {
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
  CET: 1,
  CEST: 2,
  BST: 1,
  IST: 5.5,
  JST: 9,
  MSK: 3,
};

/** `+05:30`, `-0800`, `+01`, `Z`, `EST` as milliseconds; no zone is UTC. */
function offsetOf(text: string | undefined): number {
  if (text === undefined) {
    return 0;
  }
  const digits = /^([+-])(\d\d):?(\d\d)?$/.exec(text);
  if (!digits) {
    return (zones[text] ?? 0) * 3_600_000;
  }
  const minutes = Number(digits[2]) * 60 + Number(digits[3] ?? 0);
  return (digits[1] === '-' ? -minutes : minutes) * 60_000;
}
