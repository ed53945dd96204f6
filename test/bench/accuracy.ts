/** How well templates are told apart: the measures of the Loghub-2.0 benchmark (ISSTA 2024). */
export interface Accuracy {
  /** Grouping accuracy: share of the lines whose group is exactly a true group. */
  readonly ga: number;
  /** Parsing accuracy: share of the lines whose template is the true one, letter by letter. */
  readonly pa: number;
  /** F1 over groups: found groups that are exactly true groups. */
  readonly fga: number;
  /** F1 over templates: found templates all whose lines truly have that very template. */
  readonly fta: number;
  readonly lines: number;
  /** Different templates that were found, and that there are. */
  readonly found: number;
  readonly true: number;
}

/** A line's template as it was found, and as it is; lines without a true one are left out. */
export interface Parsed {
  readonly found: string;
  readonly true: string;
}

export function accuracyOf(all: readonly Parsed[]): Accuracy {
  const lines = all.filter((line) => line.true !== '');
  const foundGroups = groups(lines.map((line) => line.found));
  const trueGroups = groups(lines.map((line) => line.true));
  const known = new Set([...trueGroups.values()].map((members) => members.join()));
  const exact = [...foundGroups.values()].filter((members) => known.has(members.join()));
  const right = [...foundGroups].filter(([template, members]) =>
    members.every((line) => lines[line]?.true === template),
  );
  const covered = exact.reduce((sum, members) => sum + members.length, 0);
  const same = lines.filter((line) => line.found === line.true).length;
  return {
    ga: covered / lines.length,
    pa: same / lines.length,
    fga: f1(exact.length, foundGroups.size, trueGroups.size),
    fta: f1(right.length, foundGroups.size, trueGroups.size),
    lines: lines.length,
    found: foundGroups.size,
    true: trueGroups.size,
  };
}

/** Line numbers by template, ascending. */
function groups(templates: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const [line, template] of templates.entries()) {
    const members = found.get(template);
    if (members) members.push(line);
    else found.set(template, [line]);
  }
  return found;
}

function f1(right: number, found: number, wanted: number): number {
  return right === 0 ? 0 : (2 * right) / (found + wanted);
}

/** The rows of a CSV text, each by the names of its header. */
export function readCsv(text: string): readonly Readonly<Record<string, string>>[] {
  const [header = [], ...rows] = csvRows(text);
  return rows.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i] ?? ''])));
}

function csvRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|$)/y;
  while (field.lastIndex < text.length) {
    const match = field.exec(text);
    if (!match) throw new Error(`Not CSV after ${rows.length} rows.`);
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] !== ',') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}
