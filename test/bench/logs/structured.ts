import { levelTable } from './app.ts';
import { appMessages } from './appMessages.ts';
import type { RecordWriter } from './kinds.ts';
import { readMessages } from './messages.ts';
import { parsePattern } from './pattern.ts';
import { asBytes } from './pen.ts';
import { stamps } from './times.ts';
import { drawTrace } from './traces.ts';

const TRACES = 300;

/** `{"level":30,"time":1773484267041,"pid":4711,"hostname":"api-3","component":"...","msg":"..."}` */
export function pinoRecord(): RecordWriter {
  const messages = readMessages(appMessages);
  const origin = parsePattern(',"pid":{n:32000},"hostname":"api-{n:9}","component":"');
  return (pen, now) => {
    const { level, source, text } = messages(pen);
    pen.raw(LEVEL);
    pen.raw(NUMBERS[level]);
    pen.raw(EPOCH);
    pen.number(now);
    origin(pen);
    pen.raw(source);
    pen.raw(MESSAGE);
    text(pen);
    pen.raw(CLOSED);
    pen.endLine();
    pen.endRecord(level);
  };
}

/** `{"name":"shop","hostname":"web-3","pid":4711,"level":30,"component":"...","msg":"...",...,"v":0}` */
export function bunyanRecord(): RecordWriter {
  const messages = readMessages(appMessages);
  const head = parsePattern('{"name":"shop","hostname":"web-{n:9}","pid":{n:32000},"level":');
  const request = parsePattern('","reqId":"{uuid}","time":"');
  return (pen, now) => {
    const drawn = messages(pen);
    const trace = pen.random.isOneIn(TRACES) ? drawTrace(pen) : undefined;
    const level = trace ? 'error' : drawn.level;
    head(pen);
    pen.raw(NUMBERS[level]);
    pen.raw(COMPONENT);
    pen.raw(drawn.source);
    pen.raw(MESSAGE);
    drawn.text(pen);
    if (trace) {
      pen.raw(STACK);
      trace.exception(pen);
      pen.raw(trace.escaped);
      pen.raw(CLOSED);
    }
    if (trace) pen.raw(TIME);
    else request(pen);
    stamps.iso(pen, now);
    pen.raw(END);
    pen.endLine();
    pen.endRecord(level);
  };
}

/** `time=2026-03-14T10:31:07.041Z level=info component=... request_id=... duration=12ms msg="..."` */
export function logfmtRecord(): RecordWriter {
  const messages = readMessages(appMessages);
  const request = parsePattern(' request_id={x:16} duration={n:2000}ms msg="');
  return (pen, now) => {
    const { level, source, text } = messages(pen);
    pen.raw(TIME_KEY);
    stamps.iso(pen, now);
    pen.raw(WORDS[level]);
    pen.raw(source);
    request(pen);
    text(pen);
    pen.raw(QUOTE);
    pen.endLine();
    pen.endRecord(level);
  };
}

/** Levels as bunyan and pino number them. */
const PINO = { unspecified: 30, trace: 10, debug: 20, info: 30, warn: 40, error: 50, fatal: 60 };
const NUMBERS = levelTable((name) => String(PINO[name]));
const WORDS = levelTable((name) => ` level=${name} component=`);
const LEVEL = asBytes('{"level":');
const EPOCH = asBytes(',"time":');
const COMPONENT = asBytes(',"component":"');
const MESSAGE = asBytes('","msg":"');
const STACK = asBytes('","err":{"name":"Error","stack":"');
const CLOSED = asBytes('"}');
const TIME = asBytes(',"time":"');
const END = asBytes('","v":0}');
const TIME_KEY = asBytes('time=');
const QUOTE = asBytes('"');
