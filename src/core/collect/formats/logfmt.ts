import { type Format, type Header, intern, setAttribute, setSeverity, setTime } from '../header.ts';
import { severityOfLetter, severityOfWord } from '../levels.ts';
import { epochMilliseconds, parseTime } from '../times.ts';

/** `key=value` pairs, as logrus, go-kit, Grafana, Prometheus and Heroku write them. */
export const logfmtFormats: readonly Format[] = [
  {
    name: 'logfmt',
    example: 'time="2026-11-20T10:00:00Z" level=error msg="connect refused" host=redis',
    first: 'a@',
    role: 'record',
    read: readLogfmt,
  },
];

const pair = /([A-Za-z_@][\w.@/-]{0,60})=(?:"((?:[^"\\]|\\.){0,8000})"|([^\s"]{0,2000})) ?/y;
const maximalPairs = 60;
const maximalAttributes = 24;

type Store = (header: Header, value: string) => void;

const time: Store = (header, value) => {
  const number = Number(value);
  const moment = Number.isNaN(number) ? parseTime(value) : epochMilliseconds(number);
  if (moment !== undefined) {
    setTime(header, moment, 'date');
  }
};
const level: Store = (header, value) => {
  const severity =
    severityOfWord(value) ?? (value.length === 1 ? severityOfLetter(value) : undefined);
  if (severity !== undefined) {
    setSeverity(header, severity, intern(value));
  }
};
const message: Store = (header, value) => {
  header.message = value;
};
const logger: Store = (header, value) => setAttribute(header, 'logger', value);
const service: Store = (header, value) => {
  header.service = intern(value);
};
const host: Store = (header, value) => {
  header.host = intern(value);
};
const trace: Store = (header, value) => {
  header.traceId = value;
};
const span: Store = (header, value) => {
  header.spanId = value;
};

const keys: Readonly<Record<string, Store>> = {
  time,
  ts,
  t: time,
  timestamp: time,
  '@timestamp': time,
  level,
  lvl: level,
  severity: level,
  'log.level': level,
  msg: message,
  message,
  logger,
  component: logger,
  module: logger,
  caller: (header, value) => setAttribute(header, 'code.file.path', value),
  service,
  'service.name': service,
  app: service,
  host,
  hostname: host,
  trace_id: trace,
  traceID: trace,
  traceId: trace,
  'trace.id': trace,
  'dd.trace_id': trace,
  span_id: span,
  spanID: span,
  spanId: span,
  'dd.span_id': span,
};

function ts(header: Header, value: string): void {
  time(header, value);
}

/** The keys of which one must be there: any text may hold an equals sign. */
const telling = new Set([
  'time',
  'ts',
  't',
  'timestamp',
  '@timestamp',
  'level',
  'lvl',
  'msg',
  'severity',
]);

function readLogfmt(line: string, at: number, header: Header): number {
  const head = /^[\w.@/-]{1,40}=/.exec(line.slice(at, at + 48));
  if (!head) {
    return -1;
  }
  const { pairs, end } = readPairs(line, at);
  if (pairs.length < 2 || !pairs.some(([key]) => telling.has(key))) {
    return -1;
  }
  const others: string[] = [];
  for (const [key, value] of pairs) {
    const store = Object.hasOwn(keys, key) ? keys[key] : undefined;
    if (store) {
      store(header, value);
    } else {
      others.push(`${key}=${value}`);
      if (others.length <= maximalAttributes) setAttribute(header, key, value.slice(0, 200));
    }
  }
  header.message = bodyOf(header.message, others, line.slice(end));
  return line.length;
}

/** Without a message the pairs are the message; an error is part of it in any case. */
function bodyOf(message: string | undefined, others: readonly string[], rest: string): string {
  if (message === undefined) {
    return [...others, rest.trim()].join(' ').trim();
  }
  const errors = others.filter((other) => /^(?:err|error|exception|reason)=/.test(other));
  return [message, ...errors, rest.trim()].join(' ').trim();
}

function readPairs(line: string, at: number): { pairs: [string, string][]; end: number } {
  const pairs: [string, string][] = [];
  let end = at;
  for (let count = 0; count < maximalPairs; count++) {
    pair.lastIndex = end;
    const match = pair.exec(line);
    if (!match) {
      break;
    }
    pairs.push([match[1] ?? '', match[2]?.replace(/\\(["\\])/g, '$1') ?? match[3] ?? '']);
    end = pair.lastIndex;
  }
  return { pairs, end };
}
