/** Pixels from the end within which one still reads at the end. */
const NEAR = 40;

/**
 * Keeps the end of a growing list in sight as long as the reader is there, and leaves them alone
 * elsewhere: an answer that comes must not take away what is being read.
 */
export class Follow {
  readonly #scroller: HTMLElement;
  readonly #onChange: () => void;
  readonly #watcher: ResizeObserver;
  /** Where it was scrolled to last, by us or by the reader. */
  #top = 0;
  /** Whether the reader is at the end. */
  isAtEnd = true;

  /** @param onChange the reader left the end or came back to it. */
  constructor(scroller: HTMLElement, content: HTMLElement, onChange: () => void) {
    this.#scroller = scroller;
    this.#onChange = onChange;
    scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    this.#watcher = new ResizeObserver(() => this.#resized());
    this.#watcher.observe(content);
    this.#watcher.observe(scroller);
  }

  toEnd(): void {
    this.#set(true);
    this.#goToEnd();
  }

  /** The reader goes on elsewhere. */
  leave(): void {
    this.#set(false);
  }

  stop(): void {
    this.#watcher.disconnect();
  }

  #resized(): void {
    // Who has scrolled up in this very moment is not taken back, though the event is yet to come.
    if (this.isAtEnd && (this.#isNearEnd || this.#scroller.scrollTop >= this.#top - NEAR)) {
      this.#goToEnd();
    }
  }

  #goToEnd(): void {
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
    this.#top = this.#scroller.scrollTop;
  }

  #scrolled(): void {
    this.#top = this.#scroller.scrollTop;
    this.#set(this.#isNearEnd);
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
