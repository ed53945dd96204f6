import index from '../known/commands.json' with { type: 'json' };
import { nearest } from '../nearMiss.ts';
import { didYouMean, listed } from '../report.ts';
import type { Run } from '../run.ts';
import type { PlacedCommand } from './places.ts';
import { isVariable } from './shell.ts';

const commands: Readonly<Record<string, string>> = index;

/** Tools that are called by other names too. */
const names: Readonly<Record<string, string>> = {
  pip3: 'pip',
  k: 'kubectl',
  tf: 'terraform',
  tofu: 'terraform',
  podman: 'docker',
};

/** Whether the subcommands and options of a command exist. */
export function checkOptions(run: Run, command: PlacedCommand): void {
  const [first = '', ...rest] = asTool(command.words);
  const tool = names[first] ?? first;
  if (commands[tool] === undefined && rest.some((word) => word.startsWith('--'))) {
    run.report.open(`${tool} has the options that are used.`);
  }
  if (commands[tool] === undefined || rest.length === 0) return;
  const { path, at } = subcommandOf(tool, rest);
  if (sayUnknownSubcommand(run, command, path, rest[at])) return;
  const known = optionsOf(path);
  // Of some commands only the name is known.
  if (known.isUnknown && path.includes(' ')) {
    run.report.open(`${path} takes what it is given.`);
    return;
  }
  const problems = rest.filter((word, position) => isUnknown(word, position, rest, known, path));
  if (problems.length === 0 && rest.some((word) => word.startsWith('-'))) {
    run.report.holds(`${path} has the options that are used.`, source);
  }
  for (const problem of problems) {
    sayUnknownOption(run, command, path, problem.replace(/=.*$/s, ''), known);
  }
}

const source = listed('options of command line tools');

/** `python -m pip install` and `docker compose` by its old name. */
function asTool(words: readonly string[]): readonly string[] {
  if (/^python[\d.]*$/.test(words[0] ?? '') && words[1] === '-m') return words.slice(2);
  return words;
}

interface Options {
  readonly names: ReadonlySet<string>;
  /** Those that take a value. */
  readonly valued: ReadonlySet<string>;
  /** There are no others. */
  readonly isComplete: boolean;
  /** Nothing is known of what it takes. */
  readonly isUnknown: boolean;
}

/** The options of a command and of those it belongs to. */
function optionsOf(path: string): Options {
  const parts = path.split(' ');
  const found = parts.flatMap((_, index) =>
    (commands[parts.slice(0, index + 1).join(' ')] ?? '').split(' '),
  );
  const all = found.filter((option) => option !== '' && option !== '!');
  return {
    names: new Set([...all.map((option) => option.replace('=', '')), '--help', '-h', '--version']),
    valued: new Set(
      all.filter((option) => option.endsWith('=')).map((option) => option.slice(0, -1)),
    ),
    isComplete: (commands[path] ?? '').startsWith('!'),
    isUnknown: (commands[path] ?? '') === '',
  };
}

/** Follows the words as far as they are subcommands; options before them are passed over. */
function subcommandOf(tool: string, words: readonly string[]): { path: string; at: number } {
  let path = tool;
  let at = 0;
  while (at < words.length) {
    const word = words[at] ?? '';
    if (word.startsWith('-')) {
      const takesValue = optionsOf(path).valued.has(word);
      at += takesValue ? 2 : 1;
      continue;
    }
    if (commands[`${path} ${word}`] === undefined) break;
    path = `${path} ${word}`;
    at++;
  }
  return { path, at };
}

function subcommandsOf(path: string): readonly string[] {
  const depth = path.split(' ').length;
  return Object.keys(commands)
    .filter((command) => command.startsWith(`${path} `) && command.split(' ').length === depth + 1)
    .map((command) => command.slice(path.length + 1));
}

/** Tools whose first word is always one of their own subcommands. */
const strict =
  /^(?:kubectl|helm|terraform|docker|git|pip|cargo|go|poetry|gh|minikube|kind|docker-compose|docker compose|kubectl rollout|kubectl config|helm repo|docker (?:image|container|volume|network|system)|terraform (?:state|workspace)|git (?:stash|remote|worktree|submodule))$/;

function sayUnknownSubcommand(
  run: Run,
  command: PlacedCommand,
  path: string,
  word: string | undefined,
): boolean {
  if (word === undefined || word.startsWith('-') || isVariable(word) || !strict.test(path))
    return false;
  if (!/^[a-z][a-z-]*$/.test(word)) return false;
  const known = subcommandsOf(path);
  if (known.length === 0) return false;
  const near = nearest(word, known);
  run.report.find(command.place, {
    verdict: near ? 'notFound' : 'couldNotCheck',
    severity: near ? 'error' : 'warning',
    subject: `${path} ${word}`,
    message: near
      ? `${path} has no subcommand ${word}.${didYouMean(`${path} ${near}`)}`
      : `${word} is no subcommand of ${path} that is known here; it may be a plugin, an alias or newer.`,
    source,
  });
  return true;
}

function isUnknown(
  word: string,
  position: number,
  words: readonly string[],
  { names: known, valued }: Options,
  path: string,
): boolean {
  const end = words.indexOf('--');
  const before = words[position - 1];
  const isValue = before !== undefined && valued.has(before);
  if ((end >= 0 && position >= end) || isValue || isVariable(word.replace(/=.*$/s, '')))
    return false;
  if (passesOn(path, words, position)) return false;
  const name = word.replace(/=.*$/s, '');
  const isLong =
    /^--[a-z][\w-]*$/i.test(name) || (hasSingleDash(path) && /^-[a-z][a-z-]{2,}$/.test(name));
  return isLong && !known.has(name) && !isNegated(name, known) && !isShortened(name, known, path);
}

/** What stands behind the name of a program or an image is that one's. */
function passesOn(path: string, words: readonly string[], position: number): boolean {
  const isRunner =
    /^(?:docker (?:run|exec|container run)|docker compose (?:run|exec)|docker-compose (?:run|exec)|kubectl (?:exec|run|debug)|npx|npm (?:run|exec|x|create|init|test|start)|pnpm|yarn|bun|deno|poetry run|pipenv run|uv run|uv tool run|cargo (?:run|test|bench)|bundle exec|go (?:run|test|tool|vet)|git (?:bisect|submodule|-c)|minikube (?:kubectl|ssh)|gh (?:api|extension|alias)|jest|eslint|tsc|pytest|ansible-playbook)(?: |$)/.test(
      path,
    );
  if (!isRunner) return false;
  if (
    /^(?:npm|pnpm|yarn|bun|deno|npx|poetry|pipenv|uv|cargo|bundle|go|git|minikube|gh|jest|eslint|tsc|pytest|ansible)/.test(
      path,
    )
  ) {
    const inner = path.split(' ').length - 1;
    return (
      !/^(?:jest|eslint|tsc|pytest|ansible-playbook|go (?:test|vet)|cargo)/.test(path) &&
      words.slice(inner, position).some((word) => !word.startsWith('-'))
    );
  }
  const { valued } = optionsOf(path);
  const inner = path.split(' ').length - 1;
  return words.slice(inner, position).some((word, index) => {
    const before = words[inner + index - 1] ?? '';
    return !word.startsWith('-') && !valued.has(before);
  });
}

/** Tools whose long options have one dash. */
function hasSingleDash(path: string): boolean {
  return path.startsWith('terraform');
}

function isNegated(name: string, known: ReadonlySet<string>): boolean {
  return (
    (name.startsWith('--no-') && known.has(`--${name.slice(5)}`)) ||
    known.has(`--no-${name.slice(2)}`) ||
    (hasSingleDash(name) && known.has(`-${name.slice(2)}`)) ||
    known.has(name.replace(/^--/, '-'))
  );
}

/** git and the tools of Python understand the beginning of an option. */
function isShortened(name: string, known: ReadonlySet<string>, path: string): boolean {
  const isLoose = /^(?:git|pip|pytest|ansible|black|mypy|curl|gem|systemctl)/.test(path);
  return isLoose && name.length > 4 && [...known].some((option) => option.startsWith(name));
}

function sayUnknownOption(
  run: Run,
  command: PlacedCommand,
  path: string,
  option: string,
  { names: known, isComplete }: Options,
): void {
  const bare = option.replace(/^-+/, '');
  const near = nearest(
    bare,
    [...known].map((one) => one.replace(/^-+/, '')).filter((one) => one.length > 2),
  );
  const meant =
    near === undefined ? undefined : [...known].find((one) => one.replace(/^-+/, '') === near);
  const isSure = isComplete || meant !== undefined;
  run.report.find(command.place, {
    verdict: isSure ? 'notFound' : 'couldNotCheck',
    severity: isSure ? 'error' : 'info',
    subject: `${path} ${option}`,
    message: isSure
      ? `${path} has no option ${option}.${didYouMean(meant)}`
      : `${option} is no option of ${path} that is known here; it may be newer. See ${path} --help.`,
    source,
  });
}
