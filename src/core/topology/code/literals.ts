import type { Language } from './languages.ts';

/** A text in quotes. */
export interface Literal {
  readonly text: string;
  /** 1-based. */
  readonly line: number;
  /** Offsets of the quotes in the source. */
  readonly start: number;
  readonly end: number;
}

export interface CodeText {
  /** The source with blanks for its comments: of the same length, with the same lines. */
  readonly source: string;
  readonly literals: readonly Literal[];
}

/** Where something opens: a comment, or a text. */
function openings({ lineComments, blockComments, quotes }: Language): RegExp {
  const words = [...blockComments.map(([start]) => start), ...lineComments, ...quotes];
  const escaped = words.map((word) => word.replace(/[[\]*|()\\^$.+?{}]/g, '\\$&'));
  return new RegExp(`${escaped.join('|')}|\\n`, 'g');
}

/** Finds texts and takes comments out, by what opens first; good enough for every language alike. */
export function readLiterals(text: string, language: Language): CodeText {
  const opener = openings(language);
  const literals: Literal[] = [];
  let source = '';
  let copied = 0;
  let line = 1;
  const blank = (start: number, end: number): void => {
    source += text.slice(copied, start) + text.slice(start, end).replace(/[^\n]/g, ' ');
    copied = end;
  };
  for (let match = opener.exec(text); match; match = opener.exec(text)) {
    const [word] = match;
    const start = match.index;
    if (word === '\n') {
      line++;
      continue;
    }
    const end = endOf(text, start, word, language);
    if (language.quotes.includes(word)) {
      const inside = text.slice(
        start + word.length,
        Math.max(start + word.length, end - word.length),
      );
      literals.push({ text: inside, line, start, end });
    } else if (!isInUrl(text, start, word)) {
      blank(start, end);
    } else {
      continue;
    }
    line += newlines(text, start, end);
    opener.lastIndex = Math.max(end, start + 1);
  }
  return { source: source + text.slice(copied), literals };
}

/** `http://` outside of quotes, e.g. in a shell script, begins no comment. */
function isInUrl(text: string, start: number, word: string): boolean {
  const before = text[start - 1] ?? ' ';
  return (word === '//' && before === ':') || (word === '#' && !/[\s;]/.test(before));
}

function newlines(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) {
    count++;
  }
  return count;
}

function endOf(text: string, start: number, word: string, language: Language): number {
  const block = language.blockComments.find(([opening]) => opening === word);
  if (block) {
    const end = text.indexOf(block[1], start + word.length);
    return end < 0 ? text.length : end + block[1].length;
  }
  if (language.lineComments.includes(word)) {
    const end = text.indexOf('\n', start);
    return end < 0 ? text.length : end;
  }
  return endOfText(text, start, word);
}

/** A text in simple quotes ends with its line, so that an apostrophe swallows no file. */
function endOfText(text: string, start: number, quote: string): number {
  const isLong = quote.length === 3 || quote === '`';
  for (let at = start + quote.length; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text.startsWith(quote, at)) return at + quote.length;
    else if (text[at] === '\n' && !isLong) return at;
  }
  return text.length;
}
