import { formatClock, formatDateTime, formatNumber } from '../format.ts';
import type { IconName } from '../icons.ts';
import { type Column, changeOf } from './rows.ts';
import type { Level, LogOverview, Row, Signal } from './state.ts';

export const levelWord: Readonly<Record<Level, string>> = {
  fatal: 'Fatal',
  error: 'Error',
  warn: 'Warning',
  info: 'Info',
  debug: 'Debug',
  trace: 'Trace',
  unspecified: 'No level',
};

/** A shape of its own for each kind of level: colour alone says nothing. */
export const levelIcon: Readonly<Record<Level, IconName>> = {
  fatal: 'fatal',
  error: 'refuted',
  warn: 'warning',
  info: 'info',
  debug: 'unsupported',
  trace: 'unsupported',
  unspecified: 'waiting',
};

export const signalWord: Readonly<Record<Signal, string>> = {
  novel: 'New',
  burst: 'Burst',
  silent: 'Silent',
  rare: 'Rare',
};

export const signalMeaning: Readonly<Record<Signal, string>> = {
  novel: 'Came only late in the log',
  burst: 'Came far more often than before at some time',
  silent: 'Came regularly and stopped',
  rare: 'Among the rarest of the log',
};

export const columnWord: Readonly<Record<Column, string>> = {
  level: 'Level',
  text: 'Message',
  count: 'Count',
  share: 'Share',
  now: 'Now',
  change: 'Change',
  shape: 'Over time',
  signals: 'Signals',
  first: 'First',
  last: 'Last',
};

const minute = 'minute';

/** `38/min`, `2.4/h`, `650/s`; `3.1 %` of the records where there is no time. */
export function rateText(rate: number, per: LogOverview['rates']['per']): string {
  if (rate === 0) {
    return '0';
  }
  if (per !== minute) {
    return `${digits(rate)}%`;
  }
  if (rate >= 600) {
    return `${digits(rate / 60)}/s`;
  }
  return rate >= 0.1 ? `${digits(rate)}/min` : `${digits(rate * 60)}/h`;
}

/** How the rate now compares with that before. */
export function changeText(row: Row): string {
  const change = changeOf(row);
  if (change === 0) {
    return 'not now';
  }
  if (change === Number.POSITIVE_INFINITY) {
    return 'only now';
  }
  if (change > 1.5) {
    return `↑ ${digits(change)}×`;
  }
  return change < 1 / 1.5 ? `↓ ${digits(1 / change)}×` : 'steady';
}

/** The same in words that can be read aloud. */
export function changeWords(row: Row, per: LogOverview['rates']['per']): string {
  const before = `${rateText(row.before, per)} before`;
  return `${rateText(row.now, per)} now, ${before}`;
}

/** As many digits as one reads: `1,200`, `38`, `2.4`, `0.02`. */
function digits(n: number): string {
  if (n >= 10) {
    return formatNumber(Math.round(n));
  }
  return n >= 1 ? String(Number(n.toFixed(1))) : String(Number(n.toPrecision(1)));
}

/** `95%`, `3.4%`, `0.02%`; what exists has a share, and only all is all. */
export function shareText(count: number, all: number): string {
  const percent = (100 * count) / Math.max(1, all);
  if (percent > 99.4 && count < all) {
    return '>99%';
  }
  return percent < 0.01 ? '<0.01%' : `${digits(percent)}%`;
}

const day = 24 * 60 * 60 * 1000;

/** Time of day within a log of a day, else with the date; the line where there is no time. */
export function momentText(
  time: number | undefined,
  line: number,
  span: LogOverview['span'],
): string {
  if (time === undefined) {
    return `line ${formatNumber(line)}`;
  }
  const isLong = span !== undefined && span.to - span.from > day;
  return isLong ? formatDateTime(time).slice(5, 16) : formatClock(time);
}

/** Where "now" begins, for people. */
export function nowText({ rates }: LogOverview): string {
  return rates.per === minute
    ? `Now is the last tenth of the log's time, from ${formatDateTime(rates.nowFrom).slice(0, 19)} UTC on.`
    : `The log states no times: now is its last tenth, from line ${formatNumber(rates.nowFrom)} on, and rates are shares of the entries.`;
}
