import ignore from 'ignore';
import type { Assumption, AuditWorkspace, Suggestion } from '../../model/audit.ts';

const places = ['CODEOWNERS', '.github/CODEOWNERS', '.gitlab/CODEOWNERS', 'docs/CODEOWNERS'];
/** More files of one owner are counted. */
const MOST_NAMED = 3;

/** Who must be asked about the files of a suggestion, and the line that says so. */
export async function ownersOf(
  { files }: Suggestion,
  workspace: AuditWorkspace,
): Promise<readonly Assumption[]> {
  for (const place of places) {
    const text = await workspace.read(place);
    if (text === undefined) continue;
    const rules = rulesOf(text);
    const owned = new Map<OwnerRule, string[]>();
    for (const { path } of files) {
      const rule = rules.findLast(({ names }) => names(path));
      if (rule && rule.owners.length > 0) owned.set(rule, [...(owned.get(rule) ?? []), path]);
    }
    return [...owned].map(([{ owners, line }, paths]) => ({
      text: `${listed(paths)} ${paths.length === 1 ? 'belongs' : 'belong'} to ${owners.join(', ')}, who should review the change.`,
      state: 'checked',
      source: { file: place, line },
    }));
  }
  return [];
}

function listed(paths: readonly string[]): string {
  const more = paths.length - MOST_NAMED;
  return more > 0 ? `${paths.slice(0, MOST_NAMED).join(', ')} and ${more} more` : paths.join(', ');
}

interface OwnerRule {
  readonly names: (path: string) => boolean;
  readonly owners: readonly string[];
  readonly line: number;
}

/** The last rule that names a file decides; one without owners takes them away. */
function rulesOf(text: string): readonly OwnerRule[] {
  return text.split(/\r\n|\r|\n/, 5_000).flatMap((written, index) => {
    const [pattern = '', ...owners] = written
      .replace(/(?:^|\s)#.*$/, '')
      .trim()
      .split(/\s+/);
    if (pattern === '' || /^[[^]/.test(pattern)) return [];
    const matcher = ignore({ allowRelativePaths: true }).add(pattern);
    const names = (path: string): boolean => matcher.ignores(path);
    return [{ names, owners: owners.filter((owner) => /@/.test(owner)), line: index + 1 }];
  });
}
