import {
  attribute,
  type Format,
  type Header,
  host,
  levelPriority,
  levelWord,
  logger,
  patternFormat,
  pid,
  service,
  setAttribute,
  setTime,
} from '../header.ts';
import { afterTime, type FoundTime, readTime } from '../times.ts';

const found: FoundTime = { end: 0, name: '' };

const tag = '([\\w./@-][\\w./@:() -]{0,60}?)(?:\\[(\\d{1,10})\\])?: ?';
const facility =
  '(?:(?:kern|user|mail|daemon|auth|authpriv|syslog|lpr|news|uucp|cron|ftp|local[0-7])[.](emerg|alert|crit|err|error|warn|warning|notice|info|debug) )?';

/** `2026-11-20T10:00:00Z ERROR orders: ...` names a level where syslog names a host. */
const level =
  '(?:trace|debug|verbose|info|notice|warn|warning|error|err|critical|crit|severe|fatal|panic|alert|emerg)';

export const syslogFormats: readonly Format[] = [
  afterTime(
    'syslog month-first weekday-iso',
    patternFormat({
      name: 'syslog3164',
      example: 'Dec 10 06:55:48 labsz sshd[24200]: Connection closed by 173.234.31.186',
      first: 'a',
      role: 'transport',
      pattern: new RegExp(` (?!${level} )([\\w.:-]{1,100}) ${facility}${tag}`, 'iy'),
      fields: [host, levelWord, service, pid],
    }),
  ),
  // Written by the daemon itself, as dnsmasq and HAProxy do: nobody adds the host.
  afterTime(
    'syslog',
    patternFormat({
      name: 'syslog3164',
      example: 'Nov 22 07:47:55 dnsmasq[32215]: started, version 2.90 cachesize 150',
      first: 'a',
      role: 'transport',
      pattern: / ([A-Za-z][\w./-]{0,60})\[(\d{1,10})\]: ?/y,
      fields: [service, pid],
    }),
  ),
  afterTime(
    'iso8601',
    patternFormat({
      name: 'syslog3339',
      example: '2026-11-20T10:00:00.123456+00:00 web1 sshd[123]: Accepted publickey for deploy',
      first: '0',
      role: 'transport',
      pattern: new RegExp(
        `[ \\t](?!\\d+ |${level} )([a-z0-9][\\w.-]{0,60}) ([\\w./-]{1,60})(?:\\[(\\d{1,10})\\]|(?=: )): ?`,
        'iy',
      ),
      fields: [host, service, pid],
    }),
  ),
  afterTime(
    'iso8601',
    patternFormat({
      name: 'heroku',
      example: '2026-11-20T10:00:00.123456+00:00 heroku[router]: at=error code=H12 path="/cart"',
      first: '0',
      role: 'transport',
      pattern: / (app|heroku)\[([\w.-]{1,60})\]: ?/y,
      fields: [logger, service],
    }),
  ),
  {
    name: 'syslog3164',
    example: "<34>Oct 11 22:14:15 mymachine su: 'su root' failed for lonvick on /dev/pts/8",
    first: '<',
    role: 'transport',
    read: readWithPriority,
  },
  {
    name: 'syslog5424',
    example:
      '<165>1 2026-10-11T22:14:15.003Z web1 evntslog 812 ID47 [x@32473 iut="3"] An application event',
    first: '<',
    role: 'transport',
    read: read5424,
  },
  {
    name: 'bgl',
    example:
      '- 1117838570 2005.06.03 R02-M1-N0 2005-06-03-15.42.50.675872 R02-M1-N0 RAS KERNEL INFO parity error',
    first: '0-aA',
    role: 'record',
    read: readRas,
  },
  patternFormat({
    name: 'thunderbird',
    example:
      '- 1131566461 2005.11.09 dn228 Nov 9 12:01:01 dn228/dn228 crond(pam_unix)[2915]: session closed',
    first: '-A',
    role: 'transport',
    pattern: new RegExp(
      `(?:-|[A-Z_]+) (\\d{10}) \\d{4}\\.\\d\\d\\.\\d\\d (\\S{1,80}) [A-Z][a-z]{2} {1,2}\\d{1,2} \\d\\d:\\d\\d:\\d\\d \\S{1,120} ${tag}`,
      'y',
    ),
    fields: [epochSeconds, host, service, pid],
  }),
];

const priority = /<(\d{1,3})>/y;
const afterPriority = new RegExp(`(?: ([\\w.:-]{1,100}))? ${tag}`, 'y');

function readWithPriority(line: string, at: number, header: Header): number {
  priority.lastIndex = at;
  const match = priority.exec(line);
  if (!match || !readTime(line, priority.lastIndex, header, found)) {
    return -1;
  }
  levelPriority(header, match[1] ?? '');
  afterPriority.lastIndex = found.end;
  const names = afterPriority.exec(line);
  if (names) {
    if (names[1] !== undefined) host(header, names[1]);
    service(header, names[2] ?? '');
    if (names[3] !== undefined) pid(header, names[3]);
  }
  return names ? found.end + names[0].length : found.end + 1;
}

const start5424 =
  /<(\d{1,3})>\d{1,2} (-|\S{10,40}) (\S{1,255}) (\S{1,48}) (\S{1,128}) (\S{1,32}) /y;
const structured = /(?:-|(?:\[(?:[^\]"\\]|"(?:[^"\\]|\\.){0,400}"){1,400}\]){1,9}) ?/y;
const messageId = attribute('syslog.msgid');

function read5424(line: string, at: number, header: Header): number {
  start5424.lastIndex = at;
  const match = start5424.exec(line);
  if (!match) {
    return -1;
  }
  const [all, pri = '', time = '-', hostName = '-', app = '-', process = '-', id = '-'] = match;
  readTime(time, 0, header, found);
  levelPriority(header, pri);
  if (hostName !== '-') host(header, hostName);
  if (app !== '-') service(header, app);
  if (process !== '-') pid(header, process);
  if (id !== '-') messageId(header, id);
  structured.lastIndex = at + all.length;
  const data = structured.exec(line);
  return data ? structured.lastIndex : at + all.length;
}

const ras =
  /(?:(-|[A-Z][A-Z0-9_]{2,20}) )?(\d{10}) \d{4}\.\d\d\.\d\d (\S{0,60}) (\d{4}-\d\d-\d\d-\d\d\.\d\d\.\d\d\.\d{1,9}) \S{0,60} (\w{2,12}) (\w{2,16}) (INFO|WARNING|ERROR|SEVERE|FAILURE|FATAL) ?/y;

/** The event log of a Blue Gene machine: alert tag, epoch, node, local time, node, facility, level. */
function readRas(line: string, at: number, header: Header): number {
  ras.lastIndex = at;
  const match = ras.exec(line);
  if (!match) {
    return -1;
  }
  readTime(match[4] ?? '', 0, header, found);
  if (match[3]) host(header, match[3]);
  setAttribute(header, 'logger', `${match[5]} ${match[6]}`);
  levelWord(header, match[7] ?? '');
  if (match[1] !== undefined && match[1] !== '-') {
    setAttribute(header, 'alert', match[1]);
  }
  return at + match[0].length;
}

function epochSeconds(header: Header, text: string): boolean {
  setTime(header, Number(text) * 1000, 'date');
  return true;
}
