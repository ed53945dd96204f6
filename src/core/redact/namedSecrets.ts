import type { Anchored } from './anchored.ts';
import { entropy } from './entropy.ts';
import { isHarmless, looksRandom } from './secretValue.ts';
import type { Span } from './span.ts';

/** What makes a key a secret one, when it stands before it: `apiKey`, `signing-key`. */
const keyKinds = `api access secret private account auth encryption signing shared master license
  storage primary secondary subscription functions deploy service client webhook admin crypt cipher
  hmac app application consumer aes rsa dsa ssh ssl tls jwt session cookie root project`.split(
  /\s+/,
);

/** The telling end of a name. What stands before it is read backwards, from here. */
const telling = [
  ...keyKinds.flatMap((kind) => ['', '_', '.', ' ', '-'].map((mark) => `${kind}${mark}key`)),
  // The key of anything, if its value can be nothing else than one.
  ...['_key', '-key', '.key', 'key'],
  ...`pass password passwd passphrase pass_phrase pass-phrase passcode passwrt pwd _pw -pw bindpw
  secret token credential credentials creds csrf xsrf key-data cookie session-id session_id sessionid jsessionid phpsessid connect.sid
  connection-string connection_string connectionstring authorization auth sas otp pin-code pin_code
  pincode`.split(/\s+/),
];

/**
 * Finds values by the name before them: `password=…`, `"token": "…"`, `X_SECRET: …`,
 * `--api-key …`, `{\"client_secret\":\"…\"}`.
 */
export const namedSecrets: Anchored = {
  words: telling,
  find(text, start, end) {
    const assignment = readAssignment(text, start, end);
    return assignment ? [...spanOf(text, assignment), ...blockOf(text, assignment)] : [];
  },
};

interface Value {
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
  /** Reads on from the end of an unquoted value, of which this is the first stretch. */
  readonly more?: RegExp;
}

interface Assignment {
  /** The whole name in lower case, e.g. `spring.datasource.password`. */
  readonly name: string;
  readonly separator: 'equals' | 'colon' | 'blank' | 'comma';
  readonly value: Value;
}

/** The rest of a name: `tokens`, `password_value`, `secretKeyBase`. */
const REST =
  '(?:s|_?hash|[_-]?(?:value|b64|base64|v?\\d{1,2}|raw|plain|text|string|old|new|current|base))?';
/** A line break within an assignment, and the gutter of a quoted line behind it. */
const NEXT_LINE = '[ \\t]{0,4}\\n(?:L\\d{1,9}\\|)?[ \\t]{0,40}';

/** The rest of the name, the quote that ends it, and `=`, `:`, `=>`, `:=` or their escaped forms. */
const separator = new RegExp(
  `${REST}(?:\\\\{0,3}["'\`])?(?:\\])?[ \\t]{0,20}(=>|:=|==?|:|%3[da])(?:${NEXT_LINE}(?=\\\\{0,3}["'])|[ \\t]{0,4})`,
  'iy',
);

/** A flag's value stands behind a blank: `--password hunter2`. */
const blank = new RegExp(`${REST}(?:-?file)?[ \\t]{1,4}(?=[^\\s-])`, 'iy');

/** `- name: DB_PASSWORD` and `value: hunter2` in the next line, or the same in JSON and in attributes. */
const pair = new RegExp(
  `(?=(\\w{0,24}))\\1\\\\{0,3}["']?(?:</\\w{1,20}>\\s{0,40}<value>|[,;]?(?:${NEXT_LINE}|[ \\t]{0,8})\\\\{0,3}["']?value\\\\{0,3}["']?[ \\t]{0,3}[:=][ \\t]{0,4})`,
  'iy',
);

/** `password= host=db`: nothing is assigned. */
const nextPair = /[A-Za-z_][\w.]{0,39}=[^=]/y;

function isEmpty(text: string, assigned: string, at: number): boolean {
  nextPair.lastIndex = at;
  return /[^\s=:]= +$/.test(`x${assigned}`) && nextPair.test(text);
}

/** `define('DB_PASSWORD', 'hunter2')`, `("password", "hunter2")` */
const argument = /\w{0,24}\\{0,3}["'],[ ]?(?=\\{0,3}["'])/iy;

/** `<db.password>hunter2</db.password>`, with or without attributes. */
const element = /\w{0,24}(?:\s[^<>\n]{0,200})?>(?:<!\[CDATA\[)?/iy;

/** What may stand before a name that begins its line: a gutter, `export`, the dash of a list. */
const lineStart = /(?:^|\n)(?:L\d{1,9}\|)?[ \t]*(?:export |set |- )?$/;

/** The longest rest of a name that is read. */
const LONGEST_REST = 24;

/** Whether an assignment may follow the word: most words go on, and that has to be told quickly. */
function mayBeAssigned(text: string, end: number): boolean {
  let at = end;
  while (at - end <= LONGEST_REST && isNameCode(text.charCodeAt(at))) {
    at += 1;
  }
  return at - end <= LONGEST_REST && follower.includes(text.charAt(at));
}

/** What stands between a name and its value begins with one of these. */
const follower = `=:%'"\`\\] \t\n>,;<`;

/** Letters, digits, `_` and `-`. */
const isNameCode = (code: number): boolean =>
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  (code >= 48 && code <= 57) ||
  code === 95 ||
  code === 45;

function readAssignment(text: string, start: number, end: number): Assignment | undefined {
  if (!mayBeAssigned(text, end)) {
    return undefined;
  }
  const nameAt = nameStart(text, start);
  const name = `${wordBefore(text, nameAt)}${text.slice(nameAt, end)}`.toLowerCase();
  separator.lastIndex = end;
  const found = separator.exec(text);
  return found
    ? behindSeparator(text, nameAt, name, found)
    : (inElement(text, nameAt, name, end) ?? behindName(text, nameAt, name, end));
}

function behindSeparator(
  text: string,
  nameAt: number,
  name: string,
  [whole, mark = '']: RegExpExecArray,
): Assignment | undefined {
  const at = separator.lastIndex;
  const kind = /^:|%3a/i.test(mark) ? 'colon' : 'equals';
  // arn:aws:secretsmanager:eu-west-1:1234:secret:shop
  const isPath = kind === 'colon' && text[nameAt - 1] === ':' && name === 'secret';
  return isPath || isEmpty(text, whole, at)
    ? undefined
    : { name, separator: kind, value: readValue(text, at, bareFor(text, nameAt)) };
}

function inElement(
  text: string,
  nameAt: number,
  name: string,
  end: number,
): Assignment | undefined {
  const before = text[nameAt - 1];
  element.lastIndex = end;
  return (before === '<' || before === ':') && element.test(text)
    ? { name, separator: 'equals', value: readContent(text, element.lastIndex) }
    : undefined;
}

/** What else may lead from a name to its value, and the names it leads from. */
const leads: readonly (readonly [Assignment['separator'], RegExp, RegExp])[] = [
  ['blank', blank, /^--?[a-z]/],
  ['equals', pair, /^/],
  ['comma', argument, /^/],
];

/** `ENV API_TOKEN …` of a Dockerfile. */
const variable = /(?:^|[\n |])(?:ENV|ARG|setx) $/;

function behindName(
  text: string,
  nameAt: number,
  name: string,
  end: number,
): Assignment | undefined {
  const isVariable = variable.test(text.slice(Math.max(0, nameAt - 6), nameAt));
  for (const [kind, pattern, names] of leads) {
    pattern.lastIndex = end;
    if ((isVariable || names.test(name)) && pattern.test(text)) {
      return { name, separator: kind, value: readValue(text, pattern.lastIndex) };
    }
  }
  return undefined;
}

const content = /[^<>\n]{1,4096}(?=<|\]\]>)/y;

/** The text of an element of XML. */
function readContent(text: string, at: number): Value {
  content.lastIndex = at;
  return { start: at, end: content.test(text) ? content.lastIndex : at, quoted: true };
}

/** `continue token: …` names the token of a page, as `continue_token` does. */
function wordBefore(text: string, at: number): string {
  if (text.charCodeAt(at - 1) !== 32) {
    return '';
  }
  const word =
    /(?:^|[^\w.-])((?:continue|next|page|sync|resume|cursor|unexpected|expected) )$/i.exec(
      text.slice(Math.max(0, at - 12), at),
    );
  return (word?.[1] ?? '').replace(' ', '_');
}

const LONGEST_NAME = 64;

function nameStart(text: string, index: number): number {
  let start = index;
  while (start > 0 && index - start < LONGEST_NAME) {
    const code = text.charCodeAt(start - 1);
    if (!isNameCode(code) && code !== 46) {
      break;
    }
    start -= 1;
  }
  return start;
}

/** `SecretStr('…')`, `Some("…")`, `(string) (len=16) "…"`: what programs print around a value. */
const wrapper =
  /(?:(?:SecretStr|SecretString|Secret|Sensitive|Password|Some|Optional|Just|Ok|String|Cow::\w{1,10})\((?=\\{0,3}["'])|(?:\(\w{1,20}\) )?\(len=\d{1,9}\) (?=\\{0,3}")|N(?='))/y;

const escapedQuote = /\\{0,3}(["'`])/y;
/** An & ends a value only where the next parameter of a query follows, a bracket only at its end. */
const bareValue =
  /(?:[^\s"'`,;&%<>|)\]}\\]|%(?!26[\w.-]{1,40}%3[dD])|&(?![\w.%-]{1,40}=)|[)\]}](?=[\w!#$%*+/=?@^~-])){1,128}/y;

/** A value that has its line for itself, as in properties, YAML and dumps of the environment. */
const lineValue = /(?:[^\s"'`<>&]|&(?![\w.%-]{1,40}=)){1,128}/y;

/** A value in the query of a URL ends where the next begins. */
const queryValue = /[^\s"'`<>&#]{1,128}/y;

/** What stands before a name tells how far an unquoted value may go. */
function bareFor(text: string, nameAt: number): RegExp {
  if (/[?&]/.test(text.charAt(nameAt - 1))) {
    return queryValue;
  }
  const isAlone =
    /["'`]/.test(text.charAt(nameAt - 1)) ||
    lineStart.test(text.slice(Math.max(0, nameAt - 32), nameAt));
  return isAlone ? lineValue : bareValue;
}

/** Reads a quoted value to its closing quote, an unquoted one to the first blank or delimiter. */
function readValue(text: string, start: number, bare = bareValue): Value {
  wrapper.lastIndex = start;
  const at = wrapper.test(text) ? wrapper.lastIndex : start;
  escapedQuote.lastIndex = at;
  const quote = escapedQuote.exec(text);
  if (quote) {
    const from = escapedQuote.lastIndex;
    const end = closingQuote(text, from, quote[0]);
    if (end > from) {
      return { start: from, end, quoted: true };
    }
  }
  bare.lastIndex = at;
  return { start: at, end: bare.test(text) ? bare.lastIndex : at, quoted: false, more: bare };
}

/** `>-` and `|` open a block of YAML, whose lines are indented. */
const blockMark = /[>|][+-]?\d?[ \t]{0,4}\n/y;
const blockLine = /(?:L\d{1,9}\|)?[ \t]{2,64}([\w+/=.~-]{16,256})(?:\n|$)/y;

function blockOf(text: string, { name, value }: Assignment): readonly Span[] {
  blockMark.lastIndex = value.start;
  const spans: Span[] = [];
  if (value.quoted || innocent.test(name) || !blockMark.test(text)) {
    return spans;
  }
  blockLine.lastIndex = blockMark.lastIndex;
  for (let line = blockLine.exec(text); line; line = blockLine.exec(text)) {
    const [whole, part = ''] = line;
    const start = line.index + whole.lastIndexOf(part);
    spans.push({ start, end: start + part.length, kind: kindOf(name) });
  }
  return spans;
}

/** Values longer than this in quotes are prose or data; the search for their end stops here. */
const LONGEST_QUOTED = 8_192;

function closingQuote(text: string, start: number, quote: string): number {
  const limit = Math.min(text.length, start + LONGEST_QUOTED);
  for (let at = start; at < limit; at += 1) {
    const character = text[at];
    if (character === '\n') {
      return -1;
    }
    if (text.startsWith(quote, at)) {
      return at;
    }
    if (character === '\\' && quote.length === 1) {
      at += 1;
    }
  }
  return -1;
}

/** Names whose value is a secret whatever it looks like. */
const certain =
  /(?:pass(?:word|wd|[_-]?phrase|code)|pwd|pgpass|[_-]pw|bindpw|secret[_. -]?key|client[_. -]?secret|(?:api|private|account|access|shared|signing|encryption|master|licen[cs]e)[_. -]?key|redis[_.-]?auth|connection[_-]?string|key-data)$/;

/** Names that hold counts, positions, kinds and public things. */
const innocent =
  /(?:^|[_.-])(?:max|min|num|n|total|prompt|completion|input|output|cached|reasoning|next|page|prev|previous|continuation|continue|sync|resume|cancel|cancellation|unexpected|fencing|change|concurrency|start|end|stop|pad|eos|bos|unk|sep|cls|mask|special|first|last|expected|illegal|invalid|offending|syntax|by)[_.-]?token$|(?:by|bi|un|sur|tres|com|over|under|en|by)pass$|no[_-]?pass(?:word)?$|(?:cancellation|unexpected|illegal|next|page|continuation|sync)token$|author$|(?:partition|sort|primary|foreign|object|cache|routing|registry|public|publishable|row|shard|unique|index|idempotency|dedup|deduplication|message|lookup|hash|range|group|host|recipient|websocket)[_. -]?key$/;

function spanOf(text: string, assignment: Assignment): readonly Span[] {
  const { start, end } = trimmed(text, assignment.value);
  const value = text.slice(start, end);
  const isWhole = end < start + STRETCH;
  return end > start && isSecret(value, assignment)
    ? [
        {
          start,
          end: isWhole ? end : wholeEnd(text, assignment.value),
          kind: kindOf(assignment.name),
        },
      ]
    : [];
}

/** What the patterns of unquoted values read at once. */
const STRETCH = 128;

/** Values are judged by their first stretch, and hidden whole. */
function wholeEnd(text: string, { end, more }: Value): number {
  let at = end;
  if (more) {
    more.lastIndex = at;
    while (more.test(text)) {
      at = more.lastIndex;
    }
  }
  return at;
}

/** A full stop or colon behind an unquoted value belongs to the sentence. */
function trimmed(text: string, value: Value): { start: number; end: number } {
  let { end } = value;
  while (!value.quoted && end > value.start && /[.:,;]/.test(text.charAt(end - 1))) {
    end -= 1;
  }
  return { start: value.start, end };
}

function isSecret(value: string, assignment: Assignment): boolean {
  if (innocent.test(assignment.name) || isHarmless(value) || isScheme(value) || isCut(value)) {
    return false;
  }
  if (assignment.separator === 'comma' && !looksRandom(value)) {
    return false;
  }
  if (certain.test(assignment.name)) {
    return isPassword(value, assignment);
  }
  if (/key$/.test(assignment.name) && !knownKey.test(assignment.name)) {
    return assignment.name !== 'key' && isKeyMaterial(value);
  }
  if (/[_.-]pass$|credentials?$|_cookie$/.test(assignment.name)) {
    return value.length >= 6 && /[^a-z/.]/.test(value) && !number.test(value) && !isProse(value);
  }
  return value.length >= 6 && !isProse(value) && looksRandom(value) && !number.test(value);
}

/** What stands between two texts in quotes: `"password: "); if (…) throw "`. */
const isCut = (value: string): boolean => /^[)\]};,]+[\s;),]/.test(value);

/** The keys of `keyKinds`. */
const knownKey = new RegExp(`(?:${keyKinds.join('|')})[_. -]?key$`);

/** Keys of caches, tables and stores are words, paths and ids; those of ciphers are not. */
function isKeyMaterial(value: string): boolean {
  return (
    /^[\w+=:.!~-]{24,512}$|^[A-Za-z0-9+/]{24,512}={0,2}$/.test(value) &&
    !uuid.test(value) &&
    !/[a-z]{8}/.test(value) &&
    entropy(value) >= 3.4 &&
    /\d/.test(value)
  );
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** ZooKeeper's `sessionid = 0x1000bad054c0000` is an id that its log is full of. */
const number = /^(?:0x[0-9a-f]+|[\d.,:]+)$/i;

/** `Authorization: Bearer …` is read by its own rule, which keeps the scheme. */
function isScheme(value: string): boolean {
  return /^(?:Bearer|Basic|Token|Digest|Negotiate|AWS4-HMAC-SHA256|ApiKey)\b/i.test(value);
}

function isPassword(
  value: string,
  { name: fullName, separator: kind, value: at }: Assignment,
): boolean {
  if (/pwd$/.test(fullName) && /^(?:\/|[A-Za-z]:\\|~)/.test(value)) {
    return false;
  }
  if (/^\d{1,3}(?:\.\d+)?$/.test(value)) {
    return false;
  }
  if (isProse(value)) {
    return !remark.test(value.slice(0, 120));
  }
  // In prose a colon introduces what is wrong with the password: "password: too short".
  return at.quoted || kind !== 'colon' || !/^[a-z]{1,12}$/.test(value) || fullName.length > 12;
}

/** What is said of passwords, and hardly ever is one: "must be at least 8 characters". */
const remark =
  /\b(?:must|should|may|can|could|cannot|can't|is|was|are|be|been|has|have|had|does|do|did|not|no|required|requires|invalid|incorrect|wrong|too|please|enter|expired?|missing|failed|failure|denied|characters?|least|field|supplied|provided|given)\b/i;

/** Three words or more. */
function isProse(value: string): boolean {
  return /^[A-Za-z'’]+(?: [\w'’,.-]+){2,}/.test(value.slice(0, 120));
}

function kindOf(fullName: string): string {
  if (/pass|pwd/.test(fullName)) return 'PASSWORD';
  if (/cookie|sess|sid/.test(fullName)) return 'SESSION';
  if (/key/.test(fullName)) return 'KEY';
  return /token|auth/.test(fullName) ? 'TOKEN' : 'SECRET';
}
