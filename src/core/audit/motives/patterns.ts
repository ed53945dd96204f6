import type { Motive } from '../../model/audit.ts';
import { fileName, folderOf } from '../../topology/paths.ts';
import { isTelling, type MotiveFacts, type ReadChange, wordsOf } from './facts.ts';

/** Lines above and below a new one that may be its pattern. */
const NEAR = 60;
/** Share of words that a line and its pattern have in common, at least. */
const ALIKE = 0.5;
/** Lines of a file that is made after another one, at least. */
const MOST_SIBLINGS = 12;

/** New lines that are made like those around them, and new files that are made like their neighbours. */
export function patternMotives(
  changes: readonly ReadChange[],
  facts: MotiveFacts,
): readonly Motive[] {
  return changes.flatMap((change) =>
    change.file.before === undefined ? siblingMotive(change, facts) : neighbourMotives(change),
  );
}

interface Twin {
  readonly line: number;
  readonly alike: number;
}

/** One motive for each run of new lines. */
function neighbourMotives({ file, added, lines, isNew }: ReadChange): readonly Motive[] {
  const motives: Motive[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const { line, text } of added) {
    const isSameRun = line <= last + 2;
    last = line;
    if (isSameRun) continue;
    const twins = twinsOf(text, line, lines, isNew);
    const [best] = twins;
    if (!best) continue;
    const quoted = shown(lines[best.line - 1] ?? '');
    const places = twins.map((twin) => oldLine(twin.line, isNew)).sort((a, b) => a - b);
    const where = places.length === 1 ? `line ${places[0]}` : `lines ${places.join(', ')}`;
    motives.push({
      kind: 'pattern',
      text: `It may carry on the pattern of ${where} near by: ${quoted}.`,
      file: file.path,
      line,
      evidence: places.map((place) => ({ file: file.renamedFrom ?? file.path, line: place })),
    });
  }
  return motives;
}

/** Where a line that stays stands in the file as it is; lines that go are near enough. */
export function oldLine(line: number, isNew: ReadonlySet<number>): number {
  let before = 0;
  for (const each of isNew) if (each < line) before++;
  return Math.max(1, line - before);
}

const MOST_TWINS = 3;

function twinsOf(
  text: string,
  line: number,
  lines: readonly string[],
  isNew: ReadonlySet<number>,
): readonly Twin[] {
  const words = new Set(wordsOf(text));
  const shape = shapeOf(text);
  const twins: Twin[] = [];
  const end = Math.min(lines.length, line + NEAR);
  for (let at = Math.max(1, line - NEAR); at <= end; at++) {
    const other = lines[at - 1] ?? '';
    if (isNew.has(at) || !isTelling(other) || shapeOf(other) !== shape) continue;
    const alike = likeness(words, new Set(wordsOf(other)));
    if (alike >= ALIKE) twins.push({ line: at, alike });
  }
  return twins.sort((a, b) => b.alike - a.alike || a.line - b.line).slice(0, MOST_TWINS);
}

/** What is left of a line without its words and values. */
export function shapeOf(line: string): string {
  return line
    .trim()
    .replace(/"[^"]*"|'[^']*'|`[^`]*`/g, 'w')
    .replace(/[\w.-]+/g, 'w')
    .replace(/\s+/g, '');
}

export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((word) => b.has(word)).length;
  return common / Math.max(1, a.size, b.size);
}

/** A new file beside others of its kind, most of whose lines stand in one of them. */
function siblingMotive({ file, lines }: ReadChange, { texts }: MotiveFacts): readonly Motive[] {
  const own = lines.map((line) => line.trim()).filter(isTelling);
  const extension = /\.\w+$/.exec(file.path)?.[0] ?? fileName(file.path);
  const isSibling = (path: string): boolean =>
    path.endsWith(extension) &&
    path !== file.path &&
    (folderOf(path) === folderOf(file.path) ||
      folderOf(folderOf(path)) === folderOf(folderOf(file.path)));
  const siblings = [...texts].filter(([path]) => isSibling(path)).slice(0, MOST_SIBLINGS);
  const compared = siblings.map(([path, text]) => {
    const known = text.split(/\r\n|\r|\n/).map((line) => line.trim());
    const all = new Set(known.filter(isTelling));
    const common = own.filter((line) => all.has(line));
    return { path, common, first: known.indexOf(common[0] ?? '') + 1 };
  });
  const [best] = compared.sort((a, b) => b.common.length - a.common.length);
  if (!best || best.common.length < 3 || best.common.length / own.length < ALIKE) return [];
  return [
    {
      kind: 'pattern',
      text: `It may be made after ${best.path}: ${best.common.length} of its ${own.length} lines stand there too.`,
      file: file.path,
      line: 1,
      evidence: [{ file: best.path, line: Math.max(1, best.first) }],
    },
  ];
}

export function shown(line: string): string {
  const plain = line.trim();
  return `“${plain.length > 90 ? `${plain.slice(0, 89)}…` : plain}”`;
}
