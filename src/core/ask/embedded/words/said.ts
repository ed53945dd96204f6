import { plain } from '../text.ts';

/** What a message says, and the error it gives for it, where a structured log keeps the two apart. */
export interface Said {
  readonly message: string;
  readonly error: string | undefined;
}

/** `cart not saved error=OOM command ...` -> its two parts, without stack frames. */
export function saidIn(text: string): Said {
  const line = withoutFrames(plain(text.split('\n')[0] ?? '', longest)).replace(/^Caused by: /, '');
  const parts = /^(?<message>.{2,300}?) error=(?<error>\S.{2,1200})$/.exec(line)?.groups;
  return parts?.['message'] === undefined || parts['error'] === undefined
    ? { message: line, error: undefined }
    : { message: parts['message'], error: unquoted(parts['error']) };
}

/** With long addresses cut to their host, as a reader would: `https://host/…`. */
export function readable(text: string): string {
  return text.replace(/(https?:\/\/[^/\s"'?]{3,120}\/)[^\s"')\]]{60,4000}/g, '$1…');
}

/** Both parts in one phrase. */
export function phraseOf({ message, error }: Said): string {
  return error === undefined || message.includes(error) ? message : `${message}: ${error}`;
}

const longest = 2000;

const withoutFrames = (text: string): string =>
  text.replace(/\s+at (?:async )?[\w$.<>[\]/ ]{1,160}\([^)\s]{1,200}:\d+(?::\d+)?\).*$/, '');

const unquoted = (text: string): string => text.replace(/^"(.*)"$/, '$1');

/**
 * Of a JSON record the field that says it, `"msg":"cart not saved"`, to be quoted in place of the
 * whole line; `undefined` where the words do not stand in it as they are.
 */
export function fieldSaying(line: string, words: string): string | undefined {
  const at = /^\s*\{/.test(line) ? line.indexOf(`"${words}`) : -1;
  if (at < 0) {
    return undefined;
  }
  const key = /"[\w.@-]{1,60}"\s?:\s?$/.exec(line.slice(Math.max(0, at - 70), at))?.[0] ?? '';
  return `${key}"${words}`.slice(0, longestQuote);
}

const longestQuote = 200;

const noise: readonly (readonly [RegExp, string])[] = [
  [/(?: - Time: )?\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?/g, ''],
  [/<?\b[\w.]{0,80} object at 0x[0-9a-f]{4,16}>?:? ?/g, ''],
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, ''],
  [/\(?\b0x[0-9a-fA-F]{6,16}\b\)?/g, ''],
  [/\{[^{}]{0,1000}["=][^{}]{0,1000}\}/g, ''],
  [/\b(?:[a-z_][\w$]{0,60}\.){2,12}(?=[A-Z])/g, ''],
  [/\s{2,}/g, ' '],
  [/\s+(?=[,;:)\]]|\.(?:\s|$))/g, ''],
  [/(?:[\s,;:({[=–-]|\s(?:on|at|in|to|of|from|for|since|with|by))+$/, ''],
];

/**
 * A message without what only machines need: times, addresses, ids, data, packages, the middle of
 * a URL.
 */
export function withoutNoise(text: string): string {
  const words = noise.reduce(
    (rest, [pattern, instead]) => rest.replace(pattern, instead),
    text.replace(address, shortAddress),
  );
  return withoutOpenBracket(words.trim());
}

const address = /https?:\/\/[^\s"'<>()[\]]{4,4000}/g;

/** `https://host/a/b/c.sig?key=1` -> `host/…/c.sig`; a short one stays as it is. */
function shortAddress(url: string): string {
  const [path = ''] = url.split('?');
  const parts = path.split('/').slice(2);
  return url.length <= 40 ? url : [parts[0], '…', ...parts.slice(2).slice(-1)].join('/');
}

/** `limit reached (12 of` -> `limit reached`: what was cut inside brackets goes. */
export function withoutOpenBracket(text: string): string {
  const at = Math.max(text.lastIndexOf(' ('), text.lastIndexOf(' ['));
  return at > 20 && !/[)\]]/.test(text.slice(at))
    ? `${text.slice(0, at)}${text.endsWith('…') ? '…' : ''}`
    : text;
}

const failing = /fail|error|warn|wrong|invalid|not |null|no |cannot|unable|denied|timed? ?out/i;

/** `[getAllFood][Get Food Request Failed!][tripId: 7]` -> the groups that say what happened. */
export function tellingGroups(text: string): string {
  const groups = /^(?:\[[^\]]{1,200}\]\s?){2,12}$/.test(text) ? text.match(/[^[\]]{3,200}/g) : null;
  const telling = (groups ?? []).filter((group) => failing.test(group) && !/^\w+:\s/.test(group));
  return telling.length === 0 ? text : telling.slice(0, 2).join(': ');
}
