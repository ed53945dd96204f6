import { formatClock, formatDateTime, formatNumber } from '../format.ts';
import type { IconName } from '../icons.ts';
import { isEnglish, language, t } from '../l10n.ts';
import { type Column, changeOf } from './rows.ts';
import type { Level, LogOverview, Row, Signal } from './state.ts';

export const levelWord: Readonly<Record<Level, string>> = {
  fatal: t('Fatal'),
  error: t('Error'),
  warn: t('Warning'),
  info: t('Info'),
  debug: t('Debug'),
  trace: t('Trace'),
  unspecified: t('No level'),
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
  novel: t('New'),
  burst: t('Burst'),
  silent: t('Silent'),
  rare: t('Rare'),
};

export const signalMeaning: Readonly<Record<Signal, string>> = {
  novel: t('Came only late in the log'),
  burst: t('Came far more often than before at some time'),
  silent: t('Came regularly and stopped'),
  rare: t('Among the rarest of the log'),
};

export const columnWord: Readonly<Record<Column, string>> = {
  level: t('Level'),
  text: t('Message'),
  count: t('Count'),
  share: t('Share'),
  now: t('Now'),
  change: t('Change'),
  shape: t('Over time'),
  signals: t('Signals'),
  first: t('First'),
  last: t('Last'),
};

const minute = 'minute';

/** `38/min`, `2.4/h`, `650/s`; `3.1%` of the records where there is no time. */
export function rateText(rate: number, per: LogOverview['rates']['per']): string {
  if (rate === 0) {
    return '0';
  }
  if (per !== minute) {
    return percentText(rate);
  }
  if (rate >= 600) {
    return t('{0}/s', digits(rate / 60));
  }
  return rate >= 0.1 ? t('{0}/min', digits(rate)) : t('{0}/h', digits(rate * 60));
}

/** How the rate now compares with that before. */
export function changeText(row: Row): string {
  const change = changeOf(row);
  if (change === 0) {
    return t('not now');
  }
  if (change === Number.POSITIVE_INFINITY) {
    return t('only now');
  }
  if (change > 1.5) {
    return `↑ ${digits(change)}×`;
  }
  return change < 1 / 1.5 ? `↓ ${digits(1 / change)}×` : t('steady');
}

/** The same in words that can be read aloud. */
export function changeWords(row: Row, per: LogOverview['rates']['per']): string {
  const before = t('{0} before', rateText(row.before, per));
  return `${t('{0} now', rateText(row.now, per))}, ${before}`;
}

/** As many digits as one reads: `1,200`, `38`, `2.4`, `0.02`. */
function digits(n: number): string {
  if (n >= 10) {
    return formatNumber(Math.round(n));
  }
  return n >= 1 ? inTenths.format(n) : roughly.format(n);
}

const locale = isEnglish ? 'en-US' : language;
const inTenths = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const roughly = new Intl.NumberFormat(locale, { maximumSignificantDigits: 1 });

/** `95%`, `3.4%`, `0.02%`; what exists has a share, and only all is all. */
export function shareText(count: number, all: number): string {
  const percent = (100 * count) / Math.max(1, all);
  if (percent > 99.4 && count < all) {
    return `>${percentText(99)}`;
  }
  return percent < 0.01 ? `<${percentText(0.01)}` : percentText(percent);
}

/** The sign stands where the language has it. */
function percentText(percent: number): string {
  return t('{0}%', digits(percent));
}

const day = 24 * 60 * 60 * 1000;

/** Time of day within a log of a day, else with the date; the line where there is no time. */
export function momentText(
  time: number | undefined,
  line: number,
  span: LogOverview['span'],
): string {
  if (time === undefined) {
    return t('line {0}', formatNumber(line));
  }
  const isLong = span !== undefined && span.to - span.from > day;
  return isLong ? formatDateTime(time).slice(5, 16) : formatClock(time);
}

/** Where "now" begins, for people. */
export function nowText({ rates }: LogOverview): string {
  return rates.per === minute
    ? t(
        'Now is the last tenth of the log’s time, from {0} on.',
        `${formatDateTime(rates.nowFrom).slice(0, 19)} UTC`,
      )
    : t(
        'The log states no times: now is its last tenth, from line {0} on, and rates are shares of the entries.',
        formatNumber(rates.nowFrom),
      );
}
