import type { CodeLanguage } from './languages.ts';

/** A constant text of a message, or something that varies. */
export type Piece = { readonly text: string; readonly isRaw: boolean } | 'varies';

interface Message {
  /** None where there is no text. */
  readonly pieces: readonly Piece[];
  /** Offset behind it. */
  readonly end: number;
}

/** Characters of a statement that are read. */
const LONGEST = 3000;

/** An open bracket. */
interface Level {
  readonly close: string;
  /** Whether texts in it are part of the message: those of `String.format(...)`, not those of `{ key: ... }`. */
  readonly isMessage: boolean;
}

/**
 * Reads the message of a call: its first argument that holds a text, with what that is joined to. Nothing
 * where no call begins.
 *
 * `("disk " + name + " is full", error)` gives `disk `, varies, ` is full`.
 */
export function readMessage(
  source: string,
  at: number,
  language: CodeLanguage,
): Message | undefined {
  const opening = /^\s*/.exec(source.slice(at, at + 8))?.[0].length ?? 0;
  const start = at + opening;
  const sign = source[start] ?? '';
  const bracket = closing[sign];
  if (bracket !== undefined) {
    const message = readArguments(source, start, language);
    const isEmpty = message.pieces.length === 0;
    return (isEmpty ? streamAfter(source, start, language) : undefined) ?? message;
  }
  return source.startsWith('<<', start)
    ? readStream(source, start, language)
    : language.hasBareCalls || quotes.has(sign)
      ? readBare(source, start, language)
      : undefined;
}

const closing: Readonly<Record<string, string>> = { '(': ')', '{': '}', '[': ']' };
const quotes: ReadonlySet<string> = new Set(['"', "'", '`']);

function readArguments(source: string, start: number, language: CodeLanguage): Message {
  const levels: Level[] = [{ close: closing[source[start] ?? ''] ?? ')', isMessage: true }];
  const reader = createReader(source, language, start + 1);
  const last = Math.min(source.length, start + LONGEST);
  while (reader.at < last && levels.length > 0 && levels.length <= DEEPEST) {
    const sign = source[reader.at] ?? '';
    const level = levels.at(-1);
    if (reader.takeText(level?.isMessage === true)) continue;
    if (sign === level?.close) levels.pop();
    else if (sign in closing) levels.push(levelOf(source, reader.at, level));
    else if (sign === ',' && endsMessage(levels, reader)) break;
    reader.skip();
  }
  return reader.message();
}

/** Brackets in brackets; what goes deeper is no message. */
const DEEPEST = 12;

/** What a comma means: the end of the message, or of the texts of a call in it, or another argument. */
function endsMessage(levels: Level[], reader: Reader): boolean {
  const level = levels.at(-1);
  if (level?.isMessage && reader.hasText()) {
    levels[levels.length - 1] = { ...level, isMessage: false };
    return levels.length === 1;
  }
  if (levels.length === 1) reader.nextArgument();
  return false;
}

/** Functions whose texts become part of the message: those that format, join, translate, or are one. */
const formats =
  /(?:format|sprintf|Sprint(?:f|ln)?|Errorf|concat|StrCat|join|trim|dedent|\b_\w{0,3}|\bt|\btr|\b[fsbr]|runtime_error|Exception|Error|lazy|[+(,=>{:?&|]|\breturn|^)!?\s*$/;

function levelOf(source: string, at: number, above: Level | undefined): Level {
  const sign = source[at] ?? '';
  const before = source.slice(Math.max(0, at - 40), at);
  const isFormat = sign === '(' && formats.test(before);
  const isBlock = sign === '{' && /(?:=>|\|\||\|\w{1,20}\||\)|->)\s*$/.test(before);
  return {
    close: closing[sign] ?? ')',
    isMessage: above?.isMessage === true && (isFormat || isBlock),
  };
}

/** `LOG(ERROR) << "disk " << name;` */
function streamAfter(source: string, start: number, language: CodeLanguage): Message | undefined {
  const after = /^[^;"]{0,120}?\)\s*<</.exec(source.slice(start, start + 140))?.[0];
  return after === undefined ? undefined : readStream(source, start + after.length - 2, language);
}

function readStream(source: string, start: number, language: CodeLanguage): Message {
  const reader = createReader(source, language, start + 2);
  const last = Math.min(source.length, start + LONGEST);
  while (reader.at < last && source[reader.at] !== ';') {
    if (!reader.takeText(true)) reader.skip();
  }
  return reader.message();
}

/** `raise "no price for #{item}"`: to the end of the line, or of the text. */
function readBare(source: string, start: number, language: CodeLanguage): Message {
  const reader = createReader(source, language, start);
  const last = Math.min(source.length, start + LONGEST);
  while (reader.at < last && source[reader.at] !== '\n') {
    if (source[reader.at] === ',' && reader.hasText()) break;
    if (!reader.takeText(true)) reader.skip();
  }
  return reader.message();
}

interface Reader {
  readonly at: number;
  /** Reads a text that begins here, as part of the message or not; false where none begins. */
  takeText(isMessage: boolean): boolean;
  skip(): void;
  hasText(): boolean;
  /** What came before the text belongs to another argument. */
  nextArgument(): void;
  message(): Message;
}

function createReader(source: string, language: CodeLanguage, start: number): Reader {
  const pieces: Piece[] = [];
  let at = start;
  /** From where on the argument, and what joins two texts, was read. */
  let argument = start;
  let joined = start;
  return {
    get at() {
      return at;
    },
    takeText(isMessage) {
      const text = textAt(source, at, language);
      if (!text) return false;
      const isNamed = language.hasNamedArguments && naming.test(source.slice(argument, at));
      if (isMessage && !isNamed) {
        const gap = source.slice(joined, at).replace(prefix, '');
        if (varies.test(gap)) pieces.push('varies');
        pieces.push(text.isSign ? 'varies' : text);
        joined = text.end;
      }
      at = text.end;
      return true;
    },
    skip() {
      at++;
    },
    hasText: () => pieces.some((piece) => piece !== 'varies'),
    nextArgument() {
      argument = at + 1;
      joined = at + 1;
    },
    message() {
      const isOpen = pieces.length > 0 && varies.test(source.slice(joined, at));
      return { pieces: isOpen ? [...pieces, 'varies'] : pieces, end: at };
    },
  };
}

/** Names of arguments that are not the message: `target: "db"`, `extra="x"`. */
const naming =
  /^\s*(?!message\b|msg\b|format\b|text\b|body\b)\w{1,40}\s*[:=](?![=>:])\s*[$@frbuL]?$/i;

/** Letters right before a quote that say how the text is written. */
const prefix = /(?:\b(?:[frbuLFRBU]|rb|br|fr|rf|u8|raw)|[$@]{1,2}|#)$/;

/** Two texts with only this between them are one; anything else is a value. */
const varies = /[^\s+.\\()<&,;:?!{}]/;

interface CodeText {
  readonly text: string;
  readonly isRaw: boolean;
  /** One sign, as `'"'` in C: it opens no text. */
  readonly isSign?: true;
  readonly end: number;
}

function textAt(source: string, at: number, language: CodeLanguage): CodeText | undefined {
  const sign = source[at] ?? '';
  if (!quotes.has(sign)) {
    return undefined;
  }
  if (sign === "'" && !language.hasSingleQuotes) {
    const end = /^'(?:\\.[^']{0,8}|[^'\\\n])'/.exec(source.slice(at, at + 14))?.[0].length;
    return end === undefined ? undefined : { text: '', isRaw: true, isSign: true, end: at + end };
  }
  const triple = sign.repeat(3);
  const quote = sign !== '`' && source.startsWith(triple, at) ? triple : sign;
  const isRaw = /[rR@]$/.test(source.slice(Math.max(0, at - 2), at)) || isGoRaw(sign, language);
  const end = endOfText(source, at + quote.length, quote, isRaw);
  return { text: source.slice(at + quote.length, end - quote.length), isRaw, end };
}

/** Where single quotes hold signs, back quotes hold texts without escapes. */
const isGoRaw = (sign: string, { hasSingleQuotes }: CodeLanguage): boolean =>
  sign === '`' && !hasSingleQuotes;

/** Offset behind a text; one in simple quotes ends with its line at the latest. */
function endOfText(source: string, start: number, quote: string, isRaw: boolean): number {
  const isLong = quote.length === 3 || quote === '`';
  const last = Math.min(source.length, start + LONGEST);
  for (let at = start; at < last; at++) {
    const sign = source[at];
    if (sign === '\\' && !isRaw) at++;
    else if (source.startsWith(quote, at)) return at + quote.length;
    else if (sign === '\n' && !isLong) return at;
  }
  return last;
}
