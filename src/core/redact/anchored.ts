import { isHarmless, looksRandom } from './secretValue.ts';
import type { Span } from './span.ts';
import { createWordScan, type WordScan } from './wordScan.ts';

/** Knows secrets by a word in or before them, and is asked only where one of its words stands. */
export interface Anchored {
  /** In small letters; capitals are found too, and `find` looks at the case if it matters. */
  readonly words: readonly string[];
  /** Rules of one group look for the same: what one has covered the others leave alone. */
  readonly group?: string;
  /** Begins to read a text: what is learned of it at one place may serve the next. */
  open(text: string): Find;
}

/** The secrets at a word's place. It reads a bounded stretch around it, or what it then covers. */
export type Find = (start: number, end: number) => readonly Span[];

/** A pattern that begins at one of the words. */
export interface Rule {
  readonly kind: string;
  readonly words: readonly string[];
  /** Sticky. Its first group is the secret and ends the match. */
  readonly pattern: RegExp;
  /** Values that are none after all. */
  readonly unless?: RegExp;
  /** Only values that nobody would write as a word: what stands before them may stand in prose as well. */
  readonly mustLookRandom?: boolean;
}

export function anchoredRule({ kind, words, pattern, unless, mustLookRandom }: Rule): Anchored {
  return {
    words,
    open: (text) => (start) => {
      pattern.lastIndex = start;
      const value = pattern.exec(text)?.[1] ?? '';
      const isOther = value === '' || isHarmless(value) || unless?.test(value);
      if (isOther || (mustLookRandom && !looksRandom(value))) {
        return nothing;
      }
      const end = pattern.lastIndex;
      return [{ start: end - value.length, end, kind }];
    },
  };
}

const nothing: readonly Span[] = [];
const nobody: readonly number[] = [];

/**
 * All that the rules find, in one pass over the text. A rule is not asked again within what it has
 * covered: secrets hold further beginnings of secrets, and to read on from each would be quadratic.
 */
export function createAnchoredFinder(
  rules: readonly Anchored[],
): (text: string) => readonly Span[] {
  const rulesOf = new Map<string, number[]>();
  for (const [number, { words }] of rules.entries()) {
    for (const word of words) {
      const key = word.toLowerCase();
      rulesOf.set(key, [...(rulesOf.get(key) ?? []), number]);
    }
  }
  const interested = [...rulesOf.values()];
  const groupOf = groupsOf(rules);
  // Made when first asked for: a process that starts may never redact anything.
  let scan: WordScan | undefined;
  return (text) => {
    const spans: Span[] = [];
    const covered = new Int32Array(rules.length);
    const opened: (Find | undefined)[] = [];
    const ask = (number: number, start: number, end: number): void => {
      const group = groupOf[number] ?? 0;
      if (start < (covered[group] ?? 0)) {
        return;
      }
      opened[number] ??= rules[number]?.open(text);
      for (const span of opened[number]?.(start, end) ?? nothing) {
        spans.push(span);
        covered[group] = span.end;
      }
    };
    scan ??= createWordScan([...rulesOf.keys()]);
    scan(text, (word, start, end) => {
      for (const number of interested[word] ?? nobody) {
        ask(number, start, end);
      }
    });
    return spans;
  };
}

/** A number for each rule, the same one within a group. */
function groupsOf(rules: readonly Anchored[]): Int32Array {
  const first = new Map<string, number>();
  return Int32Array.from(rules, ({ group }, number) => {
    if (group === undefined) {
      return number;
    }
    const known = first.get(group) ?? number;
    first.set(group, known);
    return known;
  });
}
