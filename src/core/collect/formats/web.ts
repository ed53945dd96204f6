import {
  attribute,
  type Format,
  type host,
  ignore,
  levelWord,
  patternFormat,
  pid,
  setSeverity,
  setTime,
  status,
  thread,
} from '../header.ts';
import { parseTime } from '../times.ts';

const time = (header: Parameters<typeof host>[0], text: string): boolean => {
  const moment = parseTime(text);
  if (moment !== undefined) {
    setTime(header, moment, 'date');
  }
  return moment !== undefined;
};

const clfTime = '(\\d\\d\\/[A-Z][a-z]{2}\\/\\d{4}:\\d\\d:\\d\\d:\\d\\d [+-]\\d{4})';

/** Web servers and proxies. The request stays in the body, as it is what the line says. */
export const webFormats: readonly Format[] = [
  {
    name: 'access',
    example:
      '10.0.0.7 - ana [20/Nov/2026:10:00:00 +0100] "GET /cart HTTP/1.1" 502 157 "-" "curl/8.5"',
    first: '0a:-[',
    role: 'record',
    read: readAccess,
  },
  patternFormat({
    name: 'apache-error',
    example:
      '[Fri Nov 20 10:00:00.123456 2026] [proxy:error] [pid 12:tid 34] (111)Connection refused',
    first: '[',
    role: 'record',
    pattern:
      /\[([A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d{1,6})? \d{4})\] \[(?:[\w-]{0,40}:)?([a-z]{4,6})\d?\] (?:\[pid (\d{1,8})(?::tid (\d{1,20}))?\] )?(?:\[client [^\]]{1,60}\] )?/y,
    fields: [time, levelWord, pid, thread],
  }),
  patternFormat({
    name: 'nginx-error',
    example: '2026/11/20 10:00:00 [error] 31#31: *1 connect() failed (111: Connection refused)',
    first: '0',
    role: 'record',
    pattern: /(\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d) \[([a-z]{4,6})\] (\d{1,8})#(\d{1,8}): /y,
    fields: [time, levelWord, pid, thread],
  }),
  patternFormat({
    name: 'envoy-access',
    example:
      '[2026-11-20T10:00:00.123Z] "GET /cart HTTP/2" 503 UF upstream_reset 0 91 3 - "-" "curl/8"',
    first: '[',
    role: 'record',
    pattern: /\[(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\] (?="[^"]{1,2000}" (\d{3}) )/y,
    fields: [time, status],
  }),
  patternFormat({
    name: 'haproxy',
    example: '10.0.0.7:5100 [20/Nov/2026:10:00:00.123] web~ app/s1 0/0/1/-1/5 503 217 - - SC--',
    first: '0',
    role: 'record',
    pattern:
      /([\d.:a-f]{3,45}):\d{1,5} \[(\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d\.\d{3})\] (?=\S{1,80} \S{1,80} \S{5,40} (\d{3}) )/y,
    fields: [attribute('client.address'), time, status],
  }),
  patternFormat({
    name: 'gin',
    example: '[GIN] 2026/11/20 - 10:00:00 | 502 |   1.2ms |  10.0.0.7 | GET      "/cart"',
    first: '[',
    role: 'record',
    pattern: /\[GIN\] (\d{4}\/\d\d\/\d\d - \d\d:\d\d:\d\d) \| ?(?=(\d{3}) )/y,
    fields: [(header, text) => time(header, text.replace(' - ', ' ')), status],
  }),
  patternFormat({
    name: 'squid',
    example:
      '1795168800.123    157 10.0.0.7 TCP_MISS/502 1432 GET http://shop/cart - HIER_DIRECT/10.0.0.8 -',
    first: '0',
    role: 'record',
    pattern:
      /(\d{10})\.(\d{3}) {1,10}\d{1,9} ([\w.:-]{2,45}) (?=[A-Z_]{3,40}\/(\d{3}) \d{1,12} [A-Z_]{1,20} )/y,
    fields: [epochSeconds, epochFraction, attribute('client.address'), status],
  }),
  patternFormat({
    name: 'uvicorn-access',
    example: 'INFO:     10.0.0.7:51000 - "GET /cart HTTP/1.1" 500 Internal Server Error',
    first: 'I',
    role: 'level',
    pattern: /(INFO): {4,6}(?=[\d.a-f:]{3,45} - "[^"]{1,2000}" (\d{3})\b)/y,
    fields: [ignore, status],
  }),
];

function epochSeconds(header: Parameters<typeof host>[0], text: string): boolean {
  setTime(header, Number(text) * 1000, 'date');
  return true;
}

function epochFraction(header: Parameters<typeof host>[0], text: string): boolean {
  header.time += Number(text);
  return true;
}

const access = new RegExp(
  `([\\w.:-]{1,100}) (?:\\S{1,80} )?(\\S{1,80}) \\[${clfTime}\\] (?="(?:[^"\\\\]|\\\\.){0,8000}" (\\d{3}|-)(?: |$))`,
  'y',
);
const accessHead = new RegExp(`([\\w.:-]{1,100}) (?:\\S{1,80} ){1,2}\\[${clfTime}\\] `, 'y');

/** Common and combined log format, and the many that add fields at the end. */
function readAccess(line: string, at: number, header: Parameters<typeof host>[0]): number {
  if (line.indexOf(' [', at) < 0) {
    return -1;
  }
  access.lastIndex = at;
  const match = access.exec(line);
  if (match && time(header, match[3] ?? '')) {
    attribute('client.address')(header, match[1] ?? '');
    if (match[2] !== '-') attribute('enduser.id')(header, match[2] ?? '');
    status(header, match[4] ?? '');
    return at + match[0].length;
  }
  accessHead.lastIndex = at;
  const head = accessHead.exec(line);
  if (!head || !time(header, head[2] ?? '')) {
    return -1;
  }
  setSeverity(header, 0, '');
  header.severityText = undefined;
  return at + head[0].length;
}
