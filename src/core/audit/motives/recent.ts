import type { Motive, WorkspaceHistory } from '../../model/audit.ts';
import { isForeignFile } from '../source/language.ts';
import { compareTexts } from '../suggestion/compare.ts';
import { isTelling, type MotiveFacts, type ReadChange, wordsOf } from './facts.ts';
import { common, holds } from './names.ts';
import { likeness, oldLine, shapeOf, shown } from './patterns.ts';

/** Edits and commits that a suggestion seems to go on with; nothing where nobody may ask for them. */
export async function recentMotives(
  changes: readonly ReadChange[],
  facts: MotiveFacts,
): Promise<readonly Motive[]> {
  const { history } = facts.workspace;
  if (!history) return [];
  const some = changes.filter(({ added }) => added.length > 0).slice(0, MOST_FILES);
  const edits = await editsNear(some, facts, history);
  const commits = await Promise.all(some.map((change) => commitMotive(change, history)));
  return [...editMotives(some, edits), ...commits.flat().slice(0, MOST_COMMITS)];
}

const MOST_FILES = 12;
const MOST_EDITS = 3;
const MOST_COMMITS = 2;

/** A line that was edited and is not committed. */
interface Edit {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  /** Words that its file did not have before. */
  readonly names: readonly string[];
}

async function editsNear(
  changes: readonly ReadChange[],
  { workspace }: MotiveFacts,
  history: WorkspaceHistory,
): Promise<readonly Edit[]> {
  const own = changes.map(({ file }) => file.renamedFrom ?? file.path);
  const paths = [...new Set([...own, ...(await history.edited(own))])].slice(0, 2 * MOST_FILES);
  const found = await Promise.all(
    paths.map(async (file) => {
      const [now, committed] = await Promise.all([workspace.read(file), history.committed(file)]);
      const isRead = now !== undefined && committed !== undefined && now !== committed;
      return isRead && !isForeignFile(file) ? editsOf(file, committed, now) : [];
    }),
  );
  return found.flat();
}

/** Edits of one file that are looked at; more of them are another text. */
const MOST_LINES = 200;

function editsOf(file: string, committed: string, now: string): readonly Edit[] {
  const { added } = compareTexts(committed, now);
  return added.slice(0, MOST_LINES).flatMap(({ line, text }) => {
    const names = [...new Set(text.match(/[A-Za-z_$][\w$]{3,60}/g) ?? [])].filter(
      (name) => !common.has(name.toLowerCase()) && !holds(committed, name),
    );
    return isTelling(text) || names.length > 0 ? [{ file, line, text, names }] : [];
  });
}

/** A new line that uses a name which was just written, or that is made like a line that was. */
function editMotives(changes: readonly ReadChange[], edits: readonly Edit[]): readonly Motive[] {
  return changes
    .flatMap(({ file, added }) => {
      const told = new Set<Edit>();
      return added.flatMap(({ line, text }): readonly Motive[] => {
        const edit = edits.find((one) => !told.has(one) && isFollowed(one, text));
        if (!edit) return [];
        told.add(edit);
        return [
          {
            kind: 'edit',
            text: `It may go on with your edit of ${edit.file}:${edit.line}, which is not committed: ${shown(edit.text)}.`,
            file: file.path,
            line,
            evidence: [{ file: edit.file, line: edit.line }],
          },
        ];
      });
    })
    .slice(0, MOST_EDITS);
}

const ALIKE = 0.5;

function isFollowed({ text, names }: Edit, added: string): boolean {
  if (names.some((name) => holds(added, name))) return true;
  const words = [new Set(wordsOf(text)), new Set(wordsOf(added))] as const;
  return isTelling(text) && shapeOf(text) === shapeOf(added) && likeness(...words) >= ALIKE;
}

/** Lines above and below a change whose commits are asked for. */
const NEAR = 3;

/** The commit that changed the lines near by last, if its subject has words of the change. */
async function commitMotive(
  { file, added, isNew }: ReadChange,
  history: WorkspaceHistory,
): Promise<readonly Motive[]> {
  const [first] = added;
  if (!first || file.before === undefined || file.isExcerpt) return [];
  const at = oldLine(first.line, isNew);
  const last = file.before.split(/\r\n|\r|\n/).length;
  const [from, to] = [Math.max(1, at - NEAR), Math.min(last, at + NEAR - 1)];
  const path = file.renamedFrom ?? file.path;
  const [newest] = await history.changesOf(path, from, Math.max(from, to));
  if (!newest) return [];
  const said = new Set(added.flatMap(({ text }) => wordsOf(text)).map(stem));
  const words = wordsOf(newest.subject).filter((word) => word.length > 3 && !plain.has(word));
  const same = words.filter((word) => said.has(stem(word)));
  if (same.length === 0) return [];
  return [
    {
      kind: 'commit',
      text: `It may go on with ${newest.commit.slice(0, 7)}, which changed the lines near by last: ${shown(newest.subject)}.`,
      file: file.path,
      line: first.line,
      evidence: [{ file: path, line: Math.min(at, last) }],
    },
  ];
}

/** Words of subjects that say nothing of what was changed. */
const plain = new Set(
  'added adds change changed changes fixed fixes remove removed removes update updated updates with from into that this when more than them they feat chore docs test tests merge branch refactor make makes made uses used using move moved code file files'.split(
    ' ',
  ),
);

/** `retries` and `retry`, `timeouts` and `timeout`. */
function stem(word: string): string {
  return word.replace(/ies$/, 'y').replace(/(?:es|s|ed|ing)$/, '');
}
