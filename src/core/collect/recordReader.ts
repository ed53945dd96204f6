import type { LogRecord } from '../model/logRecord.ts';
import { type Detected, spanId, traceId } from './detectFormats.ts';
import { emptyHeader, type Header } from './header.ts';
import { findMarker } from './markers.ts';

/** Characters of a message that are kept; the lines themselves can be read again. */
const maximalBody = 16_384;

/** What a pass over the log found of a record, and can't be told from its lines alone. */
interface RecordFrame {
  /** Text of the record's lines in order, the first and all that are not blank. */
  readonly lines: readonly (readonly [line: number, text: string])[];
  readonly timestamp: number | undefined;
  /** The step of a build in which it stands. */
  readonly step: string | undefined;
}

const noAttributes: Readonly<Record<string, string>> = Object.freeze({});

/** Reads a record again from the lines of the log that it stands in. */
export function recordOfLines(
  place: { readonly startLine: number; readonly endLine: number; readonly time: number },
  lineAt: (line: number) => string,
  stepAt: (line: number) => string | undefined,
  detected: Detected,
): LogRecord {
  const lines: (readonly [number, string])[] = [];
  for (let line = place.startLine; line <= place.endLine; line++) {
    const text = lineAt(line);
    if (text.trim() !== '') lines.push([line, text]);
  }
  const timestamp = Number.isNaN(place.time) ? undefined : place.time;
  return readRecord({ lines, timestamp, step: stepAt(place.startLine) }, detected);
}

/** Reads a record from its lines: the header of the first, and the messages of all. */
function readRecord({ lines, timestamp, step }: RecordFrame, detected: Detected): LogRecord {
  const [startLine, first] = lines[0] ?? noLine;
  const header = emptyHeader();
  const message = detected.read(first, header);
  if (detected.hasTraceIds) {
    findIds(header, message);
  }
  const told = { ...levelOf(header, message), body: cut(message), messageLine: undefined };
  const { body, messageLine, severityNumber, severityText } =
    lines.length > 1 ? readOthers(lines, header, message, told, detected) : told;
  const record: LogRecord = {
    startLine,
    endLine: lines.at(-1)?.[0] ?? startLine,
    timestamp,
    severityNumber,
    severityText,
    body,
    attributes: attributesOf(header, step),
    service: header.service,
    host: header.host,
    traceId: header.traceId,
    spanId: header.spanId,
  };
  return messageLine === undefined ? record : { ...record, messageLine };
}

const noLine = [0, ''] as const;

/** What the lines after the first may change. */
interface Told extends Pick<LogRecord, 'severityNumber' | 'severityText' | 'body'> {
  readonly messageLine: number | undefined;
}

/** Reads the lines after the first; fields among them are put into the header. */
function readOthers(
  lines: RecordFrame['lines'],
  header: Header,
  message: string,
  { severityNumber, severityText }: Told,
  detected: Detected,
): Told {
  const level = { severityNumber, severityText };
  const body = createBody(message, header);
  const next = emptyHeader();
  for (let i = 1; i < lines.length; i++) {
    const [line, text] = lines[i] ?? noLine;
    const more = detected.read(text, next);
    const isField = next.isField && body.messageLine === undefined;
    if (isField) {
      addField(header, next);
    }
    if (body.awaitsLevel || (isField && next.severityText !== undefined)) {
      Object.assign(level, levelOf(next));
    }
    body.append(line, next.isField && !isField ? fieldText(text) : more, next);
  }
  return { ...level, body: body.text(), messageLine: body.messageLine };
}

function levelOf(
  { severityNumber, severityText }: Header,
  message = '',
): Pick<LogRecord, 'severityNumber' | 'severityText'> {
  const marker = severityText === undefined ? findMarker(message) : undefined;
  return { severityNumber: marker?.severity ?? severityNumber, severityText };
}

/** A message may hold a line like `User: ana`; the tags that end an event say nothing. */
function fieldText(line: string): string {
  const text = line.trim();
  return text.startsWith('<') ? '' : text;
}

function addField(header: Header, field: Header): void {
  header.service = field.service ?? header.service;
  header.host = field.host ?? header.host;
  header.attributes = { ...header.attributes, ...field.attributes };
}

function attributesOf(
  { attributes }: Header,
  step: string | undefined,
): Readonly<Record<string, string>> {
  return step === undefined ? (attributes ?? noAttributes) : { 'ci.step': step, ...attributes };
}

interface Body {
  readonly awaitsLevel: boolean;
  /** The line with which the message begins, where it is not the first. */
  readonly messageLine: number | undefined;
  append(line: number, message: string, header: Header): void;
  text(): string;
}

/** The messages of the lines, joined as the runtime cut them. */
function createBody(message: string, header: Header): Body {
  let head = cut(message);
  let { partial } = header;
  let awaitsLevel = awaitsLevelAfter(header);
  let length = message.length;
  let messageLine: number | undefined;
  const more: string[] = [];
  return {
    get awaitsLevel() {
      return awaitsLevel;
    },
    get messageLine() {
      return messageLine;
    },
    append(line, text, next) {
      const isRest = (partial || awaitsLevel) && more.length === 0;
      if (head === '' && text.trim() !== '') {
        messageLine = line;
        head = text.trimStart();
      } else if (length < maximalBody && isRest) {
        head += text;
      } else if (length < maximalBody && !(next.isField && text === '')) {
        more.push(text);
      }
      length += text.length + 1;
      awaitsLevel = false;
      partial = partial && next.partial;
    },
    text() {
      const body = more.length === 0 ? head : [head, ...more].join('\n');
      return cut(body);
    },
  };
}

function cut(text: string): string {
  return text.length > maximalBody ? text.slice(0, maximalBody) : text;
}

/** java.util.logging writes the level and the message into the line after the time. */
export function awaitsLevelAfter(header: Header): boolean {
  return header.format === 'jul';
}

function findIds(header: Header, message: string): void {
  const head = message.length > 1000 ? message.slice(0, 1000) : message;
  const trace = header.traceId === undefined ? traceId.exec(head) : null;
  if (trace) {
    header.traceId = trace[1] ?? trace[2];
    header.spanId ??= trace[3];
  }
  header.spanId ??= spanId.exec(head)?.[1];
}
