import type { Tree } from '../../topology/yamlTree.ts';

/** What may stand at a place of a file that a team keeps. */
export type Shape =
  /** Looked at elsewhere. */
  | { readonly kind: 'any' }
  | TextShape
  | { readonly kind: 'list'; readonly of: Shape; readonly what: string; readonly mayBeAlone?: true }
  | MapShape;

export interface TextShape {
  readonly kind: 'text';
  readonly what: string;
  readonly oneOf?: readonly string[];
  /** What is wrong with a text, and what to write. */
  readonly problem?: (text: string) => string | undefined;
}

export interface MapShape {
  readonly kind: 'map';
  /** e.g. `a constraint`. */
  readonly what: string;
  readonly fields: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  /** At least one of these must be there. */
  readonly someOf?: readonly string[];
}

export interface TeamFileProblem {
  /** 1-based. */
  readonly line: number;
  /** What is wrong and what to do. */
  readonly message: string;
}

/** All that is wrong below a place, each with its line. */
export function problemsOf(tree: Tree, shape: Shape): readonly TeamFileProblem[] {
  switch (shape.kind) {
    case 'any':
      return [];
    case 'text':
      return textProblems(tree, shape);
    case 'list': {
      if (tree.items) return tree.items.flatMap((item) => problemsOf(item, shape.of));
      return shape.mayBeAlone
        ? problemsOf(tree, shape.of)
        : [
            {
              line: tree.line,
              message: `${atStart(shape.what)} must be a list: begin each entry with "- ".`,
            },
          ];
    }
    case 'map':
      return mapProblems(tree, shape);
  }
}

function textProblems(tree: Tree, { what, oneOf, problem }: TextShape): readonly TeamFileProblem[] {
  const { line, text } = tree;
  const message = ((): string | undefined => {
    if (text === undefined) return `${atStart(what)} must be a text.`;
    if (text.trim() === '') return `${atStart(what)} is empty: fill it in, or take the key away.`;
    if (oneOf && !oneOf.includes(text))
      return `${atStart(what)} must be ${listed(oneOf, 'or')}, not "${text}".`;
    return problem?.(text);
  })();
  return message === undefined ? [] : [{ line, message }];
}

function mapProblems(tree: Tree, shape: MapShape): readonly TeamFileProblem[] {
  const { what, fields, required = [], someOf } = shape;
  const { entries } = tree;
  if (!entries)
    return [
      {
        line: tree.line,
        message: `${atStart(what)} must have keys: ${listed(Object.keys(fields))}.`,
      },
    ];
  const unknown = [...entries].flatMap(([key, { keyLine, line }]) =>
    Object.hasOwn(fields, key)
      ? []
      : [
          {
            line: keyLine ?? line,
            message: `"${key}" is no key of ${what}, which has ${listed(Object.keys(fields))}.`,
          },
        ],
  );
  const missing = required
    .filter((key) => !entries.has(key))
    .map((key) => ({ line: tree.line, message: `${atStart(what)} needs "${key}".` }));
  const none =
    someOf && !someOf.some((key) => entries.has(key))
      ? [{ line: tree.line, message: `${atStart(what)} needs ${listed(someOf, 'or')}.` }]
      : [];
  const within = [...entries].flatMap(([key, value]) => {
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
    return field ? problemsOf(value, field) : [];
  });
  return [...unknown, ...missing, ...none, ...within];
}

/** A key keeps its own first letter. */
function atStart(what: string): string {
  return what.replace(/^(?=an? |the )./, (letter) => letter.toUpperCase());
}

function listed(words: readonly string[], last: 'and' | 'or' = 'and'): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}
