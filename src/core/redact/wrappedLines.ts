import type { Decoder } from './decode.ts';

/** Narrower than this nobody wraps a log. */
const NARROWEST = 40;

/** The gutter of a quoted line and the blanks that a wrapped line is indented by; fewer may be its own. */
const margin = /(?:L?\d{1,9}\|)?(?:\t[ \t]{0,15}|[ \t]{4,16})?/y;

/** What a line begins with that goes on from no other: a time, a level, a frame, a key, an item. */
const beginning =
  /^(?:\d{4}[-/.]\d\d|\d{1,2}[:/.]\d\d|[[({<#>*|"']|[+-] |[A-Z][a-z]{2} [ \d]\d |at |Caused by|(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|SEVERE)\b|[A-Z][A-Z0-9_]{2,40}=|[\w.-]{1,40}(?:: |:$))/;

/** Where so many columns are full, only a time tells of a new line. */
const usualWidths = new Set([72, 76, 79, 80, 100, 120, 132]);
const time =
  /^(?:\[?\d{4}[-/.]\d\d|\[?\d{1,2}[:/.]\d\d|[A-Z][a-z]{2} [ \d]\d |at [\w$.]+[(.]|Caused by)/;

/**
 * Lines that a terminal, a pager or a mail cut at their width, joined again: a line that is not shorter
 * than the one after it, and whose rest begins like no line of its own.
 */
export const joinWrapped: Decoder = (text, view) => {
  let line = lineFrom(text, 0);
  let isJoined = false;
  while (line.end < text.length) {
    const next = lineFrom(text, line.end + 1);
    if (goesOn(text, line, next)) {
      view.add(text.slice(line.start, line.end), '', line.start, line.end);
      isJoined = true;
    } else if (isJoined) {
      view.add(text.slice(line.start, line.end), '', line.start, line.end);
      view.endPiece();
      isJoined = false;
    }
    line = next;
  }
  if (isJoined) {
    view.add(text.slice(line.start, line.end), '', line.start, line.end);
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

function goesOn(text: string, line: Line, next: Line): boolean {
  const width = line.end - line.start;
  const rest = next.end - next.start;
  if (width < NARROWEST || rest === 0 || rest > width) {
    return false;
  }
  if (beginAlike(text, line.start, next.start)) {
    return false;
  }
  const begin = text.slice(next.start, next.start + 48);
  return rest === width || usualWidths.has(width) ? !time.test(begin) : !beginning.test(begin);
}

/** The records of a log tend to begin alike: with a time, a host, a file's name. */
function beginAlike(text: string, first: number, second: number): boolean {
  const [one, other] = [first, second].map((at) => text.slice(at, at + 8).replace(/\d/g, '0'));
  return one === other && one !== '00000000';
}
