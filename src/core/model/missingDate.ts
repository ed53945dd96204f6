/**
 * What the times of a log leave out, so that it had to be invented. The year: they stand in 2000 and
 * the years after it. The day: they stand on 1970-01-01 and the days after it. The start: they count
 * from the start of the machine or process, as if that was in 1970.
 */
export type MissingDate = 'year' | 'day' | 'start';

/** A time as far as the log states it: `2026-11-20 10:00:00`, `11-20 10:00:00`, `10:00:00`, `12.345 s`. */
export function statedTime(time: number, missing: MissingDate | undefined): string {
  if (missing === 'start') {
    return `${(time / 1000).toFixed(3)} s`;
  }
  const iso = new Date(time).toISOString().slice(0, 19).replace('T', ' ');
  return iso.slice(missing === undefined ? 0 : missing === 'year' ? 5 : 11);
}
