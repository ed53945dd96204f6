import { setTimeout as pause } from 'node:timers/promises';

/**
 * Repeats a check until it passes; its last failure is thrown after `timeout` milliseconds. For what
 * another process or a page shows a moment after it was asked to: a single look would be a matter of
 * luck on a busy machine.
 */
export async function eventually<T>(check: () => T | Promise<T>, timeout = 15_000): Promise<T> {
  const deadline = Date.now() + timeout;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) {
        throw error;
      }
      await pause(50);
    }
  }
}
