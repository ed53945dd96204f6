/** One command of a shell line, without what it redirects. */
export interface ShellCommand {
  readonly words: readonly string[];
  /** 1-based, counted from the first line of the text. */
  readonly line: number;
  /** Its directory is not the one that the text begins in. */
  readonly isElsewhere: boolean;
}

/** The commands of a script; what can't be told, as in a here-document, is left out. */
export function commandsIn(script: string): readonly ShellCommand[] {
  const found: ShellCommand[] = [];
  let isElsewhere = false;
  for (const { text, line } of logicalLines(script)) {
    for (const words of simpleCommands(text)) {
      const plain = withoutPrefix(words);
      if (plain.length === 0) continue;
      found.push({ words: plain, line, isElsewhere });
      if (/^(?:cd|pushd|chdir)$/.test(plain[0] ?? '')) isElsewhere = true;
    }
  }
  return found;
}

interface LogicalLine {
  readonly text: string;
  readonly line: number;
}

/** Lines that end with a backslash go on; here-documents are text. */
function logicalLines(script: string): readonly LogicalLine[] {
  const lines: LogicalLine[] = [];
  let open: LogicalLine | undefined;
  let until: string | undefined;
  script.split(/\r?\n/).forEach((text, index) => {
    if (until !== undefined) {
      if (text.trim() === until) until = undefined;
      return;
    }
    const joined = open ? `${open.text} ${text.trim()}` : text;
    const line = open?.line ?? index + 1;
    if (/\\\s*$/.test(joined)) {
      open = { text: joined.replace(/\\\s*$/, ''), line };
      return;
    }
    open = undefined;
    until = /<<-?\s*["']?(\w+)["']?/.exec(joined)?.[1];
    lines.push({ text: joined, line });
  });
  return open ? [...lines, open] : lines;
}

const token =
  /\s+|#[^\n]*|"((?:[^"\\]|\\.)*)"|'([^']*)'|\$\((?:[^()]|\([^()]*\))*\)|`[^`]*`|\|\||&&|\|&?|;;?|&(?!>)|[()]|\d*>{1,2}&?\s*\S+|<\s*\S+|(?:\\.|[^\s"'|&;()<>`$\\]|\$(?!\()|\\$)+|[^\s]/g;

/** Words of each command of a line; quotes are gone, what the shell puts in is kept as `$...`. */
function simpleCommands(line: string): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  let word: string | undefined;
  const flush = (): void => {
    if (word !== undefined) commands.at(-1)?.push(word);
    word = undefined;
  };
  for (const match of line.matchAll(token)) {
    const [text, double, single] = match;
    if (/^\s/.test(text)) flush();
    else if (text.startsWith('#') && word === undefined) break;
    else if (/^(?:\|\||&&|\|&?|;;?|&|[()])$/.test(text)) {
      flush();
      commands.push([]);
    } else if (/^(?:\d*>|<)/.test(text)) flush();
    else word = (word ?? '') + (double ?? single ?? text.replace(/\\(.)/g, '$1'));
  }
  flush();
  return commands.filter((words) => words.length > 0);
}

const wrappers = new Set([
  ...['sudo', 'time', 'exec', 'nohup', 'command', 'then', 'do', 'else', 'if', 'while', '!', '{'],
  ...[
    'elif',
    'until',
    'env',
    'nice',
    'eval',
    'RUN',
    '$',
    '>',
    '-',
    '@',
    'doas',
    'xvfb-run',
    'watch',
  ],
]);

/** `sudo -E FOO=1 npm i` is `npm i`. */
function withoutPrefix(words: readonly string[]): readonly string[] {
  let at = 0;
  while (at < words.length) {
    const word = words[at] ?? '';
    const isOption = at > 0 && word.startsWith('-') && wrappers.has(words[at - 1] ?? '');
    if (!wrappers.has(word) && !/^[A-Za-z_]\w*=/.test(word) && !isOption) break;
    at++;
  }
  return words
    .slice(at)
    .map((word, index) => (index === 0 ? word.replace(/^[@-](?=\w)/, '') : word));
}

export function isVariable(word: string): boolean {
  return /[$`*?{}<>[\]]|^~|%\w+%/.test(word);
}
