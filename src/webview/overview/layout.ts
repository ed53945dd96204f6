import { visibleRows } from './rows.ts';

/** Pixels of a row before one was drawn. */
const GUESS = 44;

/** Measures the page and sets what depends on it; the style sheet can't count rows. */
export class Layout {
  readonly #root: HTMLElement;
  #rowHeight = GUESS;

  constructor(root: HTMLElement) {
    this.#root = root;
  }

  /** Rows that a page has. */
  get page(): number {
    return Math.max(1, Math.floor((innerHeight - this.#headBottom()) / this.#rowHeight) - 1);
  }

  /** The rows that stand in the window. */
  window(count: number): { readonly from: number; readonly to: number } {
    const above = -(this.#body()?.getBoundingClientRect().top ?? 0);
    return visibleRows({ count, rowHeight: this.#rowHeight, above, height: innerHeight });
  }

  /** After drawing: the fillers take the place of the rows that are not drawn. */
  settle(count: number, { from, to }: { readonly from: number; readonly to: number }): void {
    const row = this.#root.querySelector<HTMLElement>('.grid-body .row');
    this.#rowHeight = row?.offsetHeight || this.#rowHeight;
    this.#fill('.filler.before', from);
    this.#fill('.filler.after', count - to);
    const filters = this.#root.querySelector<HTMLElement>('.filters')?.offsetHeight ?? 0;
    this.#root.style.setProperty('--filters-height', `${filters}px`);
  }

  /** Scrolls so far that a row, the first being 1, stands below the head and above the end. */
  reveal(row: number): void {
    const body = this.#body();
    if (!body || row < 1) {
      return;
    }
    const top = body.getBoundingClientRect().top + (row - 1) * this.#rowHeight;
    const head = this.#headBottom();
    if (top < head) {
      scrollBy({ top: top - head, behavior: 'instant' });
    } else if (top + this.#rowHeight > innerHeight) {
      scrollBy({ top: top + this.#rowHeight - innerHeight, behavior: 'instant' });
    }
  }

  #body(): HTMLElement | null {
    return this.#root.querySelector('.grid-body');
  }

  /** Where the head ends when it sticks to the top. */
  #headBottom(): number {
    const heights = ['.filters', '.grid-head'].map(
      (part) => this.#root.querySelector<HTMLElement>(part)?.offsetHeight ?? 0,
    );
    return heights.reduce((sum, height) => sum + height, 0);
  }

  #fill(selector: string, rows: number): void {
    const filler = this.#root.querySelector<HTMLElement>(selector);
    filler?.style.setProperty('height', `${rows * this.#rowHeight}px`);
  }
}
