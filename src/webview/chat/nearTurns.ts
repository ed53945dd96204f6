/** A conversation of so many turns is drawn whole. */
const FEW = 30;
/** The last ones are drawn before anything is known of what is in sight. */
const LAST = 6;
/** Further out than the browser lays out what is skipped, so that a turn's height is known when it goes. */
const MARGIN = '300% 0px';

/**
 * Which turns of a long conversation are near what is read: of the others only the questions are in the
 * document, and the browser remembers how high they were.
 */
export class NearTurns {
  readonly #near = new Set<string>();
  readonly #onChange: () => void;
  #watcher: IntersectionObserver | undefined;
  #watched = new WeakSet<Element>();

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  isNear(turn: string, index: number, count: number): boolean {
    return count <= FEW || index >= count - LAST || this.#near.has(turn);
  }

  /** Another list is scrolled. */
  watch(scroller: HTMLElement | undefined): void {
    this.#watcher?.disconnect();
    this.#watched = new WeakSet();
    this.#near.clear();
    this.#watcher =
      scroller &&
      new IntersectionObserver((entries) => this.#moved(entries), {
        root: scroller,
        rootMargin: MARGIN,
      });
  }

  /** Looks after the turns that are there by now. */
  update(turns: Iterable<HTMLElement>): void {
    for (const turn of turns) {
      if (!this.#watched.has(turn)) {
        this.#watched.add(turn);
        this.#watcher?.observe(turn);
      }
    }
  }

  #moved(entries: readonly IntersectionObserverEntry[]): void {
    const before = [...this.#near].join();
    for (const { target, isIntersecting } of entries) {
      const id = (target as HTMLElement).dataset['turn'] ?? '';
      if (isIntersecting) {
        this.#near.add(id);
      } else {
        this.#near.delete(id);
      }
    }
    if ([...this.#near].join() !== before) {
      this.#onChange();
    }
  }
}
