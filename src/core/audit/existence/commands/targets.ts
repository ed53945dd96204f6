import type { FindingSource } from '../../../model/audit.ts';
import { lineAt } from '../../../model/lineAt.ts';
import { isMade } from '../javascript/files.ts';
import { isPlain, parseJson, plainAt } from '../manifests/dependency.ts';
import { closest } from '../nearMiss.ts';
import { nearPath, projectPath } from '../paths.ts';
import { folderOf, foldersAround, joined } from '../project.ts';
import { didYouMean, missingFile } from '../report.ts';
import type { Run } from '../run.ts';
import type { PlacedCommand } from './places.ts';
import { isVariable } from './shell.ts';

/** Scripts, targets and files that a command names must be in the workspace. */
export async function checkTargets(run: Run, command: PlacedCommand): Promise<void> {
  const folder = command.folder === 'package' ? folderOf(command.place.file ?? '') : command.folder;
  if (folder === undefined) return;
  await checkScript(run, command, folder);
  await checkMake(run, command, folder);
  for (const path of pathsIn(command.words)) await checkPath(run, command, folder, path);
}

const scriptNames = /^(?:npm (?:run|run-script|rum|urn)|yarn run|pnpm run|bun run)$/;

/** Options that say which package's script is meant. */
const otherPackage =
  /^(?:-w|--workspace|--prefix|-C|--filter|--cwd|-r|--recursive|--workspaces|-ws)(?:=|$)/;

async function checkScript(run: Run, command: PlacedCommand, folder: string): Promise<void> {
  const { words } = command;
  const isScript = scriptNames.test(words.slice(0, 2).join(' '));
  if (!isScript || words.some((word) => otherPackage.test(word))) return;
  const name = words.slice(2).find((word) => !word.startsWith('-'));
  if (name === undefined || isVariable(name) || /[./]/.test(name)) return;
  for (const around of foldersAround(folder)) {
    const file = joined(around, 'package.json') ?? '';
    const text = await run.project.read(file);
    if (text === undefined) continue;
    const scripts = plainAt(parseJson(text), 'scripts');
    if (!isPlain(parseJson(text)) || scripts[name] !== undefined) {
      run.report.holds(`The script ${name} is there.`, { file, line: lineWith(text, `"${name}"`) });
    } else {
      const source = { file, line: lineWith(text, '"scripts"') };
      sayNoScript(run, command, name, Object.keys(scripts), source);
    }
    return;
  }
}

function sayNoScript(
  run: Run,
  command: PlacedCommand,
  name: string,
  scripts: readonly string[],
  source: FindingSource,
): void {
  // `yarn run` and others also run what packages install.
  const isSure = command.words[0] === 'npm' && !/^(?:env|start|test|restart)$/.test(name);
  run.report.find(command.place, {
    verdict: isSure ? 'notFound' : 'couldNotCheck',
    severity: isSure ? 'error' : 'warning',
    subject: `script ${name}`,
    message: `${source.file} has no script ${name}.${didYouMean(closest(name, scripts))}`,
    source,
  });
}

function lineWith(text: string, part: string): number | undefined {
  const at = text.indexOf(part);
  return at < 0 ? undefined : lineAt(text, at);
}

async function checkMake(run: Run, command: PlacedCommand, folder: string): Promise<void> {
  const { words } = command;
  if (words[0] !== 'make' || words.some((word) => /^(?:-C|-f|--directory|--file)/.test(word)))
    return;
  const file = ['Makefile', 'makefile', 'GNUmakefile']
    .map((name) => joined(folder, name) ?? '')
    .find((path) => run.project.paths.has(path));
  const text = file === undefined ? undefined : await run.project.read(file);
  // Included files and patterns may have any target.
  if (
    file === undefined ||
    text === undefined ||
    /^-?s?include\b|^[^\t#=]*%[^=]*:|\$\(eval/m.test(text)
  )
    return;
  const targets = new Set(
    [...text.matchAll(/^([^\t#:=\n][^:=\n]*):(?!=)/gm)].flatMap((match) =>
      (match[1] ?? '').trim().split(/\s+/),
    ),
  );
  const isOpen = [...targets].some((target) => target.includes('$'));
  for (const word of words.slice(1)) {
    if (word.startsWith('-') || word.includes('=') || isVariable(word) || /^\d+$/.test(word))
      continue;
    if (targets.has(word) || run.project.paths.has(joined(folder, word) ?? '') || isOpen) continue;
    run.report.find(command.place, {
      verdict: 'notFound',
      severity: 'error',
      subject: `target ${word}`,
      message: `${file} has no target ${word}.${didYouMean(closest(word, targets))}`,
      source: { file, line: undefined },
    });
  }
}

interface PathOption {
  readonly command: RegExp;
  readonly options: RegExp;
}

/** Options whose value is a file that must be there. */
const pathOptions: readonly PathOption[] = [
  {
    command: /^kubectl (?:apply|create|delete|replace|diff)$/,
    options: /^(?:-f|--filename|-k|--kustomize)$/,
  },
  { command: /^(?:docker compose|docker-compose \S+|docker-compose)$/, options: /^(?:-f|--file)$/ },
  { command: /^docker (?:build|buildx)$/, options: /^(?:-f|--file)$/ },
  { command: /^helm (?:install|upgrade|template|lint)$/, options: /^(?:-f|--values)$/ },
  {
    command: /^pip3? install$|^python[\d.]* -m$/,
    options: /^(?:-r|--requirement|-c|--constraint)$/,
  },
  { command: /^terraform (?:plan|apply|destroy)$/, options: /^-var-file$/ },
  { command: /^(?:tsc|npx tsc)\b/, options: /^(?:-p|--project)$/ },
];

function pathsIn(words: readonly string[]): readonly string[] {
  const two = words.slice(0, 2).join(' ');
  const rules = pathOptions.filter(
    ({ command }) => command.test(two) || command.test(words[0] ?? ''),
  );
  const found: string[] = [];
  words.forEach((word, index) => {
    const [name = '', value] = word.split(/=(.*)/s);
    const path = value ?? words[index + 1];
    if (path !== undefined && rules.some(({ options }) => options.test(name))) found.push(path);
  });
  const program = programPath(words);
  return program === undefined ? found : [...found, program];
}

/** The script that an interpreter is to run, or a script that is run itself. */
function programPath(words: readonly string[]): string | undefined {
  const [first = '', second = ''] = words;
  if (/^\.\/[\w./-]+\.(?:sh|py|js|rb|pl)$/.test(first)) return first;
  const isInterpreter =
    (/^python[\d.]*$/.test(first) && second.endsWith('.py')) ||
    (/^(?:node|tsx|ts-node|deno|bun)$/.test(first) && /\.[cm]?[jt]s$/.test(second)) ||
    (/^(?:bash|sh|zsh|source|\.)$/.test(first) && /\.sh$/.test(second)) ||
    (/^(?:ruby|php|perl)$/.test(first) && /\.(?:rb|php|pl)$/.test(second));
  return isInterpreter ? second : undefined;
}

async function checkPath(
  run: Run,
  command: PlacedCommand,
  folder: string,
  path: string,
): Promise<void> {
  const isElsewhere =
    isVariable(path) || /^(?:-|\/|[a-z]+:\/\/|[A-Za-z]:\\)/.test(path) || path.startsWith('~');
  if (isElsewhere) return;
  const found = await projectPath(run.project, folder, path);
  if (found !== undefined) {
    run.report.holds(`${found} is there.`, { file: found, line: undefined });
    return;
  }
  const whole = joined(folder, path);
  if (whole === undefined) return;
  if (isMade(whole) || isWritten(run, path)) {
    run.report.open(`${whole} is there when this runs.`);
    return;
  }
  const elsewhere = [...run.project.paths].find((one) => one.endsWith(`/${whole}`));
  // A command that came alone may be meant for another directory.
  if (elsewhere !== undefined && command.place.file === undefined) {
    run.report.open(`It is run where ${path} is, as in ${folderOf(elsewhere)}.`);
    return;
  }
  run.report.find(command.place, missingFile(path, whole, nearPath(run.project, whole)));
}

/** Another command of the suggestion may write or fetch the file first. */
function isWritten(run: Run, path: string): boolean {
  const texts = [
    ...run.suggestion.commands.map(({ text }) => text),
    ...run.suggestion.files.map(({ after }) => after ?? ''),
  ];
  const name = path.slice(path.lastIndexOf('/') + 1);
  return texts.some((text) =>
    new RegExp(
      `(?:>|-o|-O|--output|tee|touch|cp|mv|curl|wget|unzip|tar|git clone)[^\\n]*${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`,
    ).test(text),
  );
}
