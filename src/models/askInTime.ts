import type { Cancellation } from '../core/model/cancellation.ts';
import type { ModelFailure } from '../core/model/modelFailure.ts';
import type { ModelAnswer } from '../core/ports.ts';
import { createStopwatch } from './stopwatch.ts';

/** One conversation with a model: ended by its signal, and not waited for where it ignores that. */
export interface Asking {
  answer(signal: AbortSignal): Promise<ModelAnswer>;
  /** What an exception of `answer` means. */
  failureOf(error: unknown): ModelFailure;
}

/** Gives the answer, or why there is none, at the latest when the time is up or it is cancelled. */
export async function askInTime(
  { answer, failureOf }: Asking,
  timeoutSeconds: number,
  cancellation: Cancellation,
): Promise<ModelAnswer> {
  const stopwatch = createStopwatch({ timeoutSeconds }, cancellation);
  const settled = answer(stopwatch.signal).catch(
    (error: unknown): ModelAnswer => ({
      kind: 'failure',
      failure: stopwatch.failure() ?? failureOf(error),
    }),
  );
  try {
    return await Promise.race([settled, stopwatch.stopped]);
  } finally {
    stopwatch.end();
  }
}
