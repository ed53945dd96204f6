import type { PackageUse } from './packageUse.ts';

interface Installer {
  readonly ecosystem: string;
  /** The command up to its packages. */
  readonly pattern: RegExp;
  /** Splits a word into name and version. */
  readonly word: RegExp;
}

const npmWord = /^((?:@[\w.-]+\/)?[\w.-]+)(?:@(.+))?$/;
const atWord = /^([^@\s]+)(?:@(.+))?$/;

const installers: readonly Installer[] = [
  {
    ecosystem: 'npm',
    pattern:
      /\b(?:npm\s+(?:install|i|add|exec)|pnpm\s+(?:install|i|add|dlx)|yarn\s+(?:global\s+)?(?:add|dlx)|bun\s+(?:add|install|i)|bunx|npx)\s+/,
    word: npmWord,
  },
  {
    ecosystem: 'pypi',
    pattern:
      /\b(?:(?:python[\d.]*\s+-m\s+)?pip[\d.]*\s+install|uv\s+(?:add|pip\s+install)|uvx|pipx\s+(?:install|run)|poetry\s+add|pipenv\s+install|pdm\s+add)\s+/,
    word: /^["']?([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?((?:[=<>!~@]=?).*?)?["']?$/,
  },
  {
    ecosystem: 'go',
    pattern: /\bgo\s+(?:get|install|run)\s+/,
    word: /^((?:[\w-]+\.)+[\w-]+\/[^@\s]+)(?:@(.+))?$/,
  },
  { ecosystem: 'cargo', pattern: /\bcargo\s+(?:add|install)\s+/, word: atWord },
  {
    ecosystem: 'nuget',
    pattern: /\b(?:dotnet\s+add\s+(?:\S+\s+)?package|nuget\s+install|Install-Package)\s+/,
    word: atWord,
  },
  {
    ecosystem: 'gem',
    pattern: /\b(?:gem\s+install|bundle\s+add)\s+/,
    word: /^([\w-]+)(?::(.+))?$/,
  },
  {
    ecosystem: 'composer',
    pattern: /\bcomposer\s+(?:global\s+)?require\s+/,
    word: /^([\w.-]+\/[\w.-]+)(?::(.+))?$/,
  },
];

/** Packages that a command line would install or run. */
export function installsIn(text: string): readonly Omit<PackageUse, 'line'>[] {
  return installers.flatMap(({ ecosystem, pattern, word }) => {
    const found = pattern.exec(text);
    if (!found) return [];
    const rest = text.slice(found.index + found[0].length).split(/&&|\|\||[;|\n#]/)[0] ?? '';
    const words = rest.trim().split(/\s+/);
    return words
      .filter(
        (each, index) =>
          each !== '' && !/^[-./]/.test(each) && !takesValue.test(words[index - 1] ?? ''),
      )
      .flatMap((each) => {
        const [, name, range] = word.exec(each.replace(/^["']|["']$/g, '')) ?? [];
        return name === undefined
          ? []
          : [{ ecosystem, name, how: 'install' as const, ...(range !== undefined && { range }) }];
      });
  });
}

/** Flags whose value is no package. */
const takesValue =
  /^(?:-r|-c|-e|-i|-t|--requirement|--constraint|--index-url|--extra-index-url|--target|--registry|--prefix|-w|--workspace|--version|-v|--features|--root|--path|--git)$/;
