import type { Decoder } from './decode.ts';

/** Narrower than this nobody wraps a log. */
const NARROWEST = 40;

/** The gutter of a quoted line and the blanks that a wrapped line is indented by; fewer may be its own. */
const margin = /(?:L?\d{1,9}\|)?(?:\t[ \t]{0,15}|[ \t]{4,16})?/y;

/** Columns of terminals, mails and encoders. */
const usualWidths = new Set([64, 72, 76, 78, 79, 80, 100, 120, 132, 160, 200]);

/** A time or a frame begins a line of its own. */
const beginning =
  /^(?:\[?\d{4}[-/.]\d\d|\[?\d{1,2}[:/.]\d\d|[A-Z][a-z]{2} [ \d]\d |at [\w$.]+[(.]|Caused by)/;

/**
 * Lines that a terminal, a pager or an encoder cut at their width, joined again: a line of a usual
 * width, or of the width of the one before or after it, and a line that is no wider and doesn't begin
 * as one of its own.
 */
export const joinWrapped: Decoder = (text, view) => {
  let line = lineFrom(text, 0);
  let isJoined = false;
  let widthBefore = 0;
  while (line.end < text.length) {
    const next = lineFrom(text, line.end + 1);
    const width = line.end - line.start;
    if (goesOn(text, line, next, isJoined && width === widthBefore)) {
      view.add(line.start, line.end, line.end);
      isJoined = true;
    } else if (isJoined) {
      view.add(line.start, line.end, line.end);
      view.endPiece();
      isJoined = false;
    }
    widthBefore = width;
    line = next;
  }
  if (isJoined) {
    view.add(line.start, line.end, line.end);
    view.endPiece();
  }
};

interface Line {
  /** Behind the margin. */
  readonly start: number;
  readonly end: number;
}

function lineFrom(text: string, at: number): Line {
  const lineBreak = text.indexOf('\n', at);
  const end = lineBreak < 0 ? text.length : lineBreak;
  margin.lastIndex = at;
  margin.test(text);
  return { start: Math.min(end, margin.lastIndex), end };
}

/** @param isFull whether the line is as wide as one before it, that was cut. */
function goesOn(text: string, line: Line, next: Line, isFull: boolean): boolean {
  const width = line.end - line.start;
  const rest = next.end - next.start;
  const isCut = isFull || rest === width || usualWidths.has(width);
  return (
    isCut &&
    width >= NARROWEST &&
    rest > 0 &&
    rest <= width &&
    !beginAlike(text, line.start, next.start) &&
    !beginning.test(text.slice(next.start, next.start + 48))
  );
}

/** The records of a log tend to begin alike: with a time, a host, a file's name. */
function beginAlike(text: string, first: number, second: number): boolean {
  const [one, other] = [first, second].map((at) => text.slice(at, at + 8).replace(/\d/g, '0'));
  return one === other && one !== '00000000';
}
