import type { Finding, Suggestion } from '../../model/audit.ts';
import { lineAt } from '../../model/lineAt.ts';
import type { Place } from '../../model/topology.ts';
import { codeOf, isCode } from './codeText.ts';
import { listed, placeIn } from './contract.ts';
import type { Systems } from './systems.ts';

/** What a migration takes from a table; without a column it takes the table. */
interface Taken extends Place {
  readonly table: string;
  readonly column: string | undefined;
  readonly what: string;
}

const ID = '[`"\\[]?([A-Za-z_]\\w*)[`"\\]]?';
const TABLE = `(?:IF\\s+EXISTS\\s+)?(?:ONLY\\s+)?(?:[\`"\\[]?\\w+[\`"\\]]?\\.)?${ID}`;

/** Statements over several lines are one: what stands between is blanks. */
const statements: readonly (readonly [pattern: RegExp, what: string, column: 1 | 2 | 0])[] = [
  [new RegExp(`\\bDROP\\s+TABLE\\s+${TABLE}`, 'gi'), 'drops table', 0],
  [new RegExp(`\\bALTER\\s+TABLE\\s+${TABLE}\\s+RENAME\\s+TO\\s`, 'gi'), 'renames table', 0],
  [
    new RegExp(
      `\\bALTER\\s+TABLE\\s+${TABLE}\\s+(?:[^;]{0,400}?,\\s*)?DROP\\s+(?:COLUMN\\s+)(?:IF\\s+EXISTS\\s+)?${ID}`,
      'gi',
    ),
    'drops',
    2,
  ],
  [
    new RegExp(
      `\\bALTER\\s+TABLE\\s+${TABLE}\\s+(?:[^;]{0,400}?,\\s*)?RENAME\\s+(?:COLUMN\\s+)?${ID}\\s+TO\\s`,
      'gi',
    ),
    'renames',
    2,
  ],
  [
    new RegExp(
      `\\bALTER\\s+TABLE\\s+${TABLE}\\s+(?:[^;]{0,400}?,\\s*)?CHANGE\\s+(?:COLUMN\\s+)?${ID}\\s`,
      'gi',
    ),
    'renames',
    2,
  ],
  [/\bop\.drop_column\(\s*['"](\w+)['"]\s*,\s*['"](\w+)['"]/g, 'drops', 2],
  [/\bop\.drop_table\(\s*['"](\w+)['"]/g, 'drops table', 0],
  [/\bremove_column\s*\(?\s*:(\w+)\s*,\s*:(\w+)/g, 'drops', 2],
  [/\brename_column\s*\(?\s*:(\w+)\s*,\s*:(\w+)/g, 'renames', 2],
  [/\bdrop_table\s*\(?\s*:(\w+)/g, 'drops table', 0],
  [
    /\b(?:queryInterface|schema)\.(?:removeColumn|renameColumn)\(\s*['"](\w+)['"]\s*,\s*['"](\w+)['"]/g,
    'drops',
    2,
  ],
  [/\b(?:queryInterface|schema)\.dropTable(?:IfExists)?\(\s*['"](\w+)['"]/g, 'drops table', 0],
  [
    /\b(?:alterTable|table)\(\s*['"](\w+)['"][^;]{0,300}?\.(?:dropColumn|renameColumn)\(\s*['"](\w+)['"]/g,
    'drops',
    2,
  ],
  [
    /\b(?:RemoveField|RenameField)\(\s*(?:model_name\s*=\s*)?['"](\w+)['"]\s*,\s*(?:name|old_name)?\s*=?\s*['"](\w+)['"]/g,
    'drops',
    2,
  ],
];

/** Columns and tables that a migration takes away while code still names them. */
export function brokenColumns({ after }: Systems, suggestion: Suggestion): readonly Finding[] {
  const taken = suggestion.files.flatMap(({ path, after: text = '', added }) => {
    const lines = new Set(added.map(({ line }) => line));
    return takenIn(path, text).filter(({ line }) => lines.has(line));
  });
  return taken.flatMap((one) => {
    const users = usersOf(one, after.texts, suggestion);
    return users.length === 0 ? [] : [columnFinding(one, users, suggestion)];
  });
}

/** A migration's way back takes away what its way there brought. */
const wayBack =
  /(^|\n)[ \t]*(-- *(\+goose Down|migrate:down|rollback)|def downgrade|def down\b|exports\.down|(async )?down\()/i;

function takenIn(path: string, text: string): readonly Taken[] {
  if (!/\.(sql|py|rb|js|ts|php|cs|java)$/i.test(path) || /[._-]down\.sql$/i.test(path)) return [];
  const there = text.slice(0, wayBack.exec(text)?.index ?? text.length);
  const source = /\.sql$/i.test(path)
    ? there.replace(/--[^\n]*/g, (one) => ' '.repeat(one.length))
    : codeOf(path, there);
  return statements.flatMap(([pattern, what, column]) =>
    [...source.matchAll(pattern)].map((match) => ({
      table: match[1] ?? '',
      column: column === 0 ? undefined : match[column],
      what,
      file: path,
      line: lineAt(source, match.index + match[0].length),
    })),
  );
}

interface User extends Place {
  /** The table stands beside the column, as in a query. */
  readonly isSure: boolean;
}

function usersOf(
  { table, column, file: migration }: Taken,
  texts: ReadonlyMap<string, string>,
  { files }: Suggestion,
): readonly User[] {
  const word = new RegExp(`(?<![\\w])${column ?? table}(?![\\w])`);
  const stem = table.replace(/s$/i, '');
  const ofTable = new RegExp(`(?<![a-zA-Z])${table}(?![a-zA-Z])|\\b${stem}s?\\b`, 'i');
  const query = new RegExp(
    `\\b(?:FROM|JOIN|INTO|UPDATE|TABLE)\\s+[\`"\\[]?(?:\\w+\\.)?${table}\\b`,
    'i',
  );
  const migrations = new Set(files.map(({ path }) => path).filter((path) => path === migration));
  const users: User[] = [];
  for (const [path, text] of texts) {
    const isUser =
      (isCode(path) || /\.(prisma|graphql|xml|sql)$/i.test(path)) &&
      !isMigration(path) &&
      !migrations.has(path);
    if (!isUser || !word.test(text) || !ofTable.test(text)) continue;
    const lines = codeOf(path, text).split('\n');
    lines.forEach((line, index) => {
      if (!word.test(line)) return;
      const near = lines.slice(Math.max(0, index - 6), index + 7).join('\n');
      if (column === undefined ? query.test(line) : true) {
        users.push({ file: path, line: index + 1, isSure: query.test(near) });
      }
    });
  }
  return users.sort((a, b) => Number(b.isSure) - Number(a.isSure));
}

function isMigration(path: string): boolean {
  return (
    /(^|\/)(migrations?|migrate|db\/migrate|alembic|flyway|liquibase|changelog)\//i.test(path) ||
    /(^|\/)(V\d+__|\d{3,}[_-])[\w-]*\.sql$/.test(path)
  );
}

function columnFinding(
  { table, column, what, file, line }: Taken,
  users: readonly User[],
  suggestion: Suggestion,
): Finding {
  const [first] = users;
  const subject = column === undefined ? table : `${table}.${column}`;
  const places = [...new Map(users.map((user) => [user.file, user])).values()]
    .slice(0, 3)
    .map((user) => `${user.file}:${user.line}`);
  return {
    kind: 'dependency',
    severity: first?.isSure ? 'error' : 'warning',
    verdict: 'ignored',
    message: `This ${what} ${subject}, which ${listed(places)} still ${places.length === 1 ? 'uses' : 'use'}. Change the code first, and take the ${column === undefined ? 'table' : 'column'} away in a later release.`,
    subject,
    ...placeIn(suggestion, { file, line }),
    line,
    source: { file: first?.file ?? file, line: first?.line },
  };
}
