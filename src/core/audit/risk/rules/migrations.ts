import type { Language } from '../../source/language.ts';
import { isMigrationFile } from '../../source/language.ts';
import type { LinePlace, LineRule } from '../riskRule.ts';

const files: readonly Language[] = [
  'sql',
  'python',
  'ruby',
  'javascript',
  'php',
  'java',
  'csharp',
  'go',
];

/** Steps are shorter. */
const FURTHEST = 400;

/** Where a step is taken back, what it made goes again: that is right there. */
export function isStepBack({ lines, index }: Pick<LinePlace, 'lines' | 'index'>): boolean {
  for (let at = index; at >= 0 && at > index - FURTHEST; at--) {
    const line = lines[at] ?? '';
    if (
      /\b(?:def|function|void|func|async|exports\.|fn)\b[^\n]*\b(?:down|downgrade|Down|revert|rollback)\b|\bdown\s*[:=(]|--\s*(?:\+goose|\+migrate|migrate:)\s*down/i.test(
        line,
      )
    ) {
      return true;
    }
    if (
      /\b(?:def|function|void|func|async|exports\.|fn)\b[^\n]*\b(?:up|upgrade|Up|change|forwards?)\b|\bup\s*[:=(]|--\s*(?:\+goose|\+migrate|migrate:)\s*up/i.test(
        line,
      )
    ) {
      return false;
    }
  }
  return false;
}

/** A table that the same file makes holds nothing yet. */
function isOfNewTable({ lines, match }: LinePlace): boolean {
  const line = match.input.split('\n')[0] ?? '';
  const table =
    /\b(?:on|table|exists|add_index|create_index\([^,]*,|alterTable\(|table\()\s*[(:'"`]*\s*(?:only\s+|if\s+exists\s+)?(?:\w+\.)?["'`:]?(\w+)/i.exec(
      line,
    )?.[1];
  if (!table) return false;
  const made = new RegExp(
    `create[_\\s]?table\\W{1,4}(?:if\\s+not\\s+exists\\s+)?(?:\\w+\\.)?["'\`:]?${table}\\b`,
    'i',
  );
  return made.test(lines.join('\n'));
}

const upOnly = (place: LinePlace): boolean => !isStepBack(place);
const ofOldTables = (place: LinePlace): boolean => !isStepBack(place) && !isOfNewTable(place);
const isStep = (path: string): boolean =>
  isMigrationFile(path) && !/\bdown\.sql$|\.down\./.test(path);
const scope = { files, where: isStep, view: 'raw' } as const;

/** Steps that change a database's layout while it is used. */
export const migrationRules: readonly LineRule[] = [
  {
    id: 'column-dropped',
    severity: 'warning',
    message: 'The column’s data is lost, and code that still runs fails on it.',
    safer: 'Stop using it in one release, drop it in a later one, after a backup.',
    ...scope,
    pattern:
      /^(?!\s*(?:--|#|\/\/)).*(?:\bDROP\s+COLUMN\b|\bALTER\s+TABLE\s+\S+\s+DROP\s+(?!CONSTRAINT|INDEX|KEY|PRIMARY|FOREIGN|CHECK|DEFAULT|PARTITION|COLUMN|IF\b|UNIQUE)\w+\s*[;,]|\bremove_columns?\b|\bdropColumns?\(|\bop\.drop_column\(|\bmigrations\.RemoveField\(|\bDropColumn\()/i,
    only: upOnly,
  },
  {
    id: 'table-dropped',
    severity: 'error',
    message: 'The table’s data is lost, and code that still runs fails on it.',
    safer: 'Rename it first, keep it for a release, drop it after a backup.',
    ...scope,
    files: files.filter((language) => language !== 'sql'),
    pattern:
      /^(?!\s*(?:--|#|\/\/)).*(?:\bdrop_table\b|\bdropTable(?:IfExists)?\(|\bop\.drop_table\(|\bmigrations\.DeleteModel\(|\bDropTable\(|Schema::drop(?:IfExists)?\(|\bDROP\s+TABLE\b)/i,
    only: upOnly,
  },
  {
    id: 'not-null-without-default',
    severity: 'warning',
    message: 'It fails where rows exist, and writers that do not know the column fail after it.',
    safer: 'Add it nullable or with a default, fill it, then set NOT NULL.',
    ...scope,
    pattern:
      /^(?!\s*(?:--|#|\/\/)).*(?:\bADD\s+(?:COLUMN\s+)?(?!CONSTRAINT|PRIMARY|UNIQUE|INDEX|KEY)\S[^;]*\bNOT\s+NULL\b|\bALTER\s+COLUMN\s+\S+\s+SET\s+NOT\s+NULL\b|\badd_column\b.*\bnull:\s*false|\bchange_column_null\b.*\bfalse\b|\bop\.add_column\(.*nullable=False|\bop\.alter_column\(.*nullable=False)/i,
    unless: /\bDEFAULT\b|default:|server_default/i,
    only: ofOldTables,
  },
  {
    id: 'column-type-changed',
    severity: 'warning',
    message: 'The table is locked and rewritten, and values may no longer fit.',
    safer: 'Add a column of the new type, fill it in parts, switch over, drop the old one later.',
    ...scope,
    pattern:
      /^(?!\s*(?:--|#|\/\/)).*(?:\bALTER\s+COLUMN\s+\S+\s+(?:SET\s+DATA\s+)?TYPE\b|\bALTER\s+TABLE\b.*\b(?:MODIFY|CHANGE)\s+(?:COLUMN\s+)?\S+\s+\w|\bchange_column\s|\bop\.alter_column\(.*\btype_=|\)\.alter\(\)|\)->change\(\)|\bAlterColumn<)/i,
    only: ofOldTables,
  },
  {
    id: 'renamed-in-place',
    severity: 'warning',
    message: 'Code that still runs asks for the old name and fails.',
    safer: 'Add the new name, write both, move readers over, then drop the old one.',
    ...scope,
    pattern:
      /^(?!\s*(?:--|#|\/\/)).*(?:\bRENAME\s+(?:COLUMN\s+\S+\s+)?TO\b|\brename_(?:column|table)\b|\brename(?:Column|Table)\(|\bmigrations\.Rename(?:Field|Model)\(|\bop\.rename_table\(|\bnew_column_name=|\bRename(?:Column|Table)\()/i,
    only: ofOldTables,
  },
  {
    id: 'index-locks-table',
    severity: 'info',
    message: 'Nobody can write to the table until the index is built.',
    safer: 'Build it `CONCURRENTLY` (or the way the database calls it), outside of a transaction.',
    ...scope,
    pattern:
      /^(?!\s*(?:--|#|\/\/)).*(?:\bCREATE\s+(?:UNIQUE\s+)?INDEX\b(?!\s+CONCURRENTLY)|\badd_index\b|\bop\.create_index\(|\bmigrations\.AddIndex\()/i,
    unless: /concurrently|ALGORITHM\s*=\s*INPLACE|ONLINE\s*=\s*ON/i,
    only: ofOldTables,
  },
  {
    id: 'constraint-locks-table',
    severity: 'info',
    message: 'All rows are checked while nobody can write to the table.',
    safer: 'Add it `NOT VALID`, and validate it in a later step.',
    ...scope,
    pattern:
      /^(?!\s*(?:--|#|\/\/)).*(?:\bADD\s+CONSTRAINT\b[^;]*\b(?:FOREIGN\s+KEY|CHECK)\b|\badd_foreign_key\b|\bop\.create_(?:foreign_key|check_constraint)\()/i,
    unless: /NOT\s+VALID|validate:\s*false/i,
    only: ofOldTables,
  },
  {
    id: 'no-way-back',
    severity: 'warning',
    message: 'The step cannot be taken back.',
    safer: 'Write the way back, or say in the runbook how to restore.',
    ...scope,
    lines: 2,
    pattern:
      /^[^\n]*\bIrreversibleMigration\b|^\s*def\s+downgrade\(\)[^\n]*:\s*\n?\s*pass\b|^[^\n]*\b(?:exports\.)?down\s*[=:]?\s*(?:async\s*)?(?:function\s*)?\([^)]*\)\s*(?:=>)?\s*\{\s*\}|^[^\n]*\bmigrations\.RunPython\(\s*\w+\s*\)/,
  },
];
