/** Seconds from which an operation that an ordinary message reports counts as slow. */
const slowSeconds = 2;

const duration =
  /\b(?:in|took|after|for|elapsed|duration|latency|time)\b["']?[ :=]{0,3}(\d{1,9}(?:\.\d{1,9})?) ?(ms|milliseconds?|s|secs?|seconds?|m|min|minutes?)\b/i;

/** What somebody waits for; starting, building and compacting may take their time. */
const awaited =
  /\b(?:calls?|quer(?:y|ies)|requests?|respon(?:se|ded)|page|render(?:ed)?|transaction|lookup|statement|select|insert|update|fetch(?:ed)?|GET|POST|PUT|DELETE|rpc|checkout|login|search|read|write|sync|fsync|commit)\b/i;

/** Whether messages of a template may tell of a wait; the values themselves are masked in it. */
export function mayWait(template: string): boolean {
  return timing.test(template);
}

const timing = /\b(?:in|took|after|for|elapsed|duration|latency|time)\b/i;

/** Seconds that somebody waited too long for, as an ordinary message reports; 0 where none. */
export function slowWait(text: string): number {
  const seconds = awaited.test(text.slice(0, 600)) ? secondsIn(text) : 0;
  return seconds >= slowSeconds ? seconds : 0;
}

/** `Database call completed in 10.01 seconds` -> 10.01; 0 where no duration is told. */
function secondsIn(text: string): number {
  const match = duration.exec(text.slice(0, 600));
  const value = Number(match?.[1] ?? 0);
  const unit = (match?.[2] ?? 's').toLowerCase();
  if (unit.startsWith('ms') || unit.startsWith('milli')) {
    return value / 1000;
  }
  return unit.startsWith('m') ? value * 60 : value;
}

/** The longest duration a message names, in milliseconds: `paused for 41.2 s`, `approximately 8012ms`. */
export function longestIn(text: string): number {
  let longest = 0;
  for (const [, value, unit] of text.slice(0, 600).matchAll(measured)) {
    longest = Math.max(longest, Number(value) * (millisecondsIn[unit ?? ''] ?? 0));
  }
  return longest;
}

const measured =
  /\b(\d{1,9}(?:\.\d{1,9})?) ?(ms|msecs?|milliseconds?|s|secs?|seconds?|m|min|minutes?)\b/g;

const millisecondsIn: Readonly<Record<string, number>> = {
  ms: 1,
  msec: 1,
  msecs: 1,
  millisecond: 1,
  milliseconds: 1,
  s: 1000,
  sec: 1000,
  secs: 1000,
  second: 1000,
  seconds: 1000,
  m: 60_000,
  min: 60_000,
  minute: 60_000,
  minutes: 60_000,
};
