import { appMessages } from './appMessages.ts';
import type { RecordWriter } from './kinds.ts';
import { readMessages } from './messages.ts';
import { parsePattern } from './pattern.ts';
import { asBytes, type Pen } from './pen.ts';
import { stamps } from './times.ts';
import { drawTrace, poolTrace, type Trace } from './traces.ts';
import type { Incident, LevelName } from './truth.ts';

export interface AppOptions {
  /** Bytes the log will have. */
  readonly size: number;
  /** Told of the incident's lines when they are written; without it there is no incident. */
  readonly onIncident?: (incident: Incident) => void;
}

/** Of so many records one ends in a stack trace. */
const TRACES = 280;

/** `2026-03-14 10:31:07,041 INFO  [worker-12] com.lantern.booking.SeatService - Reserved seat ...` */
export function appRecord(options: AppOptions): RecordWriter {
  const ordinary = ordinaryRecord();
  return options.onIncident ? withIncident(ordinary, options) : ordinary;
}

export function ordinaryRecord(): RecordWriter {
  const messages = readMessages(appMessages);
  const failed = parsePattern('Request {x:16} failed');
  return (pen, now) => {
    if (pen.random.isOneIn(TRACES)) {
      head(pen, now, 'error', CONTROLLER);
      failed(pen);
      writeTrace(pen, drawTrace(pen));
      pen.endRecord('error');
      return;
    }
    const { level, source, text } = messages(pen);
    head(pen, now, level, source);
    text(pen);
    pen.endLine();
    pen.endRecord(level);
  };
}

function head(pen: Pen, now: number, level: LevelName, source: Uint8Array): void {
  stamps.log4j(pen, now);
  pen.raw(LEVELS[level]);
  pen.number(1 + pen.random.below(64));
  pen.raw(BRACKET);
  pen.raw(source);
  pen.raw(HYPHEN);
}

function writeTrace(pen: Pen, { exception, frames }: Trace): void {
  pen.endLine();
  exception(pen);
  pen.endLine();
  for (const frame of frames) {
    pen.raw(frame);
    pen.endLine();
  }
}

/** Where in the log the incident's parts lie, as shares of its size. */
const CHANGE = 0.7;
const SYMPTOM = 0.705;
const OVER = 0.8;
const FAILURES = 30;

/** A pool is made too small while the system runs; requests fail for want of connections. */
function withIncident(ordinary: RecordWriter, { size, onIncident }: AppOptions): RecordWriter {
  const changed = parsePattern('Reloaded application.yml: pool.main.maximum-size was 50 and is 5');
  const exhausted = parsePattern(
    'pool main: no connection within 30000 ms (total 5, active 5, idle 0, waiting {n:90})',
  );
  const failed = parsePattern('POST /api/v2/bookings from {ip} failed with status 500');
  const found: number[] = [];
  const note = (line: number): void => {
    found.push(line);
    const [change, firstSymptom, cascade] = found;
    if (change && firstSymptom && cascade) onIncident?.({ change, firstSymptom, cascade });
  };
  return (pen, now) => {
    const done = pen.bytes / size;
    const { line } = pen;
    if (found.length === 0 && done >= CHANGE) {
      head(pen, now, 'info', RELOADER);
      changed(pen);
      note(line);
      pen.endLine();
      pen.endRecord('info');
    } else if (found.length === 1 && done >= SYMPTOM) {
      head(pen, now, 'error', POOL);
      exhausted(pen);
      note(line);
      pen.endLine();
      pen.endRecord('error');
    } else if (found.length >= 2 && done < OVER && pen.random.isOneIn(FAILURES)) {
      head(pen, now, 'error', CONTROLLER);
      failed(pen);
      writeTrace(pen, poolTrace);
      if (found.length === 2) note(line);
      pen.endRecord('error');
    } else {
      ordinary(pen, now);
    }
  };
}

const CONTROLLER = asBytes('com.lantern.booking.BookingController');
const RELOADER = asBytes('com.lantern.platform.ConfigReloader');
const POOL = asBytes('org.hearth.pool.ConnectionPool');
const BRACKET = asBytes('] ');
const HYPHEN = asBytes(' - ');
const LEVELS = levelTable((name) => ` ${name.toUpperCase().padEnd(5)} [worker-`);

/** The bytes of each level as a format writes it. */
export function levelTable(
  write: (name: LevelName) => string,
): Readonly<Record<LevelName, Uint8Array>> {
  const names = ['unspecified', 'trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
  return Object.fromEntries(names.map((name) => [name, asBytes(write(name))])) as Record<
    LevelName,
    Uint8Array
  >;
}
