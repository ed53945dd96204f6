import { WILDCARD } from '../masking/masking.ts';

/**
 * Whether a place in otherwise equal messages holds a value that varies, judged by the distinct
 * words met there. `root`, `admin` and four more may be users; `Started` and `Stopped` are two kinds
 * of message and must stay apart.
 */
export function isVariableSlot(words: readonly string[], slots: number, lead = ''): boolean {
  const { prefix, suffix } = affixes(words);
  const values = new Set(words.map((word) => word.slice(prefix, word.length - suffix)));
  const sample = words[0] ?? '';
  const before = sample.slice(0, prefix);
  const variable = [...values].filter((value) => looksVariable(value)).length;
  if (variable * 2 >= values.size && slots === 1) {
    return true;
  }
  return values.size >= wanted([...values], before, lead);
}

/** The word for a variable place, with what its words share: `user=root`, `user=guest` give `user=<*>`. */
export function joinedWord(words: readonly string[]): string {
  const { prefix, suffix } = affixes(words);
  const sample = words[0] ?? '';
  return sample.slice(0, prefix) + WILDCARD + sample.slice(sample.length - suffix);
}

/** Distinct plain words that make a place variable, fewer where a key or quote says so. */
const PLAIN = 6;
const KEYED = 3;
/** Words in capitals are mostly states, of which a system has a dozen. */
const STATES = 12;

function wanted(values: readonly string[], before: string, lead: string): number {
  if (values.every((value) => /^[A-Z][A-Z_]+$/.test(value))) {
    return STATES;
  }
  if (/[='"`@]$/.test(before)) return KEYED;
  const isNamed = before === '' ? naming.test(lead) : /[[(]$/.test(before);
  return isNamed && !values.some((value) => state.test(value)) ? KEYED : PLAIN;
}

/** Words that the name of somebody or something follows: `for user alice`, `table orders`. */
const naming =
  /^(?:user|username|customer|account|player|tenant|client|host|hostname|table|database|index|topic|queue|group|channel|bucket|namespace|container|volume|device|module|plugin|service|task|job|worker|role|file|package|interface|session|domain)$/i;

/** What something does or is, after its kind: `task failed`, `host unreachable`, `[ready]`. */
const state =
  /(?:ed|ing|able|less)$|^(?:is|was|has|had|are|were|will|can|cannot|can't|does|did|not|no|and|or|to|from|for|with|in|on|off|at|by|of|up|down|ok|ready|lost|found|gone|left|sent|set|full|empty|idle|busy|done|active|inactive|online|offline|alive|dead|stale|open|shut|unknown|valid|invalid|already|now|takes|took|exits|went|ran|began|died|fell)$/i;

/** Numbers, paths, dotted names and bare wildcards; but an exception's name or a status says what happened. */
function looksVariable(value: string): boolean {
  const plain = value.replaceAll(WILDCARD, '');
  if (NAMES.test(value)) {
    return false;
  }
  if (plain !== value) {
    return /\d/.test(plain) || !/[A-Za-z]/.test(plain);
  }
  return (
    /[\d/\\]/.test(value) ||
    /^[\w$-]+(?:\.[\w$-]+){2,}$/.test(value) ||
    /^(?:true|false|TRUE|FALSE|True|False|null|NULL|None|nil)$/.test(value)
  );
}

/** Exceptions, and classes of HTTP statuses. */
const NAMES = /(?:Exception|Error|Failure)\b|^[1-5]xx$/;

/** Lengths of what all words begin and end with, cut back to punctuation. */
function affixes(words: readonly string[]): { prefix: number; suffix: number } {
  const first = words[0] ?? '';
  const shortest = Math.min(...words.map((word) => word.length));
  let prefix = 0;
  while (prefix < shortest && words.every((word) => word[prefix] === first[prefix])) {
    prefix++;
  }
  let suffix = 0;
  while (
    suffix < shortest - prefix &&
    words.every((word) => word.at(-1 - suffix) === first.at(-1 - suffix))
  ) {
    suffix++;
  }
  while (prefix > 0 && !BOUNDARY.test(first[prefix - 1] ?? '')) {
    prefix--;
  }
  // The stop of a sentence is none of the value's.
  const ends = suffix > 0 && first.endsWith('.');
  while (suffix > 0 && !BOUNDARY.test(first[first.length - suffix] ?? '')) {
    suffix--;
  }
  return { prefix, suffix: ends ? Math.max(1, suffix) : suffix };
}

/** Not the characters of a wildcard itself. */
const BOUNDARY = /[=:,;"'`()[\]{}/@#|!?\\]/;
