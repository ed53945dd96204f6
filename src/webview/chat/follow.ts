/** Pixels from the end within which one still reads at the end. */
const NEAR = 40;

/**
 * Keeps the end of a growing list in sight as long as the reader is there, and leaves them alone
 * elsewhere: an answer that comes must not take away what is being read. One that is longer than the
 * view stays at its beginning, where one reads it.
 */
export class Follow {
  readonly #scroller: HTMLElement;
  readonly #content: HTMLElement;
  readonly #onChange: () => void;
  readonly #watcher: ResizeObserver;
  /** Where it was scrolled to last, by us or by the reader. */
  #top = 0;
  /** What is read, until the reader moves: turns above it are as high as they are only once they are drawn. */
  #held: Element | undefined;
  /** Whether the last turn is one that comes, and is read from its beginning. */
  #isGrowing = false;
  /** Whether the reader is at the end. */
  isAtEnd = true;

  /** @param onChange the reader left the end or came back to it. */
  constructor(scroller: HTMLElement, content: HTMLElement, onChange: () => void) {
    this.#scroller = scroller;
    this.#content = content;
    this.#onChange = onChange;
    scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    for (const moves of ['wheel', 'pointerdown', 'keydown', 'touchstart']) {
      scroller.addEventListener(moves, () => this.#letGo(), { passive: true });
    }
    this.#watcher = new ResizeObserver(() => this.#resized());
    this.#watcher.observe(content);
    this.#watcher.observe(scroller);
  }

  toEnd(): void {
    this.#letGo();
    this.#isGrowing = false;
    this.#set(true);
    this.#go(this.#scroller.scrollHeight);
  }

  /** What comes now is new to the reader. */
  grows(): void {
    this.#isGrowing = true;
  }

  /** The reader goes on at this place, which is not the end. */
  hold(place: Element): void {
    this.#held = place;
    this.#set(false);
    place.scrollIntoView({ block: 'start' });
  }

  #letGo(): void {
    this.#held = undefined;
  }

  stop(): void {
    this.#watcher.disconnect();
  }

  #resized(): void {
    this.#held?.scrollIntoView({ block: 'start' });
    // Who has scrolled up in this very moment is not taken back, though the event is yet to come.
    if (this.isAtEnd && (this.#isNearEnd || this.#scroller.scrollTop >= this.#top - NEAR)) {
      this.#go(this.#goal);
      this.#set(this.#isNearEnd);
    }
  }

  /** The end; of a turn that grows its beginning, unless that is above what is read already. */
  get #goal(): number {
    const { scrollHeight, scrollTop } = this.#scroller;
    if (!this.#isGrowing) {
      return scrollHeight;
    }
    const last = this.#content.querySelector('.turn:last-child');
    const top = this.#scroller.getBoundingClientRect().top;
    const below = (last?.getBoundingClientRect().top ?? top) - top;
    return below <= 0 ? scrollHeight : Math.min(scrollHeight, scrollTop + below);
  }

  #go(top: number): void {
    this.#scroller.scrollTop = top;
    this.#top = this.#scroller.scrollTop;
  }

  #scrolled(): void {
    // Where we put it ourselves nobody has moved, though the list may have grown before we are told.
    if (Math.abs(this.#scroller.scrollTop - this.#top) <= 1) {
      return;
    }
    this.#top = this.#scroller.scrollTop;
    this.#set(this.#isNearEnd && !this.#held);
  }

  get #isNearEnd(): boolean {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    return scrollHeight - scrollTop - clientHeight <= NEAR;
  }

  #set(isAtEnd: boolean): void {
    if (this.isAtEnd !== isAtEnd) {
      this.isAtEnd = isAtEnd;
      this.#onChange();
    }
  }
}
