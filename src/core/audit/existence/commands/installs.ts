import { judgePackage } from '../judge.ts';
import type { Ecosystem } from '../known/known.ts';
import { projectPath } from '../paths.ts';
import type { Run } from '../run.ts';
import type { PlacedCommand } from './places.ts';
import { isVariable } from './shell.ts';

interface Installer {
  readonly words: RegExp;
  readonly ecosystem: Ecosystem;
  /** Options whose next word is no package. */
  readonly valued: RegExp;
}

const installers: readonly Installer[] = [
  {
    words:
      /^(?:npm (?:i|in|install|add|isntall)|pnpm (?:i|add|install)|yarn (?:global )?add|bun (?:i|add|install))$/,
    ecosystem: 'npm',
    valued:
      /^(?:--registry|--prefix|-w|--workspace|-C|--dir|--filter|--tag|--omit|--include|--cwd|--loglevel)$/,
  },
  {
    words: /^(?:npx|bunx|pnpx|pnpm dlx|yarn dlx|npm exec|bun x)$/,
    ecosystem: 'npm',
    valued: /^(?:-c|--call)$/,
  },
  {
    words:
      /^(?:pip3?|python[\d.]* -m pip|uv pip|pipenv|poetry|uv|pdm|pipx|rye|uvx|conda|mamba)(?: (?:install|add|run|download|wheel))?$/,
    ecosystem: 'pypi',
    valued:
      /^(?:-r|--requirement|-c|--constraint|-i|--index-url|--extra-index-url|-t|--target|-e|--editable|-f|--find-links|--group|-G|--python|-p|--prefix|--platform|--only-binary|--no-binary|--source|--with|--from|-n|--name|--channel|-d|--dest|--progress-bar|--timeout|--retries|--root|--trusted-host|--cache-dir|--extra|-E|--optional|--index|--python-version|-w|--wheel-dir)$/,
  },
  { words: /^go (?:get|install)$/, ecosystem: 'go', valued: /^(?:-modfile|-tags|-ldflags)$/ },
  {
    words: /^cargo (?:add|install)$/,
    ecosystem: 'cargo',
    valued:
      /^(?:--features|-F|--version|--vers|--git|--branch|--path|--rename|--root|--package|-p|--registry|--target|--rev|--tag|--profile|--bin|-j)$/,
  },
  {
    words: /^gem install$/,
    ecosystem: 'gem',
    valued: /^(?:-v|--version|-i|--install-dir|-n|--bindir|-s|--source|--platform)$/,
  },
  {
    words: /^bundle add$/,
    ecosystem: 'gem',
    valued: /^(?:-v|--version|-g|--group|-s|--source|--git|--github|--branch|--require|--path)$/,
  },
  {
    words: /^composer (?:require|global require)$/,
    ecosystem: 'composer',
    valued: /^(?:-d|--working-dir)$/,
  },
  {
    words: /^dotnet (?:add|add \S+ package|add package|tool install|package add)$/,
    ecosystem: 'nuget',
    valued: /^(?:-v|--version|-f|--framework|-s|--source|--package-directory|--project)$/,
  },
];

/** Packages that a command would install must exist. */
export async function checkInstall(run: Run, command: PlacedCommand): Promise<void> {
  const { words } = command;
  for (const installer of installers) {
    const count = [4, 3, 2, 1].find(
      (length) => words.length >= length && installer.words.test(words.slice(0, length).join(' ')),
    );
    if (count === undefined || !isInstall(words.slice(0, count))) continue;
    for (const name of packagesIn(words, count, installer)) {
      if (command.folder !== undefined && (await projectPath(run.project, command.folder, name)))
        continue;
      await judgePackage(run, {
        ecosystem: installer.ecosystem,
        names: [name],
        subject: name,
        place: command.place,
        how: 'addition',
      });
    }
    return;
  }
}

/** `pip` alone, or `poetry run`, installs nothing. */
function isInstall(words: readonly string[]): boolean {
  const last = words.at(-1) ?? '';
  return !/^(?:pip3?|pipenv|poetry|uv|pdm|rye|conda|mamba|run|pipx)$/.test(last);
}

function packagesIn(
  words: readonly string[],
  from: number,
  { ecosystem, valued }: Installer,
): readonly string[] {
  const isOne =
    /^(?:npx|bunx|pnpx|uvx)$/.test(words[0] ?? '') ||
    /^(?:dlx|exec|x)$/.test(words[from - 1] ?? '');
  // These take the packages of the project itself.
  if (/^(?:poetry|uv|pdm|rye) install$/.test(words.slice(0, 2).join(' '))) return [];
  const end = words.indexOf('--');
  const named = words.slice(from, end < 0 ? undefined : end).filter((word, index, all) => {
    const before = all[index - 1] ?? '';
    const isValue = valued.test(before) && !(isOne && /^(?:-p|--package)$/.test(before));
    return !word.startsWith('-') && !isValue;
  });
  const names = named.flatMap((word) => nameIn(ecosystem, word) ?? []);
  return isOne ? names.slice(0, 1) : names;
}

const shapes: Readonly<Record<Ecosystem, RegExp>> = {
  npm: /^((?:@[a-z0-9~][\w.~-]*\/)?[a-z0-9~][\w.~-]*)(?:@[^/]*)?$/i,
  pypi: /^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?(?:\s*(?:[<>=!~]|===|@).*)?$/,
  go: /^([\w.-]+\.[a-z]+\/[^@\s]+)(?:@\S+)?$/,
  cargo: /^([A-Za-z][\w-]*)(?:@\S+)?$/,
  gem: /^([A-Za-z][\w.-]*)(?::\S+)?$/,
  composer: /^([a-z0-9][\w.-]*\/[\w.-]+)(?:[:=].*)?$/i,
  nuget: /^([A-Za-z][\w.-]*)$/,
  maven: /^([\w.-]+:[\w.-]+)/,
};

/** Files, addresses and what the shell puts in are no names. */
function nameIn(ecosystem: Ecosystem, word: string): string | undefined {
  if (
    isVariable(word.replace(/\[[^\]]*\]|[<>].*$/g, '')) ||
    /^[./~]|:\/\/|\.(?:tgz|whl|tar\.gz|txt|zip)$|^(?:git|file|npm|github):/.test(word)
  ) {
    return undefined;
  }
  const name = shapes[ecosystem].exec(word)?.[1];
  return ecosystem === 'npm' && name !== undefined && /^(?:package|\.)$/.test(name)
    ? undefined
    : name;
}
