import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../core/ports.ts';

export const clock: Clock = {
  now: () => performance.now(),
  pause: () => setImmediate(),
};
