/** `4812` gives `4,812`. */
export function countText(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `1` gives `once`, `37` gives `37 times`. */
export function timesText(count: number): string {
  return count === 1 ? 'once' : `${countText(count)} times`;
}

/** A rate with as many digits as one reads: `38`, `2.4`, `0.02`. */
export function rateText(rate: number): string {
  if (rate === 0) return '0';
  if (rate >= 10) return countText(rate);
  return rate >= 1 ? String(Number(rate.toFixed(1))) : String(Number(rate.toPrecision(1)));
}

/** Milliseconds as people say them: `12 s`, `4 min`, `3 h`, `2 days`. */
export function durationText(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 1) return `${Math.max(1, Math.round(milliseconds))} ms`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800
    ? `${Math.round(seconds / 3600)} h`
    : `${Math.round(seconds / 86_400)} days`;
}

/** A measured value with its unit as people say it: `812 ms`, `4.8 s`, `5.97 GiB`, `64,000`. */
export function quantityText(value: number, unit: string): string {
  if (unit === 'ms') {
    return value < 1000 ? `${digits(value)} ms` : `${digits(value / 1000)} s`;
  }
  if (unit === 'bytes') {
    const power = Math.min(4, Math.floor(Math.log2(Math.max(1, value)) / 10));
    return `${digits(value / 1024 ** power)} ${['bytes', 'KiB', 'MiB', 'GiB', 'TiB'][power] ?? ''}`;
  }
  return `${digits(value)}${unit === '%' ? unit : ''}`;
}

function digits(value: number): string {
  return value >= 100 ? countText(value) : String(Number(value.toPrecision(3)));
}
