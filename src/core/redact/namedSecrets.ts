import type { Anchored } from './anchored.ts';
import {
  type BareStyle,
  bareValue,
  createBareReader,
  createNext,
  lineValue,
  queryValue,
  STRETCH,
} from './bareValues.ts';
import { entropy } from './entropy.ts';
import { type SecretName, secretName, telling } from './secretNames.ts';
import { isHarmless, isTelling, looksRandomAt } from './secretValue.ts';
import type { Span } from './span.ts';

/**
 * Finds values by the name before them: `password=…`, `"token": "…"`, `X_SECRET: …`,
 * `--api-key …`, `{\"client_secret\":\"…\"}`.
 */
export const namedSecrets: Anchored = {
  words: telling,
  open(text) {
    const reading: Reading = {
      text,
      bareEnd: createBareReader(text),
      nextTelling: createNext(text, isTelling),
      names: new Map(),
    };
    return (start, end) => {
      const assignment = readAssignment(reading, start, end);
      return assignment ? [...spanOf(reading, assignment), ...blockOf(text, assignment)] : nothing;
    };
  },
};

const nothing: readonly Span[] = [];

/** A text, and what was learned of it already. */
interface Reading {
  readonly text: string;
  readonly bareEnd: ReturnType<typeof createBareReader>;
  readonly nextTelling: ReturnType<typeof createNext>;
  readonly names: Map<string, SecretName>;
}

interface Value {
  readonly start: number;
  readonly end: number;
  /** How an unquoted value goes on, of which this is the first stretch. */
  readonly bare?: BareStyle;
}

interface Assignment {
  readonly name: SecretName;
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
  `${REST}(?:\\\\{0,3}["'\`])?(?:\\])?[ \\t]{0,20}(=>|:=|==?|:|%3[da])(?:${NEXT_LINE}(?=\\\\{0,3}["'])|[ \\t]{0,24})`,
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

function isEmpty(text: string, at: number): boolean {
  if (text.charCodeAt(at - 1) !== BLANK) {
    return false;
  }
  nextPair.lastIndex = at;
  return /[^\s=:]= +$/.test(text.slice(Math.max(0, at - 28), at)) && nextPair.test(text);
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

function readAssignment(reading: Reading, start: number, end: number): Assignment | undefined {
  const { text } = reading;
  if (!mayBeAssigned(text, end)) {
    return undefined;
  }
  const nameAt = nameStart(text, start);
  const name = nameOf(reading, `${wordBefore(text, nameAt)}${text.slice(nameAt, end)}`);
  if (name.trust === 'innocent') {
    return undefined;
  }
  const found = separatorAt(text, end);
  return found
    ? behindSeparator(reading, nameAt, name, found)
    : (inElement(text, nameAt, name, end) ?? behindName(reading, nameAt, name, end));
}

/** Texts use few names again and again. */
function nameOf({ names }: Reading, written: string): SecretName {
  const known = names.get(written) ?? secretName(written.toLowerCase());
  names.set(written, known);
  return known;
}

interface Separator {
  readonly kind: 'colon' | 'equals';
  /** Where the value may begin. */
  readonly at: number;
}

const BLANK = 32;
const EQUALS = 61;
const COLON = 58;

function separatorAt(text: string, end: number): Separator | undefined {
  const mark = text.charCodeAt(end);
  if ((mark === EQUALS || mark === COLON) && isNameCode(text.charCodeAt(end + 1))) {
    return { kind: mark === COLON ? 'colon' : 'equals', at: end + 1 };
  }
  separator.lastIndex = end;
  const [, written] = separator.exec(text) ?? [];
  return written === undefined
    ? undefined
    : { kind: /^:|%3a/i.test(written) ? 'colon' : 'equals', at: separator.lastIndex };
}

function behindSeparator(
  reading: Reading,
  nameAt: number,
  name: SecretName,
  { kind, at }: Separator,
): Assignment | undefined {
  const { text } = reading;
  // arn:aws:secretsmanager:eu-west-1:1234:secret:shop
  const isPath = kind === 'colon' && text[nameAt - 1] === ':' && name.name === 'secret';
  return isPath || isEmpty(text, at)
    ? undefined
    : { name, separator: kind, value: readValue(reading, at, bareFor(text, nameAt)) };
}

function inElement(
  text: string,
  nameAt: number,
  name: SecretName,
  end: number,
): Assignment | undefined {
  const before = text[nameAt - 1];
  element.lastIndex = end;
  return (before === '<' || before === ':') && element.test(text)
    ? { name, separator: 'equals', value: readContent(text, element.lastIndex) }
    : undefined;
}

/** `ENV API_TOKEN …` of a Dockerfile. */
const variable = /(?:^|[\n |])(?:ENV|ARG|setx) $/;

const isVariable = (text: string, nameAt: number): boolean =>
  text.charCodeAt(nameAt - 1) === BLANK &&
  variable.test(text.slice(Math.max(0, nameAt - 6), nameAt));

/** What else may lead from a name to its value: a blank, the lines of a pair, a comma. */
function behindName(
  reading: Reading,
  nameAt: number,
  name: SecretName,
  end: number,
): Assignment | undefined {
  const { text } = reading;
  const leads = [
    ...(name.isFlag || isVariable(text, nameAt) ? [['blank', blank] as const] : []),
    ...(mayBePaired(text, end)
      ? ([
          ['equals', pair],
          ['comma', argument],
        ] as const)
      : []),
  ];
  for (const [kind, pattern] of leads) {
    pattern.lastIndex = end;
    if (pattern.test(text)) {
      return { name, separator: kind, value: readValue(reading, pattern.lastIndex) };
    }
  }
  return undefined;
}

/** Behind the rest of a name comes a quote, a tag or a comma: most texts go on in another way. */
function mayBePaired(text: string, end: number): boolean {
  let at = end;
  while (isNameCode(text.charCodeAt(at))) {
    at += 1;
  }
  return `\\"'</,; \t\n`.includes(text.charAt(at));
}

const content = /[^<>\n]{1,4096}(?=<|\]\]>)/y;

/** The text of an element of XML. */
function readContent(text: string, at: number): Value {
  content.lastIndex = at;
  return { start: at, end: content.test(text) ? content.lastIndex : at };
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

/** What stands before a name tells how far an unquoted value may go. */
function bareFor(text: string, nameAt: number): BareStyle {
  const before = text.charAt(nameAt - 1);
  if (before === '?' || before === '&') {
    return queryValue;
  }
  const isAlone =
    `"'\``.includes(before) ||
    ('\n \t|'.includes(before) && lineStart.test(text.slice(Math.max(0, nameAt - 32), nameAt)));
  return isAlone ? lineValue : bareValue;
}

/** Reads a quoted value to its closing quote, an unquoted one to the first blank or delimiter. */
function readValue({ text, bareEnd }: Reading, start: number, bare = bareValue): Value {
  wrapper.lastIndex = start;
  const at =
    'SPOJCN('.includes(text.charAt(start)) && wrapper.test(text) ? wrapper.lastIndex : start;
  escapedQuote.lastIndex = at;
  const quote = '\\"\'`'.includes(text.charAt(at)) ? escapedQuote.exec(text) : null;
  if (quote) {
    const from = escapedQuote.lastIndex;
    const end = closingQuote(text, from, quote[0]);
    if (end > from) {
      return { start: from, end };
    }
  }
  return { start: at, end: bareEnd(bare, at, STRETCH), bare };
}

/** `>-` and `|` open a block of YAML, whose lines are indented. */
const blockMark = /[>|][+-]?\d?[ \t]{0,4}\n/y;
const blockLine = /(?:L\d{1,9}\|)?[ \t]{2,64}([\w+/=.~-]{16,256})(?:\n|$)/y;

function blockOf(text: string, { name, value }: Assignment): readonly Span[] {
  blockMark.lastIndex = value.start;
  const spans: Span[] = [];
  const isOpened = '>|'.includes(text.charAt(value.start)) && blockMark.test(text);
  if (!value.bare || !isOpened) {
    return spans;
  }
  blockLine.lastIndex = blockMark.lastIndex;
  for (let line = blockLine.exec(text); line; line = blockLine.exec(text)) {
    const [whole, part = ''] = line;
    const start = line.index + whole.lastIndexOf(part);
    spans.push({ start, end: start + part.length, kind: name.kind });
  }
  return spans;
}

/** Values longer than this in quotes are prose or data; the search for their end stops here. */
const LONGEST_QUOTED = 8_192;

function closingQuote(text: string, start: number, quote: string): number {
  const limit = Math.min(text.length, start + LONGEST_QUOTED);
  const first = quote.charCodeAt(0);
  for (let at = start; at < limit; at += 1) {
    const code = text.charCodeAt(at);
    if (code === LINE_FEED) {
      return -1;
    }
    if (code === first && (quote.length === 1 || text.startsWith(quote, at))) {
      return at;
    }
    if (code === BACKSLASH && quote.length === 1) {
      at += 1;
    }
  }
  return -1;
}

const LINE_FEED = 10;
const BACKSLASH = 92;

function spanOf(reading: Reading, assignment: Assignment): readonly Span[] {
  const { text, bareEnd } = reading;
  const { start, end } = trimmed(text, assignment.value);
  const { bare } = assignment.value;
  if (!mayBeSecret(reading, assignment, start, end)) {
    return nothing;
  }
  if (!isSecret(text.slice(start, end), assignment)) {
    return nothing;
  }
  // Values are judged by their first stretch, and hidden whole.
  const isWhole = !bare || end < start + STRETCH;
  const whole = isWhole ? end : bareEnd(bare, start, text.length);
  return [{ start, end: whole, kind: assignment.name.kind }];
}

/** A full stop or colon behind an unquoted value belongs to the sentence. */
function trimmed(text: string, value: Value): { start: number; end: number } {
  let { end } = value;
  while (value.bare && end > value.start && '.:,;'.includes(text.charAt(end - 1))) {
    end -= 1;
  }
  return { start: value.start, end };
}

/** What most values are not, and what is told first: long enough, and random where the name alone tells too little. */
function mayBeSecret(
  { text, nextTelling }: Reading,
  { name, separator: kind }: Assignment,
  start: number,
  end: number,
): boolean {
  const mustLookRandom = name.trust === 'unsure' || kind === 'comma';
  return mustLookRandom
    ? end - start >= 6 && nextTelling(start) < end && looksRandomAt(text, start, end)
    : end - start >= 3;
}

function isSecret(value: string, assignment: Assignment): boolean {
  const { name } = assignment;
  if (isHarmless(value) || isScheme(value) || isCut(value)) {
    return false;
  }
  switch (name.trust) {
    case 'innocent':
      return false;
    case 'certain':
      return isPassword(value, assignment);
    case 'key':
      return name.name !== 'key' && isKeyMaterial(value);
    case 'usual':
      return value.length >= 6 && /[^a-z/.]/.test(value) && !number.test(value) && !isProse(value);
    case 'unsure':
      return !isProse(value) && !number.test(value);
  }
}

/** What stands between two texts in quotes: `"password: "); if (…) throw "`. */
const isCut = (value: string): boolean => /^[)\]};,]+[\s;),]/.test(value);

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
  return /^(?:Bearer|Basic|Token|Digest|Negotiate|AWS4-HMAC-SHA256|ApiKey)(?:\s|$)/i.test(value);
}

function isPassword(
  value: string,
  { name: { name: fullName }, separator: kind, value: { bare } }: Assignment,
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
  return !bare || kind !== 'colon' || !/^[a-z]{1,12}$/.test(value) || fullName.length > 12;
}

/** What is said of passwords, and hardly ever is one: "must be at least 8 characters". */
const remark =
  /\b(?:must|should|may|can|could|cannot|can't|is|was|are|be|been|has|have|had|does|do|did|not|no|required|requires|invalid|incorrect|wrong|too|please|enter|expired?|missing|failed|failure|denied|characters?|least|field|supplied|provided|given)\b/i;

/** Three words or more. */
function isProse(value: string): boolean {
  return /^[A-Za-z'’]+(?: [\w'’,.-]+){2,}/.test(value.slice(0, 120));
}
