/** Source code without what is no code, of the same length, so that places stay what they are. */
export interface Code {
  /** Comments are blank, strings are their quotes with blanks between them. */
  readonly text: string;
  /** What strings hold, by where their first quote stands. */
  readonly strings: ReadonlyMap<number, string>;
}

export interface Syntax {
  readonly lineComments: readonly string[];
  readonly blockComments: readonly (readonly [string, string])[];
  /** Strings that may go over lines, the longest first. */
  readonly longQuotes: readonly string[];
  /** Strings that end with their line. */
  readonly quotes: readonly string[];
  /** A slash may begin a regular expression. */
  readonly hasRegex?: boolean;
  /** Code stands in `${}` of strings with backticks. */
  readonly hasTemplates?: boolean;
}

const slashes = { lineComments: ['//'], blockComments: [['/*', '*/'] as const] };

export const syntaxes = {
  javascript: {
    ...slashes,
    longQuotes: ['`'],
    quotes: ['"', "'"],
    hasRegex: true,
    hasTemplates: true,
  },
  python: {
    lineComments: ['#'],
    blockComments: [],
    longQuotes: ['"""', "'''"],
    quotes: ['"', "'"],
  },
  go: { ...slashes, longQuotes: ['`'], quotes: ['"', "'"] },
  // A single quote may begin a lifetime, so characters are left as they are.
  rust: { ...slashes, longQuotes: ['"'], quotes: [] },
  jvm: { ...slashes, longQuotes: ['"""'], quotes: ['"', "'"] },
  php: {
    lineComments: ['//', '#'],
    blockComments: [['/*', '*/'] as const],
    longQuotes: [],
    quotes: ['"', "'"],
  },
  ruby: { lineComments: ['#'], blockComments: [], longQuotes: [], quotes: ['"', "'"] },
} satisfies Readonly<Record<string, Syntax>>;

interface Reading {
  readonly source: string;
  readonly syntax: Syntax;
  readonly parts: string[];
  readonly strings: Map<number, string>;
  /** For each open `${`, how many braces are open in it. */
  readonly braces: number[];
  at: number;
}

export function readCode(source: string, syntax: Syntax): Code {
  const reading: Reading = { source, syntax, parts: [], strings: new Map(), braces: [], at: 0 };
  while (reading.at < source.length) {
    step(reading);
  }
  return { text: reading.parts.join(''), strings: reading.strings };
}

function step(reading: Reading): void {
  const { source, syntax, at } = reading;
  const starts = (word: string): boolean => source.startsWith(word, at);
  if (syntax.lineComments.some(starts)) {
    blankTo(reading, endOfLine(source, at));
    return;
  }
  const block = syntax.blockComments.find(([open]) => starts(open));
  if (block) {
    const end = source.indexOf(block[1], at + block[0].length);
    blankTo(reading, end < 0 ? source.length : end + block[1].length);
    return;
  }
  const quote = syntax.longQuotes.find(starts) ?? syntax.quotes.find(starts);
  if (quote) {
    readString(reading, quote, syntax.longQuotes.includes(quote));
    return;
  }
  if (syntax.hasRegex && source[at] === '/' && isRegexPlace(source, at)) {
    readRegex(reading);
    return;
  }
  readSign(reading);
}

function readSign(reading: Reading): void {
  const { source, at, braces } = reading;
  const sign = source[at] ?? '';
  const depth = braces.at(-1);
  if (depth !== undefined && sign === '{') {
    braces[braces.length - 1] = depth + 1;
  } else if (depth !== undefined && sign === '}') {
    braces[braces.length - 1] = depth - 1;
    if (depth === 1) {
      // The template goes on behind its code.
      braces.pop();
      reading.parts.push(' ');
      reading.at++;
      readTemplate(reading);
      return;
    }
  }
  reading.parts.push(sign);
  reading.at++;
}

function readString(reading: Reading, quote: string, isLong: boolean): void {
  const { source, at, syntax } = reading;
  if (syntax.hasTemplates && quote === '`') {
    reading.parts.push('`');
    reading.at++;
    const from = reading.at;
    readTemplate(reading);
    reading.strings.set(at, source.slice(from, Math.max(from, reading.at - 1)));
    return;
  }
  const end = endOfString(source, at + quote.length, quote, isLong);
  if (end === undefined) {
    // An apostrophe in a text that is no string, as in JSX.
    reading.parts.push(' '.repeat(quote.length));
    reading.at += quote.length;
    return;
  }
  reading.strings.set(at, source.slice(at + quote.length, end));
  reading.parts.push(quote, blank(source.slice(at + quote.length, end)), quote);
  reading.at = end + quote.length;
}

/** Reads to the end of a template, or to where code begins in it. */
function readTemplate(reading: Reading): void {
  const { source } = reading;
  let end = reading.at;
  while (end < source.length && source[end] !== '`' && !source.startsWith('${', end)) {
    end += source[end] === '\\' ? 2 : 1;
  }
  end = Math.min(end, source.length);
  reading.parts.push(blank(source.slice(reading.at, end)));
  const isCode = source[end] === '$';
  reading.parts.push(isCode ? '  ' : '`'.slice(0, source.length - end));
  reading.at = Math.min(source.length, end + (isCode ? 2 : 1));
  if (isCode) reading.braces.push(1);
}

function endOfString(
  source: string,
  from: number,
  quote: string,
  isLong: boolean,
): number | undefined {
  for (let at = from; at < source.length; at++) {
    if (source.startsWith(quote, at)) return at;
    const isEscape = source[at] === '\\' && quote !== '`';
    if (isEscape) at++;
    else if (!isLong && source[at] === '\n') return undefined;
  }
  return undefined;
}

/** A slash divides what stands before it, unless nothing that could be divided does. */
function isRegexPlace(source: string, at: number): boolean {
  const before = source.slice(Math.max(0, at - 40), at).trimEnd();
  return (
    before === '' ||
    /(?:[(,=:[!&|?{};+*%~^<>-]|\b(?:return|typeof|case|in|of|do|else|void|await))$/.test(before)
  );
}

function readRegex(reading: Reading): void {
  const { source, at } = reading;
  let isClass = false;
  for (let end = at + 1; end < source.length && source[end] !== '\n'; end++) {
    const sign = source[end];
    if (sign === '\\') end++;
    else if (sign === '[') isClass = true;
    else if (sign === ']') isClass = false;
    else if (sign === '/' && !isClass) {
      blankTo(reading, end + 1);
      return;
    }
  }
  readSign(reading);
}

function blankTo(reading: Reading, end: number): void {
  reading.parts.push(blank(reading.source.slice(reading.at, end)));
  reading.at = end;
}

function blank(text: string): string {
  return text.replace(/[^\n\r]/g, ' ');
}

function endOfLine(source: string, from: number): number {
  const end = source.indexOf('\n', from);
  return end < 0 ? source.length : end;
}

/** The 1-based lines of places, asked for in any order. */
export function lineFinder(text: string): (index: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (index) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= index) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
