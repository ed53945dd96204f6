import type { SeverityNumber } from '../model/severity.ts';
import {
  severityOfLetter,
  severityOfPriority,
  severityOfStatus,
  severityOfWord,
} from './levels.ts';

/**
 * How much of a moment was written. `yearless` times are given in the year 2000, `clock` times on
 * 1970-01-01, `uptime` as milliseconds since the machine or process started; the timeline of the
 * file completes them.
 */
export type TimeKind = 'none' | 'uptime' | 'clock' | 'yearless' | 'date';

export interface Moment {
  time: number;
  timeKind: TimeKind;
  /** Milliseconds since boot, kept beside a date so that the two can be aligned. */
  uptime: number | undefined;
}

/** What the headers of one line say, outer headers first. One object is reused for all lines. */
export interface Header extends Moment {
  /** Name of the outermost format that matched, '' when none did. */
  format: string;
  /** Only transports (container runtime, CI runner) matched: the program itself wrote no header. */
  transportOnly: boolean;
  severityNumber: SeverityNumber;
  severityText: string | undefined;
  service: string | undefined;
  host: string | undefined;
  traceId: string | undefined;
  spanId: string | undefined;
  attributes: Record<string, string> | undefined;
  /** The message where it is no suffix of the line, as in JSON. */
  message: string | undefined;
  /** The line holds a field of the record that the lines before it began. */
  isField: boolean;
  /** The runtime cut the line here: the next piece of the same stream follows without a break. */
  partial: boolean;
}

/** A format: what one kind of header looks like. A new format is one more entry of a table. */
export interface Format {
  readonly name: string;
  /** A line as it is found in the wild; the tests hold that the format reads it. */
  readonly example: string;
  /** The characters a header may start with; `0` stands for all digits, `a` for all letters. */
  readonly first: string;
  /**
   * `record`: a program's own header. `transport`: put around foreign lines by a runtime, which may
   * hold another header. `level`: no more than a level, as build tools write it. `field`: a line that
   * says one thing more of the record which the lines before it began.
   */
  readonly role: 'record' | 'transport' | 'level' | 'field';
  /** Easily mistaken: used only in a file where at least half of the lines have it. */
  readonly shy?: boolean;
  /** Used only in a file with a line like this. */
  readonly onlyWith?: RegExp;
  /** Reads a header that starts at `at`; gives the index after it, or -1 when there is none. */
  read(line: string, at: number, header: Header): number;
}

/** Stores one captured group; false when the text cannot be what the pattern took it for. */
export type Field = (header: Header, text: string) => boolean;

interface Pattern extends Omit<Format, 'read'> {
  /** Sticky, and linear in time. */
  readonly pattern: RegExp;
  /** One for each group. A field that can refuse stands before those that cannot. */
  readonly fields: readonly Field[];
}

/** A format that one regular expression describes. */
export function patternFormat(entry: Pattern): Format {
  const { pattern, fields, ...format } = entry;
  return {
    ...format,
    read(line, at, header) {
      pattern.lastIndex = at;
      const match = pattern.exec(line);
      if (!match) {
        return -1;
      }
      for (let i = 0; i < fields.length; i++) {
        const text = match[i + 1];
        if (text !== undefined && fields[i]?.(header, text) === false) {
          return -1;
        }
      }
      return at + match[0].length;
    },
  };
}

export function emptyHeader(): Header {
  return {
    format: '',
    transportOnly: false,
    time: 0,
    timeKind: 'none',
    uptime: undefined,
    severityNumber: 0,
    severityText: undefined,
    service: undefined,
    host: undefined,
    traceId: undefined,
    spanId: undefined,
    attributes: undefined,
    message: undefined,
    isField: false,
    partial: false,
  };
}

/** Written out, as it runs for every line. */
export function resetHeader(header: Header): void {
  header.format = '';
  header.transportOnly = false;
  header.time = 0;
  header.timeKind = 'none';
  header.uptime = undefined;
  header.severityNumber = 0;
  header.severityText = undefined;
  header.service = undefined;
  header.host = undefined;
  header.traceId = undefined;
  header.spanId = undefined;
  header.attributes = undefined;
  header.message = undefined;
  header.isField = false;
  header.partial = false;
}

const completeness: Readonly<Record<TimeKind, number>> = {
  none: 0,
  uptime: 1,
  clock: 2,
  yearless: 3,
  date: 4,
};

/** The outer of two times wins, unless the inner one says more of the date. */
export function setTime(header: Moment, time: number, kind: TimeKind): void {
  if (kind === 'uptime') {
    header.uptime = time;
  }
  if (completeness[kind] > completeness[header.timeKind]) {
    header.time = time;
    header.timeKind = kind;
  }
}

/** The level nearest to the message wins: a runtime's `stderr` says less than the program's `INFO`. */
export function setSeverity(header: Header, severity: SeverityNumber, text: string): void {
  header.severityNumber = severity;
  header.severityText = text;
}

/** Engines copy shorter pieces of a string, and only point into it for longer ones. */
const sliceLength = 13;
const interned = new Map<string, string>();

/** One string for all equal names; without it each would keep the whole text of the file alive. */
export function intern(text: string): string {
  if (text.length < sliceLength) {
    return text;
  }
  const known = interned.get(text);
  if (known !== undefined) {
    return known;
  }
  if (interned.size > 20_000) {
    interned.clear();
  }
  interned.set(text, text);
  return text;
}

export function setAttribute(header: Header, name: string, text: string): void {
  header.attributes ??= {};
  header.attributes[name] = intern(text);
}

export function attribute(name: string): Field {
  return (header, text) => {
    const trimmed = text.trim();
    if (trimmed !== '') {
      setAttribute(header, name, trimmed);
    }
    return true;
  };
}

export const thread = attribute('thread.name');
export const logger = attribute('logger');
export const pid = attribute('process.pid');
export const codePath = attribute('code.file.path');

/** A group that must match but says nothing. */
export const ignore: Field = () => true;

export const service: Field = (header, text) => {
  header.service = intern(text.trim());
  return true;
};

export const host: Field = (header, text) => {
  header.host = intern(text);
  return true;
};

export const levelWord: Field = (header, text) => {
  const severity = severityOfWord(text);
  if (severity === undefined) {
    return false;
  }
  setSeverity(header, severity, intern(text.trim()));
  return true;
};

export const levelLetter: Field = (header, text) => {
  const severity = severityOfLetter(text);
  if (severity === undefined) {
    return false;
  }
  setSeverity(header, severity, text);
  return true;
};

export const levelPriority: Field = (header, text) => {
  const severity = severityOfPriority(Number(text) % 8);
  if (severity !== undefined) {
    setSeverity(header, severity, text);
  }
  return severity !== undefined;
};

export const status: Field = (header, text) => {
  setAttribute(header, 'http.response.status_code', text);
  setSeverity(header, severityOfStatus(Number(text)), text);
  return true;
};

/** `checkout-7c9d8f6b5-x2x9q` is the pod of deployment `checkout`; `redis-0` of the set `redis`. */
export const pod: Field = (header, text) => {
  setAttribute(header, 'k8s.pod.name', text);
  header.service = intern(serviceOfPod(text));
  return true;
};

export function serviceOfPod(name: string): string {
  return (
    /^(.+?)-[a-z0-9]{6,10}-[a-z0-9]{5}$/.exec(name)?.[1] ??
    /^(.+?)-(?:\d{1,3}|(?=[a-z]{0,4}\d)[a-z0-9]{5})$/.exec(name)?.[1] ??
    name
  );
}
