import type { SeverityNumber } from '../model/severity.ts';
import {
  type BlockName,
  blockOpenedBy,
  blockOpenedByFormat,
  goesOn,
  isAlwaysContinuation,
} from './blocks.ts';
import type { Detected } from './detectFormats.ts';
import { ciStep } from './formats/ci.ts';
import { emptyHeader, type Header, type TimeKind } from './header.ts';
import { findMarker, type MarkerFound } from './markers.ts';
import { awaitsLevelAfter } from './recordReader.ts';
import type { TimeReader } from './timeReader.ts';
import { type Variation, variationOf } from './variation.ts';

/**
 * What all lines of one skeleton have in common, read from the first of them with all patterns. So
 * the patterns run once for each kind of line, and not for each line.
 */
export interface LineShape {
  readonly isBlank: boolean;
  /** Who wrote it, where each line of a trace has its own header, as in logcat. */
  readonly tag: string | undefined;
  /** A program's own header began it, not only a runtime's or none. */
  readonly isOwn: boolean;
  /** Name of its outermost format, '' for none. */
  readonly format: string;
  readonly service: string | undefined;
  readonly timeKind: TimeKind;
  /** Reads the time of a line of this shape; nothing where only the patterns can. */
  time: TimeReader | undefined;
  readonly severityNumber: SeverityNumber;
  readonly statesLevel: boolean;
  readonly isCrash: boolean;
  /** Message without the header; its head, as far as it decides what it belongs to. */
  readonly message: string;
  readonly isEmpty: boolean;
  readonly isIndented: boolean;
  readonly isCaret: boolean;
  readonly isAlwaysContinuation: boolean;
  /** It says one thing more of the record which the lines before it began. */
  readonly isField: boolean;
  /** What its end or its opening promises to follow. */
  readonly opens: BlockName | undefined;
  readonly isPartial: boolean;
  readonly awaitsLevel: boolean;
  /** Opens or ends a step of a build: the line itself has to be read for its name. */
  readonly isStep: boolean;
  /** The message's skeleton among those of the file; unknown until a record begins so. */
  skeleton: number | undefined;
  /** Set where lines of one skeleton differ in what matters, by a number or name with digits. */
  readonly varies: Variation<LineShape> | undefined;
  /** What `goesOn` said of it for each block, as it is asked for every line of a trace. */
  blocks: Map<BlockName, readonly [boolean, boolean]> | undefined;
}

const MESSAGE = 2400;

/** A shape, and the moment of the very line it was read from. */
export interface ReadShape {
  readonly shape: LineShape;
  readonly header: Header;
}

/**
 * @param text the line without control sequences, which the patterns read.
 * @param raw the line as it is, a character a byte, for finding places in it; '' if the shape is not kept.
 */
export function readShape(text: string, raw: string, detected: Detected): ReadShape {
  const header = emptyHeader();
  const message = detected.read(text, header);
  const marker = header.severityText === undefined ? findMarker(message) : undefined;
  const { timeKind } = header;
  const code = message.charCodeAt(0);
  const shape: LineShape = {
    isBlank: text.trim() === '',
    tag: tagOf(header),
    isOwn: header.format !== '' && !header.transportOnly,
    format: header.format,
    service: header.service,
    timeKind,
    time: undefined,
    severityNumber: marker?.severity ?? header.severityNumber,
    statesLevel: header.severityText !== undefined,
    isCrash: marker?.isCrash === true,
    message: headOf(message),
    isEmpty: message === '',
    isIndented: code === 32 || code === 9,
    isCaret: /^\s*[\^~]/.test(text),
    isAlwaysContinuation: isAlwaysContinuation(message),
    isField: header.isField,
    opens: opens(header, message, marker),
    isPartial: header.partial,
    awaitsLevel: awaitsLevelAfter(header),
    isStep: detected.isCi && ciStep(message) !== undefined,
    skeleton: undefined,
    varies: variationOf(raw, header),
    blocks: undefined,
  };
  return { shape, header };
}

/** A copy: a piece of a string would keep all of it in memory. */
function headOf(message: string): string {
  return message.length <= MESSAGE ? message : ` ${message.slice(0, MESSAGE)}`.slice(1);
}

/** In logcat every line has a level, which says nothing of what follows. */
function opens(
  header: Header,
  message: string,
  marker: MarkerFound | undefined,
): BlockName | undefined {
  const found = tagOf(header) === undefined ? marker : findMarker(message);
  return blockOpenedByFormat(header.format, message) ?? found?.block ?? blockOpenedBy(message);
}

function tagOf({ format, attributes }: Header): string | undefined {
  if (format === 'kernel') {
    return `kernel ${attributes?.['thread.name'] ?? ''}`;
  }
  return format.startsWith('logcat') ? attributes?.['logger'] : undefined;
}

/** `goesOn` for a line of this shape, remembered but for the lines that are free for the taking. */
export function shapeGoesOn(
  shape: LineShape,
  name: BlockName,
  blankLines: number,
  linesSoFar: number,
): boolean {
  if (blankLines > 3 || name === 'rust') {
    return goesOn(name, shape.message, blankLines, linesSoFar);
  }
  shape.blocks ??= new Map();
  let known = shape.blocks.get(name);
  if (!known) {
    known = [
      goesOn(name, shape.message, 0, linesSoFar),
      goesOn(name, shape.message, 1, linesSoFar),
    ];
    shape.blocks.set(name, known);
  }
  return known[blankLines === 0 ? 0 : 1];
}
