import type { IndexPart } from '../../core/collect/indexPart.ts';
import type { FirstLook } from '../../core/model/overview.ts';
import type { ReadResult, SharedBytes, Tasks } from './tasks.ts';
import type { Workers } from './workers.ts';

/** Bytes from which on two workers read a log together. */
const LARGE = 50_000_000;

/** What the one who has a log read can do meanwhile. */
export interface Reading {
  readonly cancelled: AbortSignal;
  onShare(share: number): void;
  onFirstLook(firstLook: FirstLook): void;
  /** The log was not read before. */
  readonly isFirst: boolean;
}

/** Has a worker read a log; the second half of a large one is read by another at first. */
export async function readLog(
  workers: Workers,
  worker: number,
  given: Omit<Tasks['read']['given'], 'isDivided'>,
  attention: Reading,
): Promise<ReadResult> {
  const { cancelled, onShare, onFirstLook, isFirst } = attention;
  let ofFirst = 0;
  let ofSecond = 0;
  const report = (): void => onShare(Math.min(1, ofFirst + ofSecond));
  const onSecond = (share: number): void => {
    ofSecond = Math.max(0, share - 0.5);
    report();
  };
  const half = isFirst
    ? startHalf(workers, worker, given.bytes, { cancelled, onShare: onSecond })
    : undefined;
  const task = { ...given, isDivided: half !== undefined };
  return workers.run(worker, 'read', task, {
    cancelled,
    onNews(news) {
      if (news.kind === 'firstLook') onFirstLook(news.firstLook);
      if (news.kind === 'share') ofFirst = news.share;
      report();
    },
    ...(half && { answers: { cut: () => half.cut, half: () => half.part } }),
  });
}

interface Half {
  readonly cut: Promise<number | undefined>;
  readonly part: Promise<IndexPart | undefined>;
}

/** Nothing where a log is small, or the other worker has something else to do. */
function startHalf(
  workers: Workers,
  worker: number,
  bytes: SharedBytes,
  { cancelled, onShare }: Pick<Reading, 'cancelled' | 'onShare'>,
): Half | undefined {
  const other = 1 - worker;
  const isLarge = bytes.kind === 'file' && bytes.size >= LARGE;
  if (!isLarge || workers.count < 2 || workers.tasksOf(other) > 0) {
    return undefined;
  }
  let tellCut: (offset: number | undefined) => void = () => {};
  const cut = new Promise<number | undefined>((resolve) => {
    tellCut = resolve;
  });
  const task = workers.run(
    other,
    'half',
    { bytes },
    {
      cancelled,
      onNews(news) {
        if (news.kind === 'cut') tellCut(news.offset);
        if (news.kind === 'share') onShare(news.share);
      },
    },
  );
  // What the second worker can't do, the first one does alone.
  const part = task.catch(() => undefined).finally(() => tellCut(undefined));
  return { cut, part };
}
