import { componentsIn } from './names.ts';
import { type Quantity, quantitiesOf } from './quantities.ts';
import { readTime, type StatedTime } from './statements.ts';

/** Something in a claim that must stand in what it cites: invented ones are how a model gives itself away. */
export type Value = { readonly text: string } & (
  | { readonly kind: 'number'; readonly quantity: Quantity }
  | { readonly kind: 'time'; readonly time: StatedTime }
  | { readonly kind: 'name' | 'quotation' }
  /** A component's name: it has to exist, but need not stand in what is cited. */
  | { readonly kind: 'component' }
  /** A small number, which is judged by the word before or after it. */
  | { readonly kind: 'small'; readonly before: string; readonly after: string }
);

/** A text without what it quotes, and its quotations. What stands in quotes is looked for as it is. */
export function takeQuotations(text: string): {
  readonly quotations: readonly Value[];
  readonly rest: string;
} {
  const quotations: Value[] = [];
  const rest = text.replace(quoted, (whole, ...groups: (string | undefined)[]) => {
    const inner = groups.slice(0, QUOTE_FORMS).find((group) => group !== undefined) ?? '';
    quotations.push({ kind: 'quotation', text: inner.trim() });
    return blank(whole);
  });
  return { quotations, rest };
}

/**
 * The values of a claim's own words: numbers, times, and words that only a machine would write, such
 * as `NullPointerException`, `redis-0.cache`, `ECONNREFUSED`, `/etc/app.yaml`. Prose, single digits
 * that name nothing, line numbers and evidence ids are not values.
 */
export function valuesOf(text: string): readonly Value[] {
  const values: Value[] = [];
  let rest = text.replace(pointers, blank);
  rest = rest.replace(coded, (whole, digits: string) => {
    for (const quantity of quantitiesOf(digits)) {
      values.push({ kind: 'number', text: digits, quantity });
    }
    return blank(whole);
  });
  rest = rest.replace(dotted, (whole) => {
    const time = readTime(whole);
    values.push(time ? { kind: 'time', text: whole, time } : { kind: 'name', text: whole });
    return blank(whole);
  });
  rest = rest.replace(words, (word) => {
    const name = word.replace(/[.,:;/-]+$/, '');
    if (!isName(name)) return word;
    values.push({ kind: 'name', text: name });
    return blank(word);
  });
  for (const quantity of quantitiesOf(rest)) {
    const isTelling = quantity.value >= 10 || quantity.unit !== undefined || quantity.decimals > 0;
    if (isTelling) values.push({ kind: 'number', text: quantity.text, quantity });
  }
  values.push(...smallNumbers(rest));
  const known = new Set(values.map((value) => value.text));
  for (const name of componentsIn(text)) {
    if (!known.has(name)) values.push({ kind: 'component', text: name });
  }
  return values;
}

/** `Failures: 1`, `4 attempts`: a digit with what it counts. */
function smallNumbers(text: string): readonly Value[] {
  return [...text.matchAll(smallNumber)].map(({ groups }) => ({
    kind: 'small',
    text: groups?.['digit'] ?? '',
    before: groups?.['before']?.toLowerCase() ?? '',
    after: groups?.['after']?.toLowerCase() ?? '',
  }));
}

const smallNumber =
  /(?:(?<before>\p{L}{3,30})[ :=#("'[]{1,3})?(?<![\p{L}\p{N}_.,:/-])(?<digit>\d)(?![\p{L}\p{N}_.:/%-]|,\d)(?=(?:[ )\]"']{1,3}(?<after>\p{L}{3,30}))?)/gu;

const blank = (text: string): string => ' '.repeat(text.length);

/** `line 681`, `lines 12–15`, `L681`, `E3`: where to look, not what is there. */
const pointers = /\b(?:lines?\s\d+(?:\s?(?:[-–,]|to|and)\s?\d+)*|L\d+|E\d{1,3})\b/gi;

const QUOTE_FORMS = 3;
const quoted = /`([^`\n]{3,400})`|“([^”\n]{3,400})”|"([^"\n]{3,400})"/g;

/** A number, also a small one, that stands for something: `exit code 1`, `HTTP 503`, `index=2`, `#4`. */
const coded =
  /(?:\b(?:exit(?:ed)?(?: with)?(?: (?:code|status))?|exit code|status|code|signal|errno|port|pid|http)[ :=]{1,2}|[=#([]|-> ?)(\d{1,9})(?![\p{L}\p{N}]|[.:,-]\d)/giu;

/** Times and dates, addresses with their port, versions: digits joined by more than one point. */
const dotted =
  /(?<![\p{L}\p{N}_.,:/-])(?:(?:\d{4}-\d{2}-\d{2}[T ]?)?\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?(?![\d:])|\d{1,10}(?:[.:-]\d{1,10}){2,8})/giu;

const words = /(?<![\p{L}\p{N}])[\p{L}\p{N}_/@$~][\p{L}\p{N}_./:@$~#*-]*/gu;

/** Words that only a machine would write. */
function isName(word: string): boolean {
  if (word.length < 3 || /^(?:e\.g|i\.e|etc|and\/or|client\/server|read\/write)$/i.test(word)) {
    return false;
  }
  // A number, perhaps with its unit: `512mb`, `30s`.
  if (/^[\d.,]+(?:%|[a-zµ]{1,7})?$/i.test(word)) return false;
  return (
    /\p{L}_|_\p{L}|::|\.\p{L}{2,}.*\.|\(\)/u.test(word) ||
    /^[\w-]+\.(?:[a-z]{1,10}|[A-Z]\w+)$/.test(word) ||
    /\p{Ll}\p{Lu}.*[.$]\p{L}|\p{L}[.$].*\p{Ll}\p{Lu}/u.test(word) ||
    (/^(?!i\/o)[\w.-]+\/[\w.-]+$/i.test(word) && /[-_.\d]/.test(word)) ||
    /^(?:\/|~\/|\.{1,2}\/)[\w.-]+|\/[\w.-]+\//.test(word) ||
    /\p{L}.*\d|\d.*\p{L}/u.test(word) ||
    /^[A-Z][A-Za-z]+(?:Exception|Error|Fault|Failure)$/.test(word) ||
    /^E[A-Z]{4,}$/.test(word) ||
    /^\p{Ll}+(?:\p{Lu}\p{Ll}+)+$/u.test(word) ||
    /^(?:\p{Lu}\p{Ll}+){3,}$/u.test(word)
  );
}
