import { RELEASE } from '../registry.ts';

/** A value in a template: text, numbers, booleans, and maps and lists of them; undefined where unknown. */
export type Value =
  | string
  | number
  | boolean
  | undefined
  | readonly Value[]
  | { readonly [key: string]: Value };

export interface Scope {
  /** What `.` means. */
  readonly dot: Value;
  /** What `$` means. */
  readonly root: Value;
  readonly variables: Map<string, Value>;
  /** `include "name" context`. */
  readonly include: (name: string, dot: Value) => string;
  /** `tpl text context`. */
  readonly render: (text: string, dot: Value) => string;
}

const token = /"(?:[^"\\]|\\.)*"|`[^`]*`|\(|\)|\||:=|=|,|[^\s()|",`]+/g;

/** The value of a pipeline such as `.Values.port | default 80 | quote`. */
export function evaluate(source: string, scope: Scope): Value {
  const words = source.slice(0, 4_000).match(token) ?? [];
  const cursor = { words, at: 0 };
  return pipeline(cursor, scope, 0);
}

interface Cursor {
  readonly words: readonly string[];
  at: number;
}

function pipeline(cursor: Cursor, scope: Scope, depth: number): Value {
  let piped: readonly Value[] = [];
  while (cursor.at < cursor.words.length && depth < 30) {
    const value = command(cursor, scope, depth, piped);
    const next = cursor.words[cursor.at];
    if (next !== '|') return value;
    cursor.at++;
    piped = [value];
  }
  return piped[0];
}

function command(cursor: Cursor, scope: Scope, depth: number, piped: readonly Value[]): Value {
  const first = cursor.words[cursor.at] ?? '';
  const isCall = /^[a-zA-Z]\w*$/.test(first) && !/^(true|false|nil)$/.test(first);
  if (isCall) cursor.at++;
  const values: Value[] = [];
  while (cursor.at < cursor.words.length) {
    const word = cursor.words[cursor.at] ?? '';
    if (word === '|' || word === ')') break;
    values.push(operand(cursor, scope, depth));
  }
  return isCall ? call(first, [...values, ...piped], scope) : values[0];
}

function operand(cursor: Cursor, scope: Scope, depth: number): Value {
  const word = cursor.words[cursor.at++] ?? '';
  if (word === '(') {
    const value = pipeline(cursor, scope, depth + 1);
    if (cursor.words[cursor.at] === ')') cursor.at++;
    const after = cursor.words[cursor.at] ?? '';
    // `(index .Values "a").b`
    if (after.startsWith('.') && after.length > 1) {
      cursor.at++;
      return pathIn(value, after.slice(1));
    }
    return value;
  }
  return literal(word, scope);
}

function literal(word: string, scope: Scope): Value {
  if (word.startsWith('"') || word.startsWith('`')) return word.slice(1, -1).replace(/\\"/g, '"');
  if (word === 'true' || word === 'false') return word === 'true';
  if (/^-?\d+(\.\d+)?$/.test(word)) return Number(word);
  if (word === '.') return scope.dot;
  if (word === '$') return scope.root;
  if (word.startsWith('$.')) return pathIn(scope.root, word.slice(2));
  if (word.startsWith('$')) {
    const [name = '', ...rest] = word.split('.');
    return pathIn(scope.variables.get(name), rest.join('.'));
  }
  return word.startsWith('.') ? pathIn(scope.dot, word.slice(1)) : undefined;
}

function pathIn(value: Value, path: string): Value {
  return path
    .split('.')
    .filter((key) => key !== '')
    .reduce<Value>((here, key) => member(here, key), value);
}

export function member(value: Value, key: string): Value {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

export function isRecord(value: Value): value is { readonly [key: string]: Value } {
  return typeof value === 'object' && !Array.isArray(value);
}

export function isTrue(value: Value): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (isRecord(value)) return Object.keys(value).length > 0;
  return Boolean(value);
}

export function textOf(value: Value): string {
  if (value === undefined) return '';
  return typeof value === 'object' ? yamlOf(value, '').trim() : String(value);
}

/** Block YAML, as `toYaml` prints it. */
function yamlOf(value: Value, indent: string): string {
  if (Array.isArray(value)) {
    const items: readonly Value[] = value;
    return items.map((item) => `${indent}- ${yamlOf(item, `${indent}  `).trimStart()}`).join('\n');
  }
  if (isRecord(value)) {
    return Object.entries(value)
      .map(([key, held]) =>
        typeof held === 'object'
          ? `${indent}${key}:\n${yamlOf(held, `${indent}  `)}`
          : `${indent}${key}: ${scalarYaml(held)}`,
      )
      .join('\n');
  }
  return `${indent}${scalarYaml(value)}`;
}

function scalarYaml(value: Value): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value ?? '');
}

type Call = (values: readonly Value[], scope: Scope) => Value;

const last = (values: readonly Value[]): Value => values.at(-1);
const lastText = (values: readonly Value[]): string => textOf(values.at(-1));

/** Functions of templates that shape names and addresses; others give nothing. */
const calls: Readonly<Record<string, Call>> = {
  default: ([fallback, value]) => (isTrue(value) ? value : fallback),
  coalesce: (values) => values.find(isTrue),
  quote: (values) => JSON.stringify(lastText(values)),
  squote: (values) => `'${lastText(values)}'`,
  toString: lastText,
  tpl: ([text, dot], scope) => scope.render(textOf(text), dot),
  lower: (values) => lastText(values).toLowerCase(),
  upper: (values) => lastText(values).toUpperCase(),
  trim: (values) => lastText(values).trim(),
  trunc: ([size, text]) => textOf(text).slice(0, Number(size)),
  trimSuffix: ([end, text]) => {
    const [suffix, whole] = [textOf(end), textOf(text)];
    return suffix !== '' && whole.endsWith(suffix) ? whole.slice(0, -suffix.length) : whole;
  },
  trimPrefix: ([start, text]) => {
    const [prefix, whole] = [textOf(start), textOf(text)];
    return whole.startsWith(prefix) ? whole.slice(prefix.length) : whole;
  },
  replace: ([from, to, text]) => textOf(text).replaceAll(textOf(from), textOf(to)),
  cat: (values) => values.map(textOf).join(' '),
  join: ([by, list]) => (Array.isArray(list) ? list.map(textOf).join(textOf(by)) : textOf(list)),
  indent: ([size, text]) => indented(Number(size), textOf(text)),
  nindent: ([size, text]) => `\n${indented(Number(size), textOf(text))}`,
  toYaml: (values) => textOf(last(values)),
  toJson: (values) => JSON.stringify(last(values) ?? ''),
  int: (values) => Number(last(values)) || 0,
  printf: ([format, ...values]) => {
    let index = 0;
    return textOf(format).replace(/%[\d.]*[a-z]/g, () => textOf(values[index++]));
  },
  print: (values) => values.map(textOf).join(''),
  eq: ([one, ...others]) => others.some((other) => textOf(one) === textOf(other)),
  ne: ([one, other]) => textOf(one) !== textOf(other),
  not: ([value]) => !isTrue(value),
  and: (values) => values.find((value) => !isTrue(value)) ?? last(values),
  or: (values) => values.find(isTrue) ?? last(values),
  empty: ([value]) => !isTrue(value),
  ternary: ([yes, no, test]) => (isTrue(test) ? yes : no),
  required: ([, value]) => value,
  index: ([value, ...keys]) => keys.reduce<Value>((here, key) => itemOf(here, key), value),
  get: ([value, key]) => member(value, textOf(key)),
  hasKey: ([value, key]) => member(value, textOf(key)) !== undefined,
  contains: ([part, text]) => textOf(text).includes(textOf(part)),
  hasPrefix: ([start, text]) => textOf(text).startsWith(textOf(start)),
  hasSuffix: ([end, text]) => textOf(text).endsWith(textOf(end)),
  list: (values) => values,
  dict: (values) => dictionary(values),
  merge: (values) => Object.assign({}, ...values.filter(isRecord).reverse()),
  include: ([name, dot], scope) => scope.include(textOf(name), dot),
  template: ([name, dot], scope) => scope.include(textOf(name), dot),
};

function call(name: string, values: readonly Value[], scope: Scope): Value {
  return Object.hasOwn(calls, name) ? calls[name]?.(values, scope) : undefined;
}

function itemOf(value: Value, key: Value): Value {
  return Array.isArray(value) ? value[Number(key)] : member(value, textOf(key));
}

function dictionary(values: readonly Value[]): Value {
  const made: Record<string, Value> = {};
  for (let index = 0; index + 1 < values.length; index += 2) {
    made[textOf(values[index])] = values[index + 1];
  }
  return made;
}

function indented(size: number, text: string): string {
  const space = ' '.repeat(Math.min(40, Math.max(0, size || 0)));
  return text
    .split('\n')
    .map((line) => (line === '' ? line : space + line))
    .join('\n');
}

/** What every chart knows besides its values. */
export function rootOf(chart: string, version: string, values: Value): Value {
  return {
    Values: values,
    Chart: { Name: chart, Version: version, AppVersion: version },
    Release: { Name: RELEASE, Namespace: 'default', Service: 'Helm', IsInstall: true },
    Capabilities: { KubeVersion: { Version: 'v1.31.0', Major: '1', Minor: '31' } },
    Template: { Name: chart, BasePath: 'templates' },
  };
}
