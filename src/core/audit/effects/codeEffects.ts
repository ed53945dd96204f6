import type { ChangedFile, ChangedLine, Effect } from '../../model/audit.ts';
import { type Changes, compareTexts } from '../suggestion/compare.ts';
import { linesOf } from '../suggestion/lines.ts';

/** How languages begin something that has a name; the first group is what it is. */
const declaration =
  /^\s*(?:export\s+)?(?:default\s+)?(?:(?:public|private|protected|internal|static|final|abstract|async|override|suspend|pub(?:\([\w:]+\))?|unsafe|open|sealed|data|partial)\s+)*(function\*?|def|func|fn|class|interface|struct|enum|trait|type|impl|module|record|object)\s+(?:\([^)]*\)\s*)?([\w$]+)/;

const arrow =
  /^\s*(?:export\s+)?(?:const|let|var)\s+([\w$]+)\s*(?::[^=]{1,80})?=\s*(?:async\s+)?(?:\(|function\b|[\w$]+\s*=>)/;

const method =
  /^\s*(?:(?:public|private|protected|static|final|async|override|virtual)\s+)*(?:[\w<>[\],.?]+\s+)?([a-zA-Z_$][\w$]*)\s*\([^;]*\)\s*(?::\s*[\w<>[\]| ]+)?\s*(?:throws\s+[\w., ]+)?\{\s*$/;

const noMethod =
  /^(if|for|while|switch|catch|return|else|do|try|with|synchronized|using|lock|match)$/;

interface Named {
  readonly kind: string;
  readonly name: string;
}

/** Changed lines that stand together. */
interface Block {
  readonly added: readonly ChangedLine[];
  readonly removed: readonly ChangedLine[];
  /** Line in the file as it would be. */
  readonly line: number;
}

/** Hunk by hunk: what is new, gone or changed, and in what it stands. */
export function codeEffects(file: ChangedFile): readonly Effect[] {
  const { path, after = '' } = file;
  const lines = linesOf(after).lines;
  return blocksOf(smallest(file)).flatMap((block) =>
    blockTexts(block, lines).map((text) => ({ file: path, line: block.line, text })),
  );
}

/** A patch may take out and put in again what stays as it is. */
function smallest(file: ChangedFile): Changes {
  const { before, after, isExcerpt } = file;
  return isExcerpt || before === undefined || after === undefined
    ? file
    : compareTexts(before, after);
}

function blockTexts({ added, removed, line }: Block, lines: readonly string[]): readonly string[] {
  const now = added.flatMap(({ text }) => namedIn(text) ?? []);
  const old = removed.flatMap(({ text }) => namedIn(text) ?? []);
  const fresh = now.filter(({ name }) => !old.some((other) => other.name === name));
  const gone = old.filter(({ name }) => !now.some((other) => other.name === name));
  const [one, other] = [gone[0], fresh[0]];
  if (one && other && gone.length === 1 && fresh.length === 1 && one.kind === other.kind) {
    return [`renames ${one.kind} ${one.name} to ${other.name}`];
  }
  const said = [
    ...gone.map(({ kind, name }) => `removes ${kind} ${name}`),
    ...fresh.map(({ kind, name }) => `adds ${kind} ${name}`),
  ];
  if (said.length > 0) return said;
  const around = enclosing(lines, line);
  const where = around ? ` in ${around.kind} ${around.name}` : '';
  return [`${amountText(added.length, removed.length)}${where}`];
}

function amountText(added: number, removed: number): string {
  if (removed === 0) return `adds ${counted(added)}`;
  return added === 0
    ? `removes ${counted(removed)}`
    : `changes ${counted(Math.max(added, removed))}`;
}

function counted(count: number): string {
  return `${count} line${count === 1 ? '' : 's'}`;
}

function namedIn(text: string): Named | undefined {
  const [, word, name] = declaration.exec(text) ?? [];
  if (word !== undefined && name !== undefined) {
    return { kind: /^(def|func|fn|function\*?)$/.test(word) ? 'function' : word, name };
  }
  const bound = arrow.exec(text)?.[1] ?? method.exec(text)?.[1];
  return bound === undefined || noMethod.test(bound)
    ? undefined
    : { kind: 'function', name: bound };
}

const FAR = 400;

/** The nearest thing with a name above that is indented less. */
function enclosing(lines: readonly string[], line: number): Named | undefined {
  const indentOf = (text: string): number => /^\s*/.exec(text)?.[0].length ?? 0;
  let indent = indentOf(lines[line - 1] ?? '');
  if ((lines[line - 1] ?? '').trim() === '') indent = Number.MAX_SAFE_INTEGER;
  for (let at = line - 2; at >= Math.max(0, line - FAR); at--) {
    const text = lines[at] ?? '';
    if (text.trim() === '' || indentOf(text) >= indent) continue;
    const named = namedIn(text);
    if (named) return named;
    indent = indentOf(text);
  }
  return undefined;
}

/** Added and removed lines that touch, in the order of the file. */
function blocksOf({ added, removed }: Changes): readonly Block[] {
  const blocks: { added: ChangedLine[]; removed: ChangedLine[]; line: number }[] = [];
  let shift = 0;
  let [one, other] = [0, 0];
  while (one < added.length || other < removed.length) {
    const plus = added[one]?.line ?? Number.POSITIVE_INFINITY;
    const minus = (removed[other]?.line ?? Number.POSITIVE_INFINITY) + shift;
    const start = Math.min(plus, minus);
    const block = { added: [] as ChangedLine[], removed: [] as ChangedLine[], line: start };
    for (let next = removed[other]; next && next.line + shift === start + block.removed.length; ) {
      block.removed.push(next);
      next = removed[++other];
    }
    for (let next = added[one]; next && next.line === start + block.added.length; ) {
      block.added.push(next);
      next = added[++one];
    }
    shift += block.added.length - block.removed.length;
    blocks.push(block);
  }
  return blocks;
}
