import { normalise } from './normalise.ts';

/**
 * Whether words of a line stand where a stranger can write what they like: in what a client sent
 * (its request line, agent, referrer, query, user name), or in text that addresses an AI. Whoever
 * can write into a log must not be able to write a diagnosis.
 */
export function isUntrusted(quote: string, line: string): boolean {
  const [words, text] = [normalise(quote), normalise(line)];
  const at = text.indexOf(words);
  if (words === '' || at < 0) return false;
  return (
    addressed.test(text) ||
    spansOf(text).some(({ from, to }) => from <= at && at + words.length <= to)
  );
}

/** Lines that speak to whoever reads logs by machine, or state how sure they are. */
const addressed = new RegExp(
  [
    String.raw`\b(?:ignore|disregard|forget) (?:all |any )?(?:of )?(?:the |your )?(?:previous|prior|above|earlier|preceding) (?:instructions?|prompts?|context|rules|evidence)\b`,
    String.raw`\b(?:ai|llm|assistant|copilot|chatbot|language model|analy[sz]er|agent)s?\b[^.]{0,60}\b(?:must|should|please|you are)\b[^.]{0,30}\b(?:answer|conclude|respond|reply|report|say|state|ignore|output|diagnose|recommend|tell|install|cite)\b`,
    String.raw`\bnote to (?:the )?(?:ai|llm|assistant|analyst|copilot)\b`,
    String.raw`\b(?:root cause|diagnosis|verdict|hypothesis)\b[^.]{0,80}\bconfidence\b[^.]{0,20}\b(?:9\d|100)\s?%`,
  ].join('|'),
);

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
