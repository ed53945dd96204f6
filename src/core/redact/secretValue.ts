import { entropy } from './entropy.ts';

/** Words that stand where a secret would, and say that there is none. */
const harmless = new Set(
  `null nil none undefined nan true false yes no on off ok empty unset set not missing absent
  required requires optional invalid valid incorrect wrong bad expired expires rejected accepted
  denied failed failure failing error given provided supplied unknown default hidden masked redacted
  removed filtered secret password token key string str text bytes byte int integer number bool
  boolean object array any void char value values must should cannot can is was are has have
  does did will for from the and or in of to at with without by this that using use used found
  changed change reset updated created deleted rotated generated loaded read mismatch mismatched
  match matches authentication authenticated auth basic bearer digest negotiate function class new
  type name file path env vault prompt ask stdin keyring manager encrypted decrypted please enter
  await async const let var import export self this
  example placeholder changeme changeit xxx todo tbd n/a`.split(/\s+/),
);

const LONGEST_HARMLESS = Math.max(...[...harmless].map(({ length }) => length));

/** `***`, `<secret>`, `${VAR}`, `$VAR`, `{{ x }}`, `%s`, `[REDACTED]`, our own `⟦…⟧`, `xxxxx`, `...`. */
const standsForSecret =
  /^(?:(?:your|my|some|the|insert|replace|change|enter)[-_ ]?(?:me|it|this|with|here|your|own|api|access|secret|password|token|key)\b|[*•.x#_-]{2,}$|<[^>]{0,60}>?$|\$\{|\$[A-Z_a-z]{1,60}$|\$\([A-Za-z_]|\{\{|\{[\w.]{0,40}\}?$|%[sdvqr](?!\w)|%[%{(]|\[[A-Za-z *]{1,40}\]?$|\[\[|⟦|\([A-Za-z ,'_-]{0,40}\)?$|@@|REDACTED|process\.env|os\.environ|System\.|secretKeyRef|valueFrom|ENC\[|arn:aws[\w-]*:)/i;

/** `GITHUB_TOKEN` names a variable, `Some(` and `SecretString` a value of a program's. */
const nameOfSecret =
  /^(?:[A-Z]+\d{0,2}(?:_[A-Z]+\d{0,2})+\b|[A-Za-z]{3,20}\($|(?:Some|None|Secret|Sensitive|Optional)[A-Za-z]*\W?$)/;

/** `getPassword(user)`, `os.environ["X"]`, `request.headers.get(`: code that has the secret from elsewhere. */
const call =
  /^(?:await |new )?(?:get|read|load|fetch|find|decrypt|require|prompt|input|generate|random|create|make|lookup|resolve|hash|env|os\.|process\.|self\.|this\.|config|conf\.|request\.|req\.|params|ctx\.|args\.|vault\.|secrets\.)[\w.$]{0,60}[([]/i;

/** True for what is plainly not a secret although it stands in a secret's place. */
export function isHarmless(value: string): boolean {
  return (
    value.length < 3 ||
    nameOfSecret.test(value.slice(0, 80)) ||
    call.test(value.slice(0, 80)) ||
    (value.length <= LONGEST_HARMLESS && harmless.has(value.toLowerCase())) ||
    standsForSecret.test(value.slice(0, 80))
  );
}

/**
 * True for text that nobody would write as a word, a name or a path: letters and digits mixed within
 * a part, or changes of case that no camelCase explains. `redis-credentials-v2`, `TokenReviewFailed`
 * and `2026-11-20` are not; `hunter2hunter` and `S3cr3tV@lue` are.
 */
export const looksRandom = (value: string): boolean => looksRandomAt(value, 0, value.length);

/** The same for a part of a text. */
export function looksRandomAt(text: string, start: number, stop: number): boolean {
  const end = Math.min(stop, start + 200);
  let from = start;
  for (let at = start; at < end; at += 1) {
    const kind = kindAt(text, at);
    if (kind === BETWEEN) {
      if (isMixed(text, from, at)) {
        return true;
      }
      from = at + 1;
    } else if (kind === MARK && at >= start + 2 && at + 1 < end && isPlain(kindAt(text, at + 1))) {
      return true;
    }
  }
  return isMixed(text, from, end);
}

/** A digit, a capital or a mark: without any of them nothing looks random. */
export const isTelling = (code: number): boolean => {
  const kind = kindOf[code] ?? OTHER;
  return kind === UPPER || kind === DIGIT || kind === MARK;
};

const SHORTEST_PART = 6;

/** Kinds of characters: those between the parts of a name, and marks that no name has. */
const OTHER = 0;
const LOWER = 1;
const UPPER = 2;
const DIGIT = 3;
const BETWEEN = 4;
const MARK = 5;

const kindOf = new Uint8Array(128);
for (const [kind, characters] of [
  [LOWER, 'abcdefghijklmnopqrstuvwxyz'],
  [UPPER, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'],
  [DIGIT, '0123456789'],
  [BETWEEN, '-_./:\\ '],
  [MARK, '!@#$%^&*+=?~'],
] as const) {
  for (const character of characters) {
    kindOf[character.charCodeAt(0)] = kind;
  }
}

const kindAt = (text: string, at: number): number => kindOf[text.charCodeAt(at)] ?? OTHER;
const isPlain = (kind: number): boolean => kind >= LOWER && kind <= DIGIT;

function isMixed(value: string, start: number, end: number): boolean {
  const length = end - start;
  if (length < SHORTEST_PART) {
    return false;
  }
  let lower = 0;
  let upper = 0;
  let digits = 0;
  let changes = 0;
  let before = OTHER;
  for (let at = start; at < end; at += 1) {
    const kind = kindAt(value, at);
    lower += Number(kind === LOWER);
    upper += Number(kind === UPPER);
    digits += Number(kind === DIGIT);
    // From an upper-case letter to a lower-case one, or the other way round.
    changes += Number(kind + before === LOWER + UPPER && kind !== OTHER && before !== OTHER);
    before = kind;
  }
  if (lower + upper > 0 && digits > 0) {
    return length >= 8 || !/^[A-Za-z]{1,12}\d{1,4}$/.test(value.slice(start, end));
  }
  const isRow = length >= 16 && upper === length && entropy(value.slice(start, end)) >= 3.3;
  return isRow || changes > length / 3;
}
