import { Severity } from '../../model/severity.ts';
import {
  type Format,
  type Header,
  intern,
  serviceOfPod,
  setAttribute,
  setSeverity,
  setTime,
} from '../header.ts';
import { severityOfLetter, severityOfPriority, severityOfTens, severityOfWord } from '../levels.ts';
import { stripControls } from '../lines.ts';
import { epochMilliseconds, parseTime } from '../times.ts';

/** One JSON object a line: bunyan, pino, winston, zap, slog, ECS, OpenTelemetry, GCP, journald ... */
export const jsonFormats: readonly Format[] = [
  {
    name: 'json',
    example: '{"level":50,"time":1763632800123,"pid":1,"hostname":"web1","msg":"connect refused"}',
    first: '{',
    role: 'record',
    read: readJson,
  },
];

type Role =
  | 'time'
  | 'level'
  | 'severityNumber'
  | 'message'
  | 'logger'
  | 'service'
  | 'pod'
  | 'host'
  | 'thread'
  | 'traceId'
  | 'spanId'
  | 'traceparent'
  | 'error'
  | 'stack';

/** The keys that loggers use for each role, best first; case, `_` and `-` make no difference. */
const spellings: Readonly<Record<Role, string>> = {
  time: '@timestamp timestamp time ts @t t.$date t datetime date eventtime asctime log.timestamp timeunixnano observedtimeunixnano __realtimetimestamp sourcerealtimetimestamp written_at',
  level:
    'level severity severitytext log.level loglevel levelname lvl @l priority s level_name record.level.name',
  severityNumber: 'severitynumber',
  message:
    'message msg @m textpayload body.stringvalue body renderedmessage shortmessage text jsonpayload.message jsonpayload.msg state.message fields.message @mt log.message event.original log event',
  logger: 'logger loggername log.logger logname component module target category c caller source',
  service:
    'service.name servicename service app application appname resource.service.name resource.attributes.service.name kubernetes.containername kubernetes.container.name resource.labels.containername kubernetes.labels.app syslogidentifier systemdunit dd.service ddservice',
  pod: 'kubernetes.podname kubernetes.pod.name resource.labels.podname podname',
  host: 'hostname host.name host resource.host.name machinename',
  thread: 'thread threadname thread.name process.thread.name',
  traceId:
    'traceid trace.id dd.traceid ddtraceid xb3traceid logging.googleapis.com/trace otel.traceid contextmap.traceid mdc.traceid',
  spanId:
    'spanid span.id dd.spanid ddspanid xb3spanid logging.googleapis.com/spanid otel.spanid mdc.spanid',
  traceparent: 'traceparent',
  error: 'err.message error.message error err exception.message exceptionmessage @x err.msg',
  stack:
    'err.stack error.stack error.stacktrace stacktrace stack exception excinfo exception.stacktrace errorverbose error.stack_trace',
};

interface Meaning {
  readonly role: Role;
  readonly rank: number;
}

const plain = (key: string): string => key.toLowerCase().replace(/[_-]/g, '');

const meanings = new Map<string, Meaning>(
  (Object.entries(spellings) as [Role, string][]).flatMap(([role, keys]) =>
    keys.split(' ').map((key, rank): [string, Meaning] => [plain(key), { role, rank }]),
  ),
);

const maximalLength = 1_000_000;
const maximalAttributes = 24;

function readJson(line: string, at: number, header: Header): number {
  const object = parseObject(line, at);
  if (!object) {
    return -1;
  }
  const entry: Entry = { found: new Map(), others: [] };
  flatten(firstOfOtlp(object) ?? object, '', 0, entry);
  if (!isLogEntry(entry)) {
    return -1;
  }
  store(entry, header);
  return line.length;
}

type Value = string | number | boolean;

interface Entry {
  readonly found: Map<Role, { readonly value: Value; readonly rank: number; readonly key: string }>;
  readonly others: [string, Value][];
}

function parseObject(line: string, at: number): object | undefined {
  const length = line.length - at;
  if (line.charCodeAt(at) !== 123) {
    return undefined;
  }
  if (length <= maximalLength && /\}\s*$/.test(line.slice(-8))) {
    return parse(at === 0 ? line : line.slice(at));
  }
  return length < cutLength ? undefined : parse(wholeFields(line.slice(at, at + maximalHead)));
}

/** Shorter lines are never cut by those who read them. */
const cutLength = 4000;
/** Of a line that is too long or cut off. */
const maximalHead = 64_000;

function parse(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** An object that was cut off, up to the last of its own fields that is whole; '' where there is none. */
function wholeFields(text: string): string {
  let depth = 0;
  let end = 0;
  for (const { 0: sign, index } of text.matchAll(/"(?:[^"\\]|\\.)*(?:"|$)|[{}[\],]/g)) {
    if (sign === '{' || sign === '[') depth++;
    else if (sign === '}' || sign === ']') depth--;
    else if (sign === ',' && depth === 1) end = index;
    if (depth === 0) return '';
  }
  return end === 0 ? '' : `${text.slice(0, end)}}`;
}

function isLogEntry({ found }: Entry): boolean {
  return found.has('message')
    ? found.size > 1
    : found.has('time') && (found.has('level') || found.has('severityNumber') || found.size > 2);
}

function flatten(object: object, prefix: string, depth: number, entry: Entry): void {
  for (const [key, value] of Object.entries(object) as [string, unknown][]) {
    const path = prefix + key;
    if (Array.isArray(value)) {
      flattenList(value, path, entry);
    } else if (typeof value === 'object' && value !== null) {
      if (depth < 3) {
        flatten(value, `${path}.`, depth + 1, entry);
      }
    } else if (isValue(value)) {
      keep(path, value, entry);
    }
  }
}

/** OpenTelemetry's lists of keys and values; a message that journald gives as bytes. */
function flattenList(list: readonly unknown[], path: string, entry: Entry): void {
  if (meaningOf(path)?.role === 'message' && list.every((item) => typeof item === 'number')) {
    keep(path, stripControls(new TextDecoder().decode(Uint8Array.from(list))), entry);
    return;
  }
  const prefix = path === 'attributes' ? '' : `${path}.`;
  for (const item of list as readonly (Partial<KeyValue> | null)[]) {
    const [value] = Object.values(item?.value ?? {});
    if (typeof item?.key === 'string' && isValue(value)) {
      keep(prefix + item.key, value, entry);
    }
  }
}

interface KeyValue {
  readonly key: string;
  /** `{ stringValue: ... }`, `{ intValue: ... }` ... */
  readonly value: object;
}

/** One line of OpenTelemetry's file exporter holds batches of records: the first speaks for it. */
function firstOfOtlp(object: object): object | undefined {
  const [batch] = listOf(object, 'resourceLogs');
  const [scope] = batch ? listOf(batch, 'scopeLogs') : [];
  const [record] = scope ? listOf(scope, 'logRecords') : [];
  const resource = batch && 'resource' in batch ? { resource: batch.resource } : {};
  return record && { ...record, ...resource };
}

function listOf(object: object, key: string): readonly object[] {
  const value: unknown = (object as Readonly<Record<string, unknown>>)[key];
  const isList = Array.isArray(value) && typeof value[0] === 'object' && value[0] !== null;
  return isList ? (value as readonly object[]) : [];
}

const isValue = (value: unknown): value is Value =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

function keep(path: string, value: Value, { found, others }: Entry): void {
  const meaning = meaningOf(path);
  const rival = meaning && found.get(meaning.role);
  if (!meaning || value === '') {
    others.push([path, value]);
  } else if (!rival || meaning.rank < rival.rank) {
    if (rival) others.push([rival.key, rival.value]);
    found.set(meaning.role, { value, rank: meaning.rank, key: path });
  } else {
    others.push([path, value]);
  }
}

const meaningsByPath = new Map<string, Meaning | null>();

function meaningOf(path: string): Meaning | undefined {
  let meaning = meaningsByPath.get(path);
  if (meaning === undefined) {
    meaning = meanings.get(plain(path)) ?? null;
    if (meaningsByPath.size < 5_000) {
      meaningsByPath.set(path, meaning);
    }
  }
  return meaning ?? undefined;
}

function store(entry: Entry, header: Header): void {
  const text = (role: Role): string | undefined => {
    const value = entry.found.get(role)?.value;
    return value === undefined ? undefined : String(value);
  };
  storeTime(entry.found.get('time')?.value, header);
  storeLevel(entry, header);
  storeNames(entry, text, header);
  storeTrace(text, header);
  header.message = messageOf(text);
  for (const [key, value] of entry.others.slice(0, maximalAttributes)) {
    setAttribute(header, key, String(value).slice(0, 200));
  }
}

function storeTime(value: Value | undefined, header: Header): void {
  const number = typeof value === 'number' || /^\d{9,19}(?:\.\d+)?$/.test(String(value ?? ''));
  const time =
    value === undefined
      ? undefined
      : number
        ? epochMilliseconds(Number(value))
        : parseTime(String(value));
  if (time !== undefined) {
    setTime(header, time, 'date');
  }
}

function storeLevel({ found }: Entry, header: Header): void {
  const given = Number(found.get('severityNumber')?.value);
  const value = found.get('level')?.value;
  if (given >= 1 && given <= 24) {
    setSeverity(header, given, String(value ?? given));
  } else if (value !== undefined) {
    const number = Number(value);
    const severity = Number.isNaN(number)
      ? (severityOfWord(String(value)) ?? ofLetter(String(value)))
      : (severityOfTens(number) ?? severityOfPriority(number));
    if (severity !== undefined) {
      setSeverity(header, severity, intern(String(value)));
    }
  } else if (found.has('stack')) {
    setSeverity(header, Severity.error, 'stack');
  }
}

const ofLetter = (text: string): number | undefined =>
  text.length === 1 ? severityOfLetter(text) : undefined;

function storeNames(entry: Entry, text: (role: Role) => string | undefined, header: Header): void {
  const name = entry.others.findIndex(([key]) => key === 'name');
  if (name >= 0 && !entry.found.has('logger')) {
    // Bunyan and pino name the program so, others the logger.
    const isProgram = entry.found.has('host') && !entry.found.has('service');
    const [, value] = entry.others.splice(name, 1)[0] ?? ['', ''];
    if (isProgram) header.service = intern(String(value));
    else setAttribute(header, 'logger', String(value));
  }
  const pod = text('pod');
  if (pod !== undefined) {
    setAttribute(header, 'k8s.pod.name', pod);
    header.service = intern(serviceOfPod(pod));
  }
  const service = text('service');
  if (service !== undefined) header.service = intern(service);
  const host = text('host');
  if (host !== undefined) header.host = intern(host);
  const logger = text('logger');
  if (logger !== undefined) setAttribute(header, 'logger', logger);
  const thread = text('thread');
  if (thread !== undefined) setAttribute(header, 'thread.name', thread);
}

function storeTrace(text: (role: Role) => string | undefined, header: Header): void {
  const parent = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-/.exec(text('traceparent') ?? '');
  const trace = text('traceId') ?? parent?.[1];
  if (trace !== undefined) header.traceId = trace.slice(trace.lastIndexOf('/') + 1);
  header.spanId = text('spanId') ?? parent?.[2] ?? header.spanId;
}

/** The message, the error it speaks of, and its stack, which often stand in fields of their own. */
function messageOf(text: (role: Role) => string | undefined): string {
  const message = text('message') ?? '';
  const error = text('error');
  const stack = text('stack');
  const head =
    error === undefined || message.includes(error) ? message : `${message} error=${error}`;
  return stack === undefined || stack === message ? head.trim() : `${head.trim()}\n${stack}`;
}
