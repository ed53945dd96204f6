import { accessRecord } from './access.ts';
import { levelTable, ordinaryRecord } from './app.ts';
import { appMessages } from './appMessages.ts';
import type { RecordWriter } from './kinds.ts';
import { readMessages } from './messages.ts';
import { asBytes, type Pen } from './pen.ts';
import { bunyanRecord, logfmtRecord, pinoRecord } from './structured.ts';
import { stamps } from './times.ts';
import type { LevelName } from './truth.ts';

const SHORTEST = 50;
const LONGEST = 1500;

/** Blocks of several formats, as where the logs of several programs were put into one file. */
export function mixedRecord(): RecordWriter {
  const formats = [
    ordinaryRecord(),
    bunyanRecord(),
    pinoRecord(),
    logfmtRecord(),
    accessRecord(),
    lines(spark),
    lines(klog, (level) => (level === 'debug' ? 'info' : level)),
    lines(apache),
  ];
  let left = 0;
  let current = formats[0] as RecordWriter;
  return (pen, now) => {
    if (left-- <= 0) {
      left = SHORTEST + pen.random.below(LONGEST);
      current = pen.random.pick(formats);
    }
    current(pen, now);
  };
}

type Head = (pen: Pen, now: number, level: LevelName, source: Uint8Array) => void;

/** @param asWritten the level that the format has for one that it has not. */
function lines(head: Head, asWritten = (level: LevelName): LevelName => level): RecordWriter {
  const messages = readMessages(appMessages);
  return (pen, now) => {
    const { level: meant, source, text } = messages(pen);
    const level = asWritten(meant);
    head(pen, now, level, source);
    text(pen);
    pen.endLine();
    pen.endRecord(level);
  };
}

/** `26/03/14 10:31:07 INFO com.lantern.booking.SeatService: Reserved ...` */
const spark: Head = (pen, now, level, source) => {
  stamps.spark(pen, now);
  pen.raw(SPARK[level]);
  pen.raw(source);
  pen.raw(COLON);
};

/** `I0314 10:31:07.041123       7 seats.go:112] Reserved ...` */
const klog: Head = (pen, now, level) => {
  pen.raw(KLOG[level]);
  stamps.klog(pen, now);
  pen.raw(KLOG_FILE);
  pen.number(20 + pen.random.below(900));
  pen.raw(BRACKET);
};

/** `[Sat Mar 14 10:31:07.041123 2026] [core:error] [pid 4711] Reserved ...` */
const apache: Head = (pen, now, level) => {
  pen.raw(OPEN);
  stamps.apache(pen, now);
  pen.raw(APACHE[level]);
  pen.number(300 + pen.random.below(32000));
  pen.raw(BRACKET);
};

const SPARK = levelTable((name) => ` ${name.toUpperCase()} `);
const KLOG = levelTable((name) => name.charAt(0).toUpperCase());
const APACHE = levelTable((name) => `] [core:${name}] [pid `);
const KLOG_FILE = asBytes('       7 seats.go:');
const COLON = asBytes(': ');
const BRACKET = asBytes('] ');
const OPEN = asBytes('[');
