import { Severity, type SeverityNumber } from '../model/severity.ts';
import { type BlockName, endsBlock } from './blocks.ts';
import type { Detected } from './detectFormats.ts';
import { type LineShape, shapeGoesOn } from './lineShape.ts';

/** A record whose lines are all known. */
export interface JoinedRecord {
  startLine: number;
  /** Its last line that is not blank. */
  endLine: number;
  /** Milliseconds, NaN for none. */
  time: number;
  severityNumber: SeverityNumber;
  shape: LineShape;
  /** Its message is put together from several lines, so that the first line's skeleton is not its own. */
  isComposed: boolean;
}

/** What the joiner asks of the line that it looks at, where it matters. */
export interface LineAsked {
  /** Its time in milliseconds, NaN for none; asked once of a line that begins a record. */
  time(): number;
  /** The shape of the line after it. */
  next(): LineShape | undefined;
}

/** Joins the lines that continue a record to it, line by line. */
export interface RecordJoiner {
  /** Adds a line that is not blank. */
  add(line: number, shape: LineShape, asked: LineAsked): void;
  /** Ends the record that is open. */
  finish(): void;
  /** What is remembered of the lines so far, and the way back to it. */
  save(): JoinerState;
  restore(state: JoinerState): void;
}

export interface JoinerState {
  readonly open: Readonly<Open>;
  readonly share: number;
}

/** A record is cut after so many lines; what follows is a record of its own. */
const maximalLines = 500;
/** Lines looked back on to tell a log of headers from mixed output. */
const window = 48;
/** Above this share of headers a line without one belongs to the record before it. */
export const headedShare = 0.6;

/** The record that grows, one object for all. */
interface Open extends JoinedRecord {
  isOpen: boolean;
  block: BlockName | undefined;
  blockLines: number;
  isPartial: boolean;
  awaitsLevel: boolean;
  /** Only lines that hold a field each have come so far. */
  isHeader: boolean;
  /** A program's own header with a time began it. */
  isHeaded: boolean;
}

/** @param onRecord gets one object for all records: what it wants to keep it must copy. */
export function createRecordJoiner(
  { isCi, headerShare }: Pick<Detected, 'isCi' | 'headerShare'>,
  blank: LineShape,
  onRecord: (record: Readonly<JoinedRecord>) => void,
): RecordJoiner {
  const open: Open = {
    ...{ isOpen: false, startLine: 0, endLine: 0, time: Number.NaN, severityNumber: 0 },
    ...{ shape: blank, isComposed: false, block: undefined, blockLines: 0 },
    ...{ isPartial: false, awaitsLevel: false, isHeader: false, isHeaded: false },
  };
  /** Share of the last lines that have a header with a time; builds never count as such. */
  let share = isCi ? 0 : headerShare;
  const isHeaded = (): boolean => !isCi && share >= headedShare;
  const finish = (): void => {
    if (open.isOpen) {
      open.isOpen = false;
      onRecord(open);
    }
  };
  return {
    add(line, shape, asked) {
      const hasOwnTime = shape.isOwn && shape.timeKind !== 'none';
      const continues =
        mayContinue(open, shape, hasOwnTime) &&
        isContinuation(open, line, shape, isHeaded(), asked);
      if (hasOwnTime || !(continues || shape.isIndented)) {
        share += ((hasOwnTime ? 1 : 0) - share) / window;
      }
      if (continues) {
        append(open, line, shape, asked);
        return;
      }
      finish();
      begin(open, line, shape, asked.time());
    },
    finish,
    save: () => ({ open: { ...open }, share }),
    restore(state) {
      Object.assign(open, state.open);
      share = state.share;
    },
  };
}

function begin(open: Open, line: number, shape: LineShape, time: number): void {
  open.isOpen = true;
  open.startLine = line;
  open.endLine = line;
  open.time = time;
  open.severityNumber = shape.severityNumber;
  open.shape = shape;
  open.isComposed = false;
  open.block = shape.opens;
  open.blockLines = 0;
  open.isPartial = shape.isPartial;
  open.awaitsLevel = shape.awaitsLevel;
  open.isHeader = shape.opens === 'event';
  open.isHeaded = shape.isOwn && shape.timeKind !== 'none';
}

function append(open: Open, line: number, shape: LineShape, asked: LineAsked): void {
  open.isHeader &&= shape.isField;
  if (open.isHeader) {
    if (shape.timeKind !== 'none') open.time = asked.time();
    if (shape.statesLevel) open.severityNumber = shape.severityNumber;
  }
  open.endLine = line;
  open.blockLines++;
  open.isComposed ||= shape.isField || open.isPartial || open.awaitsLevel || open.shape.isEmpty;
  if (open.awaitsLevel) {
    open.severityNumber = shape.statesLevel ? shape.severityNumber : 0;
  }
  open.awaitsLevel = false;
  open.isPartial = open.isPartial && shape.isPartial;
  if (open.block && endsBlock(open.block, shape.message)) {
    open.block = undefined;
  }
  const { opens } = shape;
  if (opens && !shape.isIndented && (open.block === undefined || opens !== 'trace')) {
    open.block = opens;
    open.blockLines = 0;
  }
}

/** A line with a header of its own begins a record, but for formats that write one on each line. */
function mayContinue(open: Open, shape: LineShape, hasOwnTime: boolean): boolean {
  const isMore =
    (shape.isField && open.block === 'event') ||
    (shape.tag !== undefined && shape.tag === open.shape.tag) ||
    (open.awaitsLevel && !hasOwnTime);
  return open.isOpen && (!shape.isOwn || isMore);
}

function isContinuation(
  open: Open,
  line: number,
  shape: LineShape,
  isHeaded: boolean,
  asked: LineAsked,
): boolean {
  const blankLines = line - open.endLine - 1;
  if (open.awaitsLevel) {
    return blankLines === 0;
  }
  if (open.endLine - open.startLine + 1 >= maximalLines || !isSameStream(open.shape, shape)) {
    return false;
  }
  if (open.isPartial) {
    return true;
  }
  if (open.block && shapeGoesOn(shape, open.block, blankLines, open.blockLines)) {
    return true;
  }
  if (shape.isEmpty || shape.isAlwaysContinuation) {
    return blankLines === 0 && !shape.isEmpty;
  }
  return shape.tag === undefined && isLoose(open, shape, blankLines, isHeaded, asked);
}

/** Whether a line that nothing promised belongs to the record, by what stands around it. */
function isLoose(
  open: Open,
  shape: LineShape,
  blankLines: number,
  isHeaded: boolean,
  asked: LineAsked,
): boolean {
  if (blankLines === 0 && isTraceOfError(open, shape, asked)) {
    return true;
  }
  if (open.isHeaded && isHeaded && shape.format === '') {
    return !(shape.isCrash && open.severityNumber < 13 && open.severityNumber > 0);
  }
  if (shape.isIndented) {
    return blankLines === 0 && open.isHeaded && isHeaded;
  }
  // A source line without indentation is known by the caret below it.
  return blankLines === 0 && open.block === 'compiler' && asked.next()?.isCaret === true;
}

/** What a program writes right after an error is the error's trace, in whatever surroundings. */
function isTraceOfError(
  { shape: header, severityNumber, blockLines }: Open,
  shape: LineShape,
  asked: LineAsked,
): boolean {
  const level = header.awaitsLevel ? 1 : 0;
  const isStated = header.statesLevel || header.awaitsLevel;
  const follows =
    header.isOwn && isStated && severityNumber >= Severity.error && blockLines === level;
  if (!follows || shape.isCrash) {
    return false;
  }
  return (
    shape.opens === 'python' ||
    (shape.opens === 'trace' && asked.next()?.isAlwaysContinuation === true)
  );
}

/** Lines of several containers are interleaved; one's trace never goes on in another's lines. */
function isSameStream(open: LineShape, shape: LineShape): boolean {
  return shape.format === '' || shape.isField
    ? true
    : open.service === shape.service && open.format === shape.format;
}
