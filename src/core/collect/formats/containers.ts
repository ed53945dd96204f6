import {
  attribute,
  type Field,
  type Format,
  type Header,
  ignore,
  intern,
  patternFormat,
  pod,
  service,
  setAttribute,
} from '../header.ts';
import { afterTime } from '../times.ts';

const container = attribute('k8s.container.name');
const stream = attribute('log.iostream');

/** What container runtimes and their clients put before the lines of a program. */
export const containerFormats: readonly Format[] = [
  afterTime(
    'iso8601',
    patternFormat({
      name: 'cri',
      example: '2026-11-20T10:00:00.123456789Z stdout F listening on :8080',
      first: '0',
      role: 'transport',
      pattern: / (stdout|stderr) ([FP]) /y,
      fields: [stream, partial],
    }),
  ),
  patternFormat({
    name: 'kubectl',
    example: '[pod/checkout-7c9d8f6b5-x2x9q/server] listening on :8080',
    first: '[',
    role: 'transport',
    pattern: /\[pod\/([\w.-]{1,253})\/([\w.-]{1,253})\] /y,
    fields: [pod, container],
  }),
  afterTime(
    'iso8601',
    patternFormat({
      name: 'kubernetes',
      example: '2026-11-20T10:00:00.123456789Z checkout-7c9d8f6b5-x2x9q listening on :8080',
      first: '0',
      role: 'transport',
      pattern: /[ \t]([a-z0-9][a-z0-9.-]{0,200}-[a-z0-9]{6,10}-[a-z0-9]{5})(?:[ \t]|$)/y,
      fields: [pod],
    }),
  ),
  patternFormat({
    name: 'stern',
    example: 'checkout-7c9d8f6b5-x2x9q server listening on :8080',
    first: 'a',
    role: 'transport',
    pattern:
      /(?:› )?([a-z0-9][a-z0-9.-]{0,200}-[a-z0-9]{6,10}-[a-z0-9]{5}) ([a-z][a-z0-9-]{0,62}) /y,
    fields: [pod, container],
  }),
  patternFormat({
    name: 'compose',
    example: 'redis-1  | Ready to accept connections',
    first: 'a0',
    role: 'transport',
    pattern: /([A-Za-z0-9][\w.-]{0,100}?)[-_](\d{1,3}) {0,60}\| ?/y,
    fields: [service, attribute('container.id')],
  }),
  patternFormat({
    name: 'compose',
    example: 'redis        | Ready to accept connections',
    first: 'a',
    role: 'transport',
    pattern: /([A-Za-z][\w.-]{0,100}?) {1,60}\| ?/y,
    fields: [service],
    shy: true,
  }),
  // What kubectl logs --timestamps and docker logs -t write: nanoseconds, then the line itself.
  afterTime(
    'iso8601',
    patternFormat({
      name: 'docker',
      example: '2026-11-20T10:00:00.123456789Z Ready to accept connections',
      first: '0',
      role: 'transport',
      pattern: /(?<=T\d\d:\d\d:\d\d\.\d{8,9}(?:Z|[+-]\d\d:\d\d))(?: |$)/y,
      fields: [],
    }),
  ),
  {
    name: 'docker-json',
    example:
      '{"log":"Ready to accept connections\\n","stream":"stdout","time":"2026-11-20T10:00:00.1Z"}',
    first: '{',
    role: 'transport',
    read: readDockerJson,
  },
  patternFormat({
    name: 'kubernetes-event',
    example: '3m12s       Warning   BackOff     pod/checkout-7c9d8f6b5-x2x9q   Back-off restarting',
    first: '0',
    role: 'record',
    pattern:
      /(\d{1,4}[smhd](?:\d{1,2}[smh])?) {2,20}(Normal|Warning) {2,20}(\w{2,50}) {2,40}(?:pod\/([\w.-]{1,253})|[a-z.]{2,40}\/[\w.-]{1,253}) {2,80}/y,
    fields: [attribute('event.age'), eventLevel, attribute('event.name'), pod],
  }),
];

function partial(header: Header, text: string): boolean {
  header.partial = text === 'P';
  return true;
}

function eventLevel(header: Header, text: string): ReturnType<Field> {
  header.severityText = text;
  header.severityNumber = text === 'Warning' ? 13 : 9;
  return ignore(header, text);
}

/** Docker's json-file driver. The text of the line is the program's own, header and all. */
function readDockerJson(line: string, at: number, header: Header): number {
  if (!line.startsWith('{"log":"', at)) {
    return -1;
  }
  const entry = parseEntry(line.slice(at));
  if (!entry) {
    return -1;
  }
  header.partial = !entry.log.endsWith('\n');
  header.message = entry.log.replace(/\r?\n$/, '');
  setAttribute(header, 'log.iostream', intern(entry.stream ?? 'stdout'));
  timeOnly.read(`${entry.time} `, 0, header);
  return line.length;
}

interface DockerEntry {
  readonly log: string;
  readonly stream?: string;
  readonly time: string;
}

function parseEntry(text: string): DockerEntry | undefined {
  try {
    const entry = JSON.parse(text) as Partial<DockerEntry>;
    const isEntry = typeof entry.log === 'string' && typeof entry.time === 'string';
    return isEntry ? (entry as DockerEntry) : undefined;
  } catch {
    return undefined;
  }
}

const timeOnly = afterTime(
  'iso8601',
  patternFormat({
    name: '',
    example: '',
    first: '',
    role: 'record',
    pattern: /(?= )/y,
    fields: [],
  }),
);
