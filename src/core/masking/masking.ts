/** What stands for a part that varies, in Drain's notation. */
export const WILDCARD = '<*>';

/**
 * Characters of a template; what follows tells kinds of messages apart no better. So many more of a line are looked at
 * that its template ends at the same word, however wide its numbers are.
 */
const MAX_TEMPLATE = 1000;
const MAX_LINE = 4 * MAX_TEMPLATE;

/**
 * The masked text of one message: its first line with numbers, ids, addresses, paths, times and the
 * like written `<*>`.
 *
 * `Received block blk_-1608 of size 91178 from /10.250.10.6` gives
 * `Received block <*> of size <*> from <*>`.
 */
export function templateOf(body: string): string {
  const text = firstLine(body).replace(SPACES, ' ').trim().replace(VARIABLE, WILDCARD);
  return text.slice(0, MAX_TEMPLATE);
}

/** The part of a body that names its kind: a stack trace's frames differ within one kind. */
export function firstLine(body: string): string {
  const end = body.indexOf('\n');
  const line = end < 0 ? body : body.slice(0, end);
  if (end >= 0 && line.trim() === '') {
    return firstLine(body.trimStart());
  }
  const short = line.length > MAX_LINE ? line.slice(0, MAX_LINE) : line;
  return short.includes(' HTTP/') ? short.replace(STATUS, '$1xx') : short;
}

/** In access logs the class of the status tells kinds apart: `HTTP/1.1" 503 213` has `5xx`. */
const STATUS = /(?<= HTTP\/\d(?:\.\d)?" )([1-5])\d\d(?!\d)/;

const SPACES = /\s{1,2000}/g;

const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const DAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const CLOCK = '\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?(?:Z|[+-]\\d{2}:?\\d{2})?(?![\\w:])';
const ZONE = '(?: (?:UTC|GMT|[A-Z]{3,4}|[+-]\\d{4})(?!\\w))?';
const OCTETS = '\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}(?![\\w]|\\.\\d)';
const UNIT =
  '(?:[nuµm]?s|sec|secs|min|mins|h|hrs|d|[kKMGTP]i?[Bb]?|[Bb]|[kMG]?Hz|%|[mM]i?[cC]ores|x)';
/** In `%LINK-3-UPDOWN` and `%ASA-6-302013:` the numbers are the kind of message. */
const CODE = '(?:(?<=[A-Z]-)\\d-(?:[A-Z]{2}|\\d{6}:)|(?<=[A-Z]-\\d-)\\d{6}:)';
const LABEL = '[A-Za-z0-9][\\w-]{0,62}';
const SOURCE_FILE = '(?:java|kt|scala|py|go|rs|rb|php|cs|c|cc|cpp|h|hpp|m?[jt]sx?|sh|pl|lua|ya?ml)';

const DIGITS_APART = '(?=[A-Za-z]{0,40}\\d{1,40}[A-Za-z]{1,40}\\d)';
/** Digits, small letters, or capitals with the small letters after them. */
const PIECE = '(?:[A-Z]{1,12}(?![A-Z])[a-z]{0,12}(?![a-z])|[a-z]{1,12}(?![a-z])|\\d{1,12}(?!\\d))';
/** A word of this length that has half as many pieces or more. */
const pieces = (least: number, most: number): string =>
  `(?=[A-Za-z0-9]{${least},${most}}(?![A-Za-z0-9]))${PIECE}{${most / 2 + 1},${most}}(?![A-Za-z0-9])`;

/** Keys whose values are names or ids, whatever the system. */
const NAMING_KEYS =
  'user|username|uid|id|host|hostname|rhost|ruser|ip|addr|address|client|peer|node|pod|session|[A-Za-z]{2,20}(?:_id|Id|ID)';

// What may be a word of letters alone: the rest of a request, which keeps its method,
const REQUEST = '(?<="(?:GET|POST|PUT|DELETE|HEAD|PATCH|OPTIONS|CONNECT) )[^"]{1,1500}(?=")';
// a date such as `Sun Dec  4 04:47:44 2005`, an id that happens to have letters only,
const CTIME = `(?<!\\w)(?:${DAY} )?${MONTH} {1,2}\\d{1,2} \\d{2}:\\d{2}:\\d{2}${ZONE}(?: \\d{4}(?!\\w))?`;
const EIGHT = '(?<![A-Za-z0-9])[a-f]{8}(?![A-Za-z0-9])';
// what is a name of something wherever it stands, and truth values and nothing, where something is
// said to be so.
const NAMED = `(?<=(?<![A-Za-z])(?:${NAMING_KEYS})=)[\\w.@/-]{1,120}`;
const TRUTH = '(?<=[=:] ?)(?:true|false|TRUE|FALSE|True|False|null|NULL|None|nil)(?!\\w)';

/**
 * What varies, most particular first: at each place the first alternative that fits is taken. Every
 * repetition is bounded, so that a hostile line costs at most its length times a constant.
 */
const ALTERNATIVES: readonly string[] = [
  // "GET /items?id=7 HTTP/1.1" keeps its method.
  REQUEST,
  // URLs, and e-mail addresses.
  '(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9+.-]{1,14}://[^\\s\'"<>\\])},;|]{1,1000}',
  '(?<![\\w.+-])[\\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,6}',
  // UUIDs.
  '(?<!\\w)[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}(?!\\w)',
  // Dates: `Sun Dec  4 04:47:44 2005`, `Sun, 04 Dec 2005 04:47:44 GMT`, `04/Dec/2005:04:47:44 +0000`.
  CTIME,
  `(?<!\\w)(?:${DAY}, )?\\d{1,2}[ /-]${MONTH}[ /-]\\d{4}(?:[ :]${CLOCK})?${ZONE}`,
  `(?<!\\w)\\d{4}[-/]\\d{1,2}[-/]\\d{1,2}(?:[T :]${CLOCK})?(?!\\w)`,
  `(?<![\\w/])\\d{1,2}[/.]\\d{1,2}[/.](?:\\d{2}){1,2}(?: ${CLOCK})?(?![\\w/.])`,
  `(?<![\\w:.])${CLOCK}`,
  // Addresses: IPv4, perhaps as `host/1.2.3.4:50010`; IPv6 and MAC; `host.example.com:8080`.
  `(?<![\\w.])(?:${LABEL}(?:\\.[\\w-]{1,63}){0,8})?/?${OCTETS}(?:/\\d{1,2}(?!\\d))?(?::\\d{1,5}(?!\\d))?`,
  '(?<![\\w:])(?:[0-9a-fA-F]{0,4}:){3,19}[0-9a-fA-F]{0,4}(?:%\\w{1,15})?(?![\\w:])',
  `(?<![\\w@.-])(?:localhost|${LABEL}(?:\\.[\\w-]{1,63}){0,8}\\.(?!${SOURCE_FILE}:)[A-Za-z]{2,16}):\\d{2,5}(?!\\w)`,
  // Hosts by their look: `redis-0:6379`, `cp-1.slowvm1.example.us`, `www.example.com`.
  '(?<![\\w@./-])(?=[a-z-]{1,40}\\d)[a-z0-9]{1,40}(?:-[a-z0-9]{1,40}){0,8}:\\d{2,5}(?!\\w)',
  '(?<![\\w@./-])(?=[a-z0-9]{1,40}-)(?=[a-z-]{0,40}\\d)[a-z0-9-]{2,60}(?:\\.[a-z0-9-]{1,60}){1,8}\\.[a-z]{2,16}(?![\\w-]|\\.\\w)(?::[\\w.-]{1,120})?',
  '(?<![\\w@.-])(?:[A-Za-z0-9][\\w-]{0,62}\\.){1,8}(?:com|net|org|edu|gov|io|dev|cloud|local|internal|lan|corp)(?![\\w.-]?\\w)',
  // Paths: absolute, of Windows, and relative ones that end in a file name.
  '(?<![\\w<>*./-])/?(?:/[\\w.@%+~=:$-]{1,120}){2,40}/?(?<![:.])',
  '(?<=^|[\\s"\'(=])/[A-Za-z][\\w.-]{1,60}(?![\\w/])(?<![.-])',
  '(?<![A-Za-z0-9])(?:[A-Za-z]:|HK(?:LM|CU|CR|U|EY_[A-Z_]{5,20}))\\\\(?:Program Files(?: \\(x86\\))?\\\\)?[^\\s"\'<>|,;]{1,300}',
  '(?<![\\w<>*./-])(?:\\.{0,2}[\\w@%+~-][\\w.@%+~-]{0,80}/){1,30}[\\w@%+~-]{1,80}(?:\\.[A-Za-z]\\w{0,9}){1,3}(?!\\w)',
  '(?<![A-Za-z0-9])0[xX][0-9a-fA-F]{1,64}(?![A-Za-z0-9])',
  // Versions, `v1.30.2`; interfaces, `GigabitEthernet1/0/24`; places in a write-ahead log, `16/B374D848`.
  '(?<![A-Za-z0-9])[vV]\\d{1,10}(?:\\.\\d{1,10}){1,4}(?:[-+][A-Za-z0-9.]{1,40})?(?![A-Za-z0-9])',
  '(?<![\\w/.-])[A-Z][A-Za-z]{1,24}-?\\d{1,4}(?:/\\d{1,4}){1,4}(?:[.:]\\d{1,5})?(?![\\w/])',
  '(?<![\\w/.-])[0-9A-F]{1,4}/[0-9A-F]{7,8}(?![\\w/])',
  // Ids that say of what they are: `cus_87h470lp0le2lp`.
  '(?<![A-Za-z0-9_])[a-z]{1,10}_(?=[A-Za-z]{0,20}\\d{1,20}[A-Za-z]{1,20}\\d)[A-Za-z0-9]{10,64}(?![A-Za-z0-9_])',
  // `blk_-1608`, `task_1445_0020_m_01`, `rdd_42_20`.
  '(?<![A-Za-z0-9])(?:[A-Za-z]{1,40}_){1,6}-?\\d[\\w.-]{0,120}(?<![.-])',
  // `R02-M1-N0-C:J12-U11`, and after a name that stays: `checkout-7d9f8b6c5-x2x4z`.
  '(?<![A-Za-z0-9_])(?:[A-Za-z]{0,6}\\d{1,12}[a-zA-Z]{0,6}[-:]){1,8}[A-Za-z]{1,6}(?::[A-Z]\\d{1,4}|\\d{1,12})[A-Za-z0-9-]{0,24}',
  '(?<=[A-Za-z0-9]-)(?:(?=[a-z0-9]{0,16}\\d[a-z])[a-z0-9]{4,32}|(?=[A-Z]{0,16}\\d)[A-Z0-9]{5,32})(?:-[a-z0-9]{5})?(?![A-Za-z0-9])',
  // Programs of Windows, `chrome.exe *64`; and `<1 sec`, where others have a number.
  '[\\w-]{1,60}\\.exe(?: \\*\\d{2})?(?![\\w.])',
  '<\\d{1,12} ?(?:ms|s|secs?|seconds?|min)(?![A-Za-z])',
  // Sizes for people, `93.0 B`, whose unit varies with the value.
  '(?<![A-Za-z0-9])\\d{1,20}\\.\\d{1,6} (?:[KMGTP]i?)?B(?!\\w)',
  // Durations in parts, `2h50m26.5s`; ids in parts, `2534_1738`; hosts of a cluster, `cn[101-120,124]`.
  '(?<![A-Za-z0-9])(?:\\d{1,4}[dhm]){1,3}\\d{1,3}(?:\\.\\d{1,9})?[hms](?![A-Za-z0-9])',
  '(?<![A-Za-z0-9_])\\d{1,20}(?:_\\d{1,20}){1,6}(?![A-Za-z0-9_])',
  '(?<![A-Za-z0-9_])[A-Za-z][\\w-]{0,20}\\[(?=\\d{1,8}[,-])\\d[\\d,-]{1,80}\\](?!\\w)',
  // Tokens in base 64; and ids such as `x7Gh2kQ9`, whose pieces are of less than two characters
  // on the average (the kernel of core/collect asks the same).
  `(?<![A-Za-z0-9])${DIGITS_APART}(?=[0-9a-f]{0,60}[g-zA-Z])[A-Za-z0-9]{16,2000}(?:\\+[A-Za-z0-9]{0,2000}|[/_-](?=[A-Za-z]{0,60}\\d)[A-Za-z0-9]{1,2000}){1,200}={0,2}`,
  `(?<![A-Za-z0-9])(?=[A-Za-z]{0,12}\\d)(?:${pieces(6, 8)}|${pieces(9, 10)}|${pieces(11, 12)})`,
  // Numbers with their units, hexadecimal words, and small letters with three digits or more,
  // and letters and digits mixed at random. `ssh2` and `E0308` stay.
  `(?<![A-Za-z0-9])(?:(?<![\\w)\\]])[-+])?\\d{1,40}(?:[.,:]\\d{1,40}){0,8}(?:[eE][-+]?\\d{1,3})?(?:${UNIT})?(?![A-Za-z0-9])`,
  '(?<![A-Za-z0-9])\\d{2,40}[A-Za-z][A-Za-z0-9]{0,62}',
  '(?<![A-Za-z0-9])(?=[a-f]{0,64}\\d)[0-9a-f]{4,128}(?![A-Za-z0-9])',
  '(?<![A-Za-z0-9])(?=[a-fA-F]{0,64}\\d)(?![A-F]\\d{1,40}(?![A-Za-z0-9]))[0-9a-fA-F]{6,128}(?![A-Za-z0-9])',
  EIGHT,
  '(?<![A-Za-z0-9])[A-Z]{1,8}\\d{6,20}(?![A-Za-z0-9])',
  '(?<![A-Za-z0-9])(?=(?:[a-z]{0,20}\\d){3})[a-z0-9]{4,64}(?![A-Za-z0-9])',
  `(?<![A-Za-z0-9])${DIGITS_APART}[A-Za-z0-9]{10,2000}(?![A-Za-z0-9])={0,2}`,
  // What is a name of something wherever it stands.
  NAMED,
  // Truth values and nothing, where something is said to be so.
  TRUTH,
];

/** Most words have letters only: for these few of the alternatives are tried. */
const PLAIN_WORD = '[A-Za-z]{1,80}(?: |$)';
const OF_PLAIN_WORDS = [REQUEST, CTIME, EIGHT, NAMED, TRUTH];

const VARIABLE = new RegExp(
  `(?<![A-Za-z0-9])(?:(?=${PLAIN_WORD})(?:${OF_PLAIN_WORDS.join('|')})|(?!${PLAIN_WORD}|${CODE})(?:${ALTERNATIVES.join('|')}))`,
  'g',
);
