/**
 * Hashes of a message's words from which any words can be taken out again, so that messages which are
 * the same but for some words are found without building a text for each choice of words.
 */
export interface WordMarks {
  /** Two independent hashes of each word at its place, and of all together. */
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly allA: number;
  readonly allB: number;
}

export function markWords(words: readonly string[]): WordMarks {
  const a = new Int32Array(words.length);
  const b = new Int32Array(words.length);
  let allA = 0;
  let allB = 0;
  for (const [place, word] of words.entries()) {
    const hash = hashOf(word);
    const markA = scatter(hash ^ Math.imul(place + 1, 0x9e3779b1));
    const markB = scatter(Math.imul(hash, 0x27d4eb2f) + place + word.length);
    a[place] = markA;
    b[place] = markB;
    allA ^= markA;
    allB ^= markB;
  }
  return { a, b, allA, allB };
}

/** 53 bits for all words but those at `places`. */
export function markWithout(mark: WordMarks, places: readonly number[]): number {
  let { allA, allB } = mark;
  for (const place of places) {
    allA ^= mark.a[place] ?? 0;
    allB ^= mark.b[place] ?? 0;
  }
  return (allA >>> 0) * 0x200000 + (allB >>> 11);
}

function hashOf(word: string): number {
  let hash = 0x811c9dc5 | 0;
  for (let i = 0; i < word.length; i++) {
    hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  }
  return hash;
}

/** The last steps of MurmurHash3, after which every bit depends on every bit. */
function scatter(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
