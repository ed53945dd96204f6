/**
 * Which files are one log that was cut: by logrotate, by a logging library, by a container runtime.
 * Names alone are looked at; what they say of the order is a first guess, times decide.
 */

/** A name without the marks that tell a file from the others of its log. */
export interface RotatedName {
  /** What is left without the marks: the name of the file that is written to, mostly. */
  readonly log: string;
  /** Compared number by number, a later file has more. */
  readonly order: readonly number[];
  /** The mark alone says too little: `web.1.log` is a part of `web.log` only where that is there. */
  readonly needsLog: boolean;
}

interface Mark {
  /** Groups: `log` and `type`, which joined name the log, and `date` or `number`. */
  readonly pattern: RegExp;
  readonly needsLog?: true;
}

const packed = /\.(?:gz|bz2|xz|zst|lz4|zip|Z)$/;
const types = 'log|txt|out|err|json|jsonl|ndjson|csv';
const type = `(?<type>\\.(?:${types}))`;
const month = '(?:0[1-9]|1[0-2])';
const day = String.raw`(?:0[1-9]|[12]\d|3[01])`;
const year = String.raw`(?:19|20)\d\d`;
/** `20261120`, `2026-11-20`, `2026-11`, `11-20-2026`. */
const days = `${year}${month}${day}|${year}[-._]${month}(?:[-._]${day})?|${month}-${day}-${year}`;
/** A time of day, or the number of a file of that day. */
const inDay = String.raw`(?:[-._T]?[0-2]\d(?:[-._:]?[0-5]\d){0,2}(?:\.\d{3})?Z?)?(?:[-._]\d{1,10})?`;
const date = `(?<date>(?:${days})${inDay})`;
/** The end of a name that can't be anything but a log's: `app.log`, `access_log`. */
const surely = `(?:\\.(?:${types})|[-_]log)`;

/** The ways to name a file that was put away; the first that fits counts. */
const marks: readonly Mark[] = [
  // logrotate, Python, Docker, most of all: `app.log.1`; the higher the number, the older.
  { pattern: new RegExp(`^(?<log>.+${surely})\\.(?<number>\\d{1,3})$`) },
  // `Xorg.0.log.old`, `mysqld.log-old`.
  { pattern: /^(?<log>.+)[-._](?:old|bak|prev|previous)$/i },
  // Apache's rotatelogs: `access_log.1763596800`.
  { pattern: new RegExp(`^(?<log>.+${surely})[-._](?<date>1\\d{9})$`) },
  // logrotate's dateext, log4j, Python, kubelet: `app.log-20261120`, `0.log.20261120-101112`.
  { pattern: new RegExp(`^(?<log>.+)[-._]${date}$`) },
  // logback, log4j2, Tomcat, winston, lumberjack: `app-2026-11-20.0.log`, `app.2026-11-20.log`.
  { pattern: new RegExp(`^(?<log>.+?)[-._]${date}${type}$`) },
  // Serilog, Minecraft: `log20261120.txt`, `2026-11-20-1.log`.
  { pattern: new RegExp(`^(?<log>[A-Za-z_]*)${date}${type}$`) },
  // IIS: `u_ex261120.log`.
  { pattern: new RegExp(`^(?<log>u_(?:ex|in|nc))(?<date>\\d{6,8})${type}$`) },
  // Names that might be something else: `messages.1`, and the fixed window of logback, `app.1.log`.
  { pattern: /^(?<log>.+)\.(?<number>\d{1,3})$/, needsLog: true },
  { pattern: new RegExp(`^(?<log>.+)\\.(?<number>\\d{1,3})${type}$`), needsLog: true },
];

/** What logs are called that are written to while those put away have a date for a name. */
const current = /^(?:latest|current)(?<type>\.\w+)$/;

const withoutCurrent = (name: string): string => current.exec(name)?.groups?.['type'] ?? name;

/** What the name of a file that was put away says; nothing where it has no mark of one. */
export function rotatedName(name: string): RotatedName | undefined {
  const marked = marksOf(name.replace(packed, ''));
  // `app.log.1` of a log whose own name has a date: `app-2026-11-20.log.1`.
  const outer = marked && !marked.needsLog ? marksOf(marked.log) : undefined;
  return outer && !outer.needsLog
    ? { ...outer, order: [...outer.order, ...(marked?.order ?? []).map(Math.abs)] }
    : marked;
}

function marksOf(name: string): RotatedName | undefined {
  for (const { pattern, needsLog = false } of marks) {
    const groups = pattern.exec(name)?.groups;
    if (groups) {
      const log = `${groups['log'] ?? ''}${groups['type'] ?? ''}`;
      return { log, order: orderOf(groups), needsLog };
    }
  }
  return undefined;
}

function orderOf({ date: stamp, number }: Readonly<Record<string, string | undefined>>): number[] {
  if (stamp === undefined) return [-(number ?? 1)];
  const iso = stamp.replace(/^(\d\d)-(\d\d)-(\d{4})/, '$3-$1-$2');
  const day = /^\d{4}[-._]?\d\d[-._]?\d\d/.exec(iso)?.[0] ?? iso;
  return [day, ...(iso.slice(day.length).match(/\d+/g) ?? [])].map((part) =>
    Number(part.replace(/\D/g, '')),
  );
}

/** Names of one folder by the log they are files of, each log's files oldest first. */
export function byLog(names: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const all = new Set(names);
  const logs = new Map<string, Part[]>();
  for (const name of all) {
    const { log, order } = partOf(name, all);
    const known = logs.get(log);
    if (known) known.push({ name, order });
    else logs.set(log, [{ name, order }]);
  }
  return new Map([...logs].map(([log, parts]) => [log, parts.sort(byAge).map(({ name }) => name)]));
}

interface Part {
  readonly name: string;
  readonly order: readonly number[];
}

function partOf(name: string, all: ReadonlySet<string>): { log: string; order: readonly number[] } {
  const rotated = rotatedName(name);
  if (rotated && (!rotated.needsLog || all.has(rotated.log))) {
    return { log: withoutCurrent(rotated.log), order: rotated.order };
  }
  return { log: withoutCurrent(name), order: [Number.POSITIVE_INFINITY] };
}

function byAge(a: Part, b: Part): number {
  for (let i = 0; i < Math.max(a.order.length, b.order.length); i++) {
    const difference = (a.order[i] ?? -1) - (b.order[i] ?? -1);
    if (difference !== 0) return difference;
  }
  return a.name < b.name ? -1 : 1;
}

/** The other files of the log that `name` is a file of, oldest first. */
export function rotationsOf(name: string, folder: Iterable<string>): readonly string[] {
  const all = byLog([name, ...folder]).values();
  const own = [...all].find((names) => names.includes(name)) ?? [];
  return own.filter((other) => other !== name);
}

/** So many files of a log are read with it when all are wanted; the newest count. */
export const MOST_ROTATED = 20;
