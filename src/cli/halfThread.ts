import { parentPort, workerData } from 'node:worker_threads';
import type { IndexPart } from '../core/collect/indexPart.ts';
import { readSecondHalf } from '../core/collect/liveLog.ts';
import { neverCancelled } from '../core/model/cancellation.ts';
import { createPace } from '../core/pace.ts';
import { clock } from '../node/clock.ts';
import { fileSource } from '../node/files.ts';

/** A file that another thread has opened, and keeps open meanwhile. */
export interface Half {
  readonly fd: number;
  /** Bytes. */
  readonly size: number;
}

/** What the thread tells: where its half begins, as soon as that is known, and then what it read. */
export type Told =
  | { readonly kind: 'cut'; readonly offset: number }
  | { readonly kind: 'part'; readonly part: IndexPart | undefined };

const tell = (message: Told): void => parentPort?.postMessage(message);

async function read({ fd, size }: Half): Promise<void> {
  const onCut = (offset: number): void => tell({ kind: 'cut', offset });
  const pace = createPace(clock, neverCancelled);
  tell({ kind: 'part', part: await readSecondHalf(fileSource(fd, size), onCut, pace) });
}

// A failure ends the thread, which is told to the one who started it.
void read(workerData);
