import { Severity } from '../../model/severity.ts';
import {
  attribute,
  codePath,
  type Field,
  type Format,
  levelLetter,
  levelWord,
  logger,
  patternFormat,
  pid,
  setSeverity,
  setTime,
  thread,
} from '../header.ts';
import { afterTime, parseTime } from '../times.ts';

/** Headers of well-known programs and libraries that the general reader would misread. */
export const serviceFormats: readonly Format[] = [
  patternFormat({
    name: 'klog',
    example: 'E1120 10:00:00.123456       1 reflector.go:138] Failed to watch *v1.Pod: unknown',
    first: 'IWEF',
    role: 'record',
    pattern:
      /(?=([IWEF]))([IWEF]\d{4} \d\d:\d\d:\d\d(?:\.\d{1,9})?) {1,10}(\d{1,10}) ([\w.@/-]{1,120}:\d{1,6})\] ?/y,
    fields: [levelLetter, klogTime, pid, codePath],
  }),
  patternFormat({
    name: 'redis',
    example: '1:M 20 Nov 2026 10:00:00.001 # Server initialized',
    first: '0',
    role: 'record',
    pattern: /(\d{1,8}):([XCSM]) (\d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d\.\d{3}) ([.\-*#]) /y,
    fields: [pid, attribute('redis.role'), dated, redisLevel],
  }),
  afterTime(
    'iso8601',
    patternFormat({
      name: 'postgresql',
      example: '2026-11-20 10:00:00.123 UTC [123] app@shop ERROR:  relation "cart" does not exist',
      first: '0',
      role: 'record',
      pattern:
        / (?:\[(\d{1,8})(?:-\d{1,8})?\]:? )?[^":]{0,160}?\b(LOG|ERROR|FATAL|PANIC|WARNING|NOTICE|INFO|DEBUG[1-5]?|DETAIL|HINT|STATEMENT|CONTEXT): {2}/y,
      fields: [pid, postgresLevel],
    }),
  ),
  afterTime(
    'iso8601 iso-padded',
    patternFormat({
      name: 'mysql',
      example:
        '2026-11-20T10:00:00.123456Z 0 [Warning] [MY-010068] [Server] CA certificate is self signed.',
      first: '0',
      role: 'record',
      pattern:
        / (\d{1,10}) \[(System|Note|Warning|ERROR|Error)\] (?:\[(MY-\d{6})\] )?(?:\[(\w{1,30})\] )?/y,
      fields: [thread, levelWord, attribute('error.code'), logger],
    }),
  ),
  afterTime(
    'iso8601',
    patternFormat({
      name: 'mongodb',
      example: '2026-11-20T10:00:00.123+0000 E NETWORK  [conn1] Failed to set up listener',
      first: '0',
      role: 'record',
      pattern: / ([DIWEF])\d? ([A-Z]{3,12}|-) {1,10}\[([\w.-]{1,60})\] /y,
      fields: [levelLetter, logger, thread],
    }),
  ),
  patternFormat({
    name: 'ruby',
    example: 'E, [2026-11-20T10:00:00.123456 #123] ERROR -- : connection refused',
    first: 'DIWEF',
    role: 'record',
    pattern:
      /[DIWEF], \[(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,6}) #(\d{1,8})\] {1,3}(DEBUG|INFO|WARN|ERROR|FATAL) -- ([^:]{0,60}): ?/y,
    fields: [dated, pid, levelWord, logger],
  }),
  patternFormat({
    name: 'logrus',
    example: 'ERRO[0003] cannot connect                                error=refused',
    first: 'TDIWEFP',
    role: 'record',
    pattern: /(TRAC|DEBU|INFO|WARN|ERRO|FATA|PANI)\[(\d{4,9}|\d{4}-\d\d-[^\]]{8,30})\] ?/y,
    fields: [levelWord, logrusTime],
  }),
  patternFormat({
    name: 'cassandra',
    example:
      'INFO  [main] 2026-11-20 10:00:00,123 StorageService.java:1371 - Node state jump to normal',
    first: 'TDIWEF',
    role: 'record',
    pattern:
      /(TRACE|DEBUG|INFO|WARN|ERROR|FATAL) {1,2}\[([^\]]{1,120})\] (\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d[,.]\d{3}) (?:([\w$.]{1,100}:\d{1,6}) - )?/y,
    fields: [levelWord, thread, dated, codePath],
  }),
  patternFormat({
    name: 'level-first',
    example: 'INFO  [2026-11-20 10:00:00,123] io.dropwizard.server.ServerFactory: Starting',
    first: 'TDIWEFNC[',
    role: 'record',
    pattern:
      /\[?(TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|SEVERE|CRITICAL|FATAL)\]?[: |-]{1,8}\[?(\d{4}[-/]\d\d[-/]\d\d[ T]\d\d:\d\d:\d\d(?:[,.]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)\]?[: |-]{0,4}(?:([A-Za-z_][\w$]{0,60}(?:[.][\w$]{1,80}){1,10}): )?/y,
    fields: [levelWord, dated, logger],
  }),
  afterTime(
    'iso8601',
    patternFormat({
      name: 'windows',
      example: '2026-09-28 04:30:30, Info                  CBS    Loaded Servicing Stack v6.1',
      first: '0',
      role: 'record',
      pattern: /, (Info|Warning|Error|Perf) {2,30}(\w{2,10})(?: {2,6}|$)/y,
      fields: [levelWord, logger],
    }),
  ),
  patternFormat({
    name: 'windows-event',
    example:
      'Error\t11/20/2026 10:00:00 AM\tService Control Manager\t7031\tNone\tThe service stopped',
    first: 'IWEC',
    role: 'record',
    pattern:
      /(Information|Warning|Error|Critical)[\t,](\d{1,2}\/\d{1,2}\/\d{4} \d{1,2}:\d\d:\d\d(?: [AP]M)?)[\t,]([^\t,]{1,120})[\t,](\d{1,6})[\t,](?:[^\t,]{1,60}[\t,])?/y,
    fields: [levelWord, dated, logger, attribute('event.id')],
  }),
  patternFormat({
    name: 'openstack',
    example:
      'nova-compute.log.1 2026-11-20 10:00:00.500 2931 INFO nova.compute.manager [-] VM Started',
    first: 'a',
    role: 'transport',
    pattern: /(([\w-]{2,40})\.log[\w.:-]{0,40}) (?=\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)/y,
    fields: [attribute('log.file.name'), fileService],
  }),
  patternFormat({
    name: 'jul',
    example: 'Nov 20, 2026 10:00:00 AM org.apache.catalina.core.StandardService startInternal',
    first: 'a',
    role: 'record',
    pattern:
      /([A-Z][a-z]{2} \d{1,2}, \d{4} \d{1,2}:\d\d:\d\d [AP]M) ([\w$]{1,60}(?:\.[\w$]{1,80}){1,12})(?: [\w$<>]{1,60})?$/y,
    fields: [dated, logger],
  }),
];

function dated(header: Parameters<Field>[0], text: string): boolean {
  const time = parseTime(text);
  if (time !== undefined) {
    setTime(header, time, 'date');
  }
  return time !== undefined;
}

/** A date, or whole seconds since the program started. */
function logrusTime(header: Parameters<Field>[0], text: string): boolean {
  if (text.length > 9) {
    return dated(header, text);
  }
  setTime(header, Number(text) * 1000, 'uptime');
  return true;
}

const yearless = /^.(\d\d)(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,3}))?/;

/** klog writes month and day without a year and without a separator. */
function klogTime(header: Parameters<Field>[0], text: string): boolean {
  const match = yearless.exec(text);
  if (!match) {
    return false;
  }
  const [, month, day, hour, minute, second, fraction = '0'] = match.map(String);
  setTime(
    header,
    Date.UTC(2000, Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)) +
      (Number.isNaN(Number(fraction)) ? 0 : Number(fraction)),
    'yearless',
  );
  return true;
}

function redisLevel(header: Parameters<Field>[0], text: string): boolean {
  const severity = { '.': Severity.debug, '-': Severity.info, '*': Severity.info }[text];
  setSeverity(header, severity ?? Severity.warn, text);
  return true;
}

/** What belongs to an error before it is not an error of its own. */
function postgresLevel(header: Parameters<Field>[0], text: string): boolean {
  if (levelWord(header, text)) {
    return true;
  }
  setSeverity(header, Severity.info, text);
  return true;
}

function fileService(header: Parameters<Field>[0], text: string): boolean {
  header.service = text;
  return true;
}
