/** How a text speaks of failing and of working, and what of both it denies. */
export interface Polarity {
  /** Stems of words of failing that it states, e.g. `fail`, `refus`. */
  readonly fails: ReadonlySet<string>;
  readonly deniesFailing: ReadonlySet<string>;
  readonly works: ReadonlySet<string>;
  readonly deniesWorking: ReadonlySet<string>;
}

/**
 * Reads the polarity of a text word by word. A word is denied by a negator up to five words before
 * it in the same clause (`did not ever really fail`, `without any error`), or by a zero (`0 errors`,
 * `errors: 0`).
 */
export function polarityOf(text: string): Polarity {
  const words = text.toLowerCase().split(clauseEnd).flatMap(tellingWords);
  const stems = (kind: string, isDenied: boolean): ReadonlySet<string> =>
    new Set(
      words.flatMap((word) => (word.kind === kind && word.isDenied === isDenied ? word.stem : [])),
    );
  return {
    fails: stems('fail', false),
    deniesFailing: stems('fail', true),
    works: stems('work', false),
    deniesWorking: stems('work', true),
  };
}

interface TellingWord {
  readonly kind: 'fail' | 'work';
  readonly stem: string;
  readonly isDenied: boolean;
}

function tellingWords(clause: string): readonly TellingWord[] {
  return [...clause.matchAll(telling)].map((match) => {
    const { fail, work = '' } = match.groups ?? {};
    const isDenied = isNegated(clause, match.index, match.index + match[0].length);
    return fail === undefined
      ? { kind: 'work', stem: work, isDenied }
      : { kind: 'fail', stem: fail, isDenied };
  });
}

const clauseEnd =
  /[;:!?\n]|[.,](?=\s|$)|\b(?:but|although|though|whereas|while|because|until|after|before|so that|and then)\b/;

const failing =
  'fail|error|refus|crash|exception|time[ds]?[ -]?out|abort|kill|den(?=y|ie)|reject|exceed|expir|brok|break|panic|corrupt|lost|missing|unavailable|unreachable|unhealthy|exhaust|overflow|deadlock|leak|fault|wrong|invalid|problem|stuck|oom|full(?!y)|out of|no space';
const working =
  'succe(?=ed|ss)|accept|work(?=s|ed|ing)|recover|healthy|pass(?=es|ed)|complet|ready|available|establish|reachable|restored|resolved';

const telling = new RegExp(
  String.raw`(?<![\p{L}])(?:(?<fail>${failing})|(?<work>${working}))\p{L}*`,
  'gu',
);

const negator =
  /(?:\b(?:not|no|never|none|nothing|nobody|without|cannot|neither|nor)\b|n['’]t\b)(?:\W+[\p{L}\p{N}_-]+){0,5}\W*$/u;
const zeroBefore = /(?<![\p{L}\p{N}.:/_-])0\s+(?:\p{L}+\s+)?$/u;
const zeroAfter = /^\p{L}*\s?[:=]\s?0(?![\d.])/u;

function isNegated(clause: string, from: number, to: number): boolean {
  const before = clause.slice(0, from);
  return (
    negator.test(before.slice(-80)) || zeroBefore.test(before) || zeroAfter.test(clause.slice(to))
  );
}

/**
 * A text without what is said of others (`fra.log, where this does not fail`), and without its
 * sentences that limit a denial: `did not fail until`, `no error before`.
 */
export function withoutLimited(text: string): string {
  return text
    .replace(/\b(?:where|which|who|whose|unlike|whereas|while)\b[^,.;:]*/gi, ' ')
    .split(/(?<=[;:!?\n]|\.(?=\s|$))/)
    .filter((sentence) => !limiting.test(sentence.replace(/\bjust before\b/gi, '')))
    .join(' ');
}

const limiting =
  /\b(?:until|before|earlier|above|prior|not only|not just|not merely|only after|only when|not (?:\w+ ){0,3}because|not due|any ?more|no longer|yet|instead|rather than)\b/i;

/**
 * Says that something is not there: `does not report`, `shows no`, `was never written`, `does not
 * happen in`. What is quoted for it is there, so it can't show that.
 */
export function deniesPresence(text: string): boolean {
  return presenceDenied.some((pattern) => pattern.test(text));
}

const reporting =
  'report|say|show|mention|name|tell|log|hold|contain|record|write|state|list|print|occur|happen|appear|arise|begin|start';
const reported =
  'reported|said|shown|mentioned|named|told|logged|recorded|written|stated|listed|printed|seen|observed|first seen|last seen';

const presenceDenied: readonly RegExp[] = [
  new RegExp(String.raw`\b(?:do|does|did)(?: not|n['’]t)(?: even| ever)? (?:${reporting})\b`, 'i'),
  new RegExp(String.raw`\bnever (?:${reporting})(?:s|es|ed)?\b`, 'i'),
  new RegExp(String.raw`\b(?:${reporting})(?:s|es|ed)? (?:no|nothing|none|neither)\b`, 'i'),
  new RegExp(String.raw`\b(?:is|was|were|are)(?: not|n['’]t| never) (?:${reported})\b`, 'i'),
];
