import type { OutputLine } from './outputLines.ts';

/** A name and what it is said to be. */
export interface NamedValue {
  /** In small letters, with `_` between its words: `maxmemory_policy`. */
  readonly name: string;
  readonly value: string;
}

/** A value with the lines that tell it. */
export interface ToldValue extends NamedValue {
  readonly line: OutputLine;
}

const pair =
  /(?<![\w.-])["']?([A-Za-z][\w.-]{1,60})["']?\s{0,3}(?:[=:]|=>|->)\s{0,3}("[^"\n]{0,80}"|'[^'\n]{0,80}'|[^\s,;|)}\]"']{1,80})/g;

/** `maxmemory-policy = noeviction`, `used_memory:1073741824`, `"replicas": 3` of one text. */
export function pairsIn(text: string): readonly NamedValue[] {
  return [...text.matchAll(pair)].map(([, name = '', value = '']) => named(name, value));
}

function named(name: string, value: string): NamedValue {
  return {
    name: name.toLowerCase().replace(/-/g, '_'),
    value: value.replace(/^["']|["'.]$/g, ''),
  };
}

/** All values of an output: pairs in its lines, tables with a head, two columns, and lists of names and values. */
export function valuesIn(lines: readonly OutputLine[]): readonly ToldValue[] {
  return lines.flatMap((line, index) => {
    const pairs = pairsIn(line.raw);
    if (pairs.length > 0) return pairs.map((one) => ({ ...one, line }));
    const found = columnsOf(line) ?? listed(line, lines[index + 1]);
    return found ? [found] : tableRow(lines, index);
  });
}

/** `maxclients     10000` */
function columnsOf(line: OutputLine): ToldValue | undefined {
  const [, name, value] = /^([A-Za-z][\w.-]{2,60})\s+(\S{1,80})$/.exec(line.raw) ?? [];
  return name !== undefined && value !== undefined && /[_.-]|^max|^min/.test(name)
    ? { ...named(name, value), line }
    : undefined;
}

/** `1) "maxmemory-policy"` and below it `2) "noeviction"`, as Redis answers; also without numbers. */
function listed(line: OutputLine, next: OutputLine | undefined): ToldValue | undefined {
  const [, number, name] =
    /^(?:(\d{1,3})\) )?"?([a-z][\w-]{1,40}[_-][\w-]{1,40}|max\w{2,30}|min\w{2,30})"?$/.exec(
      line.raw,
    ) ?? [];
  const [, order, value] = /^(?:(\d{1,3})\) )?"?([\w.:/%-]{1,80})"?$/.exec(next?.raw ?? '') ?? [];
  if (!next || name === undefined || value === undefined || !/\w/.test(value)) return undefined;
  const isNext = number === undefined ? order === undefined : Number(order) === Number(number) + 1;
  return isNext && (number === undefined || Number(number) % 2 === 1)
    ? { ...named(name, value), line: joined([line, next]) }
    : undefined;
}

/** A rule of dashes below a head of names: `max_connections`, `---`, `20`. */
function tableRow(lines: readonly OutputLine[], index: number): readonly ToldValue[] {
  const [head, rule, row] = [lines[index], lines[index + 1], lines[index + 2]];
  if (!head || !rule || !row || !/^[-+| ─┼]{3,}$/.test(rule.raw)) return [];
  const names = cellsOf(head.raw);
  const cells = cellsOf(row.raw);
  if (names.length !== cells.length) return [];
  const line = joined([head, rule, row]);
  return names.map((name, at) => ({ ...named(name, cells[at] ?? ''), line }));
}

function cellsOf(row: string): readonly string[] {
  return row.split(/[|│]/).map((cell) => cell.trim());
}

/** Lines that tell one thing together. */
export function joined(lines: readonly OutputLine[]): OutputLine {
  const raw = lines.map((line) => line.raw).join(' ');
  return {
    startLine: lines[0]?.startLine ?? 1,
    endLine: lines.at(-1)?.endLine ?? 1,
    raw,
    text: raw,
  };
}

const units: Readonly<Record<string, number>> = {
  '': 1,
  '%': 0.01,
  k: 1e3,
  kb: 1024,
  ki: 1024,
  kib: 1024,
  m: 1e6,
  mb: 1024 ** 2,
  mi: 1024 ** 2,
  mib: 1024 ** 2,
  g: 1e9,
  gb: 1024 ** 3,
  gi: 1024 ** 3,
  gib: 1024 ** 3,
  ms: 1e-3,
  s: 1,
  min: 60,
  h: 3600,
};

/** `64mb` → 67108864; nothing where it is no number. */
export function numberOf(value: string): number | undefined {
  const [, digits, unit = ''] =
    /^([-+]?\d{1,15}(?:\.\d{1,9})?) ?([a-z%]{0,3})$/i.exec(value.replace(/,(?=\d{3})/g, '')) ?? [];
  const factor = units[unit.toLowerCase()];
  return digits === undefined || factor === undefined ? undefined : Number(digits) * factor;
}

export function isSameValue(one: string, other: string): boolean {
  const [a, b] = [numberOf(one), numberOf(other)];
  return a !== undefined && b !== undefined
    ? Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a))
    : one.toLowerCase() === other.toLowerCase();
}
