import type { ViewBuilder } from './view.ts';

/** Adds what of the text reads differently when one kind of encoding is undone. */
export type Decoder = (text: string, view: ViewBuilder) => void;

const BACKSLASH = 92;

/** What stands behind a backslash, and what both mean; 0 for what means nothing. */
const escapes = new Uint16Array(128);
for (const [mark, meaning] of Object.entries({
  n: '\n',
  r: '\n',
  t: '\t',
  b: ' ',
  f: ' ',
  '"': '"',
  "'": "'",
  '`': '`',
  '/': '/',
  '\\': '\\',
})) {
  escapes[mark.charCodeAt(0)] = meaning.charCodeAt(0);
}

/** Lines with escapes of JSON and of most languages: `\"`, `\\`, `\u003d`, `\n`. */
export const undoEscapes: Decoder = (text, view) => {
  let lineEnd = -1;
  let at = 0;
  for (let mark = text.indexOf('\\'); mark >= 0; ) {
    const short = escapes[text.charCodeAt(mark + 1)] ?? 0;
    const found = short > 0 ? { code: short, end: mark + 2 } : hexEscape(text, mark);
    if (found) {
      if (mark >= lineEnd) {
        finishPlace(view, at, lineEnd);
        at = text.lastIndexOf('\n', mark) + 1;
        lineEnd = lineEndFrom(text, mark);
      }
      view.add(at, mark, found.end);
      view.write(found.code);
      at = found.end;
    }
    const next = found?.end ?? mark + 1;
    mark = text.charCodeAt(next) === BACKSLASH ? next : text.indexOf('\\', next);
  }
  finishPlace(view, at, lineEnd);
};

interface Decoded {
  readonly code: number;
  readonly end: number;
}

/** What `\u003d`, `\u{003d}` or `\x3d` means, and where it ends. */
function hexEscape(text: string, mark: number): Decoded | undefined {
  const kind = text.charAt(mark + 1);
  if (kind !== 'u' && kind !== 'x') {
    return undefined;
  }
  const isBraced = kind === 'u' && text.charAt(mark + 2) === '{';
  const start = mark + (isBraced ? 3 : 2);
  const end = start + (kind === 'u' ? 4 : 2);
  let code = 0;
  for (let at = start; at < end; at += 1) {
    const digit = hexValues[text.charCodeAt(at)] ?? NO_VALUE;
    if (digit === NO_VALUE) {
      return undefined;
    }
    code = 16 * code + digit;
  }
  return { code, end: end + Number(isBraced && text.charAt(end) === '}') };
}

/** The rest of a line or word in which something was read differently. */
function finishPlace(view: ViewBuilder, at: number, end: number): void {
  if (end >= 0) {
    view.add(at, end, end);
    view.endPiece();
  }
}

function lineEndFrom(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** Words with `%3D` in them. */
export const undoPercent: Decoder = (text, view) =>
  undoInWords(text, view, '%', (at) => {
    const high = hexValues[text.charCodeAt(at + 1)] ?? NO_VALUE;
    const low = hexValues[text.charCodeAt(at + 2)] ?? NO_VALUE;
    return high === NO_VALUE || low === NO_VALUE
      ? undefined
      : { code: 16 * high + low, end: at + 3 };
  });

const entityNames = [
  ['amp;', '&'],
  ['lt;', '<'],
  ['gt;', '>'],
  ['quot;', '"'],
  ['apos;', "'"],
] as const;

const numbered = /&#(?:(\d{2,5})|x([0-9a-fA-F]{2,4}));/y;

/** Words with `&quot;` or `&#61;` in them. */
export const undoEntities: Decoder = (text, view) =>
  undoInWords(text, view, '&', (at) => {
    if (text.charAt(at + 1) !== '#') {
      const named = entityNames.find(([name]) => text.startsWith(name, at + 1));
      return named && { code: named[1].charCodeAt(0), end: at + 1 + named[0].length };
    }
    numbered.lastIndex = at;
    const match = numbered.exec(text);
    const [, decimal, hex = ''] = match ?? [];
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number.parseInt(decimal, 10);
    return match ? { code, end: numbered.lastIndex } : undefined;
  });

/** @param read what stands for another character at a mark, and where it ends */
function undoInWords(
  text: string,
  view: ViewBuilder,
  mark: string,
  read: (at: number) => Decoded | undefined,
): void {
  let wordEnd = -1;
  let at = 0;
  for (let markAt = text.indexOf(mark); markAt >= 0; ) {
    const found = read(markAt);
    if (found) {
      if (markAt >= wordEnd) {
        finishPlace(view, at, wordEnd);
        at = wordStart(text, markAt, Math.max(0, wordEnd));
        wordEnd = wordEndFrom(text, markAt);
      }
      view.add(at, markAt, found.end);
      view.write(found.code);
      at = found.end;
    }
    const next = found?.end ?? markAt + 1;
    markAt = text.startsWith(mark, next) ? next : text.indexOf(mark, next);
  }
  finishPlace(view, at, wordEnd);
}

const isBlank = (code: number): boolean => code <= 32;

function wordStart(text: string, at: number, from: number): number {
  let start = at;
  while (start > from && !isBlank(text.charCodeAt(start - 1))) {
    start -= 1;
  }
  return start;
}

function wordEndFrom(text: string, at: number): number {
  let end = at;
  while (end < text.length && !isBlank(text.charCodeAt(end))) {
    end += 1;
  }
  return end;
}

/** Long enough to hold a secret. */
const SHORTEST_RUN = 24;
/** How JSON and PEM begin in base64, for runs that something stands before. */
const knownBeginnings = ['eyJ', 'LS0tLS1CRUdJTi'];

/** Runs of base64 that hold text. A secret in one hides the whole run. */
export const undoBase64: Decoder = (text, view) => {
  let codes = new Uint16Array(1024);
  for (let start = 0; start >= 0; ) {
    start = nextRun(text, start);
    const end = start < 0 ? -1 : runEnd(text, start);
    const from = start < 0 ? -1 : textIn(text, start, end);
    if (from >= 0) {
      codes = end - from > codes.length ? new Uint16Array(end - from) : codes;
      const padding = text.startsWith('==', end) ? 2 : Number(text.startsWith('=', end));
      view.add(start, start, end + padding);
      view.writeAll(codes, readText(text, from, end, codes));
      view.endPiece();
    }
    start = end;
  }
};

/** Where the next run begins, or -1. Most places can hold none so long: seen from its end that is told soon. */
function nextRun(text: string, from: number): number {
  for (let start = from; start <= text.length - SHORTEST_RUN; ) {
    let at = start + SHORTEST_RUN;
    while (at > start && isLetter(text, at - 1)) {
      at -= 1;
    }
    if (at === start) {
      return start;
    }
    start = at;
  }
  return -1;
}

function runEnd(text: string, start: number): number {
  let end = start + SHORTEST_RUN;
  while (end < text.length && isLetter(text, end)) {
    end += 1;
  }
  return end;
}

const isLetter = (text: string, at: number): boolean =>
  (letters[text.charCodeAt(at)] ?? NO_VALUE) !== NO_VALUE;

/** Where in a run text begins: at its start, or where it reads as JSON or PEM do; else -1. */
function textIn(text: string, start: number, end: number): number {
  if (holdsText(text, start, end)) {
    return start;
  }
  const run = text.slice(start, end);
  for (const word of knownBeginnings) {
    const at = run.indexOf(word);
    if (at >= 0 && holdsText(text, start + at, end)) {
      return start + at;
    }
  }
  return -1;
}

/** For characters that are in neither alphabet, base64 or base64url. */
const NO_VALUE = 255;

const letters = new Uint8Array(128).fill(NO_VALUE);
for (const [value, character] of [
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
].entries()) {
  letters[character.charCodeAt(0)] = value;
}
letters['-'.charCodeAt(0)] = 62;
letters['_'.charCodeAt(0)] = 63;

const hexValues = new Uint8Array(128).fill(NO_VALUE);
for (const [value, digit] of [...'0123456789abcdef'].entries()) {
  hexValues[digit.charCodeAt(0)] = value;
  hexValues[digit.toUpperCase().charCodeAt(0)] = value;
}

/** So many letters of text tell that the run is text and no accident. */
const ENOUGH = 16;

/** Whether a run begins as text. */
function holdsText(text: string, start: number, end: number): boolean {
  const stop = Math.min(end, start + 2 * ENOUGH);
  return readText(text, start, stop) >= ENOUGH;
}

/** How long the text in a run of base64 is, up to where it is none, and the text itself. */
function readText(text: string, start: number, end: number, into?: Uint16Array): number {
  let bits = 0;
  let count = 0;
  let length = 0;
  for (let at = start; at < end; at += 1) {
    bits = ((bits << 6) | (letters[text.charCodeAt(at)] ?? 0)) & 0xfff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      const byte = (bits >> count) & 0xff;
      // A few letters of another language are text, too; at the beginning they are an accident.
      if (!isText(byte) || (byte > 126 && at - start < 2 * ENOUGH)) {
        break;
      }
      if (into) {
        into[length] = byte;
      }
      length += 1;
    }
  }
  return length;
}

/** Printable, a blank or a line break; NUL stands between the parts of SASL's messages. */
const isText = (byte: number): boolean =>
  (byte >= 32 && byte !== 127) || (byte >= 9 && byte <= 13) || byte === 0;
