import { WILDCARD } from '../masking/masking.ts';

/** Messages whose words are this alike are the same message said a little differently. */
const ALIKE = 0.7;
/** A word that so many messages share says nothing about which are alike. */
const MAX_POSTINGS = 400;

/**
 * Looks up which of some known texts is nearest to a text by the cosine of their sets of words, and
 * at least 0.7 alike; undefined where none is. Nearest neighbour as in logjuicer, over templates.
 */
export function createNearest(known: readonly string[]): (text: string) => number | undefined {
  const sizes = known.map((text) => wordsOf(text).size);
  const postings = new Map<string, number[]>();
  for (const [i, text] of known.entries()) {
    for (const word of wordsOf(text)) {
      const list = postings.get(word) ?? [];
      postings.set(word, list);
      list.push(i);
    }
  }
  return (text) => {
    const words = wordsOf(text);
    const shared = new Map<number, number>();
    for (const word of words) {
      for (const i of (postings.get(word) ?? []).slice(0, MAX_POSTINGS)) {
        shared.set(i, (shared.get(i) ?? 0) + 1);
      }
    }
    let nearest: number | undefined;
    let best = ALIKE;
    for (const [i, count] of shared) {
      const cosine = count / Math.sqrt(words.size * (sizes[i] ?? 1));
      if (cosine >= best) {
        best = cosine;
        nearest = i;
      }
    }
    return nearest;
  };
}

function wordsOf(text: string): ReadonlySet<string> {
  const words = text
    .replaceAll(WILDCARD, ' ')
    .toLowerCase()
    .match(/[a-z][\w.$-]{0,80}/g);
  return new Set(words ?? []);
}
