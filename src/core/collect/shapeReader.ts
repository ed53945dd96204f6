import type { Encoding } from './decode.ts';
import type { Detected } from './detectFormats.ts';
import { emptyHeader, type Moment } from './header.ts';
import { type LineShape, type ReadShape, readShape } from './lineShape.ts';
import { stripControls } from './lines.ts';
import { createShapeTable } from './shapeTable.ts';
import { createTimeReaders } from './timeReaders.ts';

/** A line in a piece of a log, by its bytes. */
export interface LinePlace {
  /** The piece. */
  bytes: Uint8Array;
  /** Offsets of the line's first byte, and of the one after its last, in the piece. */
  start: number;
  end: number;
  /** The line is the first of the log, which may begin with a byte order mark. */
  isFirst: boolean;
}

/** Gives lines their shapes: by their hash, and where that is new, by reading them. */
export interface ShapeReader {
  /** The shape of a line with this hash; its time is `moment` then. */
  shapeOf(line: LinePlace, a: number, b: number): LineShape;
  /** The text without control sequences. */
  textOf(line: LinePlace): string;
  /** The time that the line states, which `shapeOf` was called for last. */
  readonly moment: Moment;
}

/** Bytes of a line that are read for its shape; JSON has to be seen whole. */
const LONGEST = 1_100_000;
const HEAD = 8192;
const BOM = 0xfeff;
const bytesAsText = new TextDecoder('latin1');

export function createShapeReader(detected: Detected, encoding: Encoding): ShapeReader {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  const shapes = createShapeTable();
  const times = createTimeReaders();
  const moment: Moment = { time: 0, timeKind: 'none', uptime: undefined };

  const textOf = ({ bytes, start, end, isFirst }: LinePlace): string => {
    const text = decoder.decode(bytes.subarray(start, Math.min(end, start + LONGEST)));
    return stripControls(isFirst && text.charCodeAt(0) === BOM ? text.slice(1) : text);
  };
  const keep = (line: LinePlace, a: number, b: number): ReadShape => {
    const raw = rawText(line);
    const read = readShape(textOf(line), raw, detected);
    const { shape, header } = read;
    shape.time = times.readerOf(line, raw, header);
    const known = shapes.find(a, b);
    if (!known?.varies) {
      shapes.put(a, b, shape);
    }
    const varies = known?.varies ?? shape.varies;
    if (varies?.learn(line, header.severityText, shape)) {
      shapes.noteVariant();
    }
    return read;
  };
  /** Reads the line with all patterns, and remembers what they make of it. */
  const learn = (line: LinePlace, a: number, b: number): LineShape => {
    const known = shapes.find(a, b);
    const isReplaced = known !== undefined && !known.varies;
    const { shape, header } =
      isReplaced || shapes.mayGrow() ? keep(line, a, b) : readShape(textOf(line), '', detected);
    moment.time = header.time;
    moment.timeKind = header.timeKind;
    moment.uptime = header.uptime;
    return shape;
  };
  return {
    moment,
    textOf,
    shapeOf(line, a, b) {
      let shape = shapes.find(a, b);
      if (shape?.varies) {
        shape = shape.varies.find(line.bytes, line.start, line.end);
      }
      return shape && readTime(line, shape, moment) ? shape : learn(line, a, b);
    },
  };
}

/** A character a byte. */
function rawText({ bytes, start, end }: LinePlace): string {
  return bytesAsText.decode(bytes.subarray(start, Math.min(end, start + HEAD)));
}

/** Whether the time of the line could be read as its shape says; it is `moment` then. */
function readTime({ bytes, start, end }: LinePlace, shape: LineShape, moment: Moment): boolean {
  const { timeKind } = shape;
  moment.timeKind = timeKind;
  if (timeKind === 'none') {
    return true;
  }
  const time = shape.time ? shape.time.read(bytes, start, end) : Number.NaN;
  moment.time = time;
  moment.uptime = timeKind === 'uptime' ? time : undefined;
  return !Number.isNaN(time);
}

export const noLine: LinePlace = {
  bytes: new Uint8Array(0),
  start: 0,
  end: 0,
  isFirst: false,
};

/** A shape as a blank line has it. */
export function blankShape(detected: Detected): LineShape {
  return readShape('', '', detected).shape;
}

/** The message of a line, without what was put before it. */
export function messageOf(text: string, detected: Detected): string {
  return detected.read(text, emptyHeader());
}
