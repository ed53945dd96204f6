import type { OutputLine } from './outputLines.ts';
import { dominantRow, evenRow, type Tally } from './tally.ts';
import { isSameValue, joined, type NamedValue, numberOf, type ToldValue } from './values.ts';

/** An outcome that a check was said to have, found in what it printed. */
export interface OutcomeMatch {
  readonly line: OutputLine;
  /** The line with what it was compared to, where there is one. */
  readonly beside?: OutputLine;
  /** The part of the outcome that was found. */
  readonly expected: string;
  /** How much was found of it; of two outcomes that were both found the stronger one counts. */
  readonly strength: number;
}

/** What a check printed, read once. */
export interface Printed {
  readonly lines: readonly OutputLine[];
  readonly values: readonly ToldValue[];
  readonly tally?: Tally | undefined;
  /** Values that the explanation itself names: what was printed may be compared to them. */
  readonly claimed?: readonly NamedValue[];
}

/**
 * Looks for an outcome as it was described: words in quotation marks or as code, a comparison of two
 * values, or telling words that stand on one line. Prose that code can't decide ("one address holds
 * most") is found nowhere, and then the check says nothing.
 */
export function findOutcome(described: string, printed: Printed): OutcomeMatch | undefined {
  const outcome = described.replace(/[.\s]+$/, '');
  const [said = ''] = outcome.split(asides);
  const expected = said.replace(checkItself, '');
  const named = findNamed(expected, printed);
  if (named) return named === 'another' ? undefined : named;
  const literals = [...expected.matchAll(quoted)].map(([, , text = '']) => text.trim());
  return (
    best(literals.flatMap((text) => findLiteral(text, printed) ?? [])) ??
    findComparison(expected, printed) ??
    findSpread(expected, printed) ??
    best(alternatives(expected).flatMap((text) => findWords(text, printed) ?? []))
  );
}

/** The explanation that an outcome is said to speak for, where it is another one. */
export function spokenFor(described: string): string | undefined {
  return /That speaks for (?:the next usual one, )?“([^”]{3,300})”/.exec(described)?.[1];
}

/** Advice and conclusions that follow the outcome itself. */
const asides =
  /; then | - (?=then|look|check|compare)|[;:] (?=look|compare|check|explain|raise|find|see)|\.? That speaks for |: an? (?:earlier|generated)/;

/** `"config get maxmemory-policy" says noeviction`: the command is not what it prints. */
const checkItself = /^["`“][^"`”]{2,120}["`”] (?=says|shows|prints|answers|lists|is |has )/;

/** `max_connections is \`20\``: where the name is told, its value decides, and no 20 that stands elsewhere. */
function findNamed(outcome: string, { values }: Printed): OutcomeMatch | 'another' | undefined {
  const [expected = '', name = '', marked, number] = valuePhrase.exec(outcome) ?? [];
  const key = name.toLowerCase().replace(/-/g, '_');
  const told = values.filter((one) => one.name === key);
  const value = marked ?? number ?? '';
  if (told.length === 0 || value === '') return undefined;
  const same = told.find((one) => isSameValue(one.value, value));
  return same ? { line: same.line, expected, strength: 5 } : 'another';
}

const valuePhrase =
  /(?<![\w.-])([A-Za-z][\w.-]{2,60}) (?:is|equals|says|shows|has|=) (?:[`"“']([\w.%:/ -]{1,60})[`"”']|(\d[\w.%]{0,20})(?![\w.]))/;

function best(matches: readonly OutcomeMatch[]): OutcomeMatch | undefined {
  return matches.toSorted((a, b) => b.strength - a.strength)[0];
}

const quoted = /([`"“'])([^`"”'\n]{2,80})[`"”'](?![a-z])/g;

/** Blanks around `=` and `:` differ from tool to tool. */
const folded = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\s*([=:])\s*/g, '$1')
    .replace(/\s+/g, ' ');

function findLiteral(text: string, { lines, values }: Printed): OutcomeMatch | undefined {
  const wanted = folded(text);
  const line =
    lines.find((one) => holdsWhole(folded(one.text), wanted)) ??
    values.find(({ name, value }) => folded(`${name}=${value}`) === wanted.replace(':', '='))?.line;
  return line && { line, expected: text, strength: 4 };
}

/** `20` does not stand in `200`, nor `ok` in `token`. */
function holdsWhole(text: string, wanted: string): boolean {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const [before, after] = [text.charAt(at - 1), text.charAt(at + wanted.length)];
    if (!/\w/.test(before) && !/[\w]/.test(after)) return true;
  }
  return false;
}

interface Relation {
  readonly words: string;
  holds(left: number, right: number): boolean;
}

/** "close to" allows a tenth: a pool with 19 of 20 in use is full. */
const relations: readonly Relation[] = [
  {
    words: '(?:close to|near|almost at|at or near|reaches|has reached)',
    holds: (a, b) => a >= 0.9 * b,
  },
  { words: '(?:well|far|clearly) (?:below|under)', holds: (a, b) => a < 0.7 * b },
  { words: '(?:below|under|less than|smaller than|lower than|<)', holds: (a, b) => a < b },
  {
    words: '(?:above|over|more than|greater than|higher than|exceeds|beyond|>)',
    holds: (a, b) => a > b,
  },
  { words: '(?:equals|equal to|at|the same as|==?)', holds: (a, b) => a === b },
];

const comparisons = relations.map(({ words, holds }) => ({
  pattern: new RegExp(
    `(?<![\\w.-])([\\w.-]{2,60})(?: is| are| stays| stands| comes)? ${words} ([\\w.%-]{1,60})(?![\\w-])`,
    'i',
  ),
  holds,
}));

function findComparison(outcome: string, printed: Printed): OutcomeMatch | undefined {
  for (const { pattern, holds } of comparisons) {
    const [whole, left = '', right = ''] = pattern.exec(outcome) ?? [];
    if (whole === undefined) continue;
    const told = numberNamed(left, printed) ?? sumOf(left, printed);
    const other = numberNamed(right, printed);
    const limit = numberOf(right) ?? other?.number ?? claimedNumber(right, printed);
    // A limit of 0 means in most systems that there is none.
    if (!told || limit === undefined || limit === 0) return undefined;
    if (!holds(told.number, limit)) return undefined;
    const beside = other && other.line !== told.line ? { beside: other.line } : {};
    return { line: told.line, ...beside, expected: whole, strength: 3 };
  }
  return undefined;
}

function numberNamed(
  name: string,
  { values }: Printed,
): { readonly number: number; readonly line: OutputLine } | undefined {
  const key = name.toLowerCase().replace(/-/g, '_');
  for (const value of values) {
    const number = value.name === key ? numberOf(value.value) : undefined;
    if (number !== undefined) return { number, line: value.line };
  }
  return undefined;
}

const toldBy = /^(?:(?:it|the output|the answer) )?(?:says|shows|prints|answers|is|has|lists) /i;

/** `the sum` of a table of counts. */
function sumOf(name: string, { tally }: Printed): ReturnType<typeof numberNamed> {
  if (!tally || !/^(?:sum|total|count)$/i.test(name)) return undefined;
  return { number: tally.sum, line: joined(tally.rows.map(({ line }) => line)) };
}

function claimedNumber(name: string, { claimed = [] }: Printed): number | undefined {
  const key = name.toLowerCase().replace(/-/g, '_');
  const found = claimed.find((one) => one.name === key);
  return found && numberOf(found.value);
}

/** `one client holds most` and `evenly spread` of a table of counts. */
function findSpread(outcome: string, { tally }: Printed): OutcomeMatch | undefined {
  if (!tally) return undefined;
  const one = /\bone [\w-]+ (?:has|holds|takes|uses) (?:the )?most/i.exec(outcome);
  const even = /\bevenly spread|\bspread evenly/i.exec(outcome);
  const line = (one && dominantRow(tally)) ?? (even && evenRow(tally)) ?? undefined;
  return line && { line, expected: (one ?? even)?.[0] ?? '', strength: 3 };
}

function alternatives(outcome: string): readonly string[] {
  return outcome
    .replace(quoted, ' $2 ')
    .split(/,? or |[,;]|\(|\)/)
    .map((part) => part.trim().replace(toldBy, ''))
    .filter((part) => part !== '');
}

const plain = new Set(
  `a an the it its they them there this that these those you would see is are was were be been has
  have had will can does do did with of in on at to for from by as and which who where when then
  one two some any all both each every other another same own such only alone again still also
  output answer answers result results line lines shows show shown says say prints print returns
  lists list holds hold names name named message words word part whole value values number`
    .trim()
    .split(/\s+/),
);

/** Words that compare or deny: what they say can't be found by looking for them. */
const undecidable =
  /\b(?:no|not|none|nothing|never|without|neither|nor|isn't|aren't|doesn't|don't|high|higher|low|lower|small|smaller|large|larger|big|many|much|few|fewer|more|less|most|least|long|longer|short|shorter|slow|slower|fast|faster|near|nearly|close|below|above|under|over|well|hardly|different|differs?|equal|similar|as)\b/i;

/** A denial in so many words stands in the output itself: `no route to host`. */
const denial = /\b(?:no|not|none|never|without) [\w-]{2,40}(?: [\w-]{2,40})?/i;

/** Lines of an output in which a number by itself tells something. */
const SHORT = 30;

function findWords(part: string, printed: Printed): OutcomeMatch | undefined {
  const [phrase] = denial.exec(part) ?? [];
  if (phrase !== undefined) {
    const line = printed.lines.find(({ text }) => holdsWhole(folded(text), folded(phrase)));
    return line && { line, expected: phrase, strength: 2 };
  }
  const all = part.match(/[\w.%/-]+/g) ?? [];
  const telling = all.filter((word) => word.length > 1 && !plain.has(word.toLowerCase()));
  // Of mere prose too little is left to be looked for.
  const isProse = telling.length < 2 ? all.length > 1 : telling.length < all.length / 2;
  if (undecidable.test(part) || telling.length === 0 || isProse) return undefined;
  // A number alone stands in many a line of a long output.
  if (printed.lines.length > SHORT && telling.every((word) => /^\d+$/.test(word))) return undefined;
  const wanted = telling.flatMap(tokensOf);
  const line = [...printed.lines, ...printed.values.map(({ line: told }) => told)].find(
    ({ text }) => {
      const tokens = new Set(tokensOf(text));
      return wanted.every((token) => tokens.has(token)) && !deniesOne(text, wanted);
    },
  );
  return line && { line, expected: telling.join(' '), strength: 2 + wanted.length / 100 };
}

/** `rdb_last_bgsave_status:ok` → its words without endings for many. */
function tokensOf(text: string): readonly string[] {
  return (text.toLowerCase().match(/[a-z]+|\d+(?:\.\d+)?%?/g) ?? []).map((token) =>
    token.length > 3 ? token.replace(/(?<!s)s$/, '') : token,
  );
}

/** `not ready` is not what "ready" means. */
function deniesOne(text: string, wanted: readonly string[]): boolean {
  const denied = text.toLowerCase().matchAll(/\b(?:not|no|never|non|un)[\s_-]{1,2}([a-z]+)/g);
  return [...denied].some(([, word = '']) => wanted.includes(tokensOf(word)[0] ?? ''));
}
