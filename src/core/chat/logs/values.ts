/** A number that stands in a record, made comparable. */
export interface Measured {
  /** Milliseconds, bytes, or as it is written. */
  readonly value: number;
  /** As it is written, e.g. `took 812 ms`. */
  readonly written: string;
}

const milliseconds: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  msec: 1,
  millis: 1,
  milliseconds: 1,
  millisecond: 1,
  s: 1000,
  sec: 1000,
  secs: 1000,
  second: 1000,
  seconds: 1000,
  m: 60_000,
  min: 60_000,
  mins: 60_000,
  minute: 60_000,
  minutes: 60_000,
  h: 3_600_000,
  hour: 3_600_000,
  hours: 3_600_000,
};

const bytes: Readonly<Record<string, number>> = {
  b: 1,
  byte: 1,
  bytes: 1,
  kb: 1024,
  kib: 1024,
  k: 1024,
  mb: 1024 ** 2,
  mib: 1024 ** 2,
  m: 1024 ** 2,
  gb: 1024 ** 3,
  gib: 1024 ** 3,
  g: 1024 ** 3,
  tb: 1024 ** 4,
  tib: 1024 ** 4,
};

const withTime =
  /(?<![\w.:-])(\d{1,12}(?:\.\d{1,9})?)\s?(ns|[uµμ]s|msec|millis(?:econds?)?|ms|seconds?|secs?|minutes?|mins?|hours?|s|m|h)(?![\w])/gi;
/** Keys that name a time without its unit: milliseconds where the name says so, else what is written. */
const keyed =
  /(?<![\w])((?:\w{1,30}[_.-])?(?:duration|elapsed|latency|took|time[_-]?taken|request_?time|response_?time|rt|cost)(?:[_-]?(ms|millis|s|sec|seconds|us|ns))?)["']?\s?[:=]\s?["']?(\d{1,12}(?:\.\d{1,9})?)(?![\w.:])/gi;
const withSize = /(?<![\w.:-])(\d{1,15}(?:\.\d{1,6})?)\s?(bytes?|[kmgt]i?b|b)(?![\w])/gi;

/** The longest time that a text names; nothing where it names none. */
export function longestTime(text: string): Measured | undefined {
  return longest([
    ...[...text.matchAll(withTime)].map(([written, value, unit = '']) => ({
      value: Number(value) * (milliseconds[unit.toLowerCase()] ?? 1),
      written,
    })),
    ...[...text.matchAll(keyed)].map(([written, , unit = 'ms', value]) => ({
      value: Number(value) * (milliseconds[unit.toLowerCase()] ?? 1),
      written,
    })),
  ]);
}

export function largestSize(text: string): Measured | undefined {
  return longest(
    [...text.matchAll(withSize)].map(([written, value, unit = '']) => ({
      value: Number(value) * (bytes[unit.toLowerCase()] ?? 1),
      written,
    })),
  );
}

/** The number beside a word: `queue depth 91`, `connections=20`, `20 connections`. */
export function valueBeside(word: string): (text: string) => Measured | undefined {
  const name = word
    .toLowerCase()
    .replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
    .replace(/\s+/g, '[ _-]?');
  const after = new RegExp(
    String.raw`\b\w*${name}\w*["']?(?:\s(?:depth|size|length|count|usage|is|was|at|of|now|to))?\s?[:=(]?\s?["']?(-?\d{1,15}(?:\.\d{1,6})?)(?![\d:])`,
    'i',
  );
  const before = new RegExp(
    String.raw`(?<![\w.:-])(-?\d{1,15}(?:\.\d{1,6})?)%?\s(?:\w{1,12}\s)?${name}\w*`,
    'i',
  );
  return (text) => {
    const match = after.exec(text) ?? before.exec(text);
    return match ? { value: Number(match[1]), written: match[0].trim() } : undefined;
  };
}

function longest(all: readonly Measured[]): Measured | undefined {
  return all.reduce<Measured | undefined>(
    (most, one) => (most && most.value >= one.value ? most : one),
    undefined,
  );
}
