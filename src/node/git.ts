import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { devNull } from 'node:os';
import { basename, dirname } from 'node:path';
import { execPath } from 'node:process';
import type { LineChange, LineHistory } from '../core/model/source.ts';

/** Milliseconds that one git command may take, characters that it may print, and commits that are asked for. */
const PATIENCE = 2500;
const MOST_TEXT = 8 * 1024 * 1024;
const MOST_COMMITS = 3;
/** Characters of a patch that are kept. */
const LONGEST_PATCH = 2000;

/**
 * What git is told before any command. A repository's own settings run programs (pagers, hooks, signatures,
 * drivers of text and differences, watchers) and fetch what is missing: none of that is wanted for a look
 * at what is there.
 */
const cautious: readonly string[] = [
  '--no-pager',
  '--literal-pathspecs',
  ...settings({
    'core.fsmonitor': 'false',
    'core.hooksPath': devNull,
    'core.attributesFile': devNull,
    'log.showSignature': 'false',
    'protocol.allow': 'never',
    'safe.bareRepository': 'explicit',
    'diff.external': '',
  }),
];

function settings(values: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(values).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
}

const environment = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:GIT_|SSH_ASKPASS)/.test(name)),
  ),
  LC_ALL: 'C',
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_LAZY_FETCH: '1',
  // Windows would look for a program in the folder at hand first.
  NoDefaultCurrentDirectoryInExePath: '1',
};

/**
 * How lines of a file came to be as they are: what `git blame` and `git log -L` say of them. They are
 * looked up in what was committed last, where nothing has to be run to read a file. Nothing where the
 * file is in no repository, git is not there, or it takes too long.
 * @param startLine 1-based and inclusive, in the file as it is on the disk.
 */
export async function lineHistory(
  path: string,
  { startLine, endLine }: { readonly startLine: number; readonly endLine: number },
  cancelled: AbortSignal,
): Promise<LineHistory | undefined> {
  const git = (...words: readonly string[]): Promise<string | undefined> =>
    runGit(dirname(path), words, cancelled);
  const name = basename(path);
  const [committed, head, now] = await Promise.all([
    git('cat-file', 'blob', `HEAD:./${name}`),
    git('log', '--max-count=1', '--format=%ct', 'HEAD'),
    readFile(path, 'utf8').catch(() => undefined),
  ]);
  if (committed === undefined || head === undefined || now === undefined) {
    return undefined;
  }
  const headTime = Number(head) * 1000;
  const lines = sameLines(linesOf(now), linesOf(committed), startLine, endLine);
  if (!lines) {
    return { isUncommitted: true, headTime, changes: [] };
  }
  const range = `${lines.startLine},${lines.endLine}`;
  const [blamed, log] = await Promise.all([
    git('blame', '--porcelain', '--no-textconv', '-L', range, 'HEAD', '--', name),
    git(
      'log',
      ...['--no-color', '--no-ext-diff', '--no-textconv', `--max-count=${MOST_COMMITS}`],
      ...[`--format=${FORMAT}`, `-L${range}:${name}`, 'HEAD'],
    ),
  ]);
  const changes = log === undefined ? blamedChange(blamed ?? '') : changesIn(log);
  return { isUncommitted: false, headTime, changes };
}

/** The text of a file that was committed last; nothing where it never was. */
export async function committedText(
  path: string,
  cancelled: AbortSignal,
): Promise<string | undefined> {
  return runGit(dirname(path), ['cat-file', 'blob', `HEAD:./${basename(path)}`], cancelled);
}

/** When the branch was committed to last, in milliseconds since the epoch. */
export async function lastCommitTime(
  folder: string,
  cancelled: AbortSignal,
): Promise<number | undefined> {
  const printed = await runGit(folder, ['log', '--max-count=1', '--format=%ct', 'HEAD'], cancelled);
  return printed === undefined ? undefined : Number(printed) * 1000;
}

/** Before each commit of a log a sign that no text has. */
const SIGN = '\u0001';
const FORMAT = '%x01%H%x00%an%x00%ct%x00%s';

function changesIn(log: string): readonly LineChange[] {
  return log
    .split(SIGN)
    .slice(1)
    .flatMap((text) => {
      const end = text.indexOf('\n');
      const [commit = '', author = '', time = '', subject = ''] = text.slice(0, end).split('\0');
      const patch = bounded(text.slice(end + 1).trim());
      return isCommit(commit)
        ? [{ commit, author, time: Number(time) * 1000, subject, patch }]
        : [];
    });
}

/** Where the log took too long, at least which commit the newest of the lines is from. */
function blamedChange(porcelain: string): readonly LineChange[] {
  const commits = porcelain.split(/^(?=[0-9a-f]{40,64} \d)/m).flatMap((entry) => {
    const of = (key: string): string | undefined =>
      new RegExp(`^${key} (.*)$`, 'm').exec(entry)?.[1];
    const [commit = ''] = entry.split(' ', 1);
    const [author, time, subject] = [of('author'), of('committer-time'), of('summary')];
    return isCommit(commit) && author !== undefined && time !== undefined
      ? [{ commit, author, time: Number(time) * 1000, subject: subject ?? '', patch: '' }]
      : [];
  });
  return commits.sort((a, b) => b.time - a.time).slice(0, 1);
}

const isCommit = (text: string): boolean => /^[0-9a-f]{40,64}$/.test(text);

function bounded(patch: string): string {
  if (patch.length <= LONGEST_PATCH) {
    return patch;
  }
  return patch.slice(0, Math.max(patch.lastIndexOf('\n', LONGEST_PATCH), 0));
}

const linesOf = (text: string): readonly string[] => text.split(/\r\n|\r|\n/);

/** Lines further away than this are other lines that say the same. */
const FARTHEST = 400;

/** Where the same lines stand in what was committed; nothing where they differ from that. */
function sameLines(
  now: readonly string[],
  committed: readonly string[],
  start: number,
  end: number,
): { readonly startLine: number; readonly endLine: number } | undefined {
  const wanted = now.slice(start - 1, end);
  const stands = (at: number): boolean =>
    at >= 0 && wanted.length > 0 && wanted.every((line, i) => committed[at + i] === line);
  for (let away = 0; away <= FARTHEST; away++) {
    for (const at of [start - 1 - away, start - 1 + away]) {
      if (stands(at)) return { startLine: at + 1, endLine: at + wanted.length };
    }
  }
  return undefined;
}

function runGit(
  folder: string,
  words: readonly string[],
  cancelled: AbortSignal,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = execFile(
      'git',
      ['-C', folder, ...cautious, ...words],
      {
        cwd: dirname(execPath),
        env: environment,
        timeout: PATIENCE,
        killSignal: 'SIGKILL',
        maxBuffer: MOST_TEXT,
        windowsHide: true,
        signal: cancelled,
      },
      (error, printed) => resolve(error ? undefined : printed),
    );
    child.stdin?.end();
  });
}
