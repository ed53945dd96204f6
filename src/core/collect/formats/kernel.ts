import {
  attribute,
  type Format,
  type Header,
  host,
  levelLetter,
  levelPriority,
  levelWord,
  logger,
  patternFormat,
  pid,
  service,
  setTime,
  thread,
} from '../header.ts';
import { afterTime } from '../times.ts';

/** Consoles of kernels, and logs that count from the start of the machine or the process. */
export const kernelFormats: readonly Format[] = [
  patternFormat({
    name: 'fuchsia',
    example: '[00057.361327][139105][139155][core/starnix] ERROR: Failed to mount',
    first: '[',
    role: 'record',
    pattern:
      /\[(\d{3,8}\.\d{3,9})\]\[(\d{1,9})\]\[(\d{1,9})\]\[(.{0,300}?)\] (TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL): /y,
    fields: [uptimeSeconds, pid, thread, logger, levelWord],
  }),
  patternFormat({
    name: 'journal-monotonic',
    example: '[   12.345678] web1 sshd[123]: Accepted publickey for deploy',
    first: '[',
    role: 'transport',
    pattern:
      /\[ {0,8}(\d{1,8}\.\d{6})\] ([\w.-]{1,100}) (?=kernel: |[^\s[\]]{1,60}\[\d{1,10}\]: )([^\s[\]:]{1,60})(?:\[(\d{1,10})\])?: /y,
    fields: [uptimeSeconds, host, service, pid],
  }),
  patternFormat({
    name: 'kernel',
    example: '<3>[ 1191.669874][ T1043] kernel BUG at mm/page_alloc.c:3112!',
    first: '<[',
    role: 'record',
    pattern: /(?:<(\d{1,3})>)?\[ {0,8}(\d{1,8}\.\d{4,9})\](?:\[ {0,6}([CT]\d{1,8})\])? ?/y,
    fields: [levelPriority, uptimeSeconds, thread],
  }),
  patternFormat({
    name: 'zircon',
    example: '[00040.896] 01127.01246> ASSERT FAILED at (system/ulib/memfs/file.cpp:217)',
    first: '[',
    role: 'record',
    pattern: /\[(\d{3,8}\.\d{3,9})\] (\d{3,9})\.(\d{3,9})> /y,
    fields: [uptimeSeconds, pid, thread],
  }),
  patternFormat({
    name: 'dmesg',
    example: '<6>usb 1-1: new high-speed USB device number 2',
    first: '<',
    role: 'record',
    pattern: /<(\d)>(?=\S)/y,
    fields: [levelPriority],
    shy: true,
  }),
  patternFormat({
    name: 'gc',
    example: '[0.123s][info][gc] GC(0) Pause Young (Normal) 24M->4M(256M) 3.231ms',
    first: '[',
    role: 'record',
    pattern: /\[(\d{1,9}[.,]\d{1,3})s\](?:\[(\w{1,10}) {0,8}\])?(?:\[([\w,]{1,40}) {0,20}\])? /y,
    fields: [uptimeSeconds, levelWord, logger],
  }),
  afterTime(
    'month-day iso8601',
    patternFormat({
      name: 'logcat',
      example: '03-17 16:13:38.811  1702  2395 D WindowManager: printFreezingDisplayLogs',
      first: '0',
      role: 'record',
      pattern:
        / {1,6}(?:[\w-]{1,30} {1,4})?(\d{1,7}) {1,6}(\d{1,7}) ([VDIWEFA]) ([^:]{1,100}?) {0,30}: ?/y,
      fields: [pid, thread, levelLetter, logger],
    }),
  ),
  afterTime(
    'month-day',
    patternFormat({
      name: 'logcat-time',
      example: '03-17 16:13:38.811 D/WindowManager( 1702): printFreezingDisplayLogs',
      first: '0',
      role: 'record',
      pattern: / ([VDIWEFA])\/([^(]{1,100}?) {0,30}\( {0,6}(\d{1,7})\): ?/y,
      fields: [levelLetter, logger, pid],
    }),
  ),
  patternFormat({
    name: 'logcat-brief',
    example: 'E/AndroidRuntime( 1702): FATAL EXCEPTION: main',
    first: 'a',
    role: 'level',
    pattern: /([VDIWEF])\/([\w.$-]{1,60}) {0,30}(?:\( {0,6}(\d{1,7})\))?: /y,
    fields: [levelLetter, logger, pid],
  }),
  afterTime(
    'iso8601-basic',
    patternFormat({
      name: 'health-app',
      example: '20171223-22:15:29:606|Step_LSC|30002312|onStandStepChanged 3579',
      first: '0',
      role: 'record',
      pattern: /\|(\w{1,40})\|(\d{1,12})\|/y,
      fields: [logger, pid],
    }),
  ),
  patternFormat({
    name: 'hpc',
    example: '460903 node-184 unix.hw state_change.unavailable 1145552216 1 Component State Change',
    first: '0',
    role: 'record',
    pattern: /\d{1,8} ([\w.-]{1,40}) ([\w.]{2,40}) ([\w.]{2,60}) (\d{10}) \d{1,3} /y,
    fields: [host, logger, attribute('event.name'), epochSeconds],
  }),
];

function uptimeSeconds(header: Header, text: string): boolean {
  setTime(header, Math.round(Number(text.replace(',', '.')) * 1000), 'uptime');
  return true;
}

function epochSeconds(header: Header, text: string): boolean {
  setTime(header, Number(text) * 1000, 'date');
  return true;
}
