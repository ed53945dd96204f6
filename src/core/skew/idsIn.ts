/** Ids of a line that are looked at, and characters of it. */
const most = 4;
const longest = 2000;

/**
 * What one request, message or trace is called, so that two logs that say it speak of the same event:
 * UUIDs, ULIDs, hexadecimal of 16 digits and more, words like `req-8f3a2b91`, and the values of keys
 * like `order_id`, which count with their key where they are short.
 */
export function idsIn(line: string): readonly string[] {
  const text = line.length > longest ? line.slice(0, longest) : line;
  const ids = new Set<string>();
  for (const [word] of text.matchAll(telling)) {
    ids.add(word.replaceAll('-', '').toLowerCase());
    if (ids.size === most) return [...ids];
  }
  for (const { index, groups = {} } of text.matchAll(valueOfId)) {
    const { value = '' } = groups;
    const subject = endOfKey.exec(text.slice(Math.max(0, index - longestSubject), index))?.[1];
    // `order_id=48213` and `orderId: 48213` are one thing, `job_id=48213` is another.
    if (subject && /\d/.test(value) && !isTelling.test(value)) {
      ids.add(`${subject}:${value}`.toLowerCase());
    }
    if (ids.size === most) break;
  }
  return [...ids];
}

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const hex = '(?=[a-f]{0,40}\\d)(?=\\d{0,40}[a-f])[0-9a-f]{16,40}';
const ulid = '0[0-9A-HJKMNP-TV-Z]{25}';
const subjects =
  'trace|span|request|req|correlation|corr|message|msg|order|job|task|transaction|txn|tx|event|evt|call|operation|payment|pay|invoice|delivery|batch|command|cmd';
const word = `(?:${subjects})[-_](?=[a-z]{0,30}\\d)[0-9a-z]{6,40}`;

const telling = new RegExp(`\\b(?:${uuid}|${hex}|${ulid}|${word})\\b`, 'gi');
const isTelling = new RegExp(`^(?:${uuid}|${hex}|${ulid})$`, 'i');
const valueOfId = /id["']?\s?[=:]\s?["']?(?<value>[\w.:/+-]{4,64})/gi;
const endOfKey = new RegExp(`(${subjects})[_.-]?$`, 'i');
const longestSubject = 16;
