import type { OutputLine } from './outputLines.ts';

/** How a table of counts is spread, as `group by` and `uniq -c` print one. */
export interface Tally {
  readonly sum: number;
  readonly rows: readonly { readonly count: number; readonly line: OutputLine }[];
}

/** Rows of a table with other lines around them, such as a head and `(2 rows)`. */
const LEAST_SHARE = 0.5;

/** The counts of an output, where most of its lines are rows that begin or end with one. */
export function tallyOf(lines: readonly OutputLine[]): Tally | undefined {
  return (
    tallyBy(lines, /^(\d{1,12})\s+\S/) ?? tallyBy(lines, /\S(?:\s{2,}|\t|\s*[|│]\s*)(\d{1,12})$/)
  );
}

function tallyBy(lines: readonly OutputLine[], pattern: RegExp): Tally | undefined {
  const rows = lines.flatMap((line) => {
    const count = pattern.exec(line.raw)?.[1];
    return count === undefined ? [] : [{ count: Number(count), line }];
  });
  const isTable = rows.length >= 2 && rows.length >= LEAST_SHARE * (lines.length - HEAD);
  return isTable ? { sum: rows.reduce((sum, { count }) => sum + count, 0), rows } : undefined;
}

/** Lines of a table that are no rows. */
const HEAD = 3;

/** The row that holds more than half of all. */
export function dominantRow({ sum, rows }: Tally): OutputLine | undefined {
  return rows.find(({ count }) => count > sum / 2)?.line;
}

/** The first row of a table in which none stands out: the largest is no twice of what is usual. */
export function evenRow({ sum, rows }: Tally): OutputLine | undefined {
  const most = Math.max(...rows.map(({ count }) => count));
  return rows.length > 2 && most < (2 * sum) / rows.length ? rows[0]?.line : undefined;
}
