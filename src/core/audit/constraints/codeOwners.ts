import ignore from 'ignore';
import type { Assumption, AuditWorkspace, Suggestion } from '../../model/audit.ts';

const places = ['CODEOWNERS', '.github/CODEOWNERS', '.gitlab/CODEOWNERS', 'docs/CODEOWNERS'];
/** More are not told one by one. */
const MOST_FILES = 20;

/** Who must be asked about the files of a suggestion, and the line that says so. */
export async function ownersOf(
  { files }: Suggestion,
  workspace: AuditWorkspace,
): Promise<readonly Assumption[]> {
  for (const place of places) {
    const text = await workspace.read(place);
    if (text === undefined) continue;
    const rules = rulesOf(text);
    return files.slice(0, MOST_FILES).flatMap(({ path }) => {
      const rule = rules.findLast(({ names }) => names(path));
      return rule && rule.owners.length > 0
        ? [
            {
              text: `${path} belongs to ${rule.owners.join(', ')}, who should review the change.`,
              state: 'unverified' as const,
              source: { file: place, line: rule.line },
            },
          ]
        : [];
    });
  }
  return [];
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
