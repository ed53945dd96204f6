/** Ids of a line that are looked at, and characters of it. */
const most = 4;
const longest = 2000;

/**
 * What one request, message or trace is called, so that two logs that say it speak of the same event:
 * UUIDs, ULIDs, hexadecimal of 16 digits and more, words like `req-8f3a2b91`, and the values of keys
 * that end in `id`, which count with their key where they are short.
 */
export function idsIn(line: string): readonly string[] {
  const text = line.length > longest ? line.slice(0, longest) : line;
  const ids = new Set<string>();
  for (const { groups = {} } of text.matchAll(id)) {
    const found = normalised(groups);
    if (found !== undefined) ids.add(found);
    if (ids.size === most) break;
  }
  return [...ids];
}

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const hex = '(?=[a-f]{0,40}\\d)(?=\\d{0,40}[a-f])[0-9a-f]{16,40}';
const ulid = '0[0-9A-HJKMNP-TV-Z]{25}';
const about =
  'trace|span|request|req|correlation|corr|message|msg|order|job|task|transaction|txn|tx|event|evt|call|operation|payment|pay|invoice|delivery|batch|command|cmd';
const key = `(?:[\\w.-]{0,30}[_.-])?(?:${about})[_.-]?id`;

const id = new RegExp(
  `\\b(?<strong>${uuid}|${hex}|${ulid})\\b` +
    `|\\b(?<key>${key})["']?\\s?[=:]\\s?["']?(?<value>[\\w.:/+-]{4,64})` +
    `|\\b(?<word>(?:${about})[-_](?=[a-z]{0,30}\\d)[0-9a-z]{6,40})\\b`,
  'gi',
);
const anyStrong = new RegExp(`^(?:${uuid}|${hex}|${ulid})$`, 'i');

function normalised(groups: Readonly<Record<string, string | undefined>>): string | undefined {
  const { strong, key: name = '', value, word } = groups;
  if (value === undefined) return (strong ?? word)?.replaceAll('-', '').toLowerCase();
  if (anyStrong.test(value)) return value.replaceAll('-', '').toLowerCase();
  if (!/\d/.test(value)) return undefined;
  // `order_id=48213` and `orderId: 48213` are one thing, `job_id=48213` is another.
  const subject = new RegExp(`(${about})[_.-]?id$`, 'i').exec(name)?.[1] ?? name;
  return `${subject}:${value}`.toLowerCase();
}
