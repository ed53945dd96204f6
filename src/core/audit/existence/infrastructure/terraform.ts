import type { ChangedFile } from '../../../model/audit.ts';
import { lineFinder, readCode, type Syntax } from '../code.ts';
import { closest } from '../nearMiss.ts';
import { nearPath } from '../paths.ts';
import { folderOf, joined } from '../project.ts';
import { didYouMean, listed, missingFile } from '../report.ts';
import type { Run } from '../run.ts';
import { checkModuleUses } from './terraformModules.ts';

const comments: Syntax = {
  lineComments: ['#', '//'],
  blockComments: [['/*', '*/']],
  longQuotes: [],
  quotes: [],
};

/** Folders of modules, and what expressions name of the configuration's own folder. */
export async function checkTerraform(run: Run, files: readonly ChangedFile[]): Promise<void> {
  for (const file of files) {
    const source = file.after ?? '';
    const text = readCode(source, comments).text;
    const lineOf = lineFinder(source);
    const added = new Set(file.added.map(({ line }) => line));
    for (const match of text.matchAll(/^\s*source\s*=\s*"(\.{1,2}\/[^"]*)"/gm)) {
      const line = lineOf(match.index + match[0].length - 1);
      if (added.has(line)) checkModule(run, file.path, line, match[1] ?? '');
    }
    await checkModuleUses(run, file.path, text, (line) => added.has(line));
    const declared = await declaredIn(run, folderOf(file.path));
    for (const match of text.matchAll(
      /(?<![\w.-])(var|local|module|data)\.([\w-]+)(?:\.([\w-]+))?|(?<![\w."'/-])([a-z]+_[a-z0-9_]+)\.([a-z][\w-]*)(?=[.[\s,)}\]])/g,
    )) {
      const line = lineOf(match.index);
      if (added.has(line) && isCode(text, match.index))
        checkReference(run, file.path, line, match, declared);
    }
  }
}

function checkModule(run: Run, path: string, line: number, source: string): void {
  const folder = joined(folderOf(path), source);
  if (folder === undefined || run.project.folders.has(folder)) return;
  run.report.find({ file: path, line }, missingFile(source, folder, nearPath(run.project, folder)));
}

/** What the files of a folder declare, as `var.name`, `local.name`, `type.name` and so on. */
async function declaredIn(run: Run, folder: string): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const path of run.project.paths) {
    if (folderOf(path) !== folder || !/\.tf(?:\.json)?$/.test(path)) continue;
    const text = readCode((await run.project.read(path)) ?? '', comments).text;
    if (path.endsWith('.json')) found.add('*');
    for (const [, kind = '', first = '', second] of text.matchAll(
      /^\s*(variable|module|resource|data|ephemeral)\s+"([\w-]+)"(?:\s+"([\w-]+)")?/gm,
    )) {
      found.add(nameOf(kind, first, second));
    }
    for (const block of text.matchAll(/^locals\s*\{([\s\S]*?)^\}/gm)) {
      for (const [, name = ''] of (block[1] ?? '').matchAll(/^\s*([\w-]+)\s*=/gm))
        found.add(`local.${name}`);
    }
  }
  return found;
}

function nameOf(kind: string, first: string, second: string | undefined): string {
  if (kind === 'variable') return `var.${first}`;
  if (kind === 'module') return `module.${first}`;
  return kind === 'data' ? `data.${first}.${second}` : `${first}.${second}`;
}

/** Outside of text, or in `${}` within it. */
function isCode(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', at) + 1, at);
  const inner = line.slice(line.lastIndexOf('${') + 1);
  const isOpen = line.includes('${') && !inner.includes('}');
  return isOpen || (line.match(/"/g)?.length ?? 0) % 2 === 0;
}

function checkReference(
  run: Run,
  path: string,
  line: number,
  match: RegExpExecArray,
  declared: ReadonlySet<string>,
): void {
  const [, kind, first = '', second, type, name] = match;
  const reference =
    kind === undefined
      ? `${type}.${name}`
      : kind === 'data'
        ? `data.${first}.${second}`
        : `${kind}.${first}`;
  if (declared.has('*') || declared.has(reference) || (kind === 'data' && second === undefined))
    return;
  if (kind === undefined && ![...declared].some((one) => one.startsWith(`${type}.`))) return;
  const near = closest(reference, declared);
  run.report.find(
    { file: path, line },
    {
      verdict: 'notFound',
      severity: 'error',
      subject: reference,
      message: `No file in ${folderOf(path) || 'this folder'} declares ${reference}.${didYouMean(near)}`,
      source: listed(`configuration in ${folderOf(path) || 'the root'}`),
    },
  );
}
