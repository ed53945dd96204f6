import type {
  AuditWorkspace,
  ChangedFile,
  SuggestedCommand,
  Suggestion,
} from '../../model/audit.ts';
import type { Problem } from '../../model/problem.ts';
import { commandsOf, isShell } from './commands.ts';
import { compareTexts } from './compare.ts';
import { linesOf, textOf } from './lines.ts';
import { type Fence, hasFences, readFences } from './markdown.ts';
import { parsePatch } from './patch.ts';
import { patchedFile } from './patchedFile.ts';
import { insidePath } from './patchPath.ts';

/** A suggestion as somebody has it. */
export type SuggestionInput =
  | { readonly kind: 'diff'; readonly text: string; readonly name: string }
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly name: string;
      readonly path: string;
      /** The line before which it is inserted, 1-based; its end where it is not said. */
      readonly at?: number;
    }
  | { readonly kind: 'command'; readonly text: string }
  /** Files as they are and as they would be, from somebody who has both. */
  | {
      readonly kind: 'files';
      readonly files: readonly Pick<ChangedFile, 'path' | 'before' | 'after'>[];
      /** How many more were changed, of which there are too many to be read. */
      readonly leftOut?: number;
    };

export type ReadSuggestion =
  | {
      readonly kind: 'suggestion';
      readonly suggestion: Suggestion;
      readonly problems: readonly Problem[];
    }
  | { readonly kind: 'refused'; readonly message: string };

/** What a suggestion would make of the workspace. */
export function readSuggestion(
  input: SuggestionInput,
  workspace: AuditWorkspace,
): Promise<ReadSuggestion> {
  switch (input.kind) {
    case 'diff':
      return readDiff(input, workspace);
    case 'text':
      return readText(input, workspace);
    case 'command':
      return Promise.resolve(readCommand(input.text));
    case 'files':
      return Promise.resolve(readPairs(input));
  }
}

function readCommand(text: string): ReadSuggestion {
  const fences = readFences(text);
  const body = fences.length > 0 ? fences.map((fence) => fence.text).join('\n') : text;
  const commands = commandsOf(body, () => undefined);
  return commands.length > 0
    ? { kind: 'suggestion', suggestion: { files: [], commands }, problems: [] }
    : { kind: 'refused', message: 'There is no command in the text.' };
}

function readPairs({
  files: pairs,
  leftOut = 0,
}: Extract<SuggestionInput, { kind: 'files' }>): ReadSuggestion {
  const files = pairs.flatMap(({ path: written, before, after }) => {
    const path = insidePath(written);
    if (path === undefined || before === after) return [];
    return [{ path, before, after, isExcerpt: false, ...compareTexts(before ?? '', after ?? '') }];
  });
  return files.length > 0
    ? { kind: 'suggestion', suggestion: { files, commands: [] }, problems: unread(leftOut) }
    : { kind: 'refused', message: 'Nothing is changed: there is nothing to audit.' };
}

type DiffInput = Extract<SuggestionInput, { kind: 'diff' }>;

async function readDiff(
  { text, name }: DiffInput,
  workspace: AuditWorkspace,
): Promise<ReadSuggestion> {
  const patch = parsePatch(text);
  if (patch.kind === 'refused') return patch;
  // A chat answer with fences around its patches is prose; a patch of a Markdown file begins as one.
  if (patch.kind === 'patch' && !isProse(text))
    return joined(await patchedFiles(text, workspace), []);
  if (hasFences(text)) return readAnswer(text, name, workspace);
  return text.trim() === ''
    ? { kind: 'refused', message: `${name} is empty: there is nothing to audit.` }
    : { kind: 'refused', message: `${name} is no unified diff, and no Markdown with code either.` };
}

function isProse(text: string): boolean {
  const first = /^ {0,3}(`{3,}|~{3,})|^(diff --|--- |Index: |From [0-9a-f]{7,})/m.exec(text);
  return first?.[1] !== undefined;
}

function unread(leftOut: number): readonly Problem[] {
  if (leftOut === 0) return [];
  const [files, were] = leftOut === 1 ? ['file', 'was'] : ['files', 'were'];
  const message = `${leftOut} more changed ${files} ${were} not audited: there are too many at once. Audit ${leftOut === 1 ? 'it' : 'them'} by the menu of the file, or stage and audit fewer.`;
  return [{ code: 'tooManyFiles', message }];
}

interface Read {
  readonly files: readonly ChangedFile[];
  readonly problems: readonly Problem[];
}

async function patchedFiles(text: string, workspace: AuditWorkspace): Promise<Read> {
  const patch = parsePatch(text);
  const read = await Promise.all(
    (patch.kind === 'patch' ? patch.files : []).map((file) => patchedFile(file, workspace)),
  );
  return {
    files: read.flatMap(({ file }) => file ?? []),
    problems: read.flatMap(({ problems }) => problems),
  };
}

function joined({ files, problems }: Read, commands: readonly SuggestedCommand[]): ReadSuggestion {
  return files.length + commands.length > 0
    ? { kind: 'suggestion', suggestion: { files: mergedFiles(files), commands }, problems }
    : {
        kind: 'refused',
        message: problems[0]?.message ?? 'No file and no command could be read from it.',
      };
}

/** A file that is named twice counts as its last state. */
function mergedFiles(files: readonly ChangedFile[]): readonly ChangedFile[] {
  const byPath = new Map<string, ChangedFile>();
  for (const file of files) {
    const earlier = byPath.get(file.path);
    byPath.set(file.path, earlier ? { ...file, before: earlier.before } : file);
  }
  return [...byPath.values()];
}

/** The files and commands of a copied chat answer. */
async function readAnswer(
  text: string,
  name: string,
  workspace: AuditWorkspace,
): Promise<ReadSuggestion> {
  const fences = readFences(text);
  const read: Read[] = [];
  for (const fence of fences) read.push(await readFence(fence, workspace));
  return joined(
    {
      files: read.flatMap(({ files }) => files),
      problems: read.flatMap(({ problems }) => problems),
    },
    fences.flatMap((fence) => commandsIn(fence, name)),
  );
}

function commandsIn(
  { language, text, line, path }: Fence,
  name: string,
): readonly SuggestedCommand[] {
  const isSession = language === '' && /^\s*\$ \S/m.test(text);
  if (path !== undefined || !(isShell(language) || isSession)) return [];
  return commandsOf(text, (offset) => ({ file: name, line: line + offset - 1 }));
}

async function readFence(
  { language, text, path, line }: Fence,
  workspace: AuditWorkspace,
): Promise<Read> {
  const patch = parsePatch(text);
  if (patch.kind === 'patch' && !isMarkdown(path ?? '')) return patchedFiles(text, workspace);
  if (path !== undefined) return namedFile(path, text, workspace);
  if (language === '' || isShell(language) || language === 'text')
    return { files: [], problems: [] };
  const message = `The code at line ${line} names no file and was not read.`;
  return { files: [], problems: [{ code: 'noFileName', message, line }] };
}

function isMarkdown(path: string): boolean {
  return /\.(md|mdx|markdown)$/i.test(path);
}

/** Code that names its file: all of it, or a part where it leaves lines out or shares few. */
async function namedFile(written: string, text: string, workspace: AuditWorkspace): Promise<Read> {
  const path = insidePath(written);
  if (path === undefined) {
    const message = `${written} leads out of the workspace and was not read.`;
    return { files: [], problems: [{ code: 'outside', message, file: written }] };
  }
  const before = await workspace.read(path);
  const after = `${text}\n`;
  if (before === undefined || isWhole(before, text)) {
    const changes = compareTexts(before ?? '', after);
    return { files: [{ path, before, after, isExcerpt: false, ...changes }], problems: [] };
  }
  const known = new Set(linesOf(before).lines.map((line) => line.trim()));
  const added = linesOf(text).lines.flatMap((line, index) =>
    known.has(line.trim()) || leavesOut.test(line) ? [] : [{ line: index + 1, text: line }],
  );
  const message = `The code for ${path} is a part of it; it was read without the rest of the file.`;
  return {
    files: [{ path, before, after, isExcerpt: true, added, removed: [] }],
    problems: [{ code: 'part', message, file: path }],
  };
}

/** `// ... existing code ...`, `# …` */
const leavesOut = /^\s*(?:\/\/|#|--|\/\*|<!--|\{\/\*)?\s*(?:\.{3}|…)/;

function isWhole(before: string, text: string): boolean {
  const [old, now] = [before, text].map((one) =>
    linesOf(one).lines.filter((line) => line.trim() !== ''),
  );
  if (!old || !now || now.some((line) => leavesOut.test(line))) return false;
  const known = new Set(old.map((line) => line.trim()));
  const shared = now.filter((line) => known.has(line.trim())).length;
  return old[0]?.trim() === now[0]?.trim() && shared * 2 >= Math.min(old.length, now.length);
}

type TextInput = Extract<SuggestionInput, { kind: 'text' }>;

async function readText(input: TextInput, workspace: AuditWorkspace): Promise<ReadSuggestion> {
  const path = insidePath(input.path);
  if (path === undefined) {
    return { kind: 'refused', message: `${input.path} leads out of the workspace.` };
  }
  const fences = isMarkdown(path) ? [] : readFences(input.text);
  const commands = fences.flatMap((fence) => commandsIn(fence, input.name));
  const [first, ...others] = fences.filter((fence) => commandsIn(fence, input.name).length === 0);
  if (others.length > 0) return readAnswer(input.text, input.name, workspace);
  if (!first) {
    return fences.length > 0
      ? joined({ files: [], problems: [] }, commands)
      : insertedText(path, input.text, input.at, workspace);
  }
  if (parsePatch(first.text).kind === 'patch') {
    return joined(await patchedFiles(first.text, workspace), commands);
  }
  const read = await insertedText(path, `${first.text}\n`, input.at, workspace);
  return read.kind === 'refused' ? read : { ...read, suggestion: { ...read.suggestion, commands } };
}

async function insertedText(
  path: string,
  text: string,
  at: number | undefined,
  workspace: AuditWorkspace,
): Promise<ReadSuggestion> {
  const before = await workspace.read(path);
  const count = linesOf(before ?? '').lines.length;
  if (at !== undefined && at > count + 1) {
    const message =
      before === undefined
        ? `${path} does not exist, so it has no line ${at}.`
        : `${path} has ${count} lines, so nothing can stand at line ${at}.`;
    return { kind: 'refused', message };
  }
  const file =
    before === undefined
      ? { path, before, after: text, isExcerpt: false, ...compareTexts('', text) }
      : inserted(path, before, text, at ?? count + 1);
  return joined({ files: [file], problems: [] }, []);
}

function inserted(path: string, before: string, text: string, at: number): ChangedFile {
  const { lines, ending, isEnded } = linesOf(before);
  const written = linesOf(text);
  const all = [...lines.slice(0, at - 1), ...written.lines, ...lines.slice(at - 1)];
  const isLast = at > lines.length;
  return {
    path,
    before,
    after: textOf({ lines: all, ending, isEnded: isLast ? written.isEnded : isEnded }),
    isExcerpt: false,
    added: written.lines.map((line, index) => ({ line: at + index, text: line })),
    removed: [],
  };
}
