import { realpathSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { argv } from 'node:process';
import { Worker } from 'node:worker_threads';
import type { IndexPart } from '../core/collect/indexPart.ts';
import type { OtherHalf } from '../core/collect/liveLog.ts';
import { once } from '../core/model/once.ts';
import type { Half, Told } from './halfThread.ts';

/** Bytes from which on a thread is worth its start, where two cores are those of one processor. */
export const LARGE = 100_000_000;

export interface SecondHalf extends OtherHalf {
  /** Its file may be closed afterwards. */
  close(): Promise<void>;
}

/**
 * Reads the second half of a file in a thread of its own, from when it is first asked for.
 * @returns nothing where a second thread would not be faster.
 */
export function secondHalf({ fd, size }: Half): SecondHalf | undefined {
  if (size < LARGE || availableParallelism() < 2) return undefined;
  let thread: Worker | undefined;
  const told = once(() => {
    thread = new Worker(besideScript('cliHalf.cjs'), { workerData: { fd, size } satisfies Half });
    return toldBy(thread);
  });
  return {
    cut: () => told().cut,
    part: () => told().part,
    async close() {
      await thread?.terminate();
    },
  };
}

/** What a thread can't do, the one who reads the file does alone. */
function toldBy(thread: Worker): {
  readonly cut: Promise<number | undefined>;
  readonly part: Promise<IndexPart | undefined>;
} {
  let tellCut: (offset: number | undefined) => void = () => {};
  const cut = new Promise<number | undefined>((resolve) => {
    tellCut = resolve;
  });
  const part = new Promise<IndexPart | undefined>((resolve) => {
    thread.on('message', (message: Told) => {
      if (message.kind === 'cut') tellCut(message.offset);
      else resolve(message.part);
    });
    thread.on('error', () => resolve(undefined));
    thread.on('exit', () => resolve(undefined));
  });
  const end = (): void => {
    tellCut(undefined);
    void thread.terminate();
  };
  return { cut, part: part.finally(end) };
}

/** The script that runs may be a link, as npm makes them. */
function besideScript(name: string): string {
  return join(dirname(realpathSync(argv[1] ?? '')), name);
}
