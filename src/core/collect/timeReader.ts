import type { TimeKind } from './header.ts';

/**
 * Reads the time of a line from its bytes, at the place and in the layout that were learnt from
 * another line of the same skeleton. Gives NaN where the line is not laid out so, another day's
 * among them: such a line is read in full, and learnt from anew.
 */
export interface TimeReader {
  read(bytes: Uint8Array, start: number, end: number): number;
}

/**
 * Finds where in a line its time stands, given what the formats made of it; nothing where the time
 * can't be told from the digits alone (`03:04:05 PM`).
 * @param text the line, a character a byte.
 * @param time as the formats read it, in milliseconds, e.g. on 2000-... for a time without a year.
 * @param rounds whether digits below the millisecond are rounded rather than cut off.
 */
export function learnTime(
  text: string,
  time: number,
  kind: TimeKind,
  rounds: boolean,
): TimeReader | undefined {
  const head = text.slice(0, SEARCHED);
  if (kind === 'none') {
    return undefined;
  }
  if (kind === 'uptime') {
    return uptimeReader(head, time);
  }
  return (
    clockReader(head, time, kind) ?? compactReader(head, time) ?? epochReader(head, time, rounds)
  );
}

/** Bytes of a line in which a time is looked for. */
const SEARCHED = 8192;
/** Zones are multiples of a quarter of an hour away from Greenwich. */
const QUARTER = 900_000;

const clock = /(?<!\d)(\d{1,2})([:.])(\d{1,2})\2(\d{1,2})(?:([.,:])(\d{1,9}))?(?!\d)/g;

/** A time of day; the date and the zone beside it must be the same in the lines that are read. */
function clockReader(text: string, time: number, kind: TimeKind): TimeReader | undefined {
  for (const match of text.matchAll(clock)) {
    const [all, hours, separator = ':', minutes, seconds, mark = '', fraction = ''] = match;
    const ofDay =
      (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000 +
      millisecondsOf(fraction);
    const after = text.slice(match.index + all.length);
    if ((time - ofDay) % QUARTER !== 0 || /^ ?[AP]M\b/.test(after)) {
      continue;
    }
    const date = dateBefore(text.slice(0, match.index));
    // `10.0.0.1` is an address.
    if (kind !== 'clock' && date === '') {
      continue;
    }
    return createClockReader({
      at: match.index,
      date: bytesOf(date),
      zone: bytesOf(zone.exec(after)?.[0] ?? ''),
      separator: separator.charCodeAt(0),
      mark: mark === '' ? -1 : mark.charCodeAt(0),
      base: time - ofDay,
    });
  }
  return undefined;
}

/** `Z`, `+01:00`, ` UTC`, or the year that ctime writes last. */
const zone =
  /^(?: ?(?:Z\b|[+-]\d\d:?\d\d(?!\d)|[+-][01]\d(?![\d:]))| [A-Z]{3,4}(?!\w)| (?:19|20)\d\d(?!\d)){0,2}/;

/** The date that leads to a clock, perhaps in several words: `Sun Dec  4 `, `2026-11-20T`. */
function dateBefore(text: string): string {
  const joined = /[\w/.:-]{0,24}$/.exec(text)?.[0] ?? '';
  const words =
    /(?:(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6},?|\d{1,2},?|(?:19|20)\d\d,?|\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?,?|\d{6}|\d{8}) {1,2}){1,4}$/.exec(
      text.slice(-48),
    )?.[0] ?? '';
  return joined === '' ? words : joined;
}

interface ClockLayout {
  /** Bytes from the start of the line. */
  readonly at: number;
  readonly date: Uint8Array;
  readonly zone: Uint8Array;
  /** Between hours, minutes and seconds, and before the fraction: -1 for none. */
  readonly separator: number;
  readonly mark: number;
  /** Milliseconds to which the time of day is added. */
  readonly base: number;
}

function createClockReader(layout: ClockLayout): TimeReader {
  const { date, zone: after, mark, base } = layout;
  const clock = clockOf(layout.separator);
  let { at } = layout;
  return {
    read(bytes, start, end) {
      const place = placeAfter(bytes, start, end, date, at);
      if (place < 0) return Number.NaN;
      at = place - start;
      digits.at = place;
      const ofDay = clock(bytes, end);
      let fraction = 0;
      if (mark >= 0) {
        if (bytes[digits.at++] !== mark) return Number.NaN;
        fraction = readMilliseconds(bytes, end);
      }
      return isAt(bytes, digits.at, end, after) ? base + ofDay + fraction : Number.NaN;
    },
  };
}

/** Reads hours, minutes and seconds as milliseconds of the day; NaN where they are none. */
function clockOf(separator: number): (bytes: Uint8Array, end: number) => number {
  return (bytes, end) => {
    const hours = readDigits(bytes, end);
    if (bytes[digits.at++] !== separator) return Number.NaN;
    const minutes = readDigits(bytes, end);
    if (bytes[digits.at++] !== separator) return Number.NaN;
    const seconds = readDigits(bytes, end);
    const isTime = hours <= 24 && minutes <= 59 && seconds <= 60;
    return isTime ? (hours * 3600 + minutes * 60 + seconds) * 1000 : Number.NaN;
  };
}

const compact = /(?<!\d)(\d\d)(\d\d)(\d\d)(?![\d.])/g;

/** `081109 203615`: a time of day without separators. */
function compactReader(text: string, time: number): TimeReader | undefined {
  for (const match of text.slice(0, 64).matchAll(compact)) {
    const [all, hours, minutes, seconds] = match;
    const ofDay = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
    const date = bytesOf(dateBefore(text.slice(0, match.index)));
    if ((time - ofDay) % QUARTER !== 0 || date.length < 5) {
      continue;
    }
    const at = match.index;
    const after = bytesOf(text.charAt(match.index + all.length));
    const base = time - ofDay;
    return {
      read(bytes, start, end) {
        const place = start + at;
        digits.at = place;
        const value = readDigits(bytes, end);
        const isWhole =
          digits.at === place + 6 &&
          isAt(bytes, place - date.length, end, date) &&
          isAt(bytes, digits.at, end, after);
        const minute = Math.floor(value / 100) % 100;
        const isTime = isWhole && value < 250_000 && minute <= 59 && value % 100 <= 60;
        return isTime
          ? base + (Math.floor(value / 10_000) * 3600 + minute * 60 + (value % 100)) * 1000
          : Number.NaN;
      },
    };
  }
  return undefined;
}

const epoch = /(?<![\d.])(1\d{9})(\d{3}|\d{6}|\d{9})?(?:\.(\d{1,9}))?(?!\d)/g;

/** Seconds, milliseconds, microseconds or nanoseconds since 1970. */
function epochReader(text: string, time: number, rounds: boolean): TimeReader | undefined {
  for (const match of text.matchAll(epoch)) {
    const [, seconds = '', more = '', fraction = ''] = match;
    if (epochTime(seconds + more, fraction, rounds) !== time) {
      continue;
    }
    return createEpochReader({
      at: match.index,
      before: bytesOf(/[^\d]{0,12}$/.exec(text.slice(0, match.index))?.[0] ?? ''),
      length: seconds.length + more.length,
      hasFraction: fraction !== '',
      rounds,
    });
  }
  return undefined;
}

interface EpochLayout {
  /** Bytes from the start of the line, and what stands before them. */
  readonly at: number;
  readonly before: Uint8Array;
  /** Digits before the point. */
  readonly length: number;
  readonly hasFraction: boolean;
  readonly rounds: boolean;
}

function createEpochReader({
  before,
  length,
  hasFraction,
  rounds,
  ...given
}: EpochLayout): TimeReader {
  let { at } = given;
  return {
    read(bytes, start, end) {
      const place = placeAfter(bytes, start, end, before, at);
      if (place < 0) return Number.NaN;
      at = place - start;
      digits.at = place;
      const value = readDigits(bytes, end);
      const isSame = digits.at === place + length && bytes[place] === ONE;
      if (!isSame || hasFraction !== (bytes[digits.at] === POINT)) return Number.NaN;
      if (!hasFraction) return scale(value, length);
      digits.at++;
      return rounds
        ? Math.round((value + readFraction(bytes, end)) * 1000)
        : value * 1000 + readMilliseconds(bytes, end);
    },
  };
}

const ONE = 49;
const POINT = 46;

/** A number of so many digits as milliseconds. */
const scale = (value: number, length: number): number =>
  length === 10 ? value * 1000 : Math.floor(value / 10 ** (length - 13));

function epochTime(whole: string, fraction: string, rounds: boolean): number {
  if (fraction === '') {
    return scale(Number(whole), whole.length);
  }
  return rounds
    ? Math.round(Number(`${whole}.${fraction}`) * 1000)
    : Number(whole) * 1000 + millisecondsOf(fraction);
}

const uptime = /(?<![\d.])(\d{1,9})([.,])(\d{1,9})(?!\d)/;

/** Seconds since the machine started: `[   12.345678]`. */
function uptimeReader(text: string, time: number): TimeReader | undefined {
  const match = uptime.exec(text.slice(0, 80));
  if (!match || Math.round(Number(`${match[1]}.${match[3]}`) * 1000) !== time) {
    return undefined;
  }
  // The number is padded with spaces, so it is looked for from what stands before them.
  const before = text.slice(0, match.index).trimEnd();
  const from = before.length;
  const lead = bytesOf(before.slice(-8));
  const mark = match[2]?.charCodeAt(0);
  return {
    read(bytes, start, end) {
      let place = start + from;
      if (!isAt(bytes, place - lead.length, end, lead)) return Number.NaN;
      while (place < end && bytes[place] === 32) place++;
      digits.at = place;
      const seconds = readDigits(bytes, end);
      if (digits.at === place || bytes[digits.at] !== mark) return Number.NaN;
      digits.at++;
      return Math.round((seconds + readFraction(bytes, end)) * 1000);
    },
  };
}

/** Where the number ended that was read last; one object, as it runs for every line. */
const digits = { at: 0 };

function readDigits(bytes: Uint8Array, end: number): number {
  let value = 0;
  for (; digits.at < end; digits.at++) {
    const digit = (bytes[digits.at] as number) - 48;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  return value;
}

/** Tenths, hundredths ... of a second, cut off after the millisecond. */
function readMilliseconds(bytes: Uint8Array, end: number): number {
  let value = 0;
  let unit = 100;
  for (; digits.at < end; digits.at++) {
    const digit = (bytes[digits.at] as number) - 48;
    if (digit < 0 || digit > 9) break;
    value += unit >= 1 ? digit * unit : 0;
    unit /= 10;
  }
  return Math.round(value);
}

function readFraction(bytes: Uint8Array, end: number): number {
  const from = digits.at;
  const value = readDigits(bytes, end);
  return value / 10 ** (digits.at - from);
}

function millisecondsOf(fraction: string): number {
  return Number(fraction.slice(0, 3).padEnd(3, '0'));
}

function isAt(bytes: Uint8Array, place: number, end: number, text: Uint8Array): boolean {
  if (place < 0 || place + text.length > end) {
    return false;
  }
  for (let i = 0; i < text.length; i++) {
    if (bytes[place + i] !== text[i]) return false;
  }
  return true;
}

/** Place after `text`, which stood `at` bytes into the line before: there, or wherever it is now. */
function placeAfter(
  bytes: Uint8Array,
  start: number,
  end: number,
  text: Uint8Array,
  at: number,
): number {
  const place = start + at;
  return isAt(bytes, place - text.length, end, text) ? place : find(bytes, start, end, text);
}

/** Offset after the first place of `text` in the line, or -1. */
function find(bytes: Uint8Array, start: number, end: number, text: Uint8Array): number {
  const last = Math.min(end, start + SEARCHED) - text.length;
  for (let at = start; text.length > 2 && at <= last; at++) {
    if (isAt(bytes, at, end, text)) return at + text.length;
  }
  return -1;
}

/** A byte for each character: these texts come from bytes that way. */
function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
