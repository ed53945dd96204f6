import { visibleText } from '../model/visibleText.ts';

/**
 * The form in which a quote and a log are compared: without control sequences and invisible
 * characters, in Unicode's compatibility form, with plain quotes and dashes, single spaces, in lower
 * case, and without the gutter `L123|` that a prompt puts before each line.
 */
export function normalise(text: string): string {
  const visible = plain.test(text) ? text : toPlain(text);
  return visible
    .replace(gutter, '')
    .replace(backslashes, '\\')
    .toLowerCase()
    .replace(escapes, meaningOf)
    .replaceAll('`', "'")
    .replace(/\s+/g, ' ')
    .trim();
}

/** Nothing but printable ASCII and line breaks, as nearly all log lines are. */
const plain = /^[\x20-\x7e\n]*$/;

/** What a prompt puts before a line; at the start of each line. */
const gutter = /^ {0,8}L\d{1,9}\|/gm;

/** `C:\\logs` as JSON writes it is `C:\logs`. */
const backslashes = /\\{2,}/g;

/** A line break, tab or quote as JSON writes it: models copy them escaped or not. */
const escapes = /\\[nrt"']/g;
const meaningOf = (escaped: string): string => (/[nrt]/.test(escaped) ? ' ' : escaped.slice(1));

const singleQuotes = /[\u2018-\u201b\u2032\u00b4]/g;
const doubleQuotes = /[\u201c-\u201f\u2033\u00ab\u00bb]/g;
const dashes = /[\u2010-\u2015\u2212]/g;

function toPlain(text: string): string {
  return visibleText(text)
    .normalize('NFKC')
    .replace(singleQuotes, "'")
    .replace(doubleQuotes, '"')
    .replace(dashes, '-');
}
