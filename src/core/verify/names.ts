import { normalise } from './normalise.ts';
import type { VerifyFacts } from './sources.ts';

/** All names that a reasoner can have seen: in evidence, templates, files, services, dependencies. */
export interface Vocabulary {
  knows(name: string): boolean;
  /** Whether a description such as `the orders database (orders-db)` holds anything that is known. */
  recognises(description: string): boolean;
  /** The known name which a slip of at most two letters would make of this one. */
  nearest(name: string): string | undefined;
}

export function createVocabulary({ files, pack, mined, topology }: VerifyFacts): Vocabulary {
  const services = [
    ...(topology?.services ?? []),
    ...pack.evidence.flatMap(({ service }) => service ?? []),
  ];
  const text = [
    ...services,
    ...files.map(({ name }) => name),
    ...pack.evidence.flatMap((evidence) => [evidence.file, evidence.text]),
    ...mined.templates.map((template) => template.text),
  ]
    .map(normalise)
    .join('\n');
  const words = new Set(text.match(word) ?? []);
  return {
    knows: (name) => isKnown(normalise(name), text, words),
    recognises: (description) =>
      isKnown(normalise(description), text, words) ||
      normalise(description)
        .split(/[^\p{L}\p{N}_.-]+/u)
        .some((part) => part.length > 2 && !kinds.has(part) && isKnown(part, text, words)),
    nearest: (name) => nearestOf(normalise(name), words),
  };
}

/** Whole words, with what may join their parts. */
const word = /[\p{L}\p{N}_]+(?:[-./:@$][\p{L}\p{N}_]+)*/gu;

/**
 * As it is written, or in its parts: a log says `cart` where people say `cart-service`, and `auth`
 * where they say `authentication`.
 */
function isKnown(name: string, text: string, words: ReadonlySet<string>): boolean {
  if (words.has(name) || text.includes(name)) return true;
  if (name.startsWith('--')) return words.has(name.slice(2));
  const parts = name.split(/[-_./:]+/).filter((part) => part !== '' && !kinds.has(part));
  return parts.length > 0 && parts.every((part) => isPartKnown(part, text));
}

const SHORTEST_STEM = 4;

/** A long part in any form, or its first letters as a word; a short one at the start of a word. */
function isPartKnown(part: string, text: string): boolean {
  const stem = part.replace(/(?:s|ies|y)$/, '');
  if (stem.length < SHORTEST_STEM) return standsAlone(part, text, false);
  return text.includes(stem) || standsAlone(part.slice(0, SHORTEST_STEM), text, true);
}

/** Whether a word begins so, or is just that. */
function standsAlone(start: string, text: string, isWhole: boolean): boolean {
  for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1)) {
    const isStart = !isLetter(text[at - 1]);
    if (isStart && !(isWhole && isLetter(text[at + start.length]))) return true;
  }
  return false;
}

const isLetter = (character = ''): boolean => /\p{L}/u.test(character);

/** What people add to a name to say what kind of thing it is. */
const kinds: ReadonlySet<string> = new Set(
  (
    'service services svc server servers api gateway proxy worker workers broker cache db database ' +
    'frontend backend controller operator manager agent scheduler queue consumer producer client ' +
    'pod app ui web job cron deployment cluster node store'
  ).split(' '),
);

/**
 * Names of components in plain prose, which look like any other word: `payment-gateway`, or what
 * stands beside "service". They need not stand in the cited lines, but they must exist.
 */
export function componentsIn(text: string): readonly string[] {
  const compounds = [...text.matchAll(hyphenated)].flatMap(([whole]) =>
    isComponent(whole) ? whole : [],
  );
  const acting = [...text.matchAll(subject)].flatMap(({ groups }) => groups?.['name'] ?? []);
  const named = [...text.matchAll(besideKind)].flatMap(({ groups }) => {
    const name = groups?.['after'] ?? groups?.['before'] ?? '';
    return ordinary.test(name) ? [] : name;
  });
  return [...new Set([...compounds, ...acting, ...named])];
}

const hyphenated =
  /(?<![\p{L}\p{N}_./@-])(?:--)?\p{L}[\p{L}\p{N}]*(?:-[\p{L}\p{N}]+)+(?![\p{L}\p{N}_/-])/gu;

/** What a sentence is about: adjectives such as `long-running` stand before a noun, names before a verb. */
const subject =
  /(?:^|(?<=[.;:!?]\s+|\b(?:the|pod|container|deployment|job|host|node|server|component|that|and|because|when|while|since)\s+))(?<name>\p{L}[\p{L}\p{N}]*(?:-[\p{L}\p{N}]+)+)(?=\s+(?:is|was|has|had|does|did|can|cannot|could|will|never|also|then|fails?|failed|refuse[sd]?|reject(?:s|ed)|crash(?:es|ed)|die[sd]|exit(?:s|ed)|stop(?:s|ped)|restart(?:s|ed)|start(?:s|ed)|beg[ia]ns?|return(?:s|ed)|times|timed|throws?|threw|reports?|reported|shows?|showed|holds?|names?|meets?|met|answer(?:s|ed)|call(?:s|ed)|drop(?:s|ped)|los(?:es|t)|run(?:s)?|ran|keeps?|kept|logs|logged|loses|exceed(?:s|ed)|reach(?:es|ed)|waits?|waited)\b)/giu;

/** A flag, or a compound of a name and a kind; `third-party` and `read-only` are words. */
function isComponent(compound: string): boolean {
  if (compound.startsWith('--')) return true;
  const parts = compound.toLowerCase().split('-');
  return kinds.has(parts.at(-1) ?? '') && !modifiers.has(parts[0] ?? '');
}

/** Before a hyphen and a kind, these make no name: `per-service`, `load-balancer`, `non-web`. */
const modifiers: ReadonlySet<string> = new Set(
  (
    'a an per cross inter intra multi single third non sub load message job reverse forward web front ' +
    'back key data in read write dead master primary replica standby secondary control log cloud ' +
    'micro self user task work event http https tcp udp dns upstream downstream backend frontend ' +
    'client server database db api service worker remote local internal external in-memory app ' +
    'application name time build ci cd thread connection request mail file print'
  ).split(' '),
);

/** `service ledger`, `the ledger service`; a name is no verb or adjective. */
const besideKind =
  /\b(?:services?|microservice)\s+(?:called\s+|named\s+)?(?<after>[a-z][\p{L}\p{N}]*(?:[-_.][\p{L}\p{N}]+)*)(?=[.,;:)]|\s+(?:is|was|has|does|did|could|can|fails?|failed|refuse[sd]?|crash(?:es|ed)|return(?:s|ed)|times|timed|throws?|runs?|started|stopped)\b|$)|\b[Tt]he\s+(?<before>[a-z][\p{L}\p{N}]{2,})\s+(?:service|microservice)\b/gu;

/** Words that stand beside "service" and name none. */
const ordinary =
  /^(?:(?:un|non|mis|over|de|re)?(?:affected|available|healthy|failing|failed|crashing|crashed|calling|called|running|missing|receiving|depending|dependent|consuming|waiting|restarting|restarted|remaining|following|starting|started|serving|existing|corresponding|blocking|hanging|listening|producing|owning|requesting|requested|responding|stopping|stopped|broken|same|other|others|whole|entire|first|second|third|next|last|new|old|main|own|only|single|given|named|whose|which|that|this|itself|upstream|downstream|remote|local|internal|external|central|shared|target|source|root|faulty|slow|slower|down|up|web|http|https|grpc|rest|tcp|dns|background|backend|frontend|client|server|system|systemd|windows|linux|kubernetes|cloud|user|data|core|host|peer|parent|child|caller|callee|underlying|loud|loudest|culprit|critical|public|private|discovery|mesh|account|accounts|registry|level|provider|name|discovers|and|or|is|was|in|on|at|of|to|as|for|with|by|from|because|when|while|after|before|again|too|not|never|fails|failures|errors|calls|restarts|crashes|unavailable|degraded|degradation|outage|interruption|discontinued|disruption|port|ports|endpoint|endpoints|instance|instances))$/;

/** A vocabulary of more words than this is not searched for slips. */
const MOST_WORDS = 50_000;

function nearestOf(name: string, words: ReadonlySet<string>): string | undefined {
  if (name.length < 5 || words.size > MOST_WORDS) return undefined;
  let best: { readonly word: string; readonly slips: number } | undefined;
  for (const known of words) {
    if (Math.abs(known.length - name.length) > MOST_SLIPS) continue;
    const slips = slipsBetween(name, known);
    if (slips <= MOST_SLIPS && slips < (best?.slips ?? Number.POSITIVE_INFINITY)) {
      best = { word: known, slips };
    }
  }
  return best?.word;
}

const MOST_SLIPS = 2;

/** Damerau and Levenshtein's distance with neighbours swapped, up to three. */
function slipsBetween(a: string, b: string): number {
  let before: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = nextRow(a, b, i, last, before);
    if (Math.min(...row) > MOST_SLIPS) return MOST_SLIPS + 1;
    [before, last] = [last, row];
  }
  return last[b.length] ?? MOST_SLIPS + 1;
}

/** The distances of the first `i` letters of `a` from each beginning of `b`. */
function nextRow(
  a: string,
  b: string,
  i: number,
  last: readonly number[],
  before: readonly number[],
): readonly number[] {
  const row = [i];
  for (let j = 1; j <= b.length; j++) {
    const changed = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
    const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
    const swapped = isSwapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
    row[j] = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, changed, swapped);
  }
  return row;
}
