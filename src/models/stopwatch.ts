import type { Cancellation } from '../core/model/cancellation.ts';
import type { ModelFailure } from '../core/model/modelFailure.ts';
import type { ModelAnswer } from '../core/ports.ts';

/** Ends a conversation when its time is up, when nothing comes any more, or when it is cancelled. */
export interface Stopwatch {
  readonly signal: AbortSignal;
  /** Resolves when it was stopped, at once, whatever the conversation is waiting for. */
  readonly stopped: Promise<ModelAnswer>;
  /** Why it was stopped; nothing while it runs. */
  failure(): ModelFailure | undefined;
  /** Milliseconds left. */
  remaining(): number;
  /** Something arrived: from now on the idle time counts. */
  heard(): void;
  /** Resolves after the time or when stopped, whichever is earlier. */
  sleep(milliseconds: number): Promise<void>;
  end(): void;
}

/** How often to look at a cancellation that can't tell by itself. */
const POLL = 50;

export function createStopwatch(
  limits: { readonly timeoutSeconds?: number; readonly idleSeconds?: number },
  cancellation: Cancellation,
): Stopwatch {
  const { timeoutSeconds = 120, idleSeconds = 30 } = limits;
  const deadline = performance.now() + timeoutSeconds * 1000;
  const controller = new AbortController();
  let resolve: (answer: ModelAnswer) => void = () => {};
  const stopped = new Promise<ModelAnswer>((settle) => {
    resolve = settle;
  });
  let failure: ModelFailure | undefined;
  let idle: NodeJS.Timeout | undefined;

  const stop = (reason: ModelFailure): void => {
    if (!failure) {
      failure = reason;
      resolve({ kind: 'failure', failure });
      controller.abort();
    }
  };
  const total = setTimeout(
    () => stop({ kind: 'timeout', seconds: timeoutSeconds }),
    timeoutSeconds * 1000,
  );
  const unlisten = listen(cancellation, () => stop({ kind: 'cancelled' }));

  return {
    signal: controller.signal,
    stopped,
    failure: () => failure,
    remaining: () => Math.max(0, deadline - performance.now()),
    heard() {
      clearTimeout(idle);
      idle = setTimeout(() => stop({ kind: 'timeout', seconds: idleSeconds }), idleSeconds * 1000);
    },
    async sleep(milliseconds) {
      let timer: NodeJS.Timeout | undefined;
      const rest = new Promise<void>((settle) => {
        timer = setTimeout(settle, milliseconds);
      });
      await Promise.race([rest, stopped]);
      clearTimeout(timer);
    },
    end() {
      clearTimeout(total);
      clearTimeout(idle);
      unlisten();
      // An answer that still trickles in after the end is of no use to anybody.
      controller.abort();
    },
  };
}

/** Calls back on cancellation, also on one that has already happened; gives what stops listening. */
function listen(cancellation: Cancellation, onCancel: () => void): () => void {
  if (cancellation.aborted) {
    onCancel();
    return () => {};
  }
  if (cancellation.addEventListener && cancellation.removeEventListener) {
    cancellation.addEventListener('abort', onCancel);
    return () => cancellation.removeEventListener?.('abort', onCancel);
  }
  const timer = setInterval(() => {
    if (cancellation.aborted) {
      onCancel();
    }
  }, POLL);
  return () => clearInterval(timer);
}
