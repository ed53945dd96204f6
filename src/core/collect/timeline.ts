import type { Moment } from './header.ts';
import { yearlessYear } from './times.ts';

/** Completes the times of a file, line by line in file order. */
export interface Timeline {
  /** Milliseconds since the epoch, or undefined where the line has no time that can be placed. */
  resolve(moment: Readonly<Moment>): number | undefined;
  /** What the lines so far have taught, and the way back to it. */
  save(): TimelineState;
  restore(state: TimelineState): void;
}

export type TimelineState = Readonly<State>;

interface State {
  clockDay: number;
  year: number;
  lastYearless: number;
  lastClock: number;
  bootTime: number | undefined;
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
  const state: State = {
    clockDay: start.date === undefined ? 0 : startOfDay(start.date),
    year: start.year ?? (start.date === undefined ? yearlessYear : yearOf(start.date)),
    lastYearless: Number.NEGATIVE_INFINITY,
    lastClock: Number.NEGATIVE_INFINITY,
    bootTime: undefined,
  };
  return {
    save: () => ({ ...state }),
    restore: (saved) => void Object.assign(state, saved),
    resolve(moment) {
      switch (moment.timeKind) {
        case 'date':
          return start.isUptime ? undefined : learn(state, moment, moment.time);
        case 'yearless':
          return ofYearless(state, moment);
        case 'clock':
          return ofClock(state, moment.time);
        case 'uptime':
          if (state.bootTime !== undefined) return state.bootTime + moment.time;
          return start.isUptime ? moment.time : undefined;
        case 'none':
          return undefined;
      }
    },
  };
}

function learn(state: State, moment: Readonly<Moment>, date: number): number {
  state.clockDay = startOfDay(date);
  state.lastClock = date;
  if (moment.uptime !== undefined) {
    state.bootTime = date - moment.uptime;
  }
  return date;
}

function ofYearless(state: State, moment: Readonly<Moment>): number {
  let date = inYear(moment.time, state.year);
  if (date < state.lastYearless - yearSlack) {
    state.year++;
    date = inYear(moment.time, state.year);
  }
  state.lastYearless = date;
  return learn(state, moment, date);
}

function ofClock(state: State, time: number): number {
  let date = state.clockDay + time;
  if (date < state.lastClock - clockSlack) {
    state.clockDay += day;
    date += day;
  }
  state.lastClock = date;
  return date;
}

const startOfDay = (time: number): number => Math.floor(time / day) * day;
const yearOf = (time: number): number => new Date(time).getUTCFullYear();

function inYear(time: number, year: number): number {
  const date = new Date(time);
  return Date.UTC(year, date.getUTCMonth(), date.getUTCDate()) + (time % day);
}
