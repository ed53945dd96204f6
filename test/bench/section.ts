import type { KindName } from './logs/kinds.ts';
import type { Workbench } from './workbench.ts';

/** What one part of the benchmark found. */
export interface Section {
  readonly title: string;
  /** What was measured and how, for readers of the table. */
  readonly about: string;
  readonly table: Table;
  /** The figures of the table as they are, for `--json`. */
  readonly data: readonly object[];
  readonly targets: readonly Target[];
  /** What is wrong, e.g. counts that are not those of the log; each makes the benchmark fail. */
  readonly faults: readonly string[];
}

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface Target {
  readonly what: string;
  readonly wanted: string;
  readonly measured: string;
  readonly holds: boolean;
}

/** What is to be measured. */
export interface Plan {
  readonly workbench: Workbench;
  readonly kinds: readonly KindName[];
  /** Bytes of the logs of each kind; of the kind `app` also `appSizes`. */
  readonly sizes: readonly number[];
  readonly appSizes: readonly number[];
  /** Names of the tools that are compared. */
  readonly tools: readonly string[];
  readonly rounds: number;
  readonly isQuick: boolean;
  readonly isFull: boolean;
  /** Folders with data of the user's own. */
  readonly templates: string | undefined;
  readonly cases: string | undefined;
}

function markdownTable({ columns, rows }: Table): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [row(columns), row(columns.map(() => '---')), ...rows.map(row)].join('\n');
}

export function sectionMarkdown({ title, about, table, faults }: Section): string {
  const wrong = faults.map((fault) => `- **wrong:** ${fault}`);
  return [
    `### ${title}`,
    about,
    markdownTable(table),
    ...(wrong.length > 0 ? [wrong.join('\n')] : []),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

export function targetsMarkdown(targets: readonly Target[]): string {
  return markdownTable({
    columns: ['target', 'wanted', 'measured', 'holds'],
    rows: targets.map(({ what, wanted, measured, holds }) => [
      what,
      wanted,
      measured,
      holds ? 'yes' : '**no**',
    ]),
  });
}

export function atLeast(what: string, least: number, value: number, unit = ''): Target {
  return {
    what,
    wanted: `≥ ${least}${unit}`,
    measured: `${figure(value)}${unit}`,
    holds: value >= least,
  };
}

export function atMost(what: string, most: number, value: number, unit = ''): Target {
  return {
    what,
    wanted: `≤ ${most}${unit}`,
    measured: `${figure(value)}${unit}`,
    holds: value <= most,
  };
}

/** A number with as many decimals as it has room for, e.g. `0.042`, `4.21`, `421`; `–` for none. */
export function figure(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '–';
  const decimals = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
  return value.toFixed(decimals);
}
