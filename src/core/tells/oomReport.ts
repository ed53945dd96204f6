import type { LogFile } from '../model/logFile.ts';

/** Who holds most memory in what the kernel lists before it kills a process. */
export interface MemoryHolder {
  /** `slab cache flowtrk_entry`, or `java[812]`. */
  readonly name: string;
  readonly kilobytes: number;
  /** Where the list says so, 1-based. */
  readonly line: number;
}

const killed = /\bKilled process \d{1,8} \(/;
const begins = /\binvoked oom-killer\b/;
/** `flowtrk_entry         219733KB     219733KB`: used, and with what is free in it. */
const slab = /(?:^|\] {1,3})(?<name>[\w:.-]{1,60}) {2,}\d{1,12}KB {2,}(?<kilobytes>\d{1,12})KB\s*$/;
/** `[    110]     0   110     4038     2526    65536        0             0 hot.sh`: the fifth is resident, in pages. */
const task =
  /\[ {0,8}(?<pid>\d{1,8})\] {1,9}\d{1,10} {1,9}\d{1,8} {1,9}\d{1,12} {1,9}(?<pages>\d{1,12}) .{1,80}? -?\d{1,4} (?<name>\S{1,40})\s*$/;
/** Kilobytes; of larger pages the kernel of such a machine says so elsewhere. */
const page = 4;
/** Lines that such a report has at most. */
const longest = 600;

/** The largest holder of memory in the report above a line that tells of a killed process. */
export function largestHolder(file: LogFile, line: number): MemoryHolder | undefined {
  if (!killed.test(file.lineAt(line))) return undefined;
  let largest: MemoryHolder | undefined;
  for (let at = line - 1; at >= Math.max(1, line - longest); at--) {
    const text = file.lineAt(at).slice(0, 300);
    if (begins.test(text) || killed.test(text)) break;
    const found = holderIn(text, at);
    if (found && found.kilobytes > (largest?.kilobytes ?? 0)) largest = found;
  }
  return largest;
}

function holderIn(text: string, line: number): MemoryHolder | undefined {
  const cache = slab.exec(text)?.groups;
  if (cache) {
    const { name, kilobytes } = cache;
    return { name: `slab cache ${name}`, kilobytes: Number(kilobytes), line };
  }
  const process = task.exec(text)?.groups;
  return process
    ? {
        name: `${process['name']}[${process['pid']}]`,
        kilobytes: Number(process['pages']) * page,
        line,
      }
    : undefined;
}
