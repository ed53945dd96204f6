/** The part of a JSON schema that completions need. */
export interface Schema {
  readonly $ref?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** Something that may be written at a place. */
export interface Completion {
  readonly label: string;
  /** What is inserted, which may be more. */
  readonly text: string;
  readonly kind: 'key' | 'value';
  readonly description: string;
}

/**
 * What a schema allows at the end of a text in YAML, which is all that stands before the cursor: keys of the
 * mapping that the cursor is in, those that are there already left out, or the values of a key. Read by
 * indentation and, within the last line, by brackets: a text that is being written is seldom whole.
 */
export function completionsAt(schema: Schema, before: string): readonly Completion[] {
  const lines = before.split(/\r\n|\r|\n/);
  const { path, present, value } = placeIn(lines);
  const here = path.reduce<Schema | undefined>(
    (at, key) => at && step(schema, at, key),
    resolved(schema, schema),
  );
  if (!here) return [];
  if (value !== undefined) {
    return valuesOf(step(schema, here, value));
  }
  return Object.entries(here.properties ?? {})
    .filter(([key]) => !present.has(key))
    .map(([key, of]) => keyCompletion(key, of, resolved(schema, of)));
}

interface YamlPlace {
  /** Keys from the root on; `-` is an item of a list. */
  readonly path: readonly string[];
  /** Keys that the mapping has already. */
  readonly present: ReadonlySet<string>;
  /** The key whose value is being written. */
  readonly value: string | undefined;
}

const keyPattern = /^(["']?)([\w.-]+)\1\s*:(?=\s|$)/;

/** What begins at a column of a line: an item of a list, or a key. */
interface Opening {
  readonly column: number;
  /** `undefined` of an item. */
  readonly key: string | undefined;
}

function placeIn(lines: readonly string[]): YamlPlace {
  const { items, column, text } = contentOf(lines.at(-1) ?? '');
  const above = [...lines.slice(0, -1).flatMap(openings), ...items];
  const nearest = above.findLastIndex((each) => each.column < column);
  const present = above.slice(nearest + 1).flatMap(({ key }) => key ?? []);
  return withinLine(text, { path: pathTo(above, column), present: new Set(present) });
}

function openings(line: string): readonly Opening[] {
  if (/^\s*#/.test(line)) return [];
  const { items, column, text } = contentOf(line);
  const key = keyPattern.exec(text)?.[2];
  return key === undefined ? items : [...items, { column, key }];
}

/** A line without its indentation and the dashes of its items; `column` is where what is left begins. */
function contentOf(line: string): {
  readonly items: readonly Opening[];
  readonly column: number;
  readonly text: string;
} {
  const before = /^(?:\s*-(?=\s|$))*\s*/.exec(line)?.[0] ?? '';
  const items = [...before.matchAll(/-/g)].map(({ index }) => ({ column: index, key: undefined }));
  return { items, column: before.length, text: line.slice(before.length) };
}

/** The way from the root; items may stand in the column of the key that they belong to. */
function pathTo(above: readonly Opening[], column: number): readonly string[] {
  const path: string[] = [];
  let limit = column;
  let isItem = false;
  for (const { column: at, key } of [...above].reverse()) {
    if (at < limit || (isItem && key !== undefined && at === limit)) {
      path.unshift(key ?? '-');
      limit = at;
      isItem = key === undefined;
    }
  }
  return path;
}

/** A key with its colon, a bracket or a comma. */
const token = /(["']?)([\w.-]+)\1\s*:(?=\s|$)|[[\]{},]/g;

/** On into the keys and brackets of the last line. */
function withinLine(text: string, start: Omit<YamlPlace, 'value'>): YamlPlace {
  const outer: Omit<YamlPlace, 'value'>[] = [];
  let here: YamlPlace = { ...start, value: undefined };
  for (const [sign, , key] of text.matchAll(token)) {
    if (key !== undefined) {
      const isKey = here.value === undefined;
      if (isKey) here = { ...here, present: new Set([...here.present, key]), value: key };
    } else if (sign === '{' || sign === '[') {
      outer.push(here);
      here = { path: [...here.path, ...inside(here, sign)], present: new Set(), value: undefined };
    } else {
      here = { ...(sign === ',' ? here : (outer.pop() ?? here)), value: undefined };
    }
  }
  return here;
}

function inside({ value }: YamlPlace, bracket: string): readonly string[] {
  return [...(value === undefined ? [] : [value]), ...(bracket === '[' ? ['-'] : [])];
}

function step(root: Schema, at: Schema, key: string): Schema | undefined {
  const next = key === '-' ? at.items : at.properties?.[key];
  return next && resolved(root, next);
}

/** What a reference stands for; of several shapes the one that holds others. */
function resolved(root: Schema, schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1);
  const named = name === undefined ? undefined : root.definitions?.[name];
  if (named)
    return {
      ...resolved(root, named),
      ...(schema.description && { description: schema.description }),
    };
  const inner = schema.anyOf?.map((each) => resolved(root, each));
  return inner?.find(({ properties }) => properties) ?? inner?.find(({ items }) => items) ?? schema;
}

function keyCompletion(key: string, given: Schema, schema: Schema): Completion {
  const description = given.description ?? schema.description ?? '';
  return { label: key, text: `${key}: `, kind: 'key', description };
}

function valuesOf(schema: Schema | undefined): readonly Completion[] {
  const { const: only, enum: some = [], type, description = '' } = schema ?? {};
  const all = [
    ...(only === undefined ? [] : [only]),
    ...some,
    ...(type === 'boolean' ? [true, false] : []),
  ];
  return all.map((value) => ({
    label: String(value),
    text: String(value),
    kind: 'value',
    description,
  }));
}
