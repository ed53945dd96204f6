import { accessRecord } from './access.ts';
import { type AppOptions, appRecord } from './app.ts';
import { diverseRecord } from './diverse.ts';
import { mixedRecord } from './mixed.ts';
import type { Pen } from './pen.ts';
import { bunyanRecord, logfmtRecord, pinoRecord } from './structured.ts';
import { syslogRecord } from './syslog.ts';
import { utf8Record } from './utf8.ts';

/** Writes one record, all its lines. */
export type RecordWriter = (pen: Pen, now: number) => void;

export interface Kind {
  readonly about: string;
  /** Whether each line states its level, by itself or by the status of a request. */
  readonly statesLevels: boolean;
  create(options: AppOptions): RecordWriter;
}

/** The kinds of logs that can be written. */
export const kinds = {
  app: {
    about: 'log4j lines of several Java services, with stack traces',
    statesLevels: true,
    create: appRecord,
  },
  mixed: {
    about: 'eight formats in one file, in blocks',
    statesLevels: true,
    create: mixedRecord,
  },
  jsonl: {
    about: 'a JSON object a line, as bunyan writes them',
    statesLevels: true,
    create: bunyanRecord,
  },
  pino: {
    about: 'the same with times as milliseconds, as pino writes them',
    statesLevels: true,
    create: pinoRecord,
  },
  logfmt: { about: 'key=value pairs', statesLevels: true, create: logfmtRecord },
  syslog: {
    about: 'syslog of a server, without levels',
    statesLevels: false,
    create: syslogRecord,
  },
  access: {
    about: 'requests as nginx logs them; an error from status 500 on',
    statesLevels: true,
    create: accessRecord,
  },
  diverse: {
    about: 'thousands of kinds of messages in many words',
    statesLevels: true,
    create: diverseRecord,
  },
  utf8: { about: 'messages in eight languages', statesLevels: true, create: utf8Record },
} as const satisfies Readonly<Record<string, Kind>>;

export type KindName = keyof typeof kinds;

export const kindNames = Object.keys(kinds) as readonly KindName[];
