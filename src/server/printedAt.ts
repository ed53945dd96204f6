import { templateOf } from '../core/masking/masking.ts';
import { pathOf } from '../node/filePath.ts';
import type { PrintedAt } from './workers/tasks.ts';
import type { Workers } from './workers/workers.ts';

/** Where messages are printed in the sources of the workspace, for cards: what is not known soon is left out. */
export interface Printed {
  /** Nothing where no statement prints it, or the sources are still being read. */
  at(message: string): Promise<PrintedAt | undefined>;
}

/** Milliseconds that a card waits, for which an answer holds, and answers that are kept. */
const PATIENCE = 150;
const FRESH = 60_000;
const KEPT = 500;

interface Kept {
  readonly asked: number;
  readonly answer: Promise<PrintedAt | undefined>;
}

/** @param folders URIs of the folders that are open; those that are not on this machine are left out. */
export function createPrinted(
  workers: Pick<Workers, 'count' | 'run'>,
  folders: () => readonly string[],
  clock: { now(): number },
): Printed {
  const kept = new Map<string, Kept>();
  const ask = (message: string): Promise<PrintedAt | undefined> => {
    const paths = folders().flatMap((uri) => pathOf(uri) ?? []);
    const given = { folders: paths, message };
    const cancelled = new AbortController().signal;
    // One worker, so that the folders are read once for all cards; a worker that died knows nothing.
    return paths.length === 0
      ? Promise.resolve(undefined)
      : workers.run(workers.count - 1, 'printedAt', given, { cancelled }).catch(() => undefined);
  };
  return {
    at(message) {
      const kind = templateOf(message);
      const known = kept.get(kind);
      const isFresh = known !== undefined && clock.now() - known.asked < FRESH;
      const { answer, asked } = isFresh ? known : { answer: ask(message), asked: clock.now() };
      kept.delete(kind);
      kept.set(kind, { answer, asked });
      const [oldest] = kept.keys();
      if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
      return soon(answer);
    },
  };
}

function soon<T>(answer: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), PATIENCE);
    void answer.then((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}
