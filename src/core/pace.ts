import type { Cancellation } from './model/cancellation.ts';
import type { Pace } from './model/pace.ts';
import type { Clock } from './ports.ts';

/** Milliseconds of work after which the process gets a turn for messages, hovers and cancellation. */
const SLICE = 12;

export function createPace(clock: Clock, cancellation: Cancellation): Pace {
  let turn = clock.now();
  return {
    step() {
      cancellation.throwIfAborted();
      if (clock.now() - turn < SLICE) {
        return undefined;
      }
      return clock.pause().then(() => {
        turn = clock.now();
        cancellation.throwIfAborted();
      });
    },
  };
}
