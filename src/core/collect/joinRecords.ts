import type { LogRecord } from '../model/logRecord.ts';
import type { Pace } from '../model/pace.ts';
import {
  type BlockName,
  blockOpenedBy,
  endsBlock,
  goesOn,
  isAlwaysContinuation,
} from './blocks.ts';
import { type Detected, spanId, traceId } from './detectFormats.ts';
import { ciStep } from './formats/ci.ts';
import { emptyHeader, type Header } from './header.ts';
import type { Lines } from './lines.ts';
import { findMarker, type MarkerFound } from './markers.ts';
import { createTimeline } from './timeline.ts';

export interface Joined {
  readonly records: readonly LogRecord[];
  /** Name of the format which most records have; `text` when most have none. */
  readonly format: string;
}

/** A record is cut after so many lines; what follows is a record of its own. */
const maximalLines = 500;
/** Characters of a message that are kept; the lines themselves can be read again. */
const maximalBody = 16_384;
/** Lines looked back on to tell a log of headers from mixed output. */
const window = 48;
/** Above this share of headers a line without one belongs to the record before it. */
const headedShare = 0.6;

/** Reads the headers of all lines and joins those that continue a record to it. */
export async function joinRecords(lines: Lines, detected: Detected, pace: Pace): Promise<Joined> {
  const joiner = createJoiner(detected);
  for (let line = 1; line <= lines.count; line++) {
    joiner.add(line, lines.at(line), line < lines.count ? lines : undefined);
    if ((line & 1023) === 0) {
      const wait = pace.step();
      if (wait !== undefined) await wait;
    }
  }
  return joiner.finish();
}

/** The record that grows. */
interface Open {
  readonly startLine: number;
  endLine: number;
  body: string;
  readonly more: string[];
  length: number;
  readonly timestamp: number | undefined;
  readonly header: Header;
  severityNumber: number;
  severityText: string | undefined;
  readonly attributes: Readonly<Record<string, string>>;
  block: BlockName | undefined;
  blockLines: number;
  isPartial: boolean;
  /** The level and the message stand in the next line, as java.util.logging writes them. */
  awaitsLevel: boolean;
  /** A program's own header with a time began it. */
  readonly isHeaded: boolean;
}

const noAttributes: Readonly<Record<string, string>> = Object.freeze({});

interface Joiner {
  add(line: number, text: string, following: Lines | undefined): void;
  finish(): Joined;
}

function createJoiner(detected: Detected): Joiner {
  const records: LogRecord[] = [];
  const formats = new Map<string, number>();
  const timeline = createTimeline(detected.start);
  const header = emptyHeader();
  const headed = createHeadedWindow(detected);
  const steps = createSteps(detected.isCi);
  let open: Open | undefined;

  const close = (): void => {
    if (open) {
      records.push(toRecord(open));
      const name = open.header.format || 'text';
      formats.set(name, (formats.get(name) ?? 0) + 1);
    }
    open = undefined;
  };
  const start = (line: number, message: string, marker: MarkerFound | undefined): void => {
    const step = steps.of(message);
    close();
    open = openRecord(line, message, marker, header, timeline.resolve(header), step);
    if (detected.hasTraceIds) {
      findIds(open.header, message);
    }
  };

  return {
    add(line, text, following) {
      if (isBlank(text)) {
        return;
      }
      const message = detected.read(text, header);
      const isOwn = header.format !== '' && !header.transportOnly;
      const hasOwnTime = isOwn && header.timeKind !== 'none';
      const marker = header.severityText === undefined ? findMarker(message) : undefined;
      const continues =
        open !== undefined &&
        (!isOwn || (open.awaitsLevel && !hasOwnTime)) &&
        isContinuation(open, line, message, header, marker, headed.isHeaded(), () =>
          following ? following.at(line + 1) : '',
        );
      headed.count(hasOwnTime, continues || isIndented(message));
      if (continues && open) {
        append(open, line, message, header);
      } else {
        start(line, message, marker);
      }
    },
    finish() {
      close();
      return { records, format: mostFrequent(formats) };
    },
  };
}

function isContinuation(
  open: Open,
  line: number,
  message: string,
  header: Header,
  marker: MarkerFound | undefined,
  isHeaded: boolean,
  next: () => string,
): boolean {
  const blankLines = line - open.endLine - 1;
  if (open.awaitsLevel) {
    return blankLines === 0;
  }
  if (open.endLine - open.startLine + 1 >= maximalLines || !isSameStream(open.header, header)) {
    return false;
  }
  if (open.isPartial) {
    return true;
  }
  if (open.block && goesOn(open.block, message, blankLines, open.blockLines)) {
    return true;
  }
  if (message === '') {
    return false;
  }
  if (isAlwaysContinuation(message)) {
    return blankLines === 0;
  }
  if (open.isHeaded && isHeaded && header.format === '') {
    return !(marker?.isCrash && open.severityNumber < 13 && open.severityNumber > 0);
  }
  if (isIndented(message)) {
    return blankLines === 0 && open.isHeaded && isHeaded;
  }
  return blankLines === 0 && open.block === 'compiler' && isCaret(next());
}

/** A source line without indentation is known by the caret below it. */
const isCaret = (text: string): boolean => /^\s*[\^~]/.test(text);
const isIndented = (text: string): boolean => {
  const code = text.charCodeAt(0);
  return code === 32 || code === 9;
};
const isBlank = (text: string): boolean => text === '' || text.trim() === '';

/** Lines of several containers are interleaved; one's trace never goes on in another's lines. */
function isSameStream(open: Header, header: Header): boolean {
  return header.format === ''
    ? true
    : open.service === header.service && open.format === header.format;
}

function openRecord(
  line: number,
  message: string,
  marker: MarkerFound | undefined,
  header: Header,
  timestamp: number | undefined,
  step: string | undefined,
): Open {
  const block = marker?.block ?? blockOpenedBy(message);
  const attributes =
    step === undefined ? header.attributes : { ...header.attributes, 'ci.step': step };
  const hasLevel = header.severityText !== undefined || !marker;
  return {
    startLine: line,
    endLine: line,
    body: message.length > maximalBody ? message.slice(0, maximalBody) : message,
    more: [],
    length: message.length,
    timestamp,
    header: { ...header },
    severityNumber: hasLevel ? header.severityNumber : marker.severity,
    severityText: header.severityText,
    attributes: attributes ?? noAttributes,
    block,
    blockLines: 0,
    isPartial: header.partial,
    awaitsLevel: header.format === 'jul',
    isHeaded: header.format !== '' && !header.transportOnly && header.timeKind !== 'none',
  };
}

function append(open: Open, line: number, message: string, header: Header): void {
  open.endLine = line;
  open.blockLines++;
  appendText(open, message);
  if (open.awaitsLevel) {
    open.severityNumber = header.severityNumber;
    open.severityText = header.severityText;
  }
  open.awaitsLevel = false;
  open.isPartial = open.isPartial && header.partial;
  if (open.block && endsBlock(open.block, message)) {
    open.block = undefined;
  }
  const opened = findMarker(message)?.block ?? blockOpenedBy(message);
  if (opened && !isIndented(message) && (open.block === undefined || opened !== 'trace')) {
    open.block = opened;
    open.blockLines = 0;
  }
}

function appendText(open: Open, message: string): void {
  if (open.length >= maximalBody) {
    return;
  }
  open.length += message.length + 1;
  if ((open.isPartial || open.awaitsLevel) && open.more.length === 0) {
    open.body += message;
  } else {
    open.more.push(message);
  }
}

function toRecord(open: Open): LogRecord {
  const { header } = open;
  const body = open.more.length === 0 ? open.body : [open.body, ...open.more].join('\n');
  return {
    startLine: open.startLine,
    endLine: open.endLine,
    timestamp: open.timestamp,
    severityNumber: open.severityNumber,
    severityText: open.severityText,
    body: body.length > maximalBody ? body.slice(0, maximalBody) : body,
    attributes: open.attributes,
    service: header.service,
    host: header.host,
    traceId: header.traceId,
    spanId: header.spanId,
  };
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

interface HeadedWindow {
  isHeaded(): boolean;
  count(hasHeader: boolean, isNeutral: boolean): void;
}

/** Whether most of the last lines have a header with a time; builds never count as such. */
function createHeadedWindow({ isCi, headerShare }: Detected): HeadedWindow {
  let share = isCi ? 0 : headerShare;
  return {
    isHeaded: () => !isCi && share >= headedShare,
    count(hasHeader, isNeutral) {
      if (hasHeader || !isNeutral) {
        share += ((hasHeader ? 1 : 0) - share) / window;
      }
    },
  };
}

interface Steps {
  /** The step that the line with this message stands in. */
  of(message: string): string | undefined;
}

function createSteps(isCi: boolean): Steps {
  let current: string | undefined;
  return {
    of(message) {
      const step = isCi ? ciStep(message) : undefined;
      if (step === undefined) {
        return current;
      }
      const before = current;
      current = step === '' ? undefined : step;
      return current ?? before;
    },
  };
}

function mostFrequent(formats: ReadonlyMap<string, number>): string {
  let best = 'text';
  for (const [name, count] of formats) {
    if (count > (formats.get(best) ?? 0)) best = name;
  }
  return best;
}
