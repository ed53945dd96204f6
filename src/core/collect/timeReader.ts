import type { TimeKind } from './header.ts';
import { findSignPlace, HASHED, type SignPlace, signPlaceOf } from './signPlace.ts';

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
  const head = text.slice(0, HASHED);
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

/** Zones are multiples of a quarter of an hour away from Greenwich. */
const QUARTER = 900_000;

const clock = /(?<!\d)(\d{1,2})([:.])(\d{1,2})\2(\d{1,2})(?:([.,:])(\d{1,9}))?(?!\d)/g;

/** A time of day; the date and the zone beside it must be the same in the lines that are read. */
function clockReader(text: string, time: number, kind: TimeKind): TimeReader | undefined {
  for (const match of text.matchAll(clock)) {
    const [all, hours, separator = ':', minutes, seconds, mark = '', fraction = ''] = match;
    const after = text.slice(match.index + all.length, match.index + all.length + ZONE);
    const half = halfOfDay.exec(after)?.[0];
    const hour = half === undefined ? Number(hours) : Number(hours) % 12;
    const ofDay =
      (hour * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000 + millisecondsOf(fraction);
    if ((time - ofDay) % QUARTER !== 0) {
      continue;
    }
    const date = dateBefore(text.slice(Math.max(0, match.index - DATE), match.index));
    // `10.0.0.1` is an address.
    if (kind !== 'clock' && date === '') {
      continue;
    }
    return createClockReader({
      ...placedAfter(text, match.index, date),
      zone: bytesOf(half ?? zone.exec(after)?.[0] ?? ''),
      hours: half === undefined ? 25 : 12,
      separator: separator.charCodeAt(0),
      mark: mark === '' ? -1 : mark.charCodeAt(0),
      base: time - ofDay,
    });
  }
  return undefined;
}

/** Characters before and after a clock that are looked at. */
const DATE = 51;
const ZONE = 20;
/** The half that a clock of twelve hours names. */
const halfOfDay = /^ ?[AP]M\b/;

/** `Z`, `+01:00`, ` UTC`, or the year that ctime writes last. */
const zone =
  /^(?: ?(?:Z\b|[+-]\d\d:?\d\d(?!\d)|[+-][01]\d(?![\d:]))| [A-Z]{3,4}(?!\w)| (?:19|20)\d\d(?!\d)){0,2}/;

/** The date that leads to a clock, perhaps in several words: `Sun Dec  4 `, `2026-11-20T`, `2026/11/20 - `. */
function dateBefore(text: string): string {
  if (text.endsWith(' - ')) {
    const date = dateBefore(text.slice(0, -3));
    return date === '' ? '' : `${date} - `;
  }
  const joined = /[\w/.:-]{0,24}$/.exec(text)?.[0] ?? '';
  const words =
    /(?:(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6},?|\d{1,2},?|(?:19|20)\d\d,?|\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?,?|\d{6}|\d{8}) {1,2}){1,4}$/.exec(
      text.slice(-48),
    )?.[0] ?? '';
  return joined === '' ? words : joined;
}

interface ClockLayout extends Placed {
  readonly zone: Uint8Array;
  /** The hours of a day, or of half a day, by which the hour that is written is taken. */
  readonly hours: number;
  /** Between hours, minutes and seconds, and before the fraction: -1 for none. */
  readonly separator: number;
  readonly mark: number;
  /** Milliseconds to which the time of day is added. */
  readonly base: number;
}

function createClockReader(layout: ClockLayout): TimeReader {
  const { zone: after, mark, base } = layout;
  const clock = clockOf(layout.separator, layout.hours);
  return {
    read(bytes, start, end) {
      const place = locate(bytes, start, end, layout);
      if (place < 0) return Number.NaN;
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
function clockOf(separator: number, day: number): (bytes: Uint8Array, end: number) => number {
  return (bytes, end) => {
    const { at } = digits;
    if (at + 8 < end && bytes[at + 2] === separator && bytes[at + 5] === separator) {
      // As nearly all are written: two digits each.
      const hour = twoDigits(bytes, at);
      const minute = twoDigits(bytes, at + 3);
      const second = twoDigits(bytes, at + 6);
      if (hour <= 24 && minute <= 59 && second <= 60 && !isDigit(bytes[at + 8] as number)) {
        digits.at = at + 8;
        return ((hour % day) * 3600 + minute * 60 + second) * 1000;
      }
    }
    const hours = readDigits(bytes, end);
    if (bytes[digits.at++] !== separator) return Number.NaN;
    const minutes = readDigits(bytes, end);
    if (bytes[digits.at++] !== separator) return Number.NaN;
    const seconds = readDigits(bytes, end);
    const isTime = hours <= 24 && minutes <= 59 && seconds <= 60;
    return isTime ? ((hours % day) * 3600 + minutes * 60 + seconds) * 1000 : Number.NaN;
  };
}

const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57;

/** 100 where there are no two digits. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = bytes[at] as number;
  const ones = bytes[at + 1] as number;
  return isDigit(tens) && isDigit(ones) ? tens * 10 + ones - 528 : 100;
}

const compact = /(?<!\d)(\d\d)(\d\d)(\d\d)(?![\d.])/g;

/** `081109 203615`: a time of day without separators. */
function compactReader(text: string, time: number): TimeReader | undefined {
  for (const match of text.slice(0, 64).matchAll(compact)) {
    const [all, hours, minutes, seconds] = match;
    const ofDay = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
    const date = dateBefore(text.slice(0, match.index));
    if ((time - ofDay) % QUARTER !== 0 || date.length < 5) {
      continue;
    }
    const placed = placedAfter(text, match.index, date);
    const after = bytesOf(text.charAt(match.index + all.length));
    const base = time - ofDay;
    return {
      read(bytes, start, end) {
        const place = locate(bytes, start, end, placed);
        if (place < 0) return Number.NaN;
        digits.at = place;
        const value = readDigits(bytes, end);
        const isWhole = digits.at === place + 6 && isAt(bytes, digits.at, end, after);
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
    const before = text.slice(Math.max(0, match.index - DATE), match.index);
    return createEpochReader({
      ...placedAfter(text, match.index, nameBefore.exec(before)?.[0] ?? ''),
      length: seconds.length + more.length,
      hasFraction: fraction !== '',
      rounds,
    });
  }
  return undefined;
}

/** The name of a number and the signs after it: `"time":`, `ts=`. */
const nameBefore = /(?:(?<![A-Za-z\d])[A-Za-z]{1,12})?[^A-Za-z\d]{0,6}$/;

interface EpochLayout extends Placed {
  /** Digits before the point. */
  readonly length: number;
  readonly hasFraction: boolean;
  readonly rounds: boolean;
}

function createEpochReader(layout: EpochLayout): TimeReader {
  const { length, hasFraction, rounds } = layout;
  return {
    read(bytes, start, end) {
      const place = locate(bytes, start, end, layout);
      if (place < 0) return Number.NaN;
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
  let count = 0;
  for (; digits.at < end; digits.at++, count++) {
    const digit = (bytes[digits.at] as number) - 48;
    if (digit < 0 || digit > 9) break;
    if (count < 3) value = value * 10 + digit;
  }
  return count === 1 ? value * 100 : count === 2 ? value * 10 : value;
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

/** Where a time stands, and what stands right before it. */
interface Placed {
  readonly place: SignPlace;
  readonly lead: Uint8Array;
  /** Bytes from the start of the line in which it was found last, where it mostly is again. */
  at: number;
}

const placedAfter = (text: string, at: number, lead: string): Placed => ({
  place: signPlaceOf(text, at),
  lead: bytesOf(lead),
  at,
});

/** A lead of so many bytes is hardly met where it does not belong. */
const TELLING = 3;

/** Offset of the time in a line; -1 where something else stands before it. */
function locate(bytes: Uint8Array, start: number, end: number, placed: Placed): number {
  const { lead } = placed;
  const before = start + placed.at - lead.length;
  if (lead.length >= TELLING && isAt(bytes, before, end, lead)) {
    return before + lead.length;
  }
  const found = findSignPlace(bytes, start, end, placed.place);
  if (!isAt(bytes, found - lead.length, end, lead)) {
    return -1;
  }
  placed.at = found - start;
  return found;
}

/** A byte for each character: these texts come from bytes that way. */
function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    bytes[i] = text.charCodeAt(i);
  }
  return bytes;
}
