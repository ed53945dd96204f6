import type { Span } from './span.ts';

/** systemd units, file names and cluster addresses are written with an @ and a dot as well. */
const notMail =
  /\.(?:service|socket|timer|slice|target|mount|scope|device|path|swap|js|mjs|cjs|ts|tsx|jsx|json|jar|dll|exe|log|conf|ya?ml|css|html|txt|whl|t?gz|zip|patch|diff|local|svc|cluster)$/i;

/** Each @ between a local part, which is read backwards, and a domain. */
export function* findEmailAddresses(text: string): Iterable<Span> {
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const end = domainEnd(text, at + 1);
    const start = end < 0 ? at : localPartStart(text, at);
    if (start < at && !isLogin(text, start, at) && !notMail.test(text.slice(at, end))) {
      yield { start, end, kind: 'EMAIL' };
    }
  }
}

/** `git@github.com:shop/api.git`, `https://token@example.org` */
const isLogin = (text: string, start: number, at: number): boolean =>
  text.startsWith('://', start - 3) || (at - start === 3 && text.startsWith('git', start));

const isLetter = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
const isAlphanumeric = (code: number): boolean => isLetter(code) || (code >= 48 && code <= 57);

const DASH = 45;
const DOT = 46;
const UNDERSCORE = 95;
const MOST_LABELS = 8;
const LONGEST_LABEL = 63;

/**
 * The end of up to eight labels with a dot behind each and a last one of letters, or -1. Further labels
 * are left out; so is a last one that goes on with something else than a full stop.
 */
function domainEnd(text: string, from: number): number {
  let end = -1;
  let at = from;
  for (let labels = 0; labels <= MOST_LABELS; labels += 1) {
    const labelEnd = endOfLabel(text, at);
    if (labels > 0 && isTopLevel(text, at, labelEnd)) {
      end = labelEnd;
    }
    if (labelEnd === at || labelEnd - at > LONGEST_LABEL || text.charCodeAt(labelEnd) !== DOT) {
      break;
    }
    at = labelEnd + 1;
  }
  return end;
}

/** Letters, digits and dashes, with none of the latter at either end. */
function endOfLabel(text: string, start: number): number {
  let at = start;
  if (!isAlphanumeric(text.charCodeAt(at))) {
    return start;
  }
  while (
    at - start <= LONGEST_LABEL &&
    (isAlphanumeric(text.charCodeAt(at)) || text.charCodeAt(at) === DASH)
  ) {
    at += 1;
  }
  return text.charCodeAt(at - 1) === DASH ? start : at;
}

/** 2 to 24 letters that no word goes on from. */
function isTopLevel(text: string, start: number, end: number): boolean {
  const next = text.charCodeAt(end);
  let at = start;
  while (at < end && isLetter(text.charCodeAt(at))) {
    at += 1;
  }
  return at === end && end - start >= 2 && end - start <= 24 && next !== UNDERSCORE;
}

/** Local parts have at most 64 characters (RFC 5321, 4.5.3.1.1). */
function localPartStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < 64 && isLocal(text.charCodeAt(start - 1))) {
    start -= 1;
  }
  while (start < at && isMark(text.charCodeAt(start))) {
    start += 1;
  }
  return start;
}

/** `.`, `'`, `%` and `-`, which begin no address. */
const isMark = (code: number): boolean =>
  code === DOT || code === 39 || code === 37 || code === DASH;

/** Also `_` and `+`. */
const isLocal = (code: number): boolean =>
  isAlphanumeric(code) || isMark(code) || code === UNDERSCORE || code === 43;
