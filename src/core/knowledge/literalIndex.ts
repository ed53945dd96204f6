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
  const frequency = new Map<number, number>();
  for (const literals of literalsOfPattern) {
    for (const gram of literals.flatMap(gramsOf)) {
      frequency.set(gram, (frequency.get(gram) ?? 0) + 1);
    }
  }
  const heads = new Int32Array(1 << BITS);
  const next = [0];
  const grams = [0];
  const patterns = [0];
  literalsOfPattern.forEach((literals, pattern) => {
    for (const literal of literals) {
      const gram = rarest(gramsOf(literal), frequency);
      const bucket = bucketOf(gram);
      next.push(heads[bucket] ?? 0);
      grams.push(gram);
      patterns.push(pattern);
      heads[bucket] = grams.length - 1;
    }
  });
  return { heads, next, grams, patterns };
}

function rarest(grams: readonly number[], frequency: ReadonlyMap<number, number>): number {
  return grams.reduce((best, gram) =>
    (frequency.get(gram) ?? 0) < (frequency.get(best) ?? 0) ? gram : best,
  );
}

function gramsOf(literal: string): number[] {
  const grams: number[] = [];
  let gram = 0;
  for (let at = 0; at < literal.length; at++) {
    gram = (gram << 8) | fold(literal.charCodeAt(at));
    if (at >= GRAM - 1) {
      grams.push(gram);
    }
  }
  return grams;
}

/** Makes `A` and `a` one; that `@` and `` ` `` become one as well costs a candidate now and then. */
function fold(code: number): number {
  return (code & 0xff) | 0x20;
}

function bucketOf(gram: number): number {
  return Math.imul(gram, 0x9e3779b1) >>> (32 - BITS);
}
