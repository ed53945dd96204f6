import type { LogFile } from '../../model/logFile.ts';
import { crashReportAt } from '../../tells/crashReport.ts';

/** A task that the kernel reports not to have run for minutes. */
export interface HungTask {
  /** `segctord:7012` */
  readonly name: string;
  readonly place: string | undefined;
  readonly waitsForLock: boolean;
  /** Its headline, and where its place is named; 1-based. */
  readonly lines: readonly number[];
}

const headline = /\bINFO: task (\S{1,60}:\d{1,9}) blocked for more than\b/;
const lockWait =
  /\b(?:rwsem_down_\w+|_{0,2}mutex_lock\w*|down_(?:read|write)\w*|percpu_rwsem_wait|__down\w*)(?:\.\w+){0,3}\+0x/;
/** Lines below a headline that hold the stack of what it waits for, and in which more tasks are reported. */
const stack = 30;
const reach = 600;
const most = 8;

/** All tasks that hang, from the first report on; those first that wait for no lock, which others may wait for. */
export function hungTasksFrom(file: LogFile, line: number): readonly HungTask[] {
  if (!headline.test(file.lineAt(line))) return [];
  const found: HungTask[] = [];
  for (let at = line; at <= Math.min(file.lineCount, line + reach) && found.length < most; at++) {
    const name = headline.exec(file.lineAt(at).slice(0, 300))?.[1];
    if (name === undefined || found.some((one) => one.name === name)) continue;
    const { culprit, culpritLines } = crashReportAt(file, at);
    const lines = [...culpritLines.slice(0, 1), at];
    found.push({ name, place: culprit, waitsForLock: isForLock(file, at), lines });
  }
  return found.toSorted((a, b) => Number(a.waitsForLock) - Number(b.waitsForLock));
}

function isForLock(file: LogFile, line: number): boolean {
  for (let at = line + 1; at <= Math.min(file.lineCount, line + stack); at++) {
    const text = file.lineAt(at).slice(0, 300);
    if (headline.test(text)) return false;
    if (lockWait.test(text)) return true;
  }
  return false;
}

/** `segctord:7012 in nilfs_segctor_scan_file`, `mkdir:7020 in nilfs_transaction_begin, for a lock` */
export const hungText = ({ name, place, waitsForLock }: HungTask): string =>
  `${name}${place === undefined ? '' : ` in ${place}`}${waitsForLock ? ', for a lock' : ''}`;
