import type { LogRecord } from '../model/logRecord.ts';
import type { Measure, NumberFinding } from '../model/template.ts';

/** One number of a message that measures something. */
export interface Measurement {
  /** Its name in the message, e.g. `resident`, `took`, `bytes in use`. */
  readonly slot: string;
  /** In milliseconds, bytes or per cent where a unit is told. */
  readonly value: number;
  readonly unit: Unit;
  readonly measure: Measure;
  /** As it stands there with its name, e.g. `resident=5.70GiB`, `took 812 ms`. */
  readonly written: string;
}

type Unit = NumberFinding['unit'];

/** Characters of a message that are read, and measurements that are taken from it. */
const LONGEST = 600;
const MOST = 12;

/** The measurements of a record, from its words and its fields; ids, ports, times and places are none. */
export function measurementsOf(record: LogRecord): readonly Measurement[] {
  const found: Measurement[] = [];
  const text = firstLineOf(record.body);
  const collected = readCollected(text);
  if (collected) found.push(collected);
  for (const match of text.matchAll(NUMBER)) {
    const measurement = readNumber(text, match);
    if (measurement) found.push(measurement);
    if (found.length === MOST) break;
  }
  for (const [key, value] of Object.entries(record.attributes)) {
    if (found.length === MOST) break;
    const match = value.length < 24 ? WHOLE.exec(value) : null;
    const measurement = match && toMeasurement(key, match[1], match[2], `${key}=${value}`);
    if (measurement && !found.some(({ slot }) => slot === key)) found.push(measurement);
  }
  return numberTwins(found);
}

/**
 * What a collection leaves of a heap: `1213M->402M(2048M)`, `1024M(50%)->600M(29%)`. Of young and old parts in one
 * line the whole heap is told last, but for what holds classes.
 */
function readCollected(text: string): Measurement | undefined {
  if (!text.includes('->')) return undefined;
  const heap = text.replace(/\[?(?:Metaspace|PS ?Perm ?Gen|CMS Perm)[^\]]{0,80}\]?/g, '');
  const last = [...heap.matchAll(COLLECTED)].at(-1);
  return last && toMeasurement('heap after collection', last[1], last[2], last[0]);
}
const COLLECTED = /(?<![\w.])\d{1,9}[KMG](?:\(\d{1,3}%\))?->(\d{1,9})([KMG])\(\d{1,9}[KMG%]\)/g;

/** Two places of one name, as in `p50 in 3 ms, p99 in 80 ms`, are told apart by their order. */
function numberTwins(found: readonly Measurement[]): readonly Measurement[] {
  const seen = new Map<string, number>();
  return found.map((one) => {
    const times = (seen.get(one.slot) ?? 0) + 1;
    seen.set(one.slot, times);
    return times === 1 ? one : { ...one, slot: `${one.slot} (${times})` };
  });
}

function firstLineOf(body: string): string {
  const end = body.indexOf('\n');
  return body.slice(0, end < 0 ? LONGEST : Math.min(end, LONGEST));
}

const DIGITS = '\\d{1,3}(?:,\\d{3}){1,5}|\\d{1,15}(?:\\.\\d{1,6})?';
const UNITS =
  '[nuµm]s|ms(?:ecs?)?|milli(?:second)?s|micros(?:econds)?|secs?|seconds?|s|minutes?|mins?|[kKMGT]i?[Bb]|[KMGT]|B|bytes?|%';

/** A number that is no part of a word, path, address, time or date; perhaps with its unit. */
const NUMBER = new RegExp(
  `(?<![\\w.:/@#+?&%*,-])(${DIGITS})(?: ?(${UNITS})(?![\\w/-]))?(?![\\w/:@-]|[.,]\\d)`,
  'g',
);
const WHOLE = new RegExp(`^(-?\\d{1,15}(?:\\.\\d{1,9})?) ?(${UNITS})?$`);

/** What such a key ends in: most numbers have none, and looking for a whole key costs far more. */
const KEY_END = /[=:]\s?["']?$/;
const KEY = /([A-Za-z_][\w.-]{0,40})["']?\s?[=:]\s?["']?$/;
const WORDS = /(?:^|[^\w.-])((?:[A-Za-z]{2,24} )?[A-Za-z]{2,24}) $/;
const NOUN = /^ ([a-z]{3,20}(?: in use| free| waiting| pending| held)?)/;

function readNumber(text: string, match: RegExpExecArray): Measurement | undefined {
  const [whole, digits, unit] = match;
  const before = text.slice(Math.max(0, match.index - 50), match.index);
  const end = match.index + whole.length;
  const key = KEY_END.test(before.slice(-3)) ? KEY.exec(before) : null;
  if (key?.[1] !== undefined) {
    const written = text.slice(match.index - key[0].length, end);
    return toMeasurement(key[1], digits, unit, written);
  }
  const after = text.slice(end, end + 40);
  const noun = NOUN.exec(after)?.[1];
  if (unit === undefined) {
    return noun === undefined || PARTICLE.test(noun)
      ? readRatio(before, match)
      : toMeasurement(noun, digits, undefined, `${whole} ${noun}`);
  }
  const use = UNIT_BYTES.test(unit) ? STATE.exec(after)?.[1] : undefined;
  if (use !== undefined) {
    return toMeasurement(`${unit} ${use}`, digits, unit, `${whole} ${use}`);
  }
  const words = WORDS.exec(before)?.[1];
  const name = words?.split(' ').at(-1) ?? '';
  const slot = PREPOSITION.test(name) ? 'duration' : name;
  return words === undefined ? undefined : toMeasurement(slot, digits, unit, `${words} ${whole}`);
}

/** `hit ratio 0.94`, `queue depth 12`. */
function readRatio(before: string, [whole, digits]: RegExpExecArray): Measurement | undefined {
  const words = WORDS.exec(before)?.[1];
  return words !== undefined && RATIO.test(words)
    ? toMeasurement(words.split(' ').at(-1) ?? words, digits, undefined, `${words} ${whole}`)
    : undefined;
}

const STATE = /^ (in use|free|used|available|allocated|pending|queued)\b/;
const PREPOSITION = /^(?:in|after|for|within|of|to)$/i;

const PARTICLE =
  /^(?:and|for|from|with|the|after|before|than|above|below|was|were|has|are|not|out|per|via|ago|but|because|which|that|into|over|under|until|since)\b/;
const RATIO = /(?:ratio|rate|load|factor|score|average|depth|size|usage)$/i;

function toMeasurement(
  name: string,
  digits: string | undefined,
  unit: string | undefined,
  written: string,
): Measurement | undefined {
  const spoken = unit ?? unitInName(name);
  const measure = measureOf(name, spoken);
  if (measure === undefined || digits === undefined) {
    return undefined;
  }
  const [normal, factor] = normalise(spoken);
  return {
    slot: name,
    value: Number(digits.replaceAll(',', '')) * factor,
    unit: normal,
    measure,
    written,
  };
}

/** `took_ms`, `durationMillis`, `heap_mb`, `cpu_percent`. */
function unitInName(name: string): string | undefined {
  const end =
    /(?:[_.-](ms|millis|us|ns|s|secs?|seconds|bytes|kb|mb|gb|pct|percent)|(Ms|Millis|Seconds|Bytes|Percent))$/.exec(
      name,
    );
  const unit = (end?.[1] ?? end?.[2])?.toLowerCase();
  return unit === 'pct' || unit === 'percent' ? '%' : unit;
}

const UNIT_BYTES = /^(?:[kKMGT]i?[Bb]|[KMGT]|B|bytes?)$/;
const POWERS = 'kmgt';

/** The unit that values are compared in, and the factor to get there. */
function normalise(unit: string | undefined): readonly [Unit, number] {
  if (unit === undefined) return ['', 1];
  if (unit === '%') return ['%', 1];
  if (/^(?:[kKMGTmgt]i?[Bb]|[KMGT])$/.test(unit)) {
    return ['bytes', 1024 ** (POWERS.indexOf(unit.charAt(0).toLowerCase()) + 1)];
  }
  if (/^(?:B|bytes?)$/.test(unit)) return ['bytes', 1];
  if (/^(?:ms|milli)/.test(unit)) return ['ms', 1];
  if (/^(?:[uµ]s|micros)/.test(unit)) return ['ms', 0.001];
  if (unit === 'ns') return ['ms', 0.000_001];
  return ['ms', /^min/.test(unit) ? 60_000 : 1000];
}

/** Names of things that have a number without measuring anything. */
const NAMING =
  /(?:^|[_.-])(?:ids?|pid|tid|uid|gid|ports?|line(?:no)?|seq|sequence|offset|ver(?:sion)?|v|code|status|user|date|time|ts|timestamp|epoch|year|thread|arenas?|core|shard|partition|generation|term|index|idx|slots?|attempts?|retry|retries|rank|step|pod|node|host|worker|job|build|run|part|order|zxid|xid|hash|seed|priority|level|number|no|num|key|page|limit|max|min|limit_ms|timeout|timeout_ms|interval|replicas|uptime|age|year|changes|signal|lsn|epoch_ms|column|col|row)$|[a-z](?:Id|Port|Code|Status|Line|Index|Time|Version|Timeout|Limit)$|^(?:code|process|thread|server|client|source|log)\.|limit|timeout|since|expires?_?(?:at|in)/i;
const DURATION =
  /took|duration|latency|elapsed|(?:^|[_.-])rt$|(?:response|request|wait|service|queue|process(?:ing)?|query|upstream)[_-]?time|delay|pause|stall|held|waited/i;
const ROOM = /free|avail|idle|remaining|left$|hit|volatile|healthy|throughput|headroom|spare/i;
const USAGE =
  /\blag|[_-]lag|mem|heap|rss|resident|alloc|used|in use|usage|utili[sz]ation|active|reserved|committed|mapped|footprint|backlog|queue|depth|pending|waiting|in_?flight|connections?|clients|threads|goroutines|handles|fds|sessions|blocked|fragment|occup|load|cpu|dirty|pool|entries|keys|pages|objects|unacked|outstanding/i;

function measureOf(name: string, unit: string | undefined): Measure | undefined {
  const isTime = unit !== undefined && normalise(unit)[0] === 'ms';
  if (isTime) {
    return /uptime|\bage\b|since|timeout|limit|interval|ttl|every|within|retry|backoff|back-off|sleep|next/i.test(
      name,
    )
      ? undefined
      : 'time';
  }
  if (NAMING.test(name) && unit === undefined) return undefined;
  if (DURATION.test(name)) return 'time';
  if (ROOM.test(name)) return 'room';
  return USAGE.test(name) ? 'usage' : 'count';
}
