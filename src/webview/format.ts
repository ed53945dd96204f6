import { isEnglish, isOne, language, t } from './l10n.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const locale = isEnglish ? 'en-US' : language;
const grouped = new Intl.NumberFormat(locale);
const percents = new Intl.NumberFormat(locale, { style: 'percent' });
const hundredthsFormat = new Intl.NumberFormat(locale, {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});
const tenths = new Intl.NumberFormat(locale, {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

/** `48213` -> `48,213`. */
export function formatNumber(n: number): string {
  return grouped.format(n);
}

/** `1, 'line'` -> `1 line`; `48213, 'line'` -> `48,213 lines`. */
export function formatCount(n: number, one: string, many = `${one}s`): string {
  return t(`{0} ${isOne(n) ? one : many}`, formatNumber(n));
}

/** A sentence for one and for many, with the number as `{0}` and what else it names after that. */
export function plural(
  n: number,
  one: string,
  many: string,
  ...values: readonly (string | number)[]
): string {
  return t(isOne(n) ? one : many, formatNumber(n), ...values);
}

/** `0.72` -> `70%`: no finer than 5%, because the score is not known any better. */
export function formatProbability(p: number): string {
  const rounded = Math.round(p * 20) / 20;
  return rounded === 0 && p > 0 ? t('under {0}', percents.format(0.05)) : percents.format(rounded);
}

/** `0.724` -> `72%`, for the steps of a calculation. */
export function formatPercent(p: number): string {
  return percents.format(p);
}

/** Signed and with a true minus, so that columns align: `+1.44`, `−0.60`, `0.00`. */
export function formatSigned(hundredths: number): string {
  const sign = hundredths > 0 ? '+' : hundredths < 0 ? '−' : '';
  return sign + hundredthsFormat.format(Math.abs(hundredths) / 100);
}

/**
 * Rounds to hundredths such that what is shown adds up to the shown sum: those that lost most by
 * rounding down are rounded up.
 */
export function roundToSum(values: readonly number[]): readonly number[] {
  const exact = values.map((value) => value * 100);
  const rounded = exact.map(Math.floor);
  const total = Math.round(exact.reduce((sum, value) => sum + value, 0));
  let rest = total - rounded.reduce((sum, value) => sum + value, 0);
  const byLoss = exact
    .map((value, index) => ({ index, loss: value - Math.floor(value) }))
    .sort((a, b) => b.loss - a.loss);
  for (const { index } of byLoss) {
    if (rest <= 0) {
      break;
    }
    rounded[index] = (rounded[index] ?? 0) + 1;
    rest--;
  }
  return rounded;
}

/** `0.0123, 'USD'` -> `$0.012`; `3.5, 'credits'` -> `3.50 credits`. */
export function formatCost({ amount, currency }: Cost): string {
  const digits =
    amount >= 1 || amount === 0
      ? { minimumFractionDigits: 2, maximumFractionDigits: 2 }
      : { maximumSignificantDigits: 2 };
  return /^[A-Za-z]{3}$/.test(currency)
    ? new Intl.NumberFormat(locale, { style: 'currency', currency, ...digits }).format(amount)
    : `${new Intl.NumberFormat(locale, digits).format(amount)} ${currency}`;
}

interface Cost {
  readonly amount: number;
  readonly currency: string;
}

/** `412` -> `412 ms`, `3400` -> `3.4 s`, `488000` -> `8 min 8 s`, `7500000` -> `2 h 5 min`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < second) {
    return t('{0} ms', Math.round(milliseconds));
  }
  if (milliseconds < minute) {
    const seconds = milliseconds / second;
    return t('{0} s', Number.isInteger(seconds) ? seconds : tenths.format(seconds));
  }
  if (milliseconds < hour) {
    return twoUnits(milliseconds, minute, second);
  }
  return milliseconds < day
    ? twoUnits(milliseconds, hour, minute)
    : twoUnits(milliseconds, day, hour);
}

/** A running clock: tenths below a minute, always shown, so that the text does not jump. */
export function formatElapsed(milliseconds: number): string {
  return milliseconds < minute
    ? t('{0} s', tenths.format(milliseconds / second))
    : formatDuration(Math.floor(milliseconds / second) * second);
}

/** When something was done here, by the user's own clock: `14:03`, with the date if it was another day. */
export function formatLocalTime(timestamp: number, now = Date.now()): string {
  const [date, today] = [new Date(timestamp), new Date(now)];
  const two = (n: number): string => String(n).padStart(2, '0');
  const time = `${two(date.getHours())}:${two(date.getMinutes())}`;
  if (date.toDateString() === today.toDateString()) {
    return time;
  }
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return t('{0} on {1}', time, isEnglish ? day : localDate.format(date));
}

const localDate = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });

/** Distance in time as in a trace: `+12m03s`, `+1h05m`, `+2.1s`, `−8m08s`. */
export function formatOffset(milliseconds: number): string {
  const sign = milliseconds < 0 ? '−' : '+';
  const size = Math.abs(milliseconds);
  const pad = (n: number): string => String(n).padStart(2, '0');
  if (size < minute) {
    const seconds = size / second;
    return `${sign}${Number.isInteger(seconds) ? seconds : tenths.format(seconds)}s`;
  }
  if (size < hour) {
    return `${sign}${Math.floor(size / minute)}m${pad(Math.floor((size % minute) / second))}s`;
  }
  return `${sign}${Math.floor(size / hour)}h${pad(Math.floor((size % hour) / minute))}m`;
}

/**
 * Time of day, `14:03:12`. In UTC, as the engine reads a time without a zone as UTC: so it is shown
 * as the log writes it.
 */
export function formatClock(timestamp: number): string {
  return new Date(timestamp).toISOString().slice(11, 19);
}

/** `14:03`. */
export function formatMinute(timestamp: number): string {
  return new Date(timestamp).toISOString().slice(11, 16);
}

/** `2 Mar 2026`; `2 Mar` where the log names no year, `day 2` where it names no date either. */
export function formatDate(timestamp: number): string {
  if (isBefore(timestamp, firstYearless)) {
    return t('day {0}', Math.floor(timestamp / day) + 1);
  }
  return (isBefore(timestamp, firstDated) ? dayFormat : dateFormat).format(timestamp);
}

/** The engine counts times without a date from 1970, and places those without a year in 2000. */
const firstYearless = 2000;
const firstDated = 2002;
const isBefore = (timestamp: number, year: number): boolean => timestamp < Date.UTC(year, 0);

const dateLocale = isEnglish ? 'en-GB' : language;
const dayFormat = new Intl.DateTimeFormat(dateLocale, {
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});
const dateFormat = new Intl.DateTimeFormat(dateLocale, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

/** `2026-03-02 14:03:12.041 UTC`, as far as the log says it. */
export function formatDateTime(timestamp: number): string {
  const written = new Date(timestamp).toISOString().slice(0, 23).replace('T', ' ');
  const text = `${written.replace(/\.000$/, '')} UTC`;
  if (isBefore(timestamp, firstYearless)) {
    return text.slice(11);
  }
  return isBefore(timestamp, firstDated) ? text.slice(5) : text;
}

/** `2 Mar 2026, 13:31–14:22 UTC`, or with both dates where they differ. */
export function formatSpan(from: number, to: number): string {
  const start = `${formatDate(from)}, `;
  const sameDay = to < day ? '' : start;
  if (formatMinute(from) === formatMinute(to) && to - from < day) {
    return `${sameDay}${formatClock(from)}–${formatClock(to)} UTC`;
  }
  return formatDate(from) === formatDate(to)
    ? `${sameDay}${formatMinute(from)}–${formatMinute(to)} UTC`
    : `${start}${formatMinute(from)} – ${formatDate(to)}, ${formatMinute(to)} UTC`;
}

/** `681` or `681–690`. */
export function formatLines(startLine: number, endLine: number): string {
  return startLine === endLine ? `${startLine}` : `${startLine}–${endLine}`;
}

/** `5368709` -> `5.1 MB`. */
export function formatBytes(bytes: number): string {
  const units = [t('bytes'), 'KB', 'MB', 'GB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit++;
  }
  return `${unit === 0 || size >= 100 ? formatNumber(Math.round(size)) : tenths.format(size)} ${units[unit]}`;
}

/** `['a', 'b', 'c', 'd']` -> `a, b and 2 more`. */
export function formatNames(names: readonly string[], shown: number): string {
  if (names.length <= shown) {
    return names.join(', ');
  }
  const first = names.slice(0, shown - 1).join(', ');
  return t('{0} and {1} more', first, names.length - shown + 1);
}

function twoUnits(milliseconds: number, large: number, small: number): string {
  // Rounded first, so that 59.6 s never shows as 60 s beside a minute that is one short.
  const rounded = Math.round(milliseconds / small) * small;
  const rest = (rounded % large) / small;
  const whole = inUnit(Math.floor(rounded / large), large);
  return rest === 0 ? whole : `${whole} ${inUnit(rest, small)}`;
}

function inUnit(n: number, unit: number): string {
  switch (unit) {
    case day:
      return t('{0} d', n);
    case hour:
      return t('{0} h', n);
    case minute:
      return t('{0} min', n);
    default:
      return t('{0} s', n);
  }
}
