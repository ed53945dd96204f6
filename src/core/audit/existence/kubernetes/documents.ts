import { isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml';

/** YAML as data that knows its lines. */
export type Value =
  | { readonly kind: 'map'; readonly entries: readonly Entry[]; readonly line: number }
  | { readonly kind: 'list'; readonly items: readonly Value[]; readonly line: number }
  | {
      readonly kind: 'scalar';
      readonly value: unknown;
      readonly text: string;
      readonly line: number;
    }
  /** An alias, or what a template writes. */
  | { readonly kind: 'unknown'; readonly line: number };

export interface Entry {
  readonly key: string;
  readonly line: number;
  readonly value: Value;
}

/** What a line of a Helm template leaves behind where its value was. */
const TEMPLATED = '__templated__';
const DEEPEST = 60;

/** The documents of a file; nothing of a file that is no sound YAML. */
export function documentsOf(text: string): readonly Value[] {
  const lines = new LineCounter();
  try {
    const parsed = parseAllDocuments(text, {
      lineCounter: lines,
      strict: false,
      uniqueKeys: false,
      logLevel: 'silent',
    });
    const documents = Array.isArray(parsed) ? parsed : [];
    return documents.flatMap(({ contents, errors }) =>
      contents && errors.length === 0 ? [readValue(contents as Node, lines, 0)] : [],
    );
  } catch {
    // The library throws on some texts that are far from YAML.
    return [];
  }
}

function readValue(node: Node | null, lines: LineCounter, depth: number): Value {
  const line = node?.range ? lines.linePos(node.range[0]).line : 1;
  if (depth > DEEPEST || node === null) return { kind: 'unknown', line };
  if (isMap(node)) {
    const entries = node.items.flatMap(({ key, value }) => {
      if (!isScalar(key)) return [];
      const at = key.range ? lines.linePos(key.range[0]).line : line;
      return [
        {
          key: String(key.value),
          line: at,
          value: readValue(value as Node | null, lines, depth + 1),
        },
      ];
    });
    return { kind: 'map', entries, line };
  }
  if (isSeq(node)) {
    const items = node.items.map((item) => readValue(item as Node | null, lines, depth + 1));
    return { kind: 'list', items, line };
  }
  if (!isScalar(node)) return { kind: 'unknown', line };
  const text = String(node.value ?? '');
  return text.includes(TEMPLATED)
    ? { kind: 'unknown', line }
    : { kind: 'scalar', value: node.value, text, line };
}

export function entryOf(value: Value | undefined, key: string): Entry | undefined {
  return value?.kind === 'map' ? value.entries.find((entry) => entry.key === key) : undefined;
}

export function textOf(value: Value | undefined, ...keys: readonly string[]): string {
  let here = value;
  for (const key of keys) here = entryOf(here, key)?.value;
  return here?.kind === 'scalar' ? here.text : '';
}

/**
 * A Helm template without its actions, as many lines as before. Lines that are only actions are gone,
 * what an action writes into a line is unknown.
 */
export function withoutTemplates(text: string): string {
  const open = text.replace(/\{\{-?\s*\/\*[\s\S]*?\*\/\s*-?\}\}/g, blankLines);
  return open
    .replace(/\{\{[\s\S]*?\}\}/g, (action) => TEMPLATED + blankLines(action))
    .split('\n')
    .map(cleanLine)
    .join('\n');
}

function blankLines(text: string): string {
  return text.replace(/[^\n]/g, '');
}

function cleanLine(line: string): string {
  if (!line.includes(TEMPLATED)) return line;
  const isOnlyActions = line.replaceAll(TEMPLATED, '').trim() === '';
  if (isOnlyActions) return '';
  // A key that a template writes is no key of the kind.
  if (new RegExp(`^\\s*(?:- )?[^:#]*${TEMPLATED}[^:]*:`).test(line)) return '';
  const value = new RegExp(`^(\\s*(?:- )?[\\w./-]+:\\s+).*${TEMPLATED}.*$`);
  const item = new RegExp(`^(\\s*- ).*${TEMPLATED}.*$`);
  return line.replace(value.test(line) ? value : item, `$1${TEMPLATED}`);
}
