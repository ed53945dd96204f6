import type { Span } from './span.ts';

const begin =
  /-----BEGIN ([A-Z0-9 ]{0,40}(?:PRIVATE KEY[A-Z ]{0,10}|SEED))-----|PuTTY-User-Key-File-\d/g;

/** The end of any PEM block; a key is hidden up to the first one after its beginning. */
const END = '-----END ';

/** Longer blocks are not keys but two markers that happen to stand in one text. */
const LONGEST_KEY = 20_000;

/**
 * Finds PEM blocks with a private key, of every kind (RSA, EC, DSA, OPENSSH, ENCRYPTED, PGP, PKCS#8)
 * and in every writing: over lines with or without a prefix, or in one with literal `\n`. A block
 * that was cut off counts as far as its lines look like one.
 */
export function* findPrivateKeys(text: string): Iterable<Span> {
  let nextEnd = -1;
  let covered = 0;
  for (const match of text.matchAll(begin)) {
    if (match.index < covered) {
      continue;
    }
    const body = match.index + match[0].length;
    if (nextEnd < body && nextEnd !== Number.POSITIVE_INFINITY) {
      const at = text.indexOf(END, body);
      nextEnd = at < 0 ? Number.POSITIVE_INFINITY : at;
    }
    covered = nextEnd - body <= LONGEST_KEY ? endOfMarker(text, nextEnd) : endOfBody(text, body);
    yield { start: match.index, end: covered, kind: 'PRIVATE_KEY' };
  }
}

function endOfMarker(text: string, at: number): number {
  const dashes = text.indexOf('-----', at + END.length);
  return dashes >= 0 && dashes - at < 80 ? dashes + 5 : at + END.length;
}

/** The line of the body of a key, behind a gutter, an indent or the prefix of a log line. */
const keyLine =
  /^.{0,120}?(?:^|[\s|"'>])(?:[A-Za-z0-9+/]{16,80}={0,2}|[A-Za-z-]{4,20}: [^\n]{0,100})[\\n"',\s]{0,6}$/;

/** Where a block without an end marker stops: at the first line that can't belong to it. */
function endOfBody(text: string, from: number): number {
  const firstBreak = text.indexOf('\n', from);
  let end = firstBreak < 0 ? text.length : firstBreak;
  if (end - from > 200) {
    // One line with literal \n: the key runs to the quote that closes it, or to the line's end.
    const quote = text.slice(from, end).search(/["'\s]/);
    return quote < 0 ? end : from + quote;
  }
  while (end < text.length && end - from < LONGEST_KEY) {
    const next = text.indexOf('\n', end + 1);
    const stop = next < 0 ? text.length : next;
    if (stop - end > 260 || !keyLine.test(text.slice(end + 1, stop))) {
      break;
    }
    end = stop;
  }
  return end;
}
