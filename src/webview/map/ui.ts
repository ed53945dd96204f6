import type { Folds } from '../ui.ts';
import type { Place, Status } from './state.ts';

/** How a dependency is known, best founded first. */
export const statuses: readonly Status[] = [
  'observed',
  'called',
  'addressed',
  'allowed',
  'ordered',
];

/** What a view may ask for and needs to know beside the state it draws. */
export interface MapUi extends Folds {
  readonly kept: KeptState;
  /** Width there is for the graph, in pixels. */
  readonly width: number;
  readonly mode: 'graph' | 'list';
  /** Shows one service, or none. */
  select(service: string): void;
  keep(change: Partial<KeptState>): void;
  search(text: string): void;
  open(place: Place): void;
  read(): void;
  choose(): void;
  onGraphKey(event: KeyboardEvent): void;
}

/** What outlives the webview while it is hidden. It belongs to one folder. */
export interface KeptState {
  readonly folder: string;
  /** Empty until the user chose: then a narrow window gets the list. */
  readonly mode: 'graph' | 'list' | '';
  /** The service that is shown; empty for none. */
  readonly selected: string;
  /** What names are searched for. */
  readonly text: string;
  /** Kinds of dependencies that are not shown. */
  readonly hidden: readonly Status[];
  /** Pixels on the screen for one of the graph; 0 to fit the width. */
  readonly zoom: number;
  readonly open: readonly string[];
}

export const noKeptState: KeptState = {
  folder: '',
  mode: '',
  selected: '',
  text: '',
  hidden: [],
  zoom: 0,
  open: [],
};

/** Reads what `getState` gives: nothing, or what some version of the view once wrote. */
export function parseKeptState(value: unknown): KeptState {
  if (typeof value !== 'object' || value === null) {
    return noKeptState;
  }
  const kept = value as Partial<Record<keyof KeptState, unknown>>;
  const text = (one: unknown): string => (typeof one === 'string' ? one : '');
  return {
    folder: text(kept.folder),
    mode: kept.mode === 'list' || kept.mode === 'graph' ? kept.mode : '',
    selected: text(kept.selected),
    text: text(kept.text),
    hidden: statuses.filter((each) => Array.isArray(kept.hidden) && kept.hidden.includes(each)),
    zoom: typeof kept.zoom === 'number' && kept.zoom > 0 ? kept.zoom : 0,
    open: Array.isArray(kept.open) ? kept.open.filter((key) => typeof key === 'string') : [],
  };
}
