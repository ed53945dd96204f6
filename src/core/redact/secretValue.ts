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

/** `***`, `<secret>`, `${VAR}`, `$VAR`, `{{ x }}`, `%s`, `[REDACTED]`, our own `⟦…⟧`, `xxxxx`, `...`. */
const standsForSecret =
  /^(?:(?:your|my|some|the|insert|replace|change|enter)[-_ ]?(?:me|it|this|with|here|your|own|api|access|secret|password|token|key)\b|[*•.x#_-]{2,}$|<[^>]{0,60}>?$|\$\{|\$[A-Z_a-z]{1,60}$|\$\([A-Za-z_]|\{\{|\{[\w.]{0,40}\}?$|%[sdvqr](?!\w)|%[%{(]|\[[A-Za-z *]{1,40}\]?$|\[\[|⟦|\([A-Za-z ,'_-]{0,40}\)?$|@@|REDACTED|process\.env|os\.environ|System\.|secretKeyRef|valueFrom|ENC\[)/i;

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
    harmless.has(value.toLowerCase()) ||
    standsForSecret.test(value.slice(0, 80))
  );
}

/**
 * True for text that nobody would write as a word, a name or a path: letters and digits mixed within
 * a part, or changes of case that no camelCase explains. `redis-credentials-v2`, `TokenReviewFailed`
 * and `2026-11-20` are not; `hunter2hunter` and `S3cr3tV@lue` are.
 */
export function looksRandom(value: string): boolean {
  const sample = value.slice(0, 200);
  return (
    sample.split(/[-_./:\\ ]/).some(isMixed) || /[!@#$%^&*+=?~][A-Za-z0-9]/.test(sample.slice(2))
  );
}

function isMixed(part: string): boolean {
  if (part.length < 6) {
    return false;
  }
  const hasLetter = /[A-Za-z]/.test(part);
  const isVersion = /^[A-Za-z]{1,12}\d{1,4}$/.test(part) && part.length < 8;
  if (hasLetter && /\d/.test(part)) {
    return !isVersion;
  }
  const isRow = part.length >= 16 && /^[A-Z]+$/.test(part) && entropy(part) >= 3.3;
  return isRow || (hasLetter && caseChanges(part) > part.length / 3);
}

/** How often an upper-case letter follows a lower-case one or the other way round. */
function caseChanges(part: string): number {
  return part.match(/[a-z](?=[A-Z])|[A-Z](?=[a-z])/g)?.length ?? 0;
}
