/** One element of a regular expression with how often it may occur. */
interface Piece {
  readonly atom: Atom;
  readonly min: number;
  readonly max: number;
}

type Branches = readonly (readonly Piece[])[];

type Atom =
  | { readonly kind: 'character'; readonly text: string }
  /** A class; a wide one overlaps with nearly any text that may follow it, as `[^\n]` or `\S`. */
  | { readonly kind: 'set'; readonly isWide: boolean }
  /** Matches a place and no text: `^`, `\b`. */
  | { readonly kind: 'edge' }
  | { readonly kind: 'group'; readonly isLookaround: boolean; readonly branches: Branches };

/**
 * Texts one of which occurs wherever `pattern` matches: `(?:lost|closed) connection` gives
 * `[' connection']`, `foo|bar` gives `['foo', 'bar']`. Empty where nothing can be said. The pattern
 * must be a valid regular expression.
 */
export function requiredLiterals(pattern: string): readonly string[] {
  return literalsOf(parse(pattern));
}

/**
 * An upper bound of the steps a backtracking matcher takes from one starting place; infinite where
 * a quantifier has no upper bound. Narrow classes count as one, as the text after them stops them.
 */
export function matchingCost(pattern: string): number {
  return costOf(parse(pattern), true);
}

function literalsOf(branches: Branches): readonly string[] {
  const each = branches.map(literalsOfSequence);
  return each.some((literals) => literals.length === 0) ? [] : each.flat();
}

/** Of the runs of plain characters and the groups in a sequence, the one that says most. */
function literalsOfSequence(pieces: readonly Piece[]): readonly string[] {
  let best: readonly string[] = [];
  let run = '';
  const consider = (literals: readonly string[]): void => {
    if (shortest(literals) > shortest(best)) {
      best = literals;
    }
  };
  for (const { atom, min, max } of pieces.flatMap(opened)) {
    if (atom.kind === 'character' && min === 1 && max === 1) {
      run += atom.text;
      continue;
    }
    consider([run]);
    run = '';
    if (atom.kind === 'group' && !atom.isLookaround && min > 0) {
      consider(literalsOf(atom.branches));
    }
  }
  consider([run]);
  return best;
}

/** A group that only names a part, as in `error (?<code>TS\d{4})`, does not end a run. */
function opened(piece: Piece): readonly Piece[] {
  const { atom, min, max } = piece;
  const isPlain = atom.kind === 'group' && !atom.isLookaround && min === 1 && max === 1;
  const [only, ...others] = isPlain ? atom.branches : [];
  return only && others.length === 0 ? only.flatMap(opened) : [piece];
}

function shortest(literals: readonly string[]): number {
  return literals.length === 0 ? 0 : Math.min(...literals.map((literal) => literal.length));
}

function costOf(branches: Branches, isEnd: boolean): number {
  const costOfSequence = (pieces: readonly Piece[]): number =>
    pieces.reduce(
      (product, piece, at) => product * costOfPiece(piece, isEnd && at === pieces.length - 1),
      1,
    );
  return branches.reduce((sum, pieces) => sum + costOfSequence(pieces), 0);
}

/** Nothing can fail after the end of a pattern, so that its matcher never comes back to it. */
function costOfPiece({ atom, min, max }: Piece, isEnd: boolean): number {
  if (max === Number.POSITIVE_INFINITY) {
    return max;
  }
  const choices = max - min + 1;
  if (atom.kind === 'group') {
    return costOf(atom.branches, isEnd && max === 1) ** Math.max(max, 1) * choices;
  }
  return atom.kind === 'set' && atom.isWide && !isEnd ? choices : 1;
}

const QUANTIFIER = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/;
const GROUP_START = /^\((?:\?(?:(<[A-Za-z_]\w*>|:)|(<?[=!])))?/;
const NARROW_ESCAPES = 'dDsbB';
const CONTROL = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
]);

function parse(pattern: string): Branches {
  let at = 0;

  function readBranches(): Branches {
    const branches: Piece[][] = [[]];
    while (at < pattern.length && pattern[at] !== ')') {
      if (pattern[at] === '|') {
        at++;
        branches.push([]);
      } else {
        branches.at(-1)?.push(readPiece());
      }
    }
    return branches;
  }

  function readPiece(): Piece {
    const atom = readAtom();
    if (!'*+?{'.includes(pattern[at] ?? ' ')) {
      return { atom, min: 1, max: 1 };
    }
    const quantifier = QUANTIFIER.exec(pattern.slice(at, at + 20));
    at += quantifier?.[0].length ?? 0;
    return { atom, ...bounds(quantifier) };
  }

  function readAtom(): Atom {
    const character = pattern[at] ?? '';
    if (character === '(') return readGroup();
    if (character === '[') return readClass();
    if (character === '\\') return readEscape();
    at++;
    if (character === '^' || character === '$') return { kind: 'edge' };
    return character === '.'
      ? { kind: 'set', isWide: true }
      : { kind: 'character', text: character };
  }

  function readGroup(): Atom {
    const start = GROUP_START.exec(pattern.slice(at, at + 60));
    at += start?.[0].length ?? 1;
    const branches = readBranches();
    at++;
    return { kind: 'group', isLookaround: start?.[2] !== undefined, branches };
  }

  function readClass(): Atom {
    const start = at;
    at++;
    while (at < pattern.length && pattern[at] !== ']') {
      at += pattern[at] === '\\' ? 2 : 1;
    }
    at++;
    return { kind: 'set', isWide: isWideClass(pattern.slice(start, at)) };
  }

  function readEscape(): Atom {
    const letter = pattern[at + 1] ?? '';
    at += 2;
    if (letter === 'b' || letter === 'B') return { kind: 'edge' };
    if (letter === 'k') {
      at = pattern.indexOf('>', at) + 1;
      return { kind: 'set', isWide: true };
    }
    if (CONTROL.has(letter)) return { kind: 'character', text: CONTROL.get(letter) ?? '' };
    if (/\w/.test(letter)) return { kind: 'set', isWide: !NARROW_ESCAPES.includes(letter) };
    return { kind: 'character', text: letter };
  }

  return readBranches();
}

/** `[^,]` and `[\w.-]` run on through most text, `[0-9a-f]` and `[ \t]` do not. */
function isWideClass(source: string): boolean {
  return source.startsWith('[^') || /\\[wSDW]|a-z|A-Z/.test(source);
}

function bounds(quantifier: RegExpExecArray | null): { min: number; max: number } {
  if (!quantifier) return { min: 1, max: 1 };
  const [, symbol, least, comma, most] = quantifier;
  if (symbol === '?') return { min: 0, max: 1 };
  if (symbol) return { min: symbol === '+' ? 1 : 0, max: Number.POSITIVE_INFINITY };
  const min = Number(least);
  if (!comma) return { min, max: min };
  return { min, max: most ? Number(most) : Number.POSITIVE_INFINITY };
}
