import type { CodeLanguage } from './languages.ts';
import type { Piece } from './readMessage.ts';

/**
 * What stands for a value in a text: `{}`, `{0}`, `{name:?}`, `%s`, `%-5.2f`, `%(name)s`, `${name}`, `#{name}`. All of them
 * in each language: a constant that is cut at a bracket is still found.
 */
const values =
  /[$#]\{(?:[^{}]|\{[^{}]*\}){0,400}\}|\\\([^()]{0,80}\)|\{\{|\}\}|\{[^{}\n]{0,120}\}|%(?:\(\w{1,40}\))?[-+#0]{0,3}(?:\d{1,4}|\*)?(?:\.(?:\d{1,3}|\*))?(?:hh|h|ll|l|z|j|t|L|q)?(?:[a-zA-Z@](?![a-z]{3})|[sdv](?![a-z]))|%\{[^}]{1,40}\}/g;
const names = /\$\{?[A-Za-z_]\w{0,40}(?:->\w{1,40}|\[\w{1,40}\])?\}?/g;

/** The constant parts of a message, spaces as one; those without a word are left out. */
export function constantParts(pieces: readonly Piece[], language: CodeLanguage): readonly string[] {
  const text = pieces.map((piece) => (piece === 'varies' ? MARK : unescaped(piece))).join('');
  const marked = text.replace(values, MARK);
  const cut = language.hasDollarNames ? marked.replace(names, MARK) : marked;
  return firstLine(cut)
    .split(MARK)
    .map((part) => part.replace(/\s+/g, ' '))
    .filter((part) => /[A-Za-z]{2}|[^\W\d_A-Za-z]/u.test(part));
}

/** No source has it in a text. */
const MARK = '\uE000';

/** What is written over several lines is known by the first of them that says something. */
const firstLine = (text: string): string =>
  text.split('\n').find((line) => /[A-Za-z]{3}/.test(line)) ?? '';

function unescaped({ text, isRaw }: Exclude<Piece, 'varies'>): string {
  return isRaw
    ? text
    : text.replace(/\\(?:u\{?[0-9a-fA-F]{1,6}\}?|x[0-9a-fA-F]{2}|([\s\S]))/g, (whole, sign) =>
        sign === undefined ? MARK : (escapes[sign] ?? (sign === '(' ? whole : sign)),
      );
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: ' ', r: '', '\n': '' };
