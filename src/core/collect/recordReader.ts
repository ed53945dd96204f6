import type { LogRecord } from '../model/logRecord.ts';
import { type Detected, spanId, traceId } from './detectFormats.ts';
import { emptyHeader, type Header } from './header.ts';
import { findMarker } from './markers.ts';

/** Characters of a message that are kept; the lines themselves can be read again. */
const maximalBody = 16_384;

/** What a pass over the log found of a record, and can't be told from its lines alone. */
export interface RecordFrame {
  /** Text of the record's lines in order, the first and all that are not blank. */
  readonly lines: readonly (readonly [line: number, text: string])[];
  readonly timestamp: number | undefined;
  /** The step of a build in which it stands. */
  readonly step: string | undefined;
}

const noAttributes: Readonly<Record<string, string>> = Object.freeze({});

/** Reads a record from its lines: the header of the first, and the messages of all. */
export function readRecord(frame: RecordFrame, detected: Detected): LogRecord {
  const [[startLine, first] = [0, ''], ...others] = frame.lines;
  const header = emptyHeader();
  const message = detected.read(first, header);
  const marker = header.severityText === undefined ? findMarker(message) : undefined;
  if (detected.hasTraceIds) {
    findIds(header, message);
  }
  const level = {
    severityNumber: marker?.severity ?? header.severityNumber,
    severityText: header.severityText,
  };
  const body = createBody(message, header);
  const next = emptyHeader();
  for (const [, text] of others) {
    const more = detected.read(text, next);
    if (body.awaitsLevel) {
      level.severityNumber = next.severityNumber;
      level.severityText = next.severityText;
    }
    body.append(more, next);
  }
  return {
    startLine,
    endLine: others.at(-1)?.[0] ?? startLine,
    timestamp: frame.timestamp,
    ...level,
    body: body.text(),
    attributes: attributesOf(header, frame.step),
    service: header.service,
    host: header.host,
    traceId: header.traceId,
    spanId: header.spanId,
  };
}

function attributesOf(
  { attributes }: Header,
  step: string | undefined,
): Readonly<Record<string, string>> {
  return step === undefined ? (attributes ?? noAttributes) : { ...attributes, 'ci.step': step };
}

interface Body {
  readonly awaitsLevel: boolean;
  append(message: string, header: Header): void;
  text(): string;
}

/** The messages of the lines, joined as the runtime cut them. */
function createBody(message: string, header: Header): Body {
  let head = message.length > maximalBody ? message.slice(0, maximalBody) : message;
  let { partial } = header;
  let awaitsLevel = awaitsLevelAfter(header);
  let length = message.length;
  const more: string[] = [];
  return {
    get awaitsLevel() {
      return awaitsLevel;
    },
    append(text, next) {
      if (length < maximalBody) {
        length += text.length + 1;
        if ((partial || awaitsLevel) && more.length === 0) {
          head += text;
        } else {
          more.push(text);
        }
      }
      awaitsLevel = false;
      partial = partial && next.partial;
    },
    text() {
      const body = more.length === 0 ? head : [head, ...more].join('\n');
      return body.length > maximalBody ? body.slice(0, maximalBody) : body;
    },
  };
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
