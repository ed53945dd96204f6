import type { TemplateResult } from 'lit';
import type {
  OverviewEvent,
  OverviewEvents,
  OverviewRequests,
  OverviewState,
} from '../../protocol/overview.ts';
import { overviewHelp } from '../help/helpTexts.ts';
import { keepFocus } from '../page.ts';
import { type Drawing, type EditorOf, nothingYet, WebviewApp } from '../webviewApp.ts';
import { announcementOf } from './announcement.ts';
import { foundText } from './filters.ts';
import { gridAction } from './gridKeys.ts';
import { Layout } from './layout.ts';
import {
  type Column,
  columns,
  type Filter,
  nextSort,
  noFilter,
  type Sort,
  selectRows,
} from './rows.ts';
import { isOverviewEvent, isOverviewState, type Row } from './state.ts';
import { type Cell, type KeptState, type OverviewUi, parseKeptState } from './ui.ts';
import {
  brokenView,
  cancelledView,
  failedView,
  noLogView,
  readingView,
  shownView,
} from './views.ts';

export type Editor = EditorOf<OverviewRequests, KeptState>;

/** Milliseconds after the last letter until the number of rows is read aloud. */
const SPEAK = 600;

/** The overview's states and actions. */
export class OverviewApp
  extends WebviewApp<OverviewRequests, OverviewEvents, KeptState>
  implements OverviewUi
{
  readonly #layout: Layout;
  #state: OverviewState | undefined;
  /** The rows that pass the filter, in order. */
  #rows: readonly Row[] = [];
  #frame: number | undefined;
  #speaking: number | undefined;
  active: Cell = { row: 1, column: 1 };
  window = { from: 0, to: 0 };
  isCancelling = false;

  protected override readonly help = overviewHelp;

  constructor(editor: Editor, root: HTMLElement) {
    super(editor, root, isOverviewEvent, parseKeptState);
    this.#layout = new Layout(root);
  }

  override start(): void {
    addEventListener('scroll', () => this.#later(), { passive: true });
    addEventListener('resize', () => this.#later());
    super.start();
  }

  get filter(): Filter {
    return this.kept.filter;
  }

  get sort(): Sort {
    return this.kept.sort;
  }

  setFilter(change: Partial<Filter>): void {
    this.#keep({ filter: { ...this.filter, ...change } });
    this.#select();
    this.draw();
    this.#speakLater();
  }

  sortBy(column: Column): void {
    this.#keep({ sort: nextSort(this.sort, column) });
    this.active = { row: 0, column: columns.indexOf(column) };
    this.#select();
    this.draw();
  }

  setActive({ row, column }: Cell): void {
    this.active = { row, column: Math.max(0, column) };
    this.draw();
  }

  open(line: number): void {
    this.request('overview/open', { line });
  }

  choose(): void {
    this.request('overview/choose', null);
  }

  read(): void {
    this.request('overview/read', null);
  }

  diagnose(): void {
    this.request('overview/diagnose', null);
  }

  cancel(): void {
    this.isCancelling = true;
    this.request('overview/cancel', null);
    this.draw();
  }

  onGridKey(event: KeyboardEvent): void {
    const action = gridAction(event, this.active, this.#rows.length, this.#layout.page);
    if (!action) {
      return;
    }
    event.preventDefault();
    switch (action.kind) {
      case 'move':
        this.#moveTo(action.to);
        return;
      case 'sort':
        this.sortBy(columns[this.active.column] ?? 'count');
        return;
      case 'open': {
        const row = this.#rows[this.active.row - 1];
        if (row) this.open(action.which === 'last' ? row.lastLine : row.firstLine);
        return;
      }
      case 'type':
        this.#input()?.focus();
        this.setFilter({ text: this.filter.text + action.text });
    }
  }

  onFilterKey(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown' || event.key === 'Enter') {
      event.preventDefault();
      this.root.querySelector<HTMLElement>('.grid')?.focus();
      this.#moveTo({ row: Math.min(1, this.#rows.length), column: this.active.column });
    }
  }

  #input(): HTMLInputElement | null {
    return this.root.querySelector('.search-input');
  }

  #moveTo(cell: Cell): void {
    this.active = cell;
    this.#layout.reveal(cell.row);
    this.draw();
  }

  protected override ready(): void {
    this.request('overview/ready', null, (state) => {
      if (isOverviewState(state)) {
        this.#show(state);
      }
    });
  }

  protected override onEvent({ data }: OverviewEvent): void {
    this.#show(data);
  }

  protected override onFailure(): void {
    this.isCancelling = false;
  }

  #keep(change: Partial<KeptState>): void {
    this.save({ ...this.kept, ...change });
  }

  #show(next: OverviewState): void {
    const last = this.#state;
    this.isCancelling &&= next.kind === 'reading';
    if (next.kind === 'shown' && next.uri !== this.kept.uri) {
      this.#keep({ uri: next.uri, filter: noFilter, scroll: 0 });
      this.active = { row: 1, column: 1 };
    }
    this.#state = next;
    this.#select();
    this.settle(announcementOf(next, last) ?? this.announcement);
    if (next.kind === 'shown' && last?.kind !== 'shown') {
      scrollTo({ top: this.kept.scroll, behavior: 'instant' });
      this.draw();
    }
  }

  /** Chooses the rows anew, and stays on one of them. */
  #select(): void {
    const all = this.#state?.kind === 'shown' ? this.#state.overview.templates : [];
    this.#rows = selectRows(all, this.filter, this.sort);
    this.active = { ...this.active, row: Math.min(this.active.row, this.#rows.length) };
  }

  #speakLater(): void {
    clearTimeout(this.#speaking);
    this.#speaking = window.setTimeout(() => {
      if (this.#state?.kind === 'shown') {
        this.announcement = foundText(this.#state.overview, this.#rows);
        this.draw();
      }
    }, SPEAK);
  }

  #later(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      if (this.#state?.kind === 'shown' && this.kept.scroll !== Math.round(scrollY)) {
        this.#keep({ scroll: Math.round(scrollY) });
      }
      this.draw();
    });
  }

  /** Draws, and once more where what was drawn shows that other rows stand in the window. */
  protected override draw(): void {
    keepFocus(this.root, () => {
      for (let again = 0; again < 2; again++) {
        this.window = this.#layout.window(this.#rows.length);
        this.drawOnce();
        this.#layout.settle(this.#rows.length, this.window);
      }
    });
  }

  protected override drawing(): Drawing {
    const state = this.#state;
    return state ? { kind: state.kind, body: view(this, state, this.#rows) } : nothingYet;
  }

  protected override broken(message: string, reload: () => void): TemplateResult {
    return brokenView(message, reload);
  }

  protected override onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      this.#onEscape();
    }
    const isTyping = event.target instanceof HTMLInputElement;
    if (event.key === '?' && !isTyping && this.#state?.kind === 'shown') {
      this.setOpen('keyboard', true);
      this.root.querySelector<HTMLElement>('[data-key=keyboard] > summary')?.focus();
    }
  }

  /** Ends what goes on: reading, then the filter; with nothing to end it leads back to the log. */
  #onEscape(): void {
    if (this.#state?.kind === 'reading') {
      this.cancel();
    } else if (this.filter.text === '') {
      this.request('editor/focus', null);
    } else {
      this.setFilter({ text: '' });
    }
  }
}

function view(ui: OverviewUi, state: OverviewState, rows: readonly Row[]): TemplateResult {
  switch (state.kind) {
    case 'noLog':
      return noLogView(ui, state);
    case 'reading':
      return readingView(ui, state);
    case 'cancelled':
      return cancelledView(ui, state);
    case 'failed':
      return failedView(ui, state);
    case 'shown':
      return shownView(ui, state, rows);
  }
}
