/**
 * Called every few thousand steps of a loop over a log. Throws if the run was cancelled, and gives
 * a promise to wait for when other work in the process is due a turn:
 * `const wait = pace.step(); if (wait) await wait;`
 */
export interface Pace {
  step(): Promise<void> | undefined;
}
