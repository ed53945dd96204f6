import type { Fingerprint } from '../model/case.ts';

/** How like two diagnoses are. */
export interface Likeness {
  /** 0..1 */
  readonly score: number;
  /** The failure signature that both rest on. */
  readonly signature: string | undefined;
  /** Cited messages of the one that the other cites too, or one very like it; and how many it cites. */
  readonly alike: number;
  readonly cited: number;
}

/** From here on a case is worth a look. */
const ENOUGH = 0.35;
/** Two messages that share this much of their words' weight are one; less will do behind one failure. */
const SAME_MESSAGE = 0.6;
const SAME_OF_FAILURE = 0.4;
/** What a failure in common counts, where it leads in both or is only among the rivals. */
const LEADS = 0.3;
const STANDS = 0.15;
const MOST = 3;

/**
 * The earlier cases that are most like a diagnosis, best first.
 *
 * Each message is compared with each by its words, weighted by how rare they are among the messages of
 * all cases. That is bounded, symmetric and can say which messages are alike; the score of a search
 * engine is none of these, and with a handful of cases its statistics are noise.
 */
export function similarTo<T extends { readonly fingerprint: Fingerprint }>(
  subject: Fingerprint,
  known: readonly T[],
): readonly (T & { readonly likeness: Likeness })[] {
  const weightOf = weights([subject, ...known.map(({ fingerprint }) => fingerprint)]);
  return known
    .map((one) => ({ ...one, likeness: likenessOf(subject, one.fingerprint, weightOf) }))
    .filter(({ likeness }) => likeness.score >= ENOUGH)
    .sort((a, b) => b.likeness.score - a.likeness.score)
    .slice(0, MOST);
}

type WeightOf = (word: string) => number;

/**
 * A failure in common does not do by itself: a timeout is one here and there, and has another cause each
 * time. Of 70 unrelated incidents seven pairs shared one, and none of these a message.
 */
function likenessOf(subject: Fingerprint, other: Fingerprint, weightOf: WeightOf): Likeness {
  const signature = sharedSignature(subject, other);
  const enough = signature === undefined ? SAME_MESSAGE : SAME_OF_FAILURE;
  const mine = subject.templates.map(wordsOf);
  const theirs = other.templates.map(wordsOf);
  const among = (words: Words, others: readonly Words[]): boolean =>
    others.some((one) => overlapOf(words, one, weightOf) >= enough);
  const alike = mine.filter((words) => among(words, theirs)).length;
  const alikeThere = theirs.filter((words) => among(words, mine)).length;
  const all = mine.length + theirs.length;
  const overlap = all === 0 ? 0 : (alike + alikeThere) / all;
  const score = signatureScore(subject, other, signature) + overlap * overlapWeight(subject, other);
  return { score, signature, alike, cited: mine.length };
}

/** The same failure leads in both, or it stands somewhere in both. */
function signatureScore(a: Fingerprint, b: Fingerprint, shared: string | undefined): number {
  if (shared === undefined) return 0;
  return a.signatures[0] === shared && b.signatures[0] === shared ? LEADS : STANDS;
}

/** Where one of them is no known failure, messages are all there is to go by. */
function overlapWeight(a: Fingerprint, b: Fingerprint): number {
  return a.signatures.length > 0 && b.signatures.length > 0 ? 1 - LEADS : 1;
}

function sharedSignature(a: Fingerprint, b: Fingerprint): string | undefined {
  return a.signatures.find((signature) => b.signatures.includes(signature));
}

type Words = ReadonlySet<string>;

/** Weight of what both say, of what either says. */
function overlapOf(a: Words, b: Words, weightOf: WeightOf): number {
  let both = 0;
  let either = 0;
  for (const word of a) {
    const weight = weightOf(word);
    either += weight;
    if (b.has(word)) both += weight;
  }
  for (const word of b) {
    if (!a.has(word)) either += weightOf(word);
  }
  return either === 0 ? 0 : both / either;
}

function wordsOf(template: string): Words {
  return new Set(template.toLowerCase().match(/\p{L}[\p{L}\d]{2,40}/gu));
}

/** A word of every message says little. */
function weights(all: readonly Fingerprint[]): WeightOf {
  const messages = new Set(all.flatMap(({ templates }) => templates));
  const counts = new Map<string, number>();
  for (const message of messages) {
    for (const word of wordsOf(message)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return (word) => Math.log(1 + (messages.size + 1) / (counts.get(word) ?? 1));
}
