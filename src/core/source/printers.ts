import type { LogStatement } from '../model/source.ts';

/** A statement with the file it stands in. */
export interface PlacedStatement extends LogStatement {
  /** Path below the folder that was read, with `/`. */
  readonly path: string;
}

/** Finds the statement that wrote a message. */
export interface Printers {
  /** How many statements are known. */
  readonly size: number;
  /** The statements whose constant words the message holds in their order, those with most of them first. */
  of(message: string): readonly Printer[];
}

export interface Printer {
  readonly statement: PlacedStatement;
  /** What its words weigh; those of equals differ by less than a twentieth. */
  readonly worth: number;
}

/**
 * Statements by their rarest word: that has to stand in a message of theirs, so that for a message the few
 * statements are compared that its words lead to.
 */
export function createPrinters(statements: readonly PlacedStatement[]): Printers {
  const known = statements.flatMap((statement) => {
    const words = wordsOf(statement.parts);
    return words.length === 0 ? [] : [{ statement, words }];
  });
  const spread = new Map<string, number>();
  for (const { words } of known) {
    for (const word of new Set(words)) spread.set(word, (spread.get(word) ?? 0) + 1);
  }
  /** A word that every second statement has says little, a long one that no other has says most. */
  const weigh = (word: string): number =>
    Math.min(word.length, LONG) * Math.log(2 + known.length / (spread.get(word) ?? 1));
  const byWord = new Map<string, Weighed[]>();
  for (const { statement, words } of known) {
    const rarest = words.reduce((best, word) => (weigh(word) > weigh(best) ? word : best));
    const worth = words.reduce((sum, word) => sum + weigh(word), 0);
    const alike = byWord.get(rarest) ?? [];
    alike.push({ statement, worth, letters: words.join('').length, words: words.length });
    byWord.set(rarest, alike);
  }
  return {
    size: known.length,
    of(message) {
      const text = message.slice(0, LONGEST).replace(/\s+/g, ' ');
      const tried = [...new Set(text.match(word) ?? [])].flatMap((each) => byWord.get(each) ?? []);
      return tried
        .filter((each) => isPrintedBy(text, each))
        .sort((a, b) => b.worth - a.worth || order(a.statement, b.statement))
        .map(({ statement, worth }) => ({ statement, worth }));
    },
  };
}

interface Weighed extends Printer {
  /** Of its constant words. */
  readonly letters: number;
  readonly words: number;
}

/** Characters of a message that are looked at, and letters from which on a word is no longer. */
const LONGEST = 1000;
const LONG = 12;

/** Statements that both say as much as can be told apart by nothing but their place. */
const EQUAL = 0.95;

/** The best printer of a message with those that fit as well; nothing where none fits, or too many do. */
export function printerOf(
  message: string,
  printers: Printers,
): { readonly best: PlacedStatement; readonly others: readonly PlacedStatement[] } | undefined {
  const found = preferred(printers.of(message));
  const [best] = found;
  if (!best) {
    return undefined;
  }
  const equals = found.filter(({ worth }) => worth >= best.worth * EQUAL).slice(1);
  return equals.length > MOST_EQUALS
    ? undefined
    : { best: best.statement, others: equals.map(({ statement }) => statement) };
}

/** Beyond so many equals a place is a guess. */
const MOST_EQUALS = 3;

/** What tests print or expect is not meant where the program says the same; and printing goes before raising. */
function preferred(found: readonly Printer[]): readonly Printer[] {
  const own = found.filter(({ statement }) => !testPath.test(statement.path));
  const rest = own.length > 0 ? own : found;
  const best = rest[0]?.worth ?? 0;
  const printing = rest.filter(
    ({ statement, worth }) => statement.does === 'prints' && worth >= best * EQUAL,
  );
  return printing.length > 0 ? printing : rest;
}

const testPath =
  /(?:^|\/)(?:tests?|__tests__|spec|testing|mocks?|fixtures?|examples?)\/|(?:[._-](?:test|spec)|_test|Tests?|IT|Spec)\.\w{1,4}$|(?:^|\/)test_\w+\.py$/;

/** Words and letters that a statement must have in common with a message; fewer stand in it by chance. */
const FEWEST_WORDS = 2;
const FEWEST_LETTERS = 13;
/** One that says less must begin where the message begins. */
const PLAIN_WORDS = 3;
const PLAIN_LETTERS = 13;

function isPrintedBy(text: string, { statement, letters, words }: Weighed): boolean {
  if (words < FEWEST_WORDS || letters < FEWEST_LETTERS) {
    return false;
  }
  const start = placeOf(statement.parts, text);
  return start === 0 || (start > 0 && words >= PLAIN_WORDS && letters >= PLAIN_LETTERS);
}

/** Where the first part stands, if all stand in the text in their order; else -1. */
function placeOf(parts: readonly string[], text: string): number {
  let first = -1;
  let at = 0;
  for (const part of parts) {
    const found = text.indexOf(part.trim(), at);
    if (found < 0) return -1;
    if (first < 0) first = found;
    at = found + part.trim().length;
  }
  return first;
}

const word = /[\p{L}_]{3,40}/gu;

/** Whole words: those at the edge of a part may go on in what varies. */
function wordsOf(parts: readonly string[]): readonly string[] {
  return parts.flatMap((part, index) => {
    const found = [...part.matchAll(word)];
    const isFirst = index === 0;
    const isLast = index === parts.length - 1;
    return found
      .filter(({ 0: text, index: at }) => {
        const touchesStart = at === 0 && !isFirst;
        const touchesEnd = at + text.length === part.length && !isLast;
        return !touchesStart && !touchesEnd;
      })
      .map(([text]) => text);
  });
}

function order(a: PlacedStatement, b: PlacedStatement): number {
  return a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1;
}
