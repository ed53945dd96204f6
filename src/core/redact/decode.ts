import type { ViewBuilder } from './view.ts';

/** Adds what of the text reads differently when one kind of encoding is undone. */
export type Decoder = (text: string, view: ViewBuilder) => void;

/** What stands behind a backslash, and what both mean. */
const escapes = new Map(
  Object.entries({
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
  }),
);

/** Lines with escapes of JSON and of most languages: `\"`, `\\`, `\u003d`, `\n`. */
export const undoEscapes: Decoder = (text, view) => {
  let lineEnd = -1;
  let at = 0;
  for (let mark = text.indexOf('\\'); mark >= 0; ) {
    const found = escapeAt(text, mark);
    if (found) {
      if (mark >= lineEnd) {
        finishLine(text, view, at, lineEnd);
        at = text.lastIndexOf('\n', mark) + 1;
        lineEnd = lineEndFrom(text, mark);
      }
      view.add(text.slice(at, mark), found.decoded, at, found.end);
      at = found.end;
    }
    mark = text.indexOf('\\', found?.end ?? mark + 1);
  }
  finishLine(text, view, at, lineEnd);
};

const hexCode = /(?:u\{?([0-9a-fA-F]{4})\}?|x([0-9a-fA-F]{2}))/y;

function escapeAt(text: string, mark: number): { decoded: string; end: number } | undefined {
  const decoded = escapes.get(text.charAt(mark + 1));
  if (decoded !== undefined) {
    return { decoded, end: mark + 2 };
  }
  hexCode.lastIndex = mark + 1;
  const match = hexCode.exec(text);
  const code = match?.[1] ?? match?.[2];
  return code === undefined
    ? undefined
    : { decoded: String.fromCharCode(Number.parseInt(code, 16)), end: hexCode.lastIndex };
}

function finishLine(text: string, view: ViewBuilder, at: number, lineEnd: number): void {
  if (lineEnd >= 0) {
    view.add(text.slice(at, lineEnd), '', at, lineEnd);
    view.endPiece();
  }
}

function lineEndFrom(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

const percentCode = /%([0-9A-Fa-f]{2})/g;
const entity = /&(?:(amp|lt|gt|quot|apos)|#(\d{2,5})|#x([0-9a-fA-F]{2,4}));/g;
const entityNames: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/** Words with `%3D` in them. */
export const undoPercent: Decoder = (text, view) =>
  undoInWords(text, view, percentCode, ([, hex = '']) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );

/** Words with `&quot;` or `&#61;` in them. */
export const undoEntities: Decoder = (text, view) =>
  undoInWords(text, view, entity, ([, name, decimal, hex]) =>
    name
      ? (entityNames[name] ?? '')
      : String.fromCharCode(Number.parseInt(decimal ?? hex ?? '0', decimal ? 10 : 16)),
  );

function undoInWords(
  text: string,
  view: ViewBuilder,
  code: RegExp,
  decode: (match: RegExpExecArray) => string,
): void {
  let wordEnd = -1;
  let at = 0;
  const finishWord = (): void => {
    if (wordEnd >= 0) {
      view.add(text.slice(at, wordEnd), '', at, wordEnd);
      view.endPiece();
    }
  };
  for (const match of text.matchAll(code)) {
    if (match.index >= wordEnd) {
      finishWord();
      const from = Math.max(0, wordEnd);
      at = match.index;
      while (at > from && !isBlank(text.charCodeAt(at - 1))) {
        at -= 1;
      }
      wordEnd = match.index;
      while (wordEnd < text.length && !isBlank(text.charCodeAt(wordEnd))) {
        wordEnd += 1;
      }
    }
    const end = match.index + match[0].length;
    view.add(text.slice(at, match.index), decode(match), at, end);
    at = end;
  }
  finishWord();
}

const isBlank = (code: number): boolean => code <= 32;

/** Long enough to hold a secret. */
const SHORTEST_RUN = 24;
/** How JSON and PEM begin in base64, for runs that something stands before. */
const knownBeginnings = ['eyJ', 'LS0tLS1CRUdJTi'];

/** Runs of base64 that hold text. A secret in one hides the whole run. */
export const undoBase64: Decoder = (text, view) => {
  const { length } = text;
  let start = 0;
  for (let at = 0; at < length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 128 || letters[code] === NO_VALUE) {
      if (at - start >= SHORTEST_RUN) {
        addDecoded(text, start, at, view);
      }
      start = at + 1;
    }
  }
  if (length - start >= SHORTEST_RUN) {
    addDecoded(text, start, length, view);
  }
};

function addDecoded(text: string, start: number, end: number, view: ViewBuilder): void {
  const run = text.slice(start, end);
  for (const offset of [0, ...knownBeginnings.map((word) => run.indexOf(word))]) {
    const decoded = offset < 0 ? '' : decodeText(run, offset);
    if (decoded !== '') {
      const padding = /^={0,2}/.exec(text.slice(end, end + 2))?.[0].length ?? 0;
      view.add('', decoded, start, end + padding);
      view.endPiece();
      return;
    }
  }
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

/** So many letters of text tell that the run is text and no accident. */
const ENOUGH = 16;

/** The text in a run of base64, up to where it is none; empty if it doesn't begin as text. */
function decodeText(run: string, offset: number): string {
  const codes: number[] = [];
  const parts: string[] = [];
  let bits = 0;
  let count = 0;
  for (let at = offset; at < run.length; at += 1) {
    bits = ((bits << 6) | (letters[run.charCodeAt(at)] ?? 0)) & 0xfff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      const byte = (bits >> count) & 0xff;
      // A few letters of another language are text, too; at the beginning they are an accident.
      if (!isText(byte) || (byte > 126 && at - offset < 2 * ENOUGH)) {
        break;
      }
      codes.push(byte);
      if (codes.length === 4096) {
        parts.push(String.fromCharCode(...codes.splice(0)));
      }
    }
  }
  parts.push(String.fromCharCode(...codes));
  const decoded = parts.join('');
  return decoded.length < ENOUGH ? '' : decoded;
}

/** Printable, a blank or a line break; NUL stands between the parts of SASL's messages. */
const isText = (byte: number): boolean =>
  (byte >= 32 && byte !== 127) || (byte >= 9 && byte <= 13) || byte === 0;
