import type { Finding, Suggestion } from '../../model/audit.ts';
import { lineAt } from '../../model/lineAt.ts';
import { codeOf, isCode } from '../dependency/codeText.ts';
import type { Systems } from '../dependency/systems.ts';
import { addedLines, missing } from './added.ts';
import { misspelt } from './misspelt.ts';

interface Column {
  readonly file: string;
  readonly line: number;
}

/** Columns by table, as far as statements in the workspace make them. */
type Tables = ReadonlyMap<string, ReadonlyMap<string, Column>>;

const name = '[`"\\[]?([A-Za-z_]\\w*)[`"\\]]?';
const table = `(?:IF\\s+NOT\\s+EXISTS\\s+)?(?:ONLY\\s+)?(?:[\`"\\[]?\\w+[\`"\\]]?\\.)?${name}`;
const creates = new RegExp(`\\bCREATE\\s+TABLE\\s+${table}\\s*\\(`, 'gi');
const adds = new RegExp(
  `\\bALTER\\s+TABLE\\s+${table}\\s+[^;]{0,400}?\\b(?:ADD|RENAME)\\s+(?:COLUMN\\s+)?(?:IF\\s+NOT\\s+EXISTS\\s+)?${name}(?:\\s+TO\\s+${name})?`,
  'gi',
);

/** Statements about one table: what it selects, fills or sets, and the table. */
const queries: readonly (readonly [pattern: RegExp, columns: number, table: number])[] = [
  [
    /\bSELECT\s+(?:DISTINCT\s+)?([\w\s,.()*`"]{1,600}?)\s+FROM\s+["`]?(\w+)["`]?(?!\w*\s*(?:,|\w*\s*\b(?:INNER|LEFT|RIGHT|FULL|CROSS|JOIN)\b))/gi,
    1,
    2,
  ],
  [/\bINSERT\s+INTO\s+["`]?(\w+)["`]?\s*\(([\w\s,`"]{1,600})\)/gi, 2, 1],
  [/\bUPDATE\s+["`]?(\w+)["`]?\s+SET\s+(\w+)\s*=/gi, 2, 1],
];

/** Columns that a query names and that its table has under almost that name. */
export function missingColumns({ after }: Systems, suggestion: Suggestion): readonly Finding[] {
  const isAdded = addedLines(suggestion);
  const files = suggestion.files.filter(
    ({ path, after: text }) =>
      (isCode(path) || /\.sql$/i.test(path)) &&
      text !== undefined &&
      /\b(?:SELECT|INSERT|UPDATE)\b/i.test(text),
  );
  if (files.length === 0) return [];
  const tables = tablesOf(after.texts);
  return files.flatMap(({ path, after: text = '' }) =>
    namedIn(codeOf(path, text)).flatMap(({ column, of, line }): readonly Finding[] => {
      const columns = tables.get(of.toLowerCase());
      if (!columns || columns.has(column.toLowerCase()) || !isAdded(path, line)) return [];
      const near = misspelt(column, columns.keys());
      const source = near === undefined ? undefined : columns.get(near);
      if (!source) return [];
      const sentence = `Table ${of} has no column ${column}.`;
      const subject = `${of}.${column}`;
      return [missing({ subject, file: path, line, sentence, near, source })];
    }),
  );
}

interface Named {
  readonly column: string;
  readonly of: string;
  readonly line: number;
}

function namedIn(source: string): readonly Named[] {
  return queries.flatMap(([pattern, columns, of]) =>
    [...source.matchAll(pattern)].flatMap((match) => {
      const listed = match[columns] ?? '';
      const start = match.index + match[0].indexOf(listed);
      return [...listed.matchAll(/(?<![\w.])[A-Za-z_]\w*(?!\w|\.|\s*\()/g)].flatMap((word) => {
        // What stands behind `AS`, or behind another name, is a name of its own.
        const before = listed.slice(0, word.index);
        if (/(?:\bAS\s+|\w\s+)$/i.test(before)) return [];
        const line = lineAt(source, start + word.index);
        return [{ column: word[0], of: match[of] ?? '', line }];
      });
    }),
  );
}

function tablesOf(texts: ReadonlyMap<string, string>): Tables {
  const tables = new Map<string, Map<string, Column>>();
  const add = (of: string, column: string, place: Column): void => {
    const columns = tables.get(of.toLowerCase()) ?? new Map<string, Column>();
    if (!columns.has(column.toLowerCase())) columns.set(column.toLowerCase(), place);
    tables.set(of.toLowerCase(), columns);
  };
  for (const [file, text] of texts) {
    if (!/\.sql$/i.test(file) || text.length > 1_000_000) continue;
    const source = text.replace(/--[^\n]*/g, (comment) => ' '.repeat(comment.length));
    for (const match of source.matchAll(creates)) {
      const start = match.index + match[0].length;
      for (const { column, offset } of columnsIn(source, start)) {
        add(match[1] ?? '', column, { file, line: lineAt(source, offset) });
      }
    }
    for (const match of source.matchAll(adds)) {
      const column = match[3] ?? match[2] ?? '';
      add(match[1] ?? '', column, {
        file,
        line: lineAt(source, match.index + match[0].length - 1),
      });
    }
  }
  return tables;
}

const noColumn = /^(?:PRIMARY|FOREIGN|UNIQUE|KEY|INDEX|CONSTRAINT|CHECK|EXCLUDE|LIKE|FULLTEXT)$/i;

/** The first word of each part between the commas of the outermost bracket. */
function columnsIn(
  source: string,
  start: number,
): readonly { readonly column: string; readonly offset: number }[] {
  const found: { column: string; offset: number }[] = [];
  let depth = 1;
  let from = start;
  for (let at = start; at < source.length && depth > 0; at++) {
    const sign = source[at];
    if (sign === '(') depth++;
    if (sign === ')') depth--;
    if (depth > 1 || (sign !== ',' && depth > 0)) continue;
    const [, space = '', column] = /^(\s*)[`"[]?([A-Za-z_]\w*)/.exec(source.slice(from, at)) ?? [];
    if (column !== undefined && !noColumn.test(column)) {
      found.push({ column, offset: from + space.length });
    }
    from = at + 1;
  }
  return found;
}
