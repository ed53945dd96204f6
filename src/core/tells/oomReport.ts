import type { LogFile } from '../model/logFile.ts';

/** Who holds most memory in what the kernel lists before it kills a process. */
export interface MemoryHolder {
  /** `slab cache flowtrk_entry`, or `java[812]`. */
  readonly name: string;
  readonly kilobytes: number;
  /** Where the list says so, 1-based. */
  readonly line: number;
}

const killed =
  /\bKilled process (?<pid>\d{1,8}) \([^)]{0,40}\)(?: total-vm:(?<kilobytes>\d{1,12})kB)?/;
const begins = /\binvoked oom-killer\b/;
/** `flowtrk_entry         219733KB     219733KB`: used, and with what is free in it. */
const slab = /(?:^|\] {1,3})(?<name>[\w:.-]{1,60}) {2,}\d{1,12}KB {2,}(?<kilobytes>\d{1,12})KB\s*$/;
/** `[    110]     0   110     4038     2526    65536        0             0 hot.sh`: all and resident memory in pages. */
const task =
  /\[ {0,8}(?<pid>\d{1,8})\] {1,9}\d{1,10} {1,9}\d{1,8} {1,9}(?<all>\d{1,12}) {1,9}(?<pages>\d{1,12}) .{1,80}? -?\d{1,4} (?<name>\S{1,40})\s*$/;
/** Kilobytes of a page on most machines; others are told by the process that was killed, in pages and in kilobytes. */
const usualPage = 4;
/** Lines that such a report has at most. */
const longest = 600;

/** The largest holder of memory in the report above a line that tells of a killed process. */
export function largestHolder(file: LogFile, line: number): MemoryHolder | undefined {
  const victim = killed.exec(file.lineAt(line))?.groups;
  if (!victim) return undefined;
  let slabs: MemoryHolder | undefined;
  const tasks: Task[] = [];
  for (let at = line - 1; at >= Math.max(1, line - longest); at--) {
    const text = file.lineAt(at).slice(0, 300);
    if (begins.test(text) || killed.test(text)) break;
    slabs = larger(slabs, slabIn(text, at));
    const { pid, all, pages, name } = task.exec(text)?.groups ?? {};
    if (pid !== undefined) {
      tasks.push({
        pid,
        name: `${name}[${pid}]`,
        all: Number(all),
        pages: Number(pages),
        line: at,
      });
    }
  }
  const known = tasks.find(({ pid }) => pid === victim['pid']);
  const page = Number(victim['kilobytes']) / (known?.all ?? 0);
  const inKilobytes = Number.isInteger(page) && page > 0 ? page : usualPage;
  return tasks
    .map(({ name, pages, line: at }) => ({ name, kilobytes: pages * inKilobytes, line: at }))
    .reduce<MemoryHolder | undefined>(larger, slabs);
}

interface Task {
  readonly pid: string;
  readonly name: string;
  readonly all: number;
  readonly pages: number;
  readonly line: number;
}

function slabIn(text: string, line: number): MemoryHolder | undefined {
  const { name, kilobytes } = slab.exec(text)?.groups ?? {};
  return name === undefined
    ? undefined
    : { name: `slab cache ${name}`, kilobytes: Number(kilobytes), line };
}

const larger = (
  one: MemoryHolder | undefined,
  other: MemoryHolder | undefined,
): MemoryHolder | undefined =>
  other !== undefined && other.kilobytes > (one?.kilobytes ?? 0) ? other : one;
