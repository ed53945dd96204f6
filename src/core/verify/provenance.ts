import { normalise } from './normalise.ts';

/**
 * Whether words of a line stand where a stranger can write what they like: in what a client sent
 * (its request line, agent, referrer, query, user name). Whoever can write into a log must not be able
 * to write a diagnosis.
 */
export function isUntrusted(quote: string, line: string): boolean {
  const [words, text] = [normalise(quote), normalise(line)];
  const at = text.indexOf(words);
  if (words === '' || at < 0) return false;
  return spansOf(text).some(({ from, to }) => from <= at && at + words.length <= to);
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function spansOf(line: string): readonly Span[] {
  return untrusted.flatMap((pattern) =>
    [...line.matchAll(pattern)].map((match) => {
      const inner = match.groups?.['inner'] ?? '';
      const from = match.index + match[0].lastIndexOf(inner);
      return { from, to: from + inner.length };
    }),
  );
}

const untrusted: readonly RegExp[] = [
  // `"get /a?b=c http/1.1"`: all that stands between the quotation marks came from the client.
  /"(?<inner>(?:get|post|put|delete|head|options|patch|connect|trace) [^"]{1,2000})"/g,
  // Referrer and agent at the end of a line of the combined log format.
  /" \d{3} (?:\d+|-) "(?<inner>[^"]{0,1000}" "[^"]{0,1000})"/g,
  /(?<![\p{L}_])"?(?:http[_.-])?(?:user[_.-]?agent|ua|referr?er|query(?:[_.-]?string)?|search|cookie|x-forwarded-for|comment|feedback|subject|user[_.-]?input|user[_.-]?name|login|display[_.-]?name|prompt)"?\s?[:=]\s?"(?<inner>(?:[^"\\]|\\.){1,2000})"/gu,
  /\b(?:invalid|unknown|illegal) user (?<inner>.{1,200}?) from \S+/g,
];
