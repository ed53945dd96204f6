/** The part of `AbortSignal` which the core needs; the core has no DOM or Node types. */
export interface Cancellation {
  readonly aborted: boolean;
  /** Throws if cancelled. Long loops call it every few milliseconds of work. */
  throwIfAborted(): void;
  /** An `AbortSignal` has these; who waits for a network without them has to look now and then. */
  addEventListener?(type: 'abort', listener: () => void): void;
  removeEventListener?(type: 'abort', listener: () => void): void;
}

export const neverCancelled: Cancellation = { aborted: false, throwIfAborted: () => {} };
