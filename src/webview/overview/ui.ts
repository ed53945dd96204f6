import type { Folds } from '../ui.ts';
import {
  type Column,
  columns,
  type Filter,
  firstSort,
  levels,
  noFilter,
  type Sort,
  signals,
} from './rows.ts';

/** A cell of the table: row 0 is the head, row 1 the first kind of message. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** What a view may ask for and needs to know beside the state it draws. */
export interface OverviewUi extends Folds {
  readonly filter: Filter;
  readonly sort: Sort;
  /** The cell that the keyboard is at. */
  readonly active: Cell;
  /** The rows that are drawn, of those that pass the filter. */
  readonly window: { readonly from: number; readonly to: number };
  readonly isCancelling: boolean;
  setFilter(change: Partial<Filter>): void;
  sortBy(column: Column): void;
  open(line: number): void;
  choose(): void;
  read(): void;
  cancel(): void;
  diagnose(): void;
  onGridKey(event: KeyboardEvent): void;
  onFilterKey(event: KeyboardEvent): void;
  setActive(cell: Cell): void;
}

/** What outlives the webview while it is hidden. Filter and place belong to one log. */
export interface KeptState {
  readonly uri: string;
  readonly filter: Filter;
  readonly sort: Sort;
  readonly open: readonly string[];
  /** Pixels from the top. */
  readonly scroll: number;
}

export const noKeptState: KeptState = {
  uri: '',
  filter: noFilter,
  sort: firstSort('count'),
  open: [],
  scroll: 0,
};

/** Reads what `getState` gives: nothing, or what some version of the view once wrote. */
export function parseKeptState(value: unknown): KeptState {
  if (typeof value !== 'object' || value === null) {
    return noKeptState;
  }
  const kept = value as Partial<Record<keyof KeptState, unknown>>;
  return {
    uri: typeof kept.uri === 'string' ? kept.uri : '',
    filter: parseFilter(kept.filter),
    sort: parseSort(kept.sort),
    open: Array.isArray(kept.open) ? kept.open.filter((key) => typeof key === 'string') : [],
    scroll: typeof kept.scroll === 'number' ? kept.scroll : 0,
  };
}

function parseFilter(value: unknown): Filter {
  if (typeof value !== 'object' || value === null) {
    return noFilter;
  }
  const filter = value as Partial<Record<keyof Filter, unknown>>;
  const among = <T>(all: readonly T[], some: unknown): readonly T[] =>
    all.filter((each) => Array.isArray(some) && some.includes(each));
  return {
    text: typeof filter.text === 'string' ? filter.text : '',
    levels: among(levels, filter.levels),
    signals: among(signals, filter.signals),
  };
}

function parseSort(value: unknown): Sort {
  if (typeof value !== 'object' || value === null) {
    return noKeptState.sort;
  }
  const { column, descending } = value as Partial<Record<keyof Sort, unknown>>;
  const known = columns.find((each) => each === column);
  return known ? { column: known, descending: descending === true } : noKeptState.sort;
}
