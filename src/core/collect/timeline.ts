import type { Header } from './header.ts';
import { yearlessYear } from './times.ts';

/** Completes the times of a file, line by line in file order. */
export interface Timeline {
  /** Milliseconds since the epoch, or undefined where the line has no time that can be placed. */
  resolve(header: Header): number | undefined;
}

export interface TimelineStart {
  /** A moment which the file states in full, somewhere near its start. */
  readonly date: number | undefined;
  /** Year of the first time that is written without one. */
  readonly year: number | undefined;
  /** Most lines count from the start of the machine or process; dates are then parts of messages. */
  readonly isUptime: boolean;
}

const day = 86_400_000;
/** Times may step back by so much (threads, merged files) without meaning that a day or year ended. */
const clockSlack = day / 2;
const yearSlack = 180 * day;

/**
 * Times without a year are placed in `start.year`, or the year of the first full date, or 2000 when
 * the file names none, and roll over at new year; times without a date likewise on the last full
 * date or 1970-01-01. Time since boot becomes a date once a line states both, and is counted from
 * 1970 in a file that mostly has no dates.
 */
export function createTimeline(start: TimelineStart): Timeline {
  let clockDay = start.date === undefined ? 0 : startOfDay(start.date);
  let year = start.year ?? (start.date === undefined ? yearlessYear : yearOf(start.date));
  let lastYearless = Number.NEGATIVE_INFINITY;
  let lastClock = Number.NEGATIVE_INFINITY;
  let bootTime: number | undefined;

  const learn = (header: Header, date: number): number => {
    clockDay = startOfDay(date);
    lastClock = date;
    if (header.uptime !== undefined) {
      bootTime = date - header.uptime;
    }
    return date;
  };
  const ofYearless = (header: Header): number => {
    let date = inYear(header.time, year);
    if (date < lastYearless - yearSlack) {
      year++;
      date = inYear(header.time, year);
    }
    lastYearless = date;
    return learn(header, date);
  };
  const ofClock = (time: number): number => {
    let date = clockDay + time;
    if (date < lastClock - clockSlack) {
      clockDay += day;
      date += day;
    }
    lastClock = date;
    return date;
  };
  const ofUptime = (uptime: number): number | undefined => {
    if (bootTime !== undefined) {
      return bootTime + uptime;
    }
    return start.isUptime ? uptime : undefined;
  };

  return {
    resolve(header) {
      switch (header.timeKind) {
        case 'date':
          return start.isUptime ? undefined : learn(header, header.time);
        case 'yearless':
          return ofYearless(header);
        case 'clock':
          return ofClock(header.time);
        case 'uptime':
          return ofUptime(header.time);
        case 'none':
          return undefined;
      }
    },
  };
}

const startOfDay = (time: number): number => Math.floor(time / day) * day;
const yearOf = (time: number): number => new Date(time).getUTCFullYear();

function inYear(time: number, year: number): number {
  const date = new Date(time);
  return Date.UTC(year, date.getUTCMonth(), date.getUTCDate()) + (time % day);
}
