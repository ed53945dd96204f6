import type { Span } from './span.ts';

/** The part behind the @; the local part is read backwards from it. */
const domain = /@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,24}(?![\w-])/g;

/** systemd units, file names and cluster addresses are written with an @ and a dot as well. */
const notMail =
  /\.(?:service|socket|timer|slice|target|mount|scope|device|path|swap|js|mjs|cjs|ts|tsx|jsx|json|jar|dll|exe|log|conf|ya?ml|css|html|txt|whl|t?gz|zip|patch|diff|local|svc|cluster)$/i;

export function* findEmailAddresses(text: string): Iterable<Span> {
  for (const match of text.matchAll(domain)) {
    const start = localPartStart(text, match.index);
    const isLogin =
      text.slice(start, match.index) === 'git' || text.slice(start - 3, start) === '://';
    if (start < match.index && !isLogin && !notMail.test(match[0])) {
      yield { start, end: match.index + match[0].length, kind: 'EMAIL' };
    }
  }
}

/** Local parts have at most 64 characters (RFC 5321, 4.5.3.1.1). */
function localPartStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < 64 && /[\w.%+'-]/.test(text.charAt(start - 1))) {
    start -= 1;
  }
  while (start < at && /[.'%-]/.test(text.charAt(start))) {
    start += 1;
  }
  return start;
}
