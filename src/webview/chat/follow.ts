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
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  stop(): void {
    this.#watcher.disconnect();
  }

  #resized(): void {
    if (this.isAtEnd) {
      this.#scroller.scrollTop = this.#scroller.scrollHeight;
    }
  }

  #scrolled(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    this.#set(scrollHeight - scrollTop - clientHeight <= NEAR);
  }

  #set(isAtEnd: boolean): void {
    if (this.isAtEnd !== isAtEnd) {
      this.isAtEnd = isAtEnd;
      this.#onChange();
    }
  }
}
