import {
  attribute,
  codePath,
  type Field,
  type Format,
  type Header,
  intern,
  levelLetter,
  levelWord,
  logger,
  pid,
  service,
  setAttribute,
  setSeverity,
  thread,
} from '../header.ts';
import { severityOfWord } from '../levels.ts';
import { type FoundTime, readTime } from '../times.ts';

/**
 * The headers of most programs: a time, then level, thread, logger and process id in any order and
 * with any brackets between them. They are read part by part, since nearly every team has a layout
 * of its own: log4j, logback, Python, zap, Serilog, env_logger, gunicorn, MySQL, OpenStack ...
 */
export const timedFormats: readonly Format[] = [
  {
    name: 'timed',
    example: '2026-11-20 10:00:00,123 INFO  [main] com.example.Checkout: started',
    first: '0a[',
    role: 'record',
    read: readTimed,
  },
];

const found: FoundTime = { end: 0, name: '' };

interface Parts {
  hasLevel: boolean;
  hasName: boolean;
  /** Nothing but the message follows. */
  isDone: boolean;
  /** Index after the last part that surely belongs to the header. */
  sure: number;
}

const parts: Parts = { hasLevel: false, hasName: false, isDone: false, sure: 0 };

function readTimed(line: string, at: number, header: Header): number {
  const isBracketed = line.charCodeAt(at) === 91;
  const start = isBracketed ? at + 1 : at;
  if (isBracketed && line.indexOf(']', start) < 0) {
    return -1;
  }
  if (!readTime(line, start, header, found)) {
    return -1;
  }
  const timeName = found.name;
  parts.hasLevel = false;
  parts.hasName = false;
  parts.isDone = false;
  parts.sure = found.end;
  if (isBracketed) {
    readBracketRest(line, header);
  }
  const { attributes } = header;
  header.attributes = attributes && { ...attributes };
  readParts(line, header);
  if (!parts.hasLevel) {
    header.attributes = attributes;
  }
  header.format ||= formatName(timeName, header);
  return skipGap(line, parts.sure);
}

function formatName(timeName: string, header: Header): string {
  const isNamed = header.attributes?.['logger'] ?? header.attributes?.['thread.name'];
  return timeName !== 'hdfs' && parts.hasLevel && isNamed !== undefined ? 'log4j' : timeName;
}

/** The rest of a bracket that began with the time: `[2026-.. ERROR app::db] ...`, `[..: INFO/Main]`. */
function readBracketRest(line: string, header: Header): void {
  const close = line.indexOf(']', parts.sure);
  const rest = line.slice(parts.sure, close).replace(/^[\s:,|-]{1,20}/, '');
  if (rest !== '' && rest.length <= 160) {
    const [first = '', ...others] = rest.split(/[\s:]+/, 4);
    if (!readBracket(first, header)) {
      readBracket(rest, header);
    }
    const name = others.filter((word) => word !== '').at(-1);
    if (parts.hasLevel && name !== undefined) {
      setAttribute(header, 'logger', name);
    }
  }
  parts.sure = close + 1;
}

/** Reads one part after another until what follows can only be the message. */
function readParts(line: string, header: Header): void {
  let at = parts.sure;
  for (let count = 0; count < 9 && !parts.isDone; count++) {
    const start = skipGap(line, at);
    const isMessage =
      parts.hasLevel && parts.hasName && /^\s+[-–|]\s|^:\s/.test(line.slice(at, start));
    const end = isMessage ? -1 : readPart(line, start, header);
    if (end < 0) {
      return;
    }
    at = end;
    if (parts.hasLevel) {
      parts.sure = end;
    }
  }
}

function readPart(line: string, at: number, header: Header): number {
  if (line.charCodeAt(at) === 91) {
    const end = closingBracket(line, at);
    return end > 0 && readBracket(line.slice(at + 1, end), header) ? end + 1 : -1;
  }
  for (const part of partPatterns) {
    if (part.afterLevel !== undefined && part.afterLevel !== parts.hasLevel) {
      continue;
    }
    part.pattern.lastIndex = at;
    const match = part.pattern.exec(line);
    if (match && storePart(part, match, header)) {
      return at + match[0].length;
    }
  }
  return -1;
}

interface Part {
  /** Sticky; without the gap that follows. */
  readonly pattern: RegExp;
  readonly fields: readonly Field[];
  readonly afterLevel?: boolean;
  readonly isLevel?: boolean;
  readonly isName?: boolean;
}

/** Levels in upper case, which may stand before any message. */
const upper =
  'TRACE|DEBUG\\d?|INFO|NOTICE|WARN(?:ING)?|ERROR|ERR|SEVERE|FAILURE|FATAL|CRITICAL|CRIT|ALERT|EMERG|PANIC|VERBOSE|CONFIG|FINE[RS]?T?|LOG|TRC|DBG|INF|WRN|ERRO|FTL';
/** In lower case they need more than a space after them: `error opening file` is a message. */
const mixed =
  '((?:[Tt]race|[Dd]ebug|[Ii]nfo(?:rmation)?|[Nn]otice|[Ww]arn(?:ing)?|[Ee]rr(?:or)?|[Cc]ritical|[Cc]rit|[Ff]atal|[Pp]anic|[Vv]erbose|[Ss]evere|[Aa]lert|[Ee]merg))';
const name = '([A-Za-z_$][\\w$.@/#<>-]{0,150}(?::{1,2}[\\w$.<>]{1,80}){0,6})';
const dotted =
  '((?:\\[?[A-Za-z_$][\\w$-]{0,60}\\]?)(?:(?:\\.|::|[$#@/])[\\w$@#<>-]{1,100}){1,12}|[A-Z][a-z0-9]+[A-Z]\\w{0,80}|[a-z]\\w{0,40}_\\w{1,40})';

/** Tried in order at each place. */
const partPatterns: readonly Part[] = [
  {
    pattern: new RegExp(`(${upper})(?= {0,3}[\\s:|\\],-]|$)`, 'y'),
    fields: [levelWord],
    afterLevel: false,
    isLevel: true,
  },
  {
    pattern: new RegExp(`${mixed}(?=\\t|:|\\]|  | [-|]|$)`, 'y'),
    fields: [levelWord],
    afterLevel: false,
    isLevel: true,
  },
  // Monolog and Laravel: the channel or environment, and the level.
  {
    pattern: /([A-Za-z][\w-]{0,40})\.([A-Z]{4,9})(?=: )/y,
    fields: [logger, levelWord],
    afterLevel: false,
    isLevel: true,
  },
  {
    pattern: /([DIWEF])(?=\t| ?\|| {2})/y,
    fields: [levelLetter],
    afterLevel: false,
    isLevel: true,
  },
  // Spring Boot 3: perhaps the service, the thread, and perhaps the ids of the trace, or room for them.
  {
    pattern: /(\d{1,8}) --- \[([^\]]{1,80})\] \[([0-9a-f]{16,32})-([0-9a-f]{16})\](?= )/y,
    fields: [pid, thread, traceField, spanField],
    afterLevel: true,
  },
  {
    pattern:
      /(\d{1,8}) --- \[([^\]]{1,80})\] \[([^\]]{1,80})\](?: \[(?:([0-9a-f]{16,32})-([0-9a-f]{16})| {1,80})\])?(?= )/y,
    fields: [pid, service, thread, traceField, spanField],
    afterLevel: true,
  },
  // Spring Boot: the process id and three dashes stand between level and thread.
  { pattern: /(\d{1,8}) ---(?= )/y, fields: [pid], afterLevel: true },
  { pattern: /---(?= )/y, fields: [], afterLevel: true },
  {
    pattern: /TraceID: ?([0-9a-f]{16,32}) SpanID: ?([0-9a-f]{16})(?= |$)/y,
    fields: [traceField, spanField],
    afterLevel: true,
  },
  // Python: `time - name - LEVEL - message`.
  {
    pattern: new RegExp(`${name}(?= ?[-|] (?:${upper}))`, 'y'),
    fields: [logger],
    afterLevel: false,
    isName: true,
  },
  { pattern: /(\d{1,8})(?=\s)/y, fields: [pid], afterLevel: false },
  // A request id, as AWS Lambda writes it.
  {
    pattern: /([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?=\s)/y,
    fields: [attribute('request.id')],
    afterLevel: false,
  },
  // A file and line, as zap, zerolog and Go's log write it.
  {
    pattern:
      /([\w./@-]{1,120}\.(?:go|py|rs|js|ts|rb|c|cc|cpp|java|kt|cs|php):\d{1,6})(?::| >)?(?=\s)/y,
    fields: [codePath],
    afterLevel: true,
    isName: true,
  },
  {
    pattern: new RegExp(`${dotted}(?= ?:(?:\\s|$)|\\s+[-|] |\\s\\[|\\t)`, 'y'),
    fields: [logger],
    afterLevel: true,
    isName: true,
  },
  {
    pattern: new RegExp(`${name}(?=\\s+[-|:] |\\t)`, 'y'),
    fields: [logger],
    afterLevel: true,
    isName: true,
  },
  {
    pattern: /([a-z]\w{0,20}\.[\w$]{1,60}(?:[.#$][\w$]{1,60}){0,8})(?= )/y,
    fields: [logger],
    afterLevel: true,
    isName: true,
  },
];

function storePart(part: Part, match: RegExpExecArray, header: Header): boolean {
  if (
    part.isName === true &&
    parts.hasName &&
    header.attributes?.['logger'] !== undefined &&
    part.fields[0] !== codePath
  ) {
    return false;
  }
  for (let i = 0; i < part.fields.length; i++) {
    if (part.fields[i]?.(header, match[i + 1] ?? '') === false) {
      return false;
    }
  }
  parts.hasLevel ||= part.isLevel === true;
  parts.hasName ||= part.isName === true;
  return true;
}

/** What stands between brackets: a level, a process, a thread, a logger, ids; false for a message. */
function readBracket(text: string, header: Header): boolean {
  const inner = text.trim();
  return (
    inner === '' ||
    inner === '-' ||
    readLevelBracket(inner, header) ||
    readIdBracket(inner, header) ||
    readNameBracket(inner, header)
  );
}

function readLevelBracket(inner: string, header: Header): boolean {
  if (parts.hasLevel) {
    return false;
  }
  const slash = /^(.{1,80})[/|]([A-Z]{4,8})$|^([A-Z]{4,8})[/|](.{1,80})$/.exec(inner);
  const word = slash?.[2] ?? slash?.[3] ?? inner;
  const severity = severityOfWord(word);
  if (severity === undefined) {
    return false;
  }
  setSeverity(header, severity, intern(word));
  parts.hasLevel = true;
  if (slash) {
    setAttribute(header, 'thread.name', slash[1] ?? slash[4] ?? '');
    parts.hasName = true;
  }
  return true;
}

function readIdBracket(inner: string, header: Header): boolean {
  const process = /^(?:pid[: ])?(\d{1,8})(?:[#:]\d{1,12})?$/.exec(inner);
  if (process?.[1] !== undefined) {
    setAttribute(header, 'process.pid', process[1]);
    return true;
  }
  const ids = /^([\w-]*),([0-9a-f]{16,32})?,([0-9a-f]{16})?(?:,(?:true|false)?)?$/.exec(inner);
  if (ids) {
    if (ids[1]) header.service = intern(ids[1]);
    header.traceId = ids[2] ?? header.traceId;
    header.spanId = ids[3] ?? header.spanId;
    return true;
  }
  const request = /^(?:req-)[\w-]{8,40}(?: [\w-]+){0,8}$/.exec(inner);
  if (request) {
    setAttribute(header, 'request.id', inner.slice(0, inner.search(/ |$/)));
    return true;
  }
  if (/^myid:\d{1,3}$/.test(inner)) {
    setAttribute(header, 'service.instance.id', inner);
    return true;
  }
  return /^myid:$|^MY-\d+$/.test(inner);
}

/** `[main]`, `[thread:Class@12]`, `[o.e.n.Node]`; before the level it holds only if one follows. */
function readNameBracket(inner: string, header: Header): boolean {
  const place = /^(.{1,600}):([\w$.<>]{1,160})@(\d{1,6})$/.exec(inner);
  if (place) {
    setAttribute(header, 'thread.name', place[1] ?? '');
    setAttribute(header, 'logger', place[2] ?? '');
    parts.hasName = true;
    parts.isDone = parts.hasLevel;
    return true;
  }
  if (/^[\w./-]{1,120}\.\w{1,4}:\d{1,6}$/.test(inner)) {
    return codePath(header, inner);
  }
  if (header.attributes?.['logger'] !== undefined) {
    return false;
  }
  const isTaken = header.attributes?.['thread.name'] !== undefined;
  if (/^[\w$-]+(?:(?:\.|::|\$)[\w$-]+)+$/.test(inner)) {
    setAttribute(header, 'logger', inner);
    parts.hasName = true;
    return true;
  }
  // Kafka's clients name their threads `kafka-producer-network-thread | producer-1`.
  if (
    !/^[\w$./#@:() -]{1,80}(?: \| [\w.-]{1,60})?$/.test(inner) ||
    (isTaken && inner.includes(' '))
  ) {
    return false;
  }
  setAttribute(header, isTaken ? 'logger' : 'thread.name', inner);
  parts.hasName = parts.hasLevel;
  return true;
}

/** Index of the bracket that closes the one at `at`, within a bound; -1 when none does. */
function closingBracket(line: string, at: number): number {
  let depth = 0;
  const end = Math.min(line.length, at + 800);
  for (let i = at; i < end; i++) {
    const code = line.charCodeAt(i);
    if (code === 91) depth++;
    else if (code === 93 && --depth === 0) return i;
  }
  return -1;
}

/** Spaces, and a separator like ` - `, ` | `, `: ` among them. */
function skipGap(line: string, at: number): number {
  gap.lastIndex = at;
  gap.exec(line);
  return gap.lastIndex;
}

const gap = /[ \t]{0,80}(?:[:,|](?=[ \t[]|$)|[-–|](?=[ \t]))?[ \t]{0,80}|/y;

function traceField(header: Header, text: string): boolean {
  header.traceId = text === '' ? header.traceId : text;
  return true;
}

function spanField(header: Header, text: string): boolean {
  header.spanId = text === '' ? header.spanId : text;
  return true;
}
