const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const grouped = new Intl.NumberFormat('en-US');

/** `48213` -> `48,213`. */
export function formatNumber(n: number): string {
  return grouped.format(n);
}

/** `1, 'line'` -> `1 line`; `48213, 'line'` -> `48,213 lines`. */
export function formatCount(n: number, one: string, many = `${one}s`): string {
  return `${formatNumber(n)} ${n === 1 ? one : many}`;
}

/** `0.72` -> `70%`: no finer than 5 %, because the score is not known any better. */
export function formatProbability(p: number): string {
  const rounded = Math.round(p * 20) * 5;
  return rounded === 0 && p > 0 ? 'under 5%' : `${rounded}%`;
}

/** `0.724` -> `72%`, for the steps of a calculation. */
export function formatPercent(p: number): string {
  return `${Math.round(p * 100)}%`;
}

/** Signed and with a true minus, so that columns align: `+1.44`, `−0.60`, `0.00`. */
export function formatSigned(hundredths: number): string {
  const sign = hundredths > 0 ? '+' : hundredths < 0 ? '−' : '';
  return sign + (Math.abs(hundredths) / 100).toFixed(2);
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
    ? new Intl.NumberFormat('en-US', { style: 'currency', currency, ...digits }).format(amount)
    : `${new Intl.NumberFormat('en-US', digits).format(amount)} ${currency}`;
}

interface Cost {
  readonly amount: number;
  readonly currency: string;
}

/** `412` -> `412 ms`, `3400` -> `3.4 s`, `488000` -> `8 min 8 s`, `7500000` -> `2 h 5 min`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < second) {
    return `${Math.round(milliseconds)} ms`;
  }
  if (milliseconds < minute) {
    const seconds = milliseconds / second;
    return `${Number.isInteger(seconds) ? seconds : seconds.toFixed(1)} s`;
  }
  if (milliseconds < hour) {
    return twoUnits(milliseconds, minute, 'min', second, 's');
  }
  return milliseconds < day
    ? twoUnits(milliseconds, hour, 'h', minute, 'min')
    : twoUnits(milliseconds, day, 'd', hour, 'h');
}

/** A running clock: tenths below a minute, always shown, so that the text does not jump. */
export function formatElapsed(milliseconds: number): string {
  return milliseconds < minute
    ? `${(milliseconds / second).toFixed(1)} s`
    : formatDuration(Math.floor(milliseconds / second) * second);
}

/** When something was done here, by the user's own clock: `14:03`, with the date if it was another day. */
export function formatLocalTime(timestamp: number, now = Date.now()): string {
  const [date, today] = [new Date(timestamp), new Date(now)];
  const two = (n: number): string => String(n).padStart(2, '0');
  const time = `${two(date.getHours())}:${two(date.getMinutes())}`;
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return date.toDateString() === today.toDateString() ? time : `${time} on ${day}`;
}

/** Distance in time as in a trace: `+12m03s`, `+1h05m`, `+2.1s`, `−8m08s`. */
export function formatOffset(milliseconds: number): string {
  const sign = milliseconds < 0 ? '−' : '+';
  const size = Math.abs(milliseconds);
  const pad = (n: number): string => String(n).padStart(2, '0');
  if (size < minute) {
    return `${sign}${(size / second).toFixed(size % second === 0 ? 0 : 1)}s`;
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
    return `day ${Math.floor(timestamp / day) + 1}`;
  }
  return (isBefore(timestamp, firstDated) ? dayFormat : dateFormat).format(timestamp);
}

/** The engine counts times without a date from 1970, and places those without a year in 2000. */
const firstYearless = 2000;
const firstDated = 2002;
const isBefore = (timestamp: number, year: number): boolean => timestamp < Date.UTC(year, 0);

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});
const dateFormat = new Intl.DateTimeFormat('en-GB', {
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
  const units = ['bytes', 'KB', 'MB', 'GB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit++;
  }
  return `${unit === 0 || size >= 100 ? formatNumber(Math.round(size)) : size.toFixed(1)} ${units[unit]}`;
}

/** `['a', 'b', 'c', 'd']` -> `a, b and 2 more`. */
export function formatNames(names: readonly string[], shown: number): string {
  if (names.length <= shown) {
    return names.join(', ');
  }
  return `${names.slice(0, shown - 1).join(', ')} and ${names.length - shown + 1} more`;
}

function twoUnits(
  milliseconds: number,
  large: number,
  largeName: string,
  small: number,
  smallName: string,
): string {
  // Rounded first, so that 59.6 s never shows as 60 s beside a minute that is one short.
  const rounded = Math.round(milliseconds / small) * small;
  const rest = (rounded % large) / small;
  const whole = `${Math.floor(rounded / large)} ${largeName}`;
  return rest === 0 ? whole : `${whole} ${rest} ${smallName}`;
}
