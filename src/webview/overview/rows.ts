import type { Level, Row, Signal } from './state.ts';

/** The columns of the table, in their order. */
export const columns = [
  'level',
  'text',
  'count',
  'share',
  'now',
  'change',
  'shape',
  'signals',
  'first',
  'last',
] as const;
export type Column = (typeof columns)[number];

export interface Sort {
  readonly column: Column;
  readonly descending: boolean;
}

export interface Filter {
  /** Words that must all occur. */
  readonly text: string;
  /** Only these, where there are any. */
  readonly levels: readonly Level[];
  readonly signals: readonly Signal[];
}

export const noFilter: Filter = { text: '', levels: [], signals: [] };

/** From the least to the most severe. */
export const levels: readonly Level[] = [
  'unspecified',
  'trace',
  'debug',
  'info',
  'warn',
  'error',
  'fatal',
];

/** The most telling first. */
export const signals: readonly Signal[] = ['novel', 'burst', 'silent', 'rare'];

/** The rows that pass the filter, in order; rows that are equal by the column come by count. */
export function selectRows(rows: readonly Row[], filter: Filter, sort: Sort): readonly Row[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const passes = ({ text, level, signals: found }: Row): boolean =>
    (filter.levels.length === 0 || filter.levels.includes(level)) &&
    (filter.signals.length === 0 || found.some(({ kind }) => filter.signals.includes(kind))) &&
    words.every((word) => text.toLowerCase().includes(word));
  const value = values[sort.column];
  const sign = sort.descending ? -1 : 1;
  return rows
    .filter(passes)
    .sort((a, b) => sign * compare(value(a), value(b)) || b.count - a.count || a.id - b.id);
}

/** What a column is sorted by. The shape is drawn, so it goes by where its weight lies. */
const values: Readonly<Record<Column, (row: Row) => number | string>> = {
  level: ({ level }) => levels.indexOf(level),
  text: ({ text }) => text.toLowerCase(),
  count: ({ count }) => count,
  share: ({ count }) => count,
  now: ({ now }) => now,
  change: (row) => changeOf(row),
  shape: ({ shape }) => centre(shape),
  signals: ({ signals: found }) =>
    found.reduce((sum, { kind }) => sum + 2 ** (signals.length - signals.indexOf(kind)), 0),
  first: ({ firstSeen, firstLine }) => firstSeen ?? firstLine,
  last: ({ lastSeen, lastLine }) => lastSeen ?? lastLine,
};

function compare(a: number | string, b: number | string): number {
  if (typeof a === 'string' || typeof b === 'string') {
    return String(a).localeCompare(String(b));
  }
  // Infinity minus itself is no number.
  return a === b ? 0 : a - b;
}

/** How many times more often it comes now: 0 when it stopped, infinite when it only came now. */
export function changeOf({ now, before }: Row): number {
  if (now === before) {
    return 1;
  }
  return before === 0 ? Number.POSITIVE_INFINITY : now / before;
}

function centre(shape: string): number {
  let weight = 0;
  let moment = 0;
  for (const [place, digit] of [...shape].entries()) {
    weight += Number(digit);
    moment += place * Number(digit);
  }
  return weight === 0 ? 0 : moment / weight;
}

/** What a column is sorted by first: large and new things first, text and beginnings from the start. */
export function firstSort(column: Column): Sort {
  return { column, descending: column !== 'text' && column !== 'first' };
}

/** A click on a column's head: sorts by it, or turns the order round. */
export function nextSort(sort: Sort, column: Column): Sort {
  return sort.column === column ? { column, descending: !sort.descending } : firstSort(column);
}

/** Which rows of fixed height stand in the window, with some beyond its edges. */
export function visibleRows(given: {
  readonly count: number;
  readonly rowHeight: number;
  /** Pixels of the rows above the window, negative while they begin below its top. */
  readonly above: number;
  readonly height: number;
}): { readonly from: number; readonly to: number } {
  const { count, rowHeight, above, height } = given;
  const first = Math.floor(above / rowHeight) - BEYOND;
  const last = Math.ceil((above + height) / rowHeight) + BEYOND;
  const from = Math.min(Math.max(0, first), count);
  return { from, to: Math.min(count, Math.max(from, last)) };
}

/** Rows beyond each edge, so that scrolling shows no gap. */
const BEYOND = 8;
