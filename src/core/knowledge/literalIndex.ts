/** Characters that stand for a literal in the index. */
const GRAM = 4;
const BITS = 14;

/**
 * Finds which of many patterns could match a text, in one pass over the text. Each literal is
 * represented by its rarest four characters, folded to lower case, so that a candidate is only
 * "perhaps" and one which is not named is surely no match.
 */
export function createLiteralIndex(literalsOfPattern: readonly (readonly string[])[]): {
  /** Numbers of the patterns that may match, in no order. */
  candidates(text: string): number[];
} {
  const usable = literalsOfPattern.map((literals) =>
    literals.every((literal) => literal.length >= GRAM) ? literals : [],
  );
  const unfiltered = usable.flatMap((literals, pattern) =>
    literals.length === 0 ? [pattern] : [],
  );
  const table = buildTable(usable);
  const seen = new Uint32Array(literalsOfPattern.length);
  let turn = 0;
  return {
    candidates(text) {
      turn++;
      const found = [...unfiltered];
      let gram = 0;
      for (let at = 0; at < text.length; at++) {
        gram = (gram << 8) | fold(text.charCodeAt(at));
        let entry = table.heads[bucketOf(gram)] ?? 0;
        for (; entry > 0; entry = table.next[entry] ?? 0) {
          const pattern = table.patterns[entry] ?? 0;
          if (table.grams[entry] === gram && seen[pattern] !== turn) {
            seen[pattern] = turn;
            found.push(pattern);
          }
        }
      }
      return found;
    },
  };
}

/** A hash table with chains; entry 0 ends a chain. */
interface Table {
  readonly heads: Int32Array;
  readonly next: readonly number[];
  readonly grams: readonly number[];
  readonly patterns: readonly number[];
}

function buildTable(literalsOfPattern: readonly (readonly string[])[]): Table {
  // How many have a gram is counted by its bucket: good enough to tell a rare one.
  const frequency = new Uint16Array(1 << BITS);
  for (const literals of literalsOfPattern) {
    for (const literal of literals) countGrams(literal, frequency);
  }
  const heads = new Int32Array(1 << BITS);
  const next = [0];
  const grams = [0];
  const patterns = [0];
  literalsOfPattern.forEach((literals, pattern) => {
    for (const literal of literals) {
      const gram = rarestGram(literal, frequency);
      const bucket = bucketOf(gram);
      next.push(heads[bucket] ?? 0);
      grams.push(gram);
      patterns.push(pattern);
      heads[bucket] = grams.length - 1;
    }
  });
  return { heads, next, grams, patterns };
}

function countGrams(literal: string, frequency: Uint16Array): void {
  let gram = 0;
  for (let at = 0; at < literal.length; at++) {
    gram = (gram << 8) | fold(literal.charCodeAt(at));
    const bucket = bucketOf(gram);
    if (at >= GRAM - 1) frequency[bucket] = (frequency[bucket] as number) + 1;
  }
}

function rarestGram(literal: string, frequency: Uint16Array): number {
  let gram = 0;
  let rarest = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at < literal.length; at++) {
    gram = (gram << 8) | fold(literal.charCodeAt(at));
    const count = frequency[bucketOf(gram)] as number;
    if (at >= GRAM - 1 && count < least) {
      rarest = gram;
      least = count;
    }
  }
  return rarest;
}

/** Makes `A` and `a` one; that `@` and `` ` `` become one as well costs a candidate now and then. */
function fold(code: number): number {
  return (code & 0xff) | 0x20;
}

function bucketOf(gram: number): number {
  return Math.imul(gram, 0x9e3779b1) >>> (32 - BITS);
}
