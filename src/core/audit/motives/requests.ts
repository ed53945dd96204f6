import type { Motive } from '../../model/audit.ts';
import { instructionFile, isBelow, sentencesIn } from '../constraints/instructionFiles.ts';
import { type MotiveFacts, type ReadChange, wordsOf } from './facts.ts';
import { shown } from './patterns.ts';

const MOST_FILES = 40;
const MOST_MOTIVES = 3;

/** Words of instructions that say nothing of what they are about. */
const idle = new Set(
  'the and for with from that this these those when where which should must always never please make sure every each code files file project change changes changed write written keep kept follow following instead than them they their your into only also before after about uses used using new add adds added'.split(
    ' ',
  ),
);

/** Instructions to assistants that a change seems to follow: it holds what they name. */
export async function instructionMotives(
  changes: readonly ReadChange[],
  { workspace, suggestion }: MotiveFacts,
): Promise<readonly Motive[]> {
  const paths = [...workspace.paths]
    .filter((path) => instructionFile.test(path))
    .sort()
    .slice(0, MOST_FILES);
  const motives: Motive[] = [];
  for (const path of paths) {
    const text = await workspace.read(path);
    for (const sentence of text === undefined ? [] : sentencesIn(text)) {
      if (isForbidding(sentence.text)) continue;
      const place = followedAt(sentence.text, path, changes, suggestion.commands);
      if (!place) continue;
      const told = `It may follow an instruction to assistants: ${shown(sentence.text)}.`;
      const evidence = [{ file: path, line: sentence.line }];
      motives.push({ kind: 'instruction', text: told, ...place, evidence });
    }
  }
  return motives.slice(0, MOST_MOTIVES);
}

function isForbidding(sentence: string): boolean {
  return /\b(?:never|not|don['’]t|avoid|forbidden|without)\b/i.test(sentence);
}

interface Followed {
  readonly file: string | undefined;
  readonly line: number | undefined;
}

/** The new line that holds what the sentence has in backticks, or three of its telling words. */
function followedAt(
  sentence: string,
  path: string,
  changes: readonly ReadChange[],
  commands: MotiveFacts['suggestion']['commands'],
): Followed | undefined {
  const quoted = [...sentence.matchAll(/`([^`\n]{3,60})`/g)].map(([, name = '']) => name.trim());
  const words = [...new Set(wordsOf(sentence))].filter(
    (word) => word.length > 3 && !idle.has(word),
  );
  const isFollowed = (text: string): boolean => {
    if (quoted.some((name) => text.includes(name))) return true;
    const own = new Set(wordsOf(text));
    return words.filter((word) => own.has(word)).length >= 3;
  };
  for (const { file, added } of changes) {
    if (file.path === path || !isBelow(file.path, path)) continue;
    const line = added.find(({ text }) => isFollowed(text))?.line;
    if (line !== undefined) return { file: file.path, line };
  }
  const command = commands.find(({ text }) => isFollowed(text));
  return command && { file: command.place?.file, line: command.place?.line };
}

const comment = /(?:\/\/|#|\/\*|\*|--|<!--|;|%|"""|''')\s*(.*)$/;
const asking = /\b(?:TODO|FIXME|XXX|HACK)\b|\b(?:should|needs? to|must|ought to|we want)\b/;

/** Lines above a change that may hold a comment that asks for it. */
const ABOVE = 5;

/** Comments that ask for a change: those that go with it, and those that stand just above it. */
export function commentMotives(changes: readonly ReadChange[]): readonly Motive[] {
  return changes.flatMap(({ file, added, lines, isNew }) => {
    const gone = file.removed.flatMap(({ line, text }) => asked(text, line));
    const [first] = added;
    const near = added.flatMap(({ line, text }) =>
      Array.from({ length: ABOVE }, (_, index) => line - 1 - index)
        .filter((at) => at > 0 && !isNew.has(at))
        .flatMap((at) => asked(lines[at - 1] ?? '', at))
        .filter(({ said }) => sharesWord(said, text))
        .map((found) => ({ ...found, at: line })),
    );
    const all = [...gone.map((found) => ({ ...found, at: first?.line })), ...near];
    const distinct = [...new Map(all.map((found) => [found.said, found])).values()];
    return distinct.slice(0, MOST_MOTIVES).map(
      ({ said, line, at }): Motive => ({
        kind: 'comment',
        text: `A comment may have asked for it: ${shown(said)}.`,
        file: file.path,
        line: at ?? line,
        evidence: [{ file: file.renamedFrom ?? file.path, line }],
      }),
    );
  });
}

function asked(
  text: string,
  line: number,
): readonly { readonly said: string; readonly line: number }[] {
  const said = text.length > 400 ? undefined : comment.exec(text)?.[1];
  return said !== undefined && asking.test(said) ? [{ said, line }] : [];
}

function sharesWord(said: string, text: string): boolean {
  const own = new Set(wordsOf(text));
  return wordsOf(said).some((word) => word.length > 3 && !idle.has(word) && own.has(word));
}

const MOST_WRITTEN = 3;

/** Commands that the project writes down itself: in its README, scripts, build files and pipelines. */
export async function commandMotives({
  suggestion,
  workspace,
}: MotiveFacts): Promise<readonly Motive[]> {
  if (suggestion.commands.length === 0) return [];
  const paths = [...workspace.paths].filter((path) => written.test(path)).sort();
  const read = paths
    .slice(0, MOST_FILES)
    .map(async (path) => [path, (await workspace.read(path)) ?? ''] as const);
  const texts = await Promise.all(read);
  return suggestion.commands.flatMap(({ text, place }): readonly Motive[] => {
    const [program = '', verb = ''] = text.trim().split(/\s+/);
    const words = `${program} ${verb}`;
    if (verb === '' || program.length < 2 || verb.startsWith('-')) return [];
    const evidence = texts
      .filter(([, all]) => all.includes(words))
      .flatMap(([file, all]) => {
        const line = all.split(/\r\n|\r|\n/).findIndex((each) => each.includes(words)) + 1;
        return line > 0 ? [{ file, line }] : [];
      })
      .slice(0, MOST_WRITTEN);
    if (evidence.length === 0) return [];
    const told = `It may repeat what the project itself writes: \`${words}\` stands there too.`;
    return [{ kind: 'pattern', text: told, file: place?.file, line: place?.line, evidence }];
  });
}

const written =
  /\.md$|(?:^|\/)(?:Makefile|justfile|package\.json|Jenkinsfile)$|^\.github\/workflows\/|\.sh$/i;
